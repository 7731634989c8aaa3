"""A poll (biểu quyết): the question, what was answered, and its way from drafted to announced.

Theory of operation. Opening freezes two lists: the roll of everybody entitled, which is hashed, and those
of them present. Only the latter can vote in this poll; whoever arrives later joins the next one. Pressed
polls collect ballots; hands and paper collect counts that persons type. Closing counts; what came of it is
part of the record and never changes: a correction, a deciding vote or a re-vote is a record of its own
beside it. A void poll keeps its ballots.

Rules.
1. Time comes with the command. At `closes_at` a poll is over even if nobody has closed it yet: a ballot is
   too late, and so is more time. Hands and paper have no clock.
2. Pausing keeps the remaining time; resuming starts the clock with it.
3. The press rule decides about a second ballot of a person: `first` refuses it, `last` lets it replace.
4. A ballot, a count, a correction is used once: a repeated old one cannot undo a newer one.
5. Paper counts when two persons have typed the same.
6. Voiding takes two: the chair proposes with a reason, the secretary answers.
7. A missing pair in the table is refused and changes nothing.

| stage     | command      | event          | stage after |
|-----------|--------------|----------------|-------------|
| drafted   | ReadyPoll    | PollReadied    | ready       |
| ready     | OpenPoll     | PollOpened     | open        |
| open      | CastBallot   | BallotCast     | open        |
| open      | EnterCount   | CountEntered   | open        |
| paused    | EnterCount   | CountEntered   | paused      |
| open      | PausePoll    | PollPaused     | paused      |
| open      | ExtendPoll   | PollExtended   | open        |
| open      | GiveTimeBack | PollExtended   | open        |
| paused    | ResumePoll   | PollResumed    | open        |
| open, paused | ClosePoll | PollClosed     | closed      |
| closed    | DecideTie    | TieDecided     | closed      |
| closed    | CorrectPoll  | PollCorrected  | closed      |
| announced | CorrectPoll  | PollCorrected  | announced   |
| closed    | AnnouncePoll | PollAnnounced  | announced   |
| open      | ProposeVoid  | VoidProposed   | open        |
| paused    | ProposeVoid  | VoidProposed   | paused      |
| closed    | ProposeVoid  | VoidProposed   | closed      |
| announced | ProposeVoid  | VoidProposed   | announced   |
| open, paused, closed, announced | AnswerVoid | PollVoided | voided |
| announced | SupersedePoll | PollSuperseded | superseded |

An AnswerVoid that disagrees is VoidDeclined, and the stage stays. SupersedePoll is no command of anybody's:
it comes with announcing the re-vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from hub.domain import tally
from hub.domain.answers import Answer, named_answers, sum_up
from hub.domain.errors import DomainError
from hub.domain.events import (
    BallotCast,
    CountEntered,
    Event,
    PollAnnounced,
    PollClosed,
    PollCorrected,
    PollExtended,
    PollOpened,
    PollPaused,
    PollReadied,
    PollResumed,
    PollSuperseded,
    PollVoided,
    TieDecided,
    VoidDeclined,
    VoidProposed,
)
from hub.domain.growing import Growing
from hub.domain.vocabulary import Choice, Entry, NamedAnswer, PollKind, PollPlan


class PollStage(StrEnum):
    """Where a poll stands."""

    DRAFTED = "drafted"
    READY = "ready"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    VOIDED = "voided"
    SUPERSEDED = "superseded"


_RUNNING = (PollStage.OPEN, PollStage.PAUSED)
_COUNTED = (PollStage.CLOSED, PollStage.ANNOUNCED)

TRANSITIONS: dict[tuple[PollStage, str], PollStage] = {
    (PollStage.DRAFTED, "ReadyPoll"): PollStage.READY,
    (PollStage.READY, "OpenPoll"): PollStage.OPEN,
    (PollStage.OPEN, "CastBallot"): PollStage.OPEN,
    **{(stage, "EnterCount"): stage for stage in _RUNNING},
    (PollStage.OPEN, "PausePoll"): PollStage.PAUSED,
    (PollStage.OPEN, "ExtendPoll"): PollStage.OPEN,
    (PollStage.OPEN, "GiveTimeBack"): PollStage.OPEN,
    (PollStage.PAUSED, "ResumePoll"): PollStage.OPEN,
    **{(stage, "ClosePoll"): PollStage.CLOSED for stage in _RUNNING},
    (PollStage.CLOSED, "DecideTie"): PollStage.CLOSED,
    **{(stage, "CorrectPoll"): stage for stage in _COUNTED},
    (PollStage.CLOSED, "AnnouncePoll"): PollStage.ANNOUNCED,
    **{(stage, "ProposeVoid"): stage for stage in (*_RUNNING, *_COUNTED)},
    **{(stage, "AnswerVoid"): PollStage.VOIDED for stage in (*_RUNNING, *_COUNTED)},
    (PollStage.ANNOUNCED, "SupersedePoll"): PollStage.SUPERSEDED,
}

UNSETTLED = frozenset({PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED})
PRESSED = frozenset({PollKind.ROLL_CALL, PollKind.UNNAMED})


class Cast(Struct, frozen=True):
    """The ballot of one person that counts; `ballot` of a corrected answer is the correction's id."""

    answer: Answer
    ballot: str
    corrected: bool = False


