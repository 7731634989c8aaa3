"""The hall at a console: who may preside, which seats call, and what the wall shows."""

from __future__ import annotations

from device.present.clocks import MINUTE_MS
from device.present.wall import wall_screen
from device.screens import CallKind, CallRow, Deputy, WallPreview, WallView
from device.terminal import Terminal
from device.wall_views import pinned, shown
from protocol.messages import CallState


def deputies(terminal: Terminal) -> tuple[Deputy, ...]:
    """The chair of the plan, then whoever may take the chair."""
    view, session = terminal.view, terminal.view.session
    if session is None or not session.deputies:
        return ()
    here = {seat.person for seat in view.people.seats if seat.present}
    return tuple(
        Deputy(
            person=each.person,
            name=each.name,
            title=each.title,
            present=each.person in here,
            presiding=each.person == view.presiding,
        )
        for each in map(view.person, dict.fromkeys((session.chair, *session.deputies)))
        if each is not None
    )


def calls(terminal: Terminal, now: int) -> tuple[CallRow, ...]:
    """Seats that call, the longest waiting first."""
    waiting = sorted(terminal.view.chair_view.calls, key=lambda call: call.since)
    return tuple(_call(terminal, call, now) for call in waiting)


def preview(terminal: Terminal, now: int) -> WallPreview:
    """What the wall shows now."""
    view = terminal.view
    return WallPreview(
        screen=wall_screen(terminal, now),
        view=shown(view),
        pinned=pinned(view) is not WallView.AUTOMATIC,
        back=terminal.console.back(view),
    )


def _call(terminal: Terminal, call: CallState, now: int) -> CallRow:
    seats = terminal.view.people.seats
    seat = next((each for each in seats if each.seat == call.seat), None)
    at = terminal.clock.at(now)
    since = max(0, at - call.since) if at is not None else 0
    label = seat.short if seat and seat.short else call.seat
    return CallRow(call.seat, label, CallKind(call.kind), since // MINUTE_MS)
