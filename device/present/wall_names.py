"""A roll-call's result by name, in the layout of the room."""

from __future__ import annotations

from device.present.common import header
from device.present.polls import result
from device.screens import WallNames, WallSeat
from device.terminal import Terminal
from device.wall_views import result_meant
from protocol.messages import OnePoll, PersonAt


def wall_names(terminal: Terminal, now: int) -> WallNames | None:
    """Everybody's published answer at their seat; None until there are answers by name."""
    view = terminal.view
    poll = result_meant(view)
    counted = result(terminal, poll) if poll else None
    if poll is None or counted is None or view.ballots.poll != poll.poll:
        return None
    answers = {each.person: each.answer for each in view.ballots.ballots}
    seats = tuple(_seat(seat, poll, answers.get(seat.person, ())) for seat in view.people.seats)
    return WallNames(header(terminal, now), counted, seats)


def _seat(seat: PersonAt, poll: OnePoll, answer: tuple[str, ...]) -> WallSeat:
    return WallSeat(
        label=seat.seat,
        short_name=seat.short,
        column=seat.column,
        row=seat.row,
        answer=answer[0] if answer else "",
        votes=bool(seat.person) and seat.person in poll.roll,
        present=bool(seat.person) and seat.person in poll.present,
    )
