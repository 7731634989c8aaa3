"""Speaking at a seat: what is asked of the hub, calls in the heartbeat, and messages until they are read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.effects import Effect, Say
from device.inputs import LinkChanged, Woke
from device.intents import (
    AskToSpeak,
    CallService,
    CancelCall,
    DismissMessage,
    EndOwnSpeech,
    HoldKey,
    Intent,
    PressKey,
    WithdrawRequest,
)
from device.present.seat import seat_screen
from device.screens import CallKind, Choice, Link, SeatSession, SpeechKind
from device.terminal import HEARTBEAT_MS, Terminal
from protocol.messages import (
    CallAnswered,
    HallState,
    Presence,
    Receipt,
    Refusal,
    RequestState,
    SeatNotice,
    Speak,
    SpeakersState,
    SpeechState,
    Welcome,
)
from protocol.topics import Said
from tests.support.hub_voice import HASH, HubVoice, make_terminal, poll, polls

EMPTY = SpeakersState("chair", 60_000, 60_000, None, ())
WAITS = replace(
    EMPTY,
    queue=(
        RequestState("p002", "order", 1, 1, 60_000),
        RequestState("p001", "contribution", 2, 1, 420_000),
    ),
)
SPEAKS = replace(EMPTY, current=SpeechState("p001", "item-1", "contribution", 1, 1, 1, 0, 420_000))


class Seat:
    """Seat 001 in an open session, its link up; `says` are the messages of the last input."""

    def __init__(self, *, present: bool = True) -> None:
        self.terminal: Terminal = make_terminal()
        self.hub = HubVoice()
        self.now = 0
        self.said: list[Say] = []
        self.acts(LinkChanged(Link.ONLINE), self.hub.says(Welcome("seat"), to="seat-001"))
        self.acts(*self.hub.convenes(present=present))

    def acts(self, *entries: object) -> None:
        effects: list[Effect] = []
        for entry in entries:
            effects += self.terminal.handle(entry, self.now)  # type: ignore[arg-type]
        self.said = [effect for effect in effects if isinstance(effect, Say)]

    def about(self, about: Said) -> list[object]:
        return [say.message for say in self.said if say.said is about]

    @property
    def shown(self) -> SeatSession:
        found = seat_screen(self.terminal, self.now)
        assert isinstance(found, SeatSession)
        return found


@pytest.mark.parametrize(
    ("state", "act", "said"),
    [
        (EMPTY, AskToSpeak(), [Speak("ask", "contribution")]),
        (EMPTY, AskToSpeak(SpeechKind.ORDER), [Speak("ask", "order")]),
        (WAITS, WithdrawRequest(), [Speak("withdraw")]),
        (SPEAKS, EndOwnSpeech(), [Speak("end")]),
        (EMPTY, HoldKey(), [Speak("ask", "contribution")]),
        (WAITS, HoldKey(), [Speak("withdraw")]),
        (SPEAKS, HoldKey(), []),
    ],
)
def test_each_touch_says_one_thing(state: SpeakersState, act: Intent, said: list[Speak]) -> None:
    seat = Seat()
    seat.acts(seat.hub.says(state))
    seat.acts(act)
    assert seat.about(Said.SPEAK) == said


def test_a_key_held_while_a_poll_is_open_is_a_vote_and_no_request() -> None:
    seat = Seat()
    seat.acts(seat.hub.says(polls(poll())))
    seat.acts(HoldKey())
    assert seat.about(Said.SPEAK) == []


def test_a_vote_key_still_down_when_the_poll_is_closed_asks_for_nothing() -> None:
    seat = Seat()
    seat.acts(seat.hub.says(polls(poll())), PressKey(Choice.FOR))
    seat.acts(seat.hub.says(polls(poll(stage="closed"))), HoldKey(Choice.FOR))
    assert seat.about(Said.SPEAK) == []
    seat.acts(PressKey(Choice.FOR), HoldKey(Choice.FOR))
    assert seat.about(Said.SPEAK) == [Speak("ask", "contribution")]


def test_nobody_asks_at_a_seat_where_nobody_is_signed_in() -> None:
    seat = Seat(present=False)
    seat.acts(AskToSpeak(), HoldKey())
    assert seat.about(Said.SPEAK) == []


def test_a_request_is_said_until_it_is_answered_and_shown_as_waiting() -> None:
    seat = Seat()
    seat.acts(AskToSpeak())
    (first,) = [say for say in seat.said if say.said is Said.SPEAK]
    assert seat.shown.speak is not None
    assert seat.shown.speak.waiting
    seat.now += 1_000
    seat.acts(Woke())
    assert first in seat.said
    seat.acts(seat.hub.says(Receipt(first.message_id, 9, HASH), to="seat-001"))
    seat.now += 5_000
    seat.acts(Woke())
    assert seat.about(Said.SPEAK) == []


def test_a_refused_request_says_why() -> None:
    seat = Seat()
    seat.acts(AskToSpeak())
    (said,) = [say for say in seat.said if say.said is Said.SPEAK]
    seat.acts(seat.hub.says(Refusal(said.message_id, "queue-full"), to="seat-001"))
    bar = seat.shown.speak
    assert bar is not None
    assert (bar.waiting, bar.refusal) == (False, "queue-full")


def calls(seat: Seat) -> list[str]:
    return [each.call for each in seat.about(Said.PRESENCE) if isinstance(each, Presence)]


def test_a_call_is_said_at_once_and_with_every_heartbeat_until_somebody_comes() -> None:
    seat = Seat()
    seat.acts(CallService(CallKind.WATER))
    assert calls(seat) == ["water"]
    assert seat.shown.calls.open_ is CallKind.WATER
    seat.now += HEARTBEAT_MS
    seat.acts(Woke())
    assert calls(seat) == ["water"]
    seat.hub.at += seat.now
    seat.acts(seat.hub.says(CallAnswered("technician"), to="seat-001"))
    assert seat.shown.calls.open_ is CallKind.WATER
    seat.acts(seat.hub.says(CallAnswered("water"), to="seat-001"))
    assert (calls(seat), seat.shown.calls.open_) == ([""], None)


def test_a_call_taken_back_is_said_at_once() -> None:
    seat = Seat()
    seat.acts(CallService(CallKind.CLERK))
    seat.acts(CancelCall())
    assert calls(seat) == [""]


def test_an_answer_to_an_earlier_call_does_not_end_a_later_one() -> None:
    seat = Seat()
    late = seat.hub.says(CallAnswered("water"), to="seat-001")
    seat.now += 60_000
    seat.acts(CallService(CallKind.WATER))
    seat.acts(late)
    assert seat.shown.calls.open_ is CallKind.WATER


def test_a_message_to_this_seat_is_read_before_one_to_all_and_each_only_once() -> None:
    seat = Seat()
    assert seat.shown.message == ""
    alone = seat.hub.says(SeatNotice("Mời đồng chí chuẩn bị", 50), to="seat-001")
    seat.acts(alone, seat.hub.says(HallState("Nghỉ giải lao", 60)))
    assert seat.shown.message == "Mời đồng chí chuẩn bị"
    seat.acts(DismissMessage())
    assert seat.shown.message == "Nghỉ giải lao"
    seat.acts(DismissMessage())
    assert seat.shown.message == ""
    seat.acts(seat.hub.says(SeatNotice("Mời đồng chí chuẩn bị", 50), to="seat-001"))
    assert seat.shown.message == ""
    seat.acts(seat.hub.says(HallState("Nghỉ thêm", 70)))
    assert seat.shown.message == "Nghỉ thêm"
    seat.acts(seat.hub.says(HallState("", 80)))
    assert seat.shown.message == ""


def test_the_heartbeat_says_which_speakers_hall_and_notice_are_here() -> None:
    seat = Seat()
    seat.acts(
        seat.hub.says(EMPTY), seat.hub.says(HallState()), seat.hub.says(SeatNotice("Chào", 1))
    )
    seat.now += HEARTBEAT_MS
    seat.acts(Woke())
    (beat,) = [each for each in seat.about(Said.PRESENCE) if isinstance(each, Presence)]
    assert {"speakers", "hall", "seat-notice"} <= {mark.kind for mark in beat.marks}
