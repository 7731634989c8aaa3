"""Steps of people as the whole meeting decides them: whoever leaves has stopped speaking."""

from __future__ import annotations

from hub.domain import attendance, commands, session, speaking, speaking_steps
from hub.domain.events import Event
from hub.domain.state import Meeting

Events = tuple[Event, ...]


def sign_in(state: Meeting, command: commands.SignIn, _now: int) -> Events:
    """Sign a person in."""
    session.require_not_closed(state.session)
    return attendance.sign_in(state.convened, state.attendance, command)


def sign_out(state: Meeting, command: commands.SignOut, now: int) -> Events:
    """Note that a person left, ending their speech."""
    session.require_not_closed(state.session)
    left = attendance.sign_out(state.convened, state.attendance, command)
    speech = state.speaking.current
    if speech is None or speech.person != command.person:
        return left
    ended = speaking.ended(state.speaking, "person", now)
    return speaking_steps.and_next(state, (*ended, *left), now)


def move(state: Meeting, command: commands.MovePerson, _now: int) -> Events:
    """Give a person another seat."""
    session.require_not_closed(state.session)
    return attendance.move(state.convened, state.attendance, command)


def accept_absence(state: Meeting, command: commands.AcceptAbsence, _now: int) -> Events:
    """Note an absence."""
    session.require_not_closed(state.session)
    return attendance.accept_absence(state.convened, state.attendance, command)


def unlock(state: Meeting, command: commands.UnlockPerson, _now: int) -> Events:
    """Let a person try a PIN again."""
    session.require_not_closed(state.session)
    return attendance.unlock(state.attendance, command)
