"""What every terminal may know, as the messages that say it: pure views of a meeting's state.

Each function makes one complete snapshot. Nothing is left out that a witness needs to recount, and
nothing is put in that belongs to somebody else: running counts go to the console alone, and only where
the poll allows.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.application.roster import Roster
from hub.domain import attendance, tally
from hub.domain.agenda import Item
from hub.domain.meeting import Meeting
from hub.domain.poll import Poll, PollStage
from hub.domain.vocabulary import Base, Choice, Interim, ItemPlan, Stage
from protocol.messages import (
    AgendaState,
    BallotShown,
    BallotsState,
    ItemState,
    OnePoll,
    PeopleState,
    PersonAt,
    PollState,
    ProgressState,
    ResultState,
    RuleState,
    SessionState,
)
from protocol.record import ChainHead

COUNTED = frozenset({PollStage.CLOSED, PollStage.ANNOUNCED})


def session_state(state: Meeting) -> SessionState:
    """The meeting, its phase and its quorum."""
    plan = state.convened
    members = attendance.members(plan)
    present = attendance.members_present(plan, state.attendance)
    return SessionState(
        title=plan.title,
        body_name=plan.body_name,
        room_name=plan.room_name,
        chair_title=plan.chair_title,
        chair=plan.chair,
        starts_at=plan.starts_at,
        phase=state.session.phase,
        opened_at=state.session.opened_at,
        closed_at=state.session.closed_at,
        quorum=state.attendance.quorum,
        present=len(present),
        needed=attendance.needed(plan.quorum, len(members)),
        members=len(members),
        guests=len(state.attendance.present) - len(present),
        minutes_ready=state.minutes is not None,
        bundle_received=state.receipt is not None,
    )


def agenda_state(state: Meeting) -> AgendaState:
    """All items in order, and the active one."""
    items = tuple(_item(state, planned) for planned in state.convened.items)
    return AgendaState(items, state.agenda.active)


def people_state(state: Meeting, roster: Roster, public_keys: Mapping[str, str]) -> PeopleState:
    """The room map; `public_keys` maps a device to its Ed25519 key in hex."""
    votes = {person.person: person.votes for person in state.convened.persons}
    seats = []
    for seat in state.convened.seats:
        name = roster.of(seat.person) if seat.person else None
        seats.append(
            PersonAt(
                seat=seat.seat,
                device=seat.device,
                public_key=public_keys.get(seat.device, ""),
                person=seat.person,
                name=name.name if name else "",
                title=name.title if name else "",
                short=name.short if name else "",
                votes=votes.get(seat.person, False),
                present=seat.person in state.attendance.present,
                column=seat.column,
                row=seat.row,
            )
        )
    return PeopleState(tuple(seats))


def poll_state(state: Meeting, closings: Mapping[str, ChainHead]) -> PollState:
    """All polls. A closed one carries its result for the witnesses; screens show it once announced."""
    current = current_poll(state)
    polls = tuple(
        _poll(state, poll, closings.get(name, ChainHead()), leading=name == current)
        for name, poll in state.polls.items()
    )
    return PollState(polls, current)


def progress_state(state: Meeting) -> ProgressState:
    """How many have pressed in the current poll."""
    poll = state.polls.get(current_poll(state))
    return ProgressState(poll.plan.poll, len(poll.ballots)) if poll else ProgressState("", 0)


def current_poll(state: Meeting) -> str:
    """The poll that leads: the unsettled one, else the last one counted of the active item, or empty."""
    leading = {PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED}
    for name, poll in state.polls.items():
        if poll.stage in leading:
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
    """The counted ballots of the current poll, for every witness."""
    poll = state.polls.get(current_poll(state))
    if poll is None or poll.stage not in COUNTED:
        return BallotsState("", ())
    return BallotsState(poll.plan.poll, counted_ballots(poll))


def counted_ballots(poll: Poll) -> tuple[BallotShown, ...]:
    """The ballots of a poll that count, sorted by person."""
    shown = (BallotShown(who, cast.choice, cast.ballot) for who, cast in poll.ballots.items())
    return tuple(sorted(shown, key=lambda ballot: ballot.person))


def running_counts(state: Meeting) -> tuple[int, ...]:
    """For, against, abstain of the open poll, if the chair may see them; else empty."""
    poll = state.polls.get(current_poll(state))
    if poll is None or poll.stage not in {PollStage.OPEN, PollStage.PAUSED}:
        return ()
    if poll.plan.settings.interim is Interim.NOBODY:
        return ()
    chosen = [cast.choice for cast in poll.ballots.values()]
    return tuple(chosen.count(choice) for choice in Choice)


def _item(state: Meeting, planned: ItemPlan) -> ItemState:
    found: Item = state.agenda.items[planned.item]
    spent = (found.concluded_at or 0) - (found.taken_at or 0) if found.concluded_at else 0
    return ItemState(
        item=planned.item,
        number=planned.number,
        title=planned.title,
        presenter=planned.presenter,
        planned_minutes=planned.planned_minutes,
        stage=found.stage,
        started_at=found.taken_at,
        since=found.taken_at if found.concluded_at is None else None,
        spent_ms=spent,
        polls=tuple(name for name, poll in state.polls.items() if poll.plan.item == planned.item),
        conclusion=found.conclusion,
        draft="" if found.conclusion else planned.draft,
    )


def _poll(state: Meeting, poll: Poll, closing: ChainHead, *, leading: bool) -> OnePoll:
    return OnePoll(
        poll=poll.plan.poll,
        item=poll.plan.item,
        question=poll.plan.question,
        kind=poll.plan.kind,
        stage=poll.stage,
        rule=_rule(state, poll),
        press=poll.plan.settings.press,
        interim=poll.plan.settings.interim,
        duration_ms=poll.plan.settings.duration_ms,
        closes_at=poll.closes_at,
        remaining_ms=poll.remaining_ms,
        roll=poll.roll if leading else (),
        present=poll.present if leading else (),
        roll_sha256=poll.roll_sha256,
        result=result_state(poll.result) if poll.result else None,
        record_seq=closing.seq,
        record_hash=closing.hash,
    )


def _rule(state: Meeting, poll: Poll) -> RuleState:
    rule = poll.plan.settings.majority
    base_count = poll.result.base_count if poll.result else _base_before(state, poll)
    return RuleState(
        base=rule.base,
        numerator=rule.numerator,
        denominator=rule.denominator,
        strict=rule.strict,
        tie=poll.plan.settings.tie,
        needed=tally.needed(rule, base_count),
        base_count=base_count,
        citation=rule.citation,
        verified=rule.verified,
    )


def _base_before(state: Meeting, poll: Poll) -> int:
    """The base as far as it is known before the count: ballots not yet cast are taken as cast."""
    plan = state.convened
    members = attendance.members(plan)
    here = poll.present or attendance.members_present(plan, state.attendance)
    wide = {Base.MEMBERS: len(members), Base.ENTITLED: len(poll.roll or members)}
    return wide.get(poll.plan.settings.majority.base, len(here))


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
    )
