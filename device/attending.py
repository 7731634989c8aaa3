"""Who is at this seat: signing in by the meeting's mode, PIN digits, and leaving.

Theory of operation. The hub alone decides who is present; here is only what leads up to asking it. Where
nobody signs in (mode off) the terminal says once by itself that the person assigned to it is here; after
that person has left, only a touch brings them back. Digits of a PIN are in this object and in the one
message that carries them, nowhere else, and go with the sending.

| the seat                  | input                         | what happens                              |
|---------------------------|-------------------------------|-------------------------------------------|
| someone expected, off     | the meeting is heard of       | sign-in, once for that person             |
| someone expected          | confirm                       | sign-in                                   |
| someone expected, by PIN  | digit, erase                  | one more, one less: at most six           |
| someone expected, by PIN  | confirm with four to six      | sign-in with them; none is kept           |
| someone expected, by PIN  | confirm with fewer            | nothing                                   |
| someone locked out        | digit, confirm                | nothing                                   |
| anybody, by PIN           | a person is chosen            | that one is expected; typed digits go     |
| someone present           | leave                         | leave                                     |
| any                       | someone else is expected here | digits and the last refusal go            |
"""

from __future__ import annotations

from typing import TypeAlias

from device.asking import Asking
from device.effects import Effect
from device.intents import ChoosePerson, ConfirmPresence, ErasePin, LeaveSeat, TypePin
from device.room_view import RoomView
from device.screens import SignInMode
from protocol.messages import Attendee, Leave, PersonAt, SessionState, SignIn
from protocol.topics import Said

Act: TypeAlias = ConfirmPresence | ChoosePerson | TypePin | ErasePin | LeaveSeat

MIN_PIN, MAX_PIN = 4, 6  # digits, as the meeting folder has them
BY_PIN = frozenset({SignInMode.PIN_HERE, SignInMode.PIN_ANYWHERE})


class Attending:
    """What is typed and chosen at one seat before its person is present."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._chosen: str | None = None
        self._pin = ""
        self._expected = ""
        self._volunteered = ""  # whom mode off needs not say again

    @property
    def digits(self) -> int:
        """How many digits are typed."""
        return len(self._pin)

    def expected(self, seat: PersonAt) -> str:
        """Who would sign in here: the person chosen, else the one assigned; empty if nobody."""
        return seat.person if self._chosen is None else self._chosen

    def follow(self, view: RoomView, seat: PersonAt | None, now: int) -> tuple[Effect, ...]:
        """The room is as `view` has it now."""
        session = view.session
        if seat is None or session is None:
            return ()
        if seat.present:
            self._chosen, self._volunteered = None, seat.person
        if self._expected != self.expected(seat):
            self._expected, self._pin = self.expected(seat), ""
            self._asking.refusal.pop(Said.SIGN_IN, None)
        if session.sign_in == SignInMode.OFF and self._expected != self._volunteered:
            return self._volunteer(view, session, seat, now)
        return ()

    def intend(self, act: Act, view: RoomView, seat: PersonAt, now: int) -> tuple[Effect, ...]:
        """The person at the seat acts."""
        if isinstance(act, LeaveSeat):
            return self._leave(view, seat, now)
        if seat.present:
            return ()
        if isinstance(act, ConfirmPresence):
            return self._confirm(view, seat, now)
        if isinstance(act, ChoosePerson):
            self._choose(act, view)
        elif isinstance(act, ErasePin):
            self._pin = self._pin[:-1]
        else:
            self._type(act, view.person(self.expected(seat)))
        return ()

    def _type(self, act: TypePin, expected: PersonAt | Attendee | None) -> None:
        digit = len(act.digit) == 1 and act.digit in "0123456789"
        if digit and expected and not expected.locked and len(self._pin) < MAX_PIN:
            self._pin += act.digit
            self._asking.refusal.pop(Said.SIGN_IN, None)

    def _volunteer(
        self, view: RoomView, session: SessionState, seat: PersonAt, now: int
    ) -> tuple[Effect, ...]:
        if not seat.person or session.phase == "closed":
            return ()
        said = self._asking.ask(Said.SIGN_IN, view.meeting, SignIn(seat.person, seat.seat), now)
        if said:
            self._volunteered = seat.person
        return said

    def _leave(self, view: RoomView, seat: PersonAt, now: int) -> tuple[Effect, ...]:
        if not seat.present:
            return ()
        return self._asking.ask(Said.LEAVE, view.meeting, Leave(seat.person), now)

    def _choose(self, act: ChoosePerson, view: RoomView) -> None:
        anywhere = view.session is not None and view.session.sign_in == SignInMode.PIN_ANYWHERE
        if anywhere and (not act.person or view.person(act.person) is not None):
            self._chosen, self._pin = act.person, ""

    def _confirm(self, view: RoomView, seat: PersonAt, now: int) -> tuple[Effect, ...]:
        person, pin = self.expected(seat), self._pin
        expected = view.person(person)
        if expected is None or view.session is None or self._asking.waiting(Said.SIGN_IN):
            return ()
        if view.session.sign_in not in BY_PIN:
            pin = ""
        elif expected.locked or len(pin) < MIN_PIN:
            return ()
        self._pin = ""
        sign_in = SignIn(person, seat.seat, pin)
        return self._asking.ask(Said.SIGN_IN, view.meeting, sign_in, now)
