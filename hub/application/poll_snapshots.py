"""What every terminal may know of the polls: questions, counts, and what they were counted from.

Nothing is left out that a witness needs to recount, and nothing is put in that belongs to somebody else:
running counts go to the console alone unless the poll shows them to all, names in an unnamed poll to
nobody, and typed counts of paper ballots not to the one who has still to type them.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from hub.application.roster import Roster
from hub.domain import attendance, tally
from hub.domain.answers import sum_up
from hub.domain.meeting import Meeting
from hub.domain.poll import Poll, PollStage
from hub.domain.vocabulary import (
    Base,
    Entry,
    Form,
    Interim,
    Outcome,
    PollKind,
    PollPlan,
    Share,
    Stage,
    TieRule,
)
from protocol.messages import (
    BallotShown,
    BallotsState,
    EntryState,
    NamedState,
    OnePoll,
    OptionResult,
    OptionState,
    PollState,
    ProgressState,
    ResultState,
    RuleState,
    ShareState,
)
from protocol.record import ChainHead

RUNNING = frozenset({PollStage.OPEN, PollStage.PAUSED})
COUNTED = frozenset({PollStage.CLOSED, PollStage.ANNOUNCED})
CHAIR_SIDES = frozenset({TieRule.CHAIR_SIDE, TieRule.CHAIR_SIDE_ANY})
TYPISTS = 2  # persons who type what is on paper


def poll_state(state: Meeting, roster: Roster, closings: Mapping[str, ChainHead]) -> PollState:
    """All polls. A closed one carries its result for the witnesses; screens show it once announced."""
    current = current_poll(state)
    polls = tuple(
        _poll(state, roster, poll, closings.get(name, ChainHead()), leading=name == current)
        for name, poll in state.polls.items()
    )
    return PollState(polls, current)


def progress_state(state: Meeting) -> ProgressState:
    """How many have answered the current poll, or typed its counts; and running counts for all."""
    poll = state.polls.get(current_poll(state))
    if poll is None:
        return ProgressState("", 0)
    answered = len(poll.ballots) if poll.pressed else len(poll.entries)
    return ProgressState(poll.plan.poll, answered, running_counts(state, frozenset({Interim.ALL})))


def running_counts(state: Meeting, shown: Set[Interim]) -> tuple[int, ...]:
    """The counts so far of the open poll, as in an entry, if it is pressed and shows them so; else ()."""
    poll = state.polls.get(current_poll(state))
    if poll is None or poll.stage not in RUNNING or not poll.pressed:
        return ()
    return _pressed(poll).counts if poll.plan.settings.interim in shown else ()


def current_poll(state: Meeting) -> str:
    """The poll that leads: the unsettled one, else the last one counted of the active item, or empty."""
    for name, poll in state.polls.items():
        if poll.stage in RUNNING or poll.stage is PollStage.CLOSED:
            return name
    active = state.agenda.items.get(state.agenda.active)
    if active is None or active.stage is not Stage.CONCLUDING:
        return ""
    announced = [
        poll
        for poll in state.polls.values()
        if poll.stage is PollStage.ANNOUNCED and poll.plan.item == state.agenda.active
    ]
    latest = max(announced, key=lambda poll: poll.opened_at or 0, default=None)
    return latest.plan.poll if latest else ""


def ballots_state(state: Meeting) -> BallotsState:
    """What the current poll was counted from, for every witness."""
    poll = state.polls.get(current_poll(state))
    if poll is None or poll.stage not in COUNTED:
        return BallotsState("", ())
    ballots = counted_ballots(poll, state.convened.chair)
    return BallotsState(poll.plan.poll, ballots, agreed_entry(poll))


def counted_ballots(poll: Poll, chair: str) -> tuple[BallotShown, ...]:
    """The ballots of a poll that count, as published: by person, or by ballot where names are kept back.

    The chair's own has its name where it decided a tie, or nobody could recount that.
    """
    named = poll.plan.kind is PollKind.ROLL_CALL
    open_name = chair if _decided_by_side(poll) else ""
    shown = (
        BallotShown(
            who if named or who == open_name else "", cast.answer, cast.ballot, cast.corrected
        )
        for who, cast in poll.ballots.items()
    )
    return tuple(sorted(shown, key=lambda each: (each.person, each.ballot, each.answer)))


def agreed_entry(poll: Poll) -> EntryState | None:
    """The typed counts that a poll of hands or paper was counted from."""
    return _entry("", poll.agreed, shown=True) if poll.agreed else None


def result_state(result: tally.Result) -> ResultState:
    """A count, for the wire."""
    return ResultState(
        in_favour=result.in_favour,
        against=result.against,
        abstain=result.abstain,
        silent=result.silent,
        absent=result.absent,
        members=result.members,
        base_count=result.base_count,
        needed=result.needed,
        outcome=result.outcome,
        cast=result.cast,
        blank=result.blank,
        invalid=result.invalid,
        excluded=result.excluded,
        options=tuple(
            OptionResult(each.option, each.votes, each.standing) for each in result.options
        ),
    )


def _pressed(poll: Poll) -> Entry:
    return sum_up(poll.plan, (cast.answer for cast in poll.ballots.values()))


def _decided_by_side(poll: Poll) -> bool:
    """Whether without the chair's side there would be no verdict, and with it there is one."""
    settings, result = poll.plan.settings, poll.result
    if poll.plan.form is not Form.MOTION or settings.tie not in CHAIR_SIDES or result is None:
        return False
    alone = tally.judge(_pressed(poll), poll.members, result.base_count, settings, None)
    return alone is Outcome.VOTE_AGAIN and result.outcome is not Outcome.VOTE_AGAIN


