"""A poll (biểu quyết): the question, its ballots, and its way from ready to announced.

Theory of operation. Opening freezes two lists: the roll of everybody entitled, which is hashed, and those
of them present. Only the latter can vote in this poll; whoever arrives later joins the next one. A ballot
is accepted while the poll is open and its clock has not run out. Closing counts; the count is part of the
closing record and never changes. A void poll keeps its ballots, and a new poll replaces it.

Rules.
1. Time comes with the command. At `closes_at` a poll is over even if nobody has closed it yet: a ballot is
   too late, and so is more time.
2. Pausing keeps the remaining time; resuming starts the clock with it.
3. The press rule decides about a second ballot of a person: `first` refuses it, `last` lets it replace.
4. A ballot is used once, so that a repeated old answer cannot undo a newer one.
5. A missing pair in the table is refused and changes nothing.

| stage     | command      | event         | stage after |
|-----------|--------------|---------------|-------------|
| ready     | OpenPoll     | PollOpened    | open        |
| open      | CastBallot   | BallotCast    | open        |
| open      | PausePoll    | PollPaused    | paused      |
| open      | ExtendPoll   | PollExtended  | open        |
| paused    | ResumePoll   | PollResumed   | open        |
| open, paused | ClosePoll | PollClosed    | closed      |
| closed    | AnnouncePoll | PollAnnounced | announced   |
| open, paused, closed, announced | VoidPoll | PollVoided | voided |
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from hub.domain import tally
from hub.domain.commands import CastBallot, ClosePoll, ExtendPoll, PausePoll, ResumePoll, VoidPoll
from hub.domain.errors import DomainError
from hub.domain.events import (
    BallotCast,
    Event,
    PollAnnounced,
    PollClosed,
    PollExtended,
    PollOpened,
    PollPaused,
    PollResumed,
    PollVoided,
)
from hub.domain.growing import Growing
from hub.domain.vocabulary import Choice, PollKind, PollPlan, PressRule

MAX_EXTENSION_MS = 600_000  # ten minutes: longer is a pause


class PollStage(StrEnum):
    """Where a poll stands."""

    READY = "ready"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    VOIDED = "voided"


TRANSITIONS: dict[tuple[PollStage, str], PollStage] = {
    (PollStage.READY, "OpenPoll"): PollStage.OPEN,
    (PollStage.OPEN, "CastBallot"): PollStage.OPEN,
    (PollStage.OPEN, "PausePoll"): PollStage.PAUSED,
    (PollStage.OPEN, "ExtendPoll"): PollStage.OPEN,
    (PollStage.PAUSED, "ResumePoll"): PollStage.OPEN,
    (PollStage.OPEN, "ClosePoll"): PollStage.CLOSED,
    (PollStage.PAUSED, "ClosePoll"): PollStage.CLOSED,
    (PollStage.CLOSED, "AnnouncePoll"): PollStage.ANNOUNCED,
    (PollStage.OPEN, "VoidPoll"): PollStage.VOIDED,
    (PollStage.PAUSED, "VoidPoll"): PollStage.VOIDED,
    (PollStage.CLOSED, "VoidPoll"): PollStage.VOIDED,
    (PollStage.ANNOUNCED, "VoidPoll"): PollStage.VOIDED,
}

UNSETTLED = frozenset({PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED})


@dataclass(frozen=True)
class Cast:
    """The ballot of one person that counts."""

    choice: Choice
    ballot: str


@dataclass(frozen=True)
class Poll:
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
    used: Growing[str, str] = field(default_factory=Growing)  # person by ballot, replaced ones too
    result: tally.Result | None = None


def check(poll: Poll, command: str) -> None:
    """Raise `poll-<stage>` unless `command` is a transition of the poll's stage."""
    if (poll.stage, command) not in TRANSITIONS:
        raise DomainError(f"poll-{poll.stage}", poll=poll.plan.poll)


def _check_time(poll: Poll, now: int) -> None:
    if poll.closes_at is not None and now >= poll.closes_at:
        raise DomainError("poll-closed", poll=poll.plan.poll)


