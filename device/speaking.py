"""What the person at a seat says about speaking, what they call for, and the messages they have read.

Theory of operation. The hub alone keeps the queue; asking, taking back and ending are said until answered.
A call is part of every heartbeat until somebody is on the way; it lives in memory, for it is the room's
staff who come, not the record. A message is shown until it is read, and again if another one comes.

| the person                | touch                    | said                          |
|---------------------------|--------------------------|-------------------------------|
| here                      | ask, of some kind        | ask; the hub replaces a kind  |
| waits                     | withdraw                 | withdraw                      |
| has the floor             | end                      | end                           |
| here, nothing voted on    | a key held               | ask, or withdraw who waits    |
| any                       | call, cancel             | the next heartbeat, at once   |
"""

from __future__ import annotations

from device.asking import Asking
from device.effects import Effect
from device.room_view import RoomView
from device.screens import CallKind, PollStage, SpeechKind
from device.speaking_intents import (
    AskToSpeak,
    CallService,
    CancelCall,
    DismissMessage,
    EndOwnSpeech,
    HoldKey,
    SpeakingIntent,
    WithdrawRequest,
)
from protocol.envelope import Envelope
from protocol.messages import CallAnswered, RequestState, Speak
from protocol.topics import Said


class Speaking:
    """One seat's part in speaking. `call` is the service called for, empty if none."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.call = ""
        self.restless = False  # the next heartbeat should not wait
        self._called_at = 0  # by the hub's time
        self._read: tuple[int, int] = (0, 0)  # times of the messages read: to this seat, to all

    def intend(
        self, act: SpeakingIntent, view: RoomView, person: str, times: tuple[int, int | None]
    ) -> tuple[Effect, ...]:
        """Somebody at the seat acts; `times` are now, on this machine's clock and on the hub's."""
        now, hub_now = times
        if isinstance(act, CallService):
            self._call(act.kind, hub_now)
        elif isinstance(act, CancelCall):
            self._call("", hub_now)
        elif isinstance(act, DismissMessage):
            self._dismiss(view)
        elif person:
            said = _said(act, view, person)
            return self._asking.ask(Said.SPEAK, view.meeting, said, now) if said else ()
        return ()

    def told_call(self) -> str:
        """What the heartbeat says of the call; nothing of it waits for another one then."""
        self.restless = False
        return self.call

    def hear(self, envelope: Envelope) -> None:
        """The hub says something: an answer to this call, not to an earlier one of its kind."""
        answer = envelope.message
        fresh = envelope.at > self._called_at
        if isinstance(answer, CallAnswered) and answer.kind == self.call and fresh:
            self._call("", None)

    def message(self, view: RoomView) -> str:
        """The message to be read, to this seat before one to all; empty if there is none."""
        alone, to_all = view.seat_notice, view.hall
        if alone.text and alone.at > self._read[0]:
            return alone.text
        return to_all.notice if to_all.notice_at > self._read[1] else ""

    def _call(self, kind: CallKind | str, hub_now: int | None) -> None:
        self.call, self._called_at, self.restless = str(kind), hub_now or 0, True

    def _dismiss(self, view: RoomView) -> None:
        alone, to_all = view.seat_notice, view.hall
        if alone.text and alone.at > self._read[0]:
            self._read = (alone.at, self._read[1])
        else:
            self._read = (self._read[0], to_all.notice_at)


def request_of(view: RoomView, person: str) -> tuple[int, RequestState] | None:
    """The place, from 1, and the request of somebody who waits."""
    places = enumerate(view.speakers.queue, 1)
    return next((each for each in places if person and each[1].person == person), None)


def has_the_floor(view: RoomView, person: str) -> bool:
    """Whether somebody is speaking now."""
    current = view.speakers.current
    return bool(person) and current is not None and current.person == person


def _said(act: SpeakingIntent, view: RoomView, person: str) -> Speak | None:
    if isinstance(act, AskToSpeak):
        return Speak("ask", act.kind)
    if isinstance(act, WithdrawRequest):
        return Speak("withdraw")
    if isinstance(act, EndOwnSpeech):
        return Speak("end")
    return _held(view, person) if isinstance(act, HoldKey) else None


def _held(view: RoomView, person: str) -> Speak | None:
    poll = view.poll
    voting = poll is not None and poll.stage == PollStage.OPEN
    if voting or has_the_floor(view, person):
        return None
    waits = request_of(view, person) is not None
    return Speak("withdraw") if waits else Speak("ask", SpeechKind.CONTRIBUTION)
