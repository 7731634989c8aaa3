"""How everybody answered a roll-call, at the console while its result waits to be announced."""

from __future__ import annotations

from device.room_view import RoomView
from device.screens import Form, NamedAnswer, PollKind, PollStage


def named_answers(view: RoomView) -> tuple[NamedAnswer, ...]:
    """Everybody on the roll with their answer; none before the close, and none of a vote without names."""
    poll = view.poll
    if poll is None or poll.stage != PollStage.CLOSED or view.ballots.poll != poll.poll:
        return ()
    if (poll.kind, poll.form) != (PollKind.ROLL_CALL, Form.MOTION):
        return ()
    answers = {each.person: each.answer for each in view.ballots.ballots}
    known = (view.person(person) for person in poll.roll)
    return tuple(
        NamedAnswer(
            each.person,
            each.name,
            each.title,
            next(iter(answers.get(each.person, ())), ""),
            present=each.person in poll.present,
        )
        for each in known
        if each is not None
    )