def open_poll(
    poll: Poll,
    *,
    roll: tuple[str, ...],
    roll_sha256: str,
    present: tuple[str, ...],
    members: int,
    quorum_met: bool,
    now: int,
) -> PollOpened:
    """Freeze the roll and let pressing begin."""
    check(poll, "OpenPoll")
    if poll.plan.kind is PollKind.SECRET:
        raise DomainError("secret-poll-unsupported", poll=poll.plan.poll)
    duration = poll.plan.settings.duration_ms
    return PollOpened(
        poll=poll.plan.poll,
        roll=roll,
        roll_sha256=roll_sha256,
        members=members,
        present=present,
        closes_at=None if duration is None else now + duration,
        quorum_met=quorum_met,
    )


def pause(poll: Poll, command: PausePoll, now: int) -> PollPaused:
    """Suspend pressing, keeping what is left of the time."""
    check(poll, "PausePoll")
    _check_time(poll, now)
    remaining = None if poll.closes_at is None else poll.closes_at - now
    return PollPaused(command.poll, remaining)


def resume(poll: Poll, command: ResumePoll, now: int) -> PollResumed:
    """Go on with the time that was left."""
    check(poll, "ResumePoll")
    closes_at = None if poll.remaining_ms is None else now + poll.remaining_ms
    return PollResumed(command.poll, closes_at)


def extend(poll: Poll, command: ExtendPoll, now: int) -> PollExtended:
    """Give more time to a poll that has a clock."""
    check(poll, "ExtendPoll")
    _check_time(poll, now)
    if poll.closes_at is None:
        raise DomainError("poll-without-clock", poll=command.poll)
    if not 0 < command.by_ms <= MAX_EXTENSION_MS:
        raise DomainError("bad-extension", limit=MAX_EXTENSION_MS)
    return PollExtended(command.poll, poll.closes_at + command.by_ms)


def cast(poll: Poll, command: CastBallot, now: int) -> BallotCast:
    """Accept one ballot, or say why not."""
    check(poll, "CastBallot")
    _check_time(poll, now)
    if command.person not in poll.present:
        entitled = command.person in poll.roll
        raise DomainError("arrived-after-opening" if entitled else "not-entitled")
    earlier = poll.ballots.get(command.person)
    if earlier and poll.plan.settings.press is PressRule.FIRST:
        raise DomainError("already-voted")
    return BallotCast(
        poll=command.poll,
        person=command.person,
        seat=command.seat,
        device=command.device,
        choice=command.choice,
        ballot=command.ballot,
        statement=command.statement,
        signature=command.signature,
    )


def close(poll: Poll, command: ClosePoll, chair: str) -> PollClosed:
    """End pressing and count."""
    check(poll, "ClosePoll")
    settings = poll.plan.settings
    choices = {person: cast.choice for person, cast in poll.ballots.items()}
    result = tally.count(
        choices,
        members=poll.members,
        entitled=len(poll.roll),
        present=len(poll.present),
        rule=settings.majority,
        tie=settings.tie,
        chair_choice=choices.get(chair),
    )
    return PollClosed(command.poll, command.reason, result)


def void(poll: Poll, command: VoidPoll, secretary: str) -> PollVoided:
    """Declare the poll void; needs a reason and the meeting's secretary."""
    check(poll, "VoidPoll")
    if not command.reason.strip():
        raise DomainError("reason-missing")
    if command.secretary != secretary:
        raise DomainError("secretary-must-agree")
    return PollVoided(command.poll, command.reason.strip(), command.secretary)


def evolve(poll: Poll, event: Event, at: int) -> Poll:
    """The poll after `event`, which is about this poll."""
    if isinstance(event, BallotCast):
        ballots = poll.ballots.adding(event.person, Cast(event.choice, event.ballot))
        return replace(poll, ballots=ballots, used=poll.used.adding(event.ballot, event.person))
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
    return _evolve_settled(poll, event)


def _evolve_settled(poll: Poll, event: Event) -> Poll:
    if isinstance(event, PollClosed):
        return replace(_stopped(poll), stage=PollStage.CLOSED, result=event.result)
    if isinstance(event, PollAnnounced):
        return replace(poll, stage=PollStage.ANNOUNCED)
    if isinstance(event, PollVoided):
        return replace(_stopped(poll), stage=PollStage.VOIDED)
    return poll


def _stopped(poll: Poll) -> Poll:
    return replace(poll, closes_at=None, remaining_ms=None)