class Poll(Struct, frozen=True):
    """A poll with everything its next step depends on; times in milliseconds since the epoch."""

    plan: PollPlan
    stage: PollStage = PollStage.READY
    roll: tuple[str, ...] = ()
    roll_sha256: str = ""
    present: tuple[str, ...] = ()
    members: int = 0
    opened_at: int | None = None
    closes_at: int | None = None
    remaining_ms: int | None = None
    ballots: Growing[str, Cast] = field(default_factory=Growing)  # by person
    used: Growing[str, str] = field(default_factory=Growing)  # person by ballot, count, correction
    entries: Mapping[str, Entry] = field(default_factory=dict)  # by who typed it; the latest last
    agreed: Entry | None = None  # the one it was counted from
    result: tally.Result | None = None
    tie_choice: Choice | None = None
    corrections: int = 0
    void_proposed: str = ""
    void_reason: str = ""
    superseded_by: str = ""

    @property
    def pressed(self) -> bool:
        """Whether persons answer at their seats, rather than somebody typing counts."""
        return self.plan.kind in PRESSED

    @property
    def lists(self) -> tally.Lists:
        """The frozen lists as numbers."""
        return tally.Lists(self.members, len(self.roll), len(self.present))


def start(plan: PollPlan) -> Poll:
    """A poll that nobody has opened."""
    return Poll(plan, PollStage.DRAFTED if plan.drafted else PollStage.READY)


def check(poll: Poll, command: str) -> None:
    """Raise `poll-<stage>` unless `command` is a transition of the poll's stage."""
    if (poll.stage, command) not in TRANSITIONS:
        raise DomainError(f"poll-{poll.stage}", poll=poll.plan.poll)


def evolve(poll: Poll, event: Event, at: int) -> Poll:
    """The poll after `event`, which is about this poll."""
    if isinstance(event, BallotCast):
        ballots = poll.ballots.adding(event.person, Cast(event.answer, event.ballot))
        return replace(poll, ballots=ballots, used=poll.used.adding(event.ballot, event.person))
    if isinstance(event, CountEntered):
        others = {who: each for who, each in poll.entries.items() if who != event.person}
        used = poll.used.adding(event.count, event.person)
        return replace(poll, entries={**others, event.person: event.entry}, used=used)
    if isinstance(event, PollOpened):
        return replace(
            poll,
            stage=PollStage.OPEN,
            roll=event.roll,
            roll_sha256=event.roll_sha256,
            present=event.present,
            members=event.members,
            opened_at=at,
            closes_at=event.closes_at,
        )
    if isinstance(event, PollPaused):
        return replace(
            poll, stage=PollStage.PAUSED, closes_at=None, remaining_ms=event.remaining_ms
        )
    if isinstance(event, PollResumed):
        return replace(poll, stage=PollStage.OPEN, closes_at=event.closes_at, remaining_ms=None)
    if isinstance(event, PollExtended):
        return replace(poll, closes_at=event.closes_at)
    if isinstance(event, PollReadied):
        return replace(poll, stage=PollStage.READY)
    return _evolve_counted(poll, event)