def _poll(
    state: Meeting, roster: Roster, poll: Poll, closing: ChainHead, *, leading: bool
) -> OnePoll:
    plan = poll.plan
    return OnePoll(
        poll=plan.poll,
        item=plan.item,
        question=plan.question,
        kind=plan.kind,
        stage=poll.stage,
        rule=_rule(state, poll),
        press=plan.settings.press,
        interim=plan.settings.interim,
        duration_ms=plan.settings.duration_ms,
        closes_at=poll.closes_at,
        remaining_ms=poll.remaining_ms,
        roll=poll.roll if leading else (),
        present=poll.present if leading else (),
        roll_sha256=poll.roll_sha256,
        result=result_state(poll.result) if poll.result else None,
        record_seq=closing.seq,
        record_hash=closing.hash,
        form=plan.form,
        options=_options(plan, roster),
        picks=plan.picks,
        places=plan.places,
        package=plan.package,
        excluded=plan.excluded,
        replaces=plan.replaces,
        superseded_by=poll.superseded_by,
        release=plan.settings.release,
        void_proposed=poll.void_proposed,
        void_reason=poll.void_reason,
        entries=_entries(poll) if leading else (),
        tie_choice=poll.tie_choice or "",
        corrections=poll.corrections,
    )


def _options(plan: PollPlan, roster: Roster) -> tuple[OptionState, ...]:
    return tuple(
        OptionState(each.option, each.label or roster.of(each.option).name) for each in plan.options
    )


def _entries(poll: Poll) -> tuple[EntryState, ...]:
    shown = poll.plan.kind is not PollKind.PAPER or len(poll.entries) >= TYPISTS
    return tuple(_entry(who, entry, shown=shown) for who, entry in poll.entries.items())


def _entry(person: str, entry: Entry, *, shown: bool) -> EntryState:
    seen = entry if shown else Entry(0, (0,) * len(entry.counts))
    return EntryState(
        person=person,
        shown=shown,
        cast=seen.cast,
        counts=seen.counts,
        blank=seen.blank,
        invalid=seen.invalid,
        named=tuple(NamedState(named.person, named.answer) for named in seen.named),
    )


def _rule(state: Meeting, poll: Poll) -> RuleState:
    settings = poll.plan.settings
    rule, confidence = settings.majority, settings.confidence
    base_count = poll.result.base_count if poll.result else _base_before(state, poll)
    return RuleState(
        base=rule.base,
        numerator=rule.numerator,
        denominator=rule.denominator,
        strict=rule.strict,
        tie=settings.tie,
        needed=poll.result.needed if poll.result else tally.needed(rule, base_count),
        base_count=base_count,
        citation=rule.citation,
        verified=rule.verified,
        plus=rule.plus,
        abstention=settings.abstention,
        resign=_share(confidence.resign) if confidence else None,
        dismiss=_share(confidence.dismiss) if confidence else None,
    )


def _share(share: Share) -> ShareState:
    return ShareState(share.numerator, share.denominator, share.strict)


def _base_before(state: Meeting, poll: Poll) -> int:
    """The base as far as it is known before the count: ballots not yet cast are taken as cast."""
    members = attendance.members(state.convened)
    without = {*poll.plan.excluded, _silent_chair(state, poll)}
    roll = poll.roll or tuple(who for who in members if who not in without)
    here = poll.present or tuple(who for who in roll if who in state.attendance.present)
    wide = {Base.MEMBERS: len(members), Base.ENTITLED: len(roll)}
    return wide.get(poll.plan.settings.majority.base, len(here))


def _silent_chair(state: Meeting, poll: Poll) -> str:
    """The chair where the chair votes only after a tie."""
    only_in_tie = poll.plan.settings.tie is TieRule.CHAIR_ONLY_IN_TIE
    return state.convened.chair if only_in_tie else ""
