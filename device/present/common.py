"""What the screens of all roles have in common: header, agenda rows, countdowns, rules and results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from device.screens import (
    AgendaRow,
    Base,
    Choice,
    Countdown,
    Counts,
    Header,
    ItemStage,
    Outcome,
    PollStage,
    Result,
    Rule,
    Witness,
)
from device.terminal import Terminal
from protocol.messages import ItemState, OnePoll, ResultState, RuleState

_VIETNAM = timedelta(hours=7)  # one zone, no daylight saving time
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE_MS = 60_000


def clock_text(at: int | None, *, seconds: bool = False) -> str:
    """Vietnamese wall time of `at` (milliseconds since the epoch): "09:31", or "09:31:12"."""
    if at is None:
        return ""
    moment = _EPOCH + timedelta(milliseconds=at) + _VIETNAM
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def date_text(at: int) -> str:
    """Vietnamese date of `at` in ISO form."""
    return (_EPOCH + timedelta(milliseconds=at) + _VIETNAM).date().isoformat()


def header(terminal: Terminal, now: int) -> Header:
    """The band on top."""
    session, seat = terminal.view.session, terminal.seat
    return Header(
        meeting_title=session.title if session else "",
        body_name=session.body_name if session else "",
        room_name=session.room_name if session else "",
        chair_title=session.chair_title if session else "",
        clock=clock_text(terminal.clock.at(now)),
        link=terminal.link,
        seat_label=seat.seat if seat else "",
        person=seat.title if seat else "",
    )


def agenda_rows(terminal: Terminal, now: int, selected: str = "") -> tuple[AgendaRow, ...]:
    """The agenda; planned starts follow from the meeting's start and the items before."""
    session = terminal.view.session
    start = session.starts_at if session else 0
    rows = []
    for item in terminal.view.agenda.items:
        begins = item.started_at or start
        rows.append(
            AgendaRow(
                item=item.item,
                number=item.number,
                title=item.title,
                presenter=item.presenter,
                planned_start=clock_text(begins),
                planned_minutes=item.planned_minutes,
                spent_minutes=spent_ms(terminal, item, now) // MINUTE_MS,
                stage=ItemStage(item.stage),
                active=item.item == terminal.view.agenda.active,
                selected=item.item == selected,
            )
        )
        start = begins + item.planned_minutes * MINUTE_MS
    return tuple(rows)


def spent_ms(terminal: Terminal, item: ItemState, now: int) -> int:
    """How long an item has taken so far."""
    at = terminal.clock.at(now)
    running = max(0, at - item.since) if item.since is not None and at is not None else 0
    return item.spent_ms + running


def countdown(terminal: Terminal, poll: OnePoll, now: int) -> Countdown:
    """The clock of an open or paused poll, in whole seconds so that it changes once a second."""
    at = terminal.clock.at(now)
    if poll.closes_at is not None and at is not None:
        left = max(0, poll.closes_at - at)
        seconds = -(-left // 1000) * 1000
        return Countdown(seconds, max(poll.duration_ms or 0, seconds), running=True)
    return Countdown(poll.remaining_ms, poll.duration_ms, running=poll.stage == "open")


def rule(state: RuleState) -> Rule:
    """How a poll is judged, for the screens."""
    return Rule(
        base=Base(state.base),
        numerator=state.numerator,
        denominator=state.denominator,
        strict=state.strict,
        needed=state.needed,
        base_count=state.base_count,
        citation=state.citation,
        verified=state.verified,
    )


def result(terminal: Terminal, poll: OnePoll) -> Result | None:
    """A counted poll with this terminal's own recount beside it."""
    if poll.result is None:
        return None
    own = terminal.voting.ballot(poll.poll)
    testimony = terminal.testimony
    found = testimony if testimony and testimony.poll == poll.poll else None
    view = terminal.view.chair_view
    return Result(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        counts=counts(poll.result),
        outcome=Outcome(poll.result.outcome),
        rule=rule(poll.rule),
        code=found.code if found else (),
        witness=_witness(terminal, found.agrees if found else None),
        own_choice=Choice(own.choice) if own else None,
        own_receipt=own.receipt if own else None,
        own_counted=found.own_counted if found else False,
        seats_agreeing=view.agreeing,
        seats_present=sum(seat.present for seat in terminal.view.people.seats),
    )


def counts(state: ResultState) -> Counts:
    """The five facts of a result."""
    return Counts(
        in_favour=state.in_favour,
        against=state.against,
        abstain=state.abstain,
        silent=state.silent,
        absent=state.absent,
        members=state.members,
    )


def _witness(terminal: Terminal, agrees: bool | None) -> Witness:
    if terminal.view.contradicted or agrees is False:
        return Witness.DIFFERS
    return Witness.AGREES if agrees else Witness.COUNTING


def ticking(terminal: Terminal) -> bool:
    """Whether a clock on the screen runs by seconds; otherwise it moves by minutes."""
    poll = terminal.view.poll
    return terminal.view.item is not None or (poll is not None and poll.closes_at is not None)
