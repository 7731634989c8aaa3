"""What a message asks of the meeting, as a command: which reading each kind of message has."""

from __future__ import annotations

from msgspec.structs import replace

from hub.application.room import Room
from hub.distribution import translate
from hub.distribution.steps import command_of
from hub.distribution.telling import Setting
from hub.distribution.terminals import Enrolled
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import decide
from hub.domain.vocabulary import SignInMode
from protocol.messages import (
    Ballot,
    Correction,
    Count,
    Leave,
    Message,
    SignIn,
    Speak,
    VoidAnswer,
)
from protocol.messages import Command as Step

PIN_MODES = frozenset({SignInMode.PIN_HERE, SignInMode.PIN_ANYWHERE})


class Requests:
    """Reads messages in the light of the room's state."""

    def __init__(self, setting: Setting, room: Room) -> None:
        self._setting = setting
        self._room = room

    @property
    def asks_pins(self) -> bool:
        """Whether a sign-in needs a PIN."""
        return self._room.state.convened.sign_in in PIN_MODES

    def command(self, sender: Enrolled, message: Message, now: int) -> Command:
        """The command a message asks for, or a `DomainError` where it may not ask, or not so."""
        state = self._room.state
        if isinstance(message, Step):
            return command_of(message, sender, now)
        if isinstance(message, SignIn):
            return self._sign_in(message, sender)
        if isinstance(message, Leave):
            return translate.leave_of(message, sender, state)
        if isinstance(message, Speak):
            return translate.speak_of(message, sender, state)
        if isinstance(message, VoidAnswer):
            return translate.void_answer_of(message, sender, state)
        return self._signed(message, sender)

    def _signed(self, message: Message, sender: Enrolled) -> Command:
        believed = (sender, self._room.state, self._setting.verify, self._room.hash_at)
        if isinstance(message, Ballot):
            return translate.ballot_of(message, *believed)
        if isinstance(message, Count):
            return translate.count_of(message, *believed)
        if isinstance(message, Correction):
            return translate.correction_of(message, *believed)
        raise DomainError("unknown-message")

    def _sign_in(self, message: SignIn, sender: Enrolled) -> Command:
        """A sign-in; where a PIN is asked for it is worked out last."""
        command = translate.sign_in_of(message, sender)
        if not self.asks_pins:
            return command
        proven = replace(command, proven=True)
        decide(self._room.state, proven, 0)  # refused whatever the PIN: seat, person, lock
        return replace(command, proven=self._setting.check_pin(message.person, message.pin))
