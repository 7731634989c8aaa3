"""What goes on in the hall beside the record: messages, the wall's pinned view, calls for service.

Theory of operation. All of it is soft state: it is lost with the hub, and nobody votes by it. A message to
all and a pinned view are told as one snapshot (`HallState`), a message to some seats to those alone, again
whenever it says hello or turns out not to have it. A seat carries its call in every heartbeat until it is
told that somebody is on the way, so neither side has to remember what the other heard.

| a seat's call is | its heartbeat carries      | the call is then |
|------------------|----------------------------|------------------|
| none             | a kind                     | open             |
| open             | the same kind              | open             |
| answered         | the same kind              | answered, and the seat is told again |
| open or answered | another kind               | open             |
| any              | nothing                    | none             |
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable

from msgspec import Struct

from hub.domain.errors import DomainError
from protocol.identifiers import SLUG
from protocol.messages import CallAnswered, CallState, Command, HallState, SeatNotice

STEPS = frozenset({"send-message", "answer-call", "pin-wall", "follow-wall"})
CALLS = frozenset({"technician", "water", "clerk"})
MAX_MESSAGE = 500  # characters: what a seat or the wall can show at a glance
MAX_TARGET = 80  # characters: an item, poll or paper
# Steps already taken: one resent comes within seconds, and no console takes so many.
REMEMBERED = 256


class _Call(Struct):
    kind: str
    since: int
    answered: bool = False


class Hall:
    """The hall of one meeting; `seats` are the ids on its map."""

    def __init__(self, seats: Iterable[str]) -> None:
        self.state = HallState()
        self._seats = tuple(seats)
        self._notices: dict[str, SeatNotice] = {}
        self._calls: dict[str, _Call] = {}
        self._taken: deque[str] = deque(maxlen=REMEMBERED)

    def take(self, message: str, step: Command, now: int) -> tuple[str, ...]:
        """Take a step, once for each message id; the seats that are to be told of it.

        Raises `DomainError`: `message-too-long`, `unknown-seat`, `bad-view`.
        """
        if message in self._taken:
            return ()
        seats = self._take(step, now)
        self._taken.append(message)
        return seats

    def _take(self, step: Command, now: int) -> tuple[str, ...]:
        if step.step == "send-message":
            seats = step.names or ((step.target,) if step.target else ())
            return self._send(seats, unicodedata.normalize("NFC", step.text).strip(), now)
        if step.step == "answer-call":
            return (self._answer(step.target),)
        pinned = step.text if step.step == "pin-wall" else ""
        self._pin(pinned, step.target if pinned else "")
        return ()

    def _send(self, seats: tuple[str, ...], text: str, now: int) -> tuple[str, ...]:
        """To some seats, or to all on the wall; to none of them when one is unknown."""
        if len(text) > MAX_MESSAGE:
            raise DomainError("message-too-long", limit=MAX_MESSAGE)
        for seat in seats:
            self._check_seat(seat)
        if not seats:
            kept = self.state
            self.state = HallState(text, now if text else 0, kept.pinned, kept.target)
        self._notices |= dict.fromkeys(seats, SeatNotice(text, now))
        return tuple(dict.fromkeys(seats))

    def _pin(self, view: str, target: str) -> None:
        if (view and not SLUG.fullmatch(view)) or len(target) > MAX_TARGET:
            raise DomainError("bad-view")
        self.state = HallState(self.state.notice, self.state.notice_at, view, target)

    def _answer(self, seat: str) -> str:
        self._check_seat(seat)
        call = self._calls.get(seat)
        if call is not None:
            call.answered = True
        return seat

    def _check_seat(self, seat: str) -> None:
        if seat not in self._seats:
            raise DomainError("unknown-seat", seat=seat[:80])

    # ── seats ───────────────────────────────────────────────────────────────────────────────────

    def carries(self, seat: str, kind: str, now: int) -> bool:
        """A seat's heartbeat carries this call (empty: none); whether the open calls are others now."""
        call = self._calls.get(seat)
        if (call.kind if call else "") == kind:
            return False
        before = self._calls.pop(seat, None)
        if kind in CALLS:
            self._calls[seat] = _Call(kind, now)
            return True
        return before is not None and not before.answered

    def notice(self, seat: str) -> tuple[SeatNotice, ...]:
        """The last message to a seat, if there was one."""
        sent = self._notices.get(seat)
        return () if sent is None else (sent,)

    def answer(self, seat: str) -> tuple[CallAnswered, ...]:
        """That the call which a seat still carries was answered."""
        call = self._calls.get(seat)
        return (CallAnswered(call.kind),) if call is not None and call.answered else ()

    @property
    def calls(self) -> tuple[CallState, ...]:
        """The open calls, the oldest first."""
        open_ = (
            CallState(seat, call.kind, call.since)
            for seat, call in self._calls.items()
            if not call.answered
        )
        return tuple(sorted(open_, key=lambda call: (call.since, call.seat)))
