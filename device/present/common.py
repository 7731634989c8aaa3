"""What the screens of all roles have in common: header, agenda rows and clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from device.screens import AgendaRow, Countdown, Header, ItemStage, PollStage
from device.terminal import Terminal
from protocol.messages import ItemState, OnePoll

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
    return Countdown(poll.remaining_ms, poll.duration_ms, running=poll.stage == PollStage.OPEN)


def ticking(terminal: Terminal) -> bool:
    """Whether a clock on the screen runs by seconds; otherwise it moves by minutes."""
    poll = terminal.view.poll
    return terminal.view.item is not None or (poll is not None and poll.closes_at is not None)
