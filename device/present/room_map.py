"""The room map of the console, one seat of it, and who is missing."""

from __future__ import annotations

from device.screens import PRESSED, Absentee, MapSeat, PollStage, SeatActions, SeatState
from device.terminal import Terminal
from protocol.messages import OnePoll, PersonAt, SeatHealth

_ANSWERING = {PollStage.OPEN, PollStage.PAUSED}


def room_map(terminal: Terminal) -> tuple[MapSeat, ...]:
    """Every seat, where it stands."""
    view = terminal.view
    health = {seat.seat: seat for seat in view.chair_view.seats}
    chair = view.presiding
    poll = view.poll if view.poll and _by_pressing(view.poll) else None
    opened = view.session is not None and view.session.phase != "convened"
    return tuple(
        MapSeat(
            seat=seat.seat,
            label=seat.seat,
            short_name=seat.short,
            column=seat.column,
            row=seat.row,
            state=_state(seat, health.get(seat.seat), poll, opened=opened),
            chair=bool(seat.person) and seat.person == chair,
            guest=bool(seat.person) and not seat.votes,
            person=seat.person,
        )
        for seat in view.people.seats
    )


def seat_actions(terminal: Terminal) -> SeatActions | None:
    """The seat that was tapped, and what can be done for its person."""
    seats = terminal.view.people.seats
    seat = next((seat for seat in seats if seat.seat == terminal.console.seat), None)
    if seat is None:
        return None
    return SeatActions(
        seat=seat.seat,
        person=seat.person,
        name=seat.name,
        title=seat.title,
        present=seat.present,
        locked=seat.locked,
        absence=seat.absence,
        free_seats=tuple(other.seat for other in seats if not other.person) if seat.person else (),
    )


def absentees(terminal: Terminal) -> tuple[Absentee, ...]:
    """Members who are expected and not here, with a seat or without."""
    view = terminal.view
    here = {seat.person for seat in view.people.seats if seat.present}
    return tuple(
        Absentee(each.person, each.name, each.title, each.absence)
        for each in view.persons
        if each.votes and each.person not in here
    )


def _by_pressing(poll: OnePoll) -> bool:
    """Whether seats are waited for: hands and paper are counted elsewhere."""
    return poll.stage in _ANSWERING and poll.kind in PRESSED


def _state(
    seat: PersonAt, health: SeatHealth | None, poll: OnePoll | None, *, opened: bool
) -> SeatState:
    if not seat.person:
        return SeatState.EMPTY
    if not seat.present:
        return _away(seat, opened=opened)
    pressed = health is not None and health.pressed
    if poll is not None and pressed:
        return SeatState.PRESSED
    if health is not None and not health.online:
        return SeatState.TROUBLE
    if poll is not None and seat.person in poll.present:
        return SeatState.NOT_PRESSED
    return SeatState.PRESENT


def _away(seat: PersonAt, *, opened: bool) -> SeatState:
    if seat.absence == "excused":
        return SeatState.EXCUSED
    return SeatState.ABSENT if opened else SeatState.AWAITED