def _evolve_counted(poll: Poll, event: Event) -> Poll:
    if isinstance(event, PollClosed):
        agreed = None if poll.pressed else agreed_entry(poll)
        return replace(_stopped(poll), stage=PollStage.CLOSED, result=event.result, agreed=agreed)
    if isinstance(event, TieDecided):
        return replace(poll, tie_choice=event.choice, result=event.result)
    if isinstance(event, PollCorrected):
        return _corrected(poll, event)
    if isinstance(event, PollAnnounced):
        return replace(poll, stage=PollStage.ANNOUNCED)
    if isinstance(event, PollSuperseded):
        return replace(poll, stage=PollStage.SUPERSEDED, superseded_by=event.by, void_proposed="")
    if isinstance(event, VoidProposed):
        return replace(poll, void_proposed=event.reason)
    if isinstance(event, VoidDeclined):
        return replace(poll, void_proposed="")
    if isinstance(event, PollVoided):
        return replace(
            _stopped(poll), stage=PollStage.VOIDED, void_proposed="", void_reason=event.reason
        )
    return poll


def _stopped(poll: Poll) -> Poll:
    return replace(poll, closes_at=None, remaining_ms=None)


def _corrected(poll: Poll, event: PollCorrected) -> Poll:
    used = poll.used.adding(event.correction, event.person)
    corrected = replace(poll, result=event.result, used=used, corrections=poll.corrections + 1)
    if not poll.pressed:
        return replace(corrected, agreed=corrected_entry(poll, event.answers, event.entry))
    return replace(corrected, ballots=corrected_ballots(poll, event.answers, event.correction))


def corrected_ballots(
    poll: Poll, answers: tuple[NamedAnswer, ...], correction: str
) -> Growing[str, Cast]:
    """The ballots with `answers` in the place of earlier ones; an empty answer strikes one out."""
    struck = {named.person for named in answers}
    kept = {who: cast for who, cast in poll.ballots.items() if who not in struck}
    added = {
        named.person: Cast(named.answer, correction, corrected=True)
        for named in answers
        if named.answer
    }
    return Growing({**kept, **added})


def corrected_entry(
    poll: Poll, answers: tuple[NamedAnswer, ...], entry: Entry | None
) -> Entry | None:
    """The typed counts after a correction: `entry`, or those of the names with `answers` put in."""
    if entry is not None or poll.agreed is None:
        return entry
    named = dict(named_answers(poll.agreed))
    named.update({each.person: each.answer for each in answers})
    given = {who: answer for who, answer in named.items() if answer}
    return named_entry(poll.plan, given)


def named_entry(plan: PollPlan, answers: Mapping[str, Answer]) -> Entry:
    """A show of hands by name, with the counts that follow from the names."""
    summed = sum_up(plan, answers.values())
    names = tuple(NamedAnswer(who, answers[who]) for who in sorted(answers))
    return replace(summed, named=names)


def agreed_entry(poll: Poll) -> Entry | None:
    """What the typed counts come to: a show of hands' latest; on paper what two persons typed alike."""
    entries = list(poll.entries.values())
    if poll.plan.kind is not PollKind.PAPER:
        return entries[-1] if entries else None
    alike = (entry for place, entry in enumerate(entries) if entry in entries[:place])
    return next(alike, None)
