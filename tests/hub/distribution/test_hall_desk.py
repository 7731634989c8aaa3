"""Consoles, seats and the hall on the wire: speaking, messages, calls, and who hears what."""

from __future__ import annotations

import pytest

from hub.domain import commands
from protocol.messages import (
    CallAnswered,
    CallState,
    ChairView,
    Command,
    HallState,
    Hello,
    Mark,
    Message,
    Presence,
    Receipt,
    Refusal,
    SeatNotice,
    SessionState,
    Speak,
    SpeakersState,
)
from protocol.topics import Said
from tests.support.hub_side import HubSide
from tests.support.plans import make_plan


@pytest.fixture
def hub() -> HubSide:
    hub = HubSide(make_plan(3))
    hub.everybody_is_here(3)
    hub.asks(
        commands.OpenSession(), commands.TakeItem("item-1"), commands.StartDiscussion("item-1")
    )
    return hub


def of(kind: type[Message], said: list[Message]) -> list[Message]:
    return [each for each in said if isinstance(each, kind)]


def says(hub: HubSide, device: str, message: Message, said: Said = Said.COMMAND) -> list[Message]:
    """A terminal says something and the recorder takes it."""
    return [*hub.hears(device, said, message), *hub.records()]


def calls(hub: HubSide, device: str, kind: str) -> list[Message]:
    return hub.hears(device, Said.PRESENCE, Presence((), (), kind))


# ── speaking ────────────────────────────────────────────────────────────────────────────────────


def test_a_seat_asks_and_everybody_sees_the_queue_at_once(hub: HubSide) -> None:
    told = says(hub, "seat-002", Speak("ask", "contribution"), Said.SPEAK)
    (speakers,) = of(SpeakersState, told)
    assert isinstance(speakers, SpeakersState)
    assert [each.person for each in speakers.queue] == ["p002"]
    assert len(of(Receipt, hub.to("seat-002"))) == 1


def test_a_word_about_speaking_resent_is_answered_alike_and_done_once(hub: HubSide) -> None:
    ask = Speak("ask", "contribution")
    for _ in range(2):
        hub.says_again("00000000-0000-4000-8000-00000000000a", "seat-002", Said.SPEAK, ask)
        hub.records()
    first, second = of(Receipt, hub.to("seat-002"))
    assert first == second
    assert len(hub.room.state.speaking.requests["item-1"]) == 1


def test_the_speaker_ends_and_takes_back_for_themselves_alone(hub: HubSide) -> None:
    says(hub, "seat-002", Speak("ask", "contribution"), Said.SPEAK)
    says(hub, "seat-003", Speak("withdraw"), Said.SPEAK)
    assert len(hub.room.state.speaking.requests["item-1"]) == 1
    says(hub, "chair", Command("grant-speech", "p002", ""))
    refused = of(Refusal, says(hub, "seat-003", Speak("end"), Said.SPEAK))
    assert [each.code for each in refused if isinstance(each, Refusal)] == ["not-speaking"]
    says(hub, "seat-002", Speak("end"), Said.SPEAK)
    assert hub.room.state.speaking.current is None


@pytest.mark.parametrize(
    ("device", "word", "code"),
    [
        ("wall", Speak("ask", "contribution"), "not-a-seat"),
        ("chair", Speak("ask", "contribution"), "not-signed-in-here"),
        ("seat-002", Speak("shout", "contribution"), "unknown-act"),
        ("seat-002", Speak("ask", "filibuster"), "bad-speech-kind"),
        ("seat-002", Speak("ask", "presentation"), "bad-speech-kind"),
    ],
)
def test_what_nobody_may_say_about_speaking_is_refused(
    hub: HubSide, device: str, word: Speak, code: str
) -> None:
    (refusal,) = of(Refusal, says(hub, device, word, Said.SPEAK))
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_a_break_is_told_to_all_with_the_time_of_return(hub: HubSide) -> None:
    told = says(hub, "chair", Command("suspend-session", "", "", minutes=10))
    (session,) = of(SessionState, told)
    assert isinstance(session, SessionState)
    assert (session.phase, session.returns_at) == ("suspended", hub.now + 600_000)


# ── two kinds of console ────────────────────────────────────────────────────────────────────────


def test_the_secretarys_console_notes_and_leads_nothing(hub: HubSide) -> None:
    says(hub, "secretary", Command("note-item", "item-1", "Ghi chép."))
    assert hub.room.state.agenda.items["item-1"].note == "Ghi chép."
    (refusal,) = of(Refusal, says(hub, "secretary", Command("close-session", "", "")))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "not-the-chair"


def test_every_console_sees_the_room_as_the_chair_does(hub: HubSide) -> None:
    calls(hub, "seat-002", "water")
    for console in ("chair", "chair-2", "secretary"):
        view = of(ChairView, hub.to(console))[-1]
        assert isinstance(view, ChairView)
        assert view.calls == (CallState("002", "water", hub.now),)
    assert of(ChairView, hub.to("wall")) == []


# ── the hall ────────────────────────────────────────────────────────────────────────────────────


def test_a_message_to_all_is_told_to_all_and_recorded_nowhere(hub: HubSide) -> None:
    head = hub.room.head
    told = hub.hears("secretary", Said.COMMAND, Command("send-message", "", "Mời về chỗ"))
    assert of(HallState, told) == [HallState("Mời về chỗ", hub.now)]
    assert hub.room.head == head
    (receipt,) = of(Receipt, told)
    assert isinstance(receipt, Receipt)
    assert (receipt.seq, receipt.hash) == (head.seq, head.hash)


def test_a_message_to_a_seat_is_said_again_when_its_terminal_comes_back(hub: HubSide) -> None:
    hub.hears("chair", Said.COMMAND, Command("send-message", "002", "Mời lên bục"))
    notice = SeatNotice("Mời lên bục", hub.now)
    assert of(SeatNotice, hub.to("seat-002")) == [notice]
    hub.hears("seat-002", Said.HELLO, Hello("seat", "", "0"))
    assert of(SeatNotice, hub.to("seat-002")) == [notice, notice]
    hub.hears("seat-003", Said.HELLO, Hello("seat", "", "0"))
    assert of(SeatNotice, hub.to("seat-003")) == []


def test_a_message_to_several_seats_reaches_each_of_them_and_nobody_else(hub: HubSide) -> None:
    step = Command("send-message", "", "Mời bấm nút", names=("001", "003"))
    assert len(of(Receipt, hub.hears("chair", Said.COMMAND, step))) == 1
    notice = SeatNotice("Mời bấm nút", hub.now)
    assert of(SeatNotice, hub.to("seat-001")) == of(SeatNotice, hub.to("seat-003")) == [notice]
    assert of(SeatNotice, hub.to("seat-002")) == []


def test_a_call_answered_is_told_until_the_seat_stops_calling(hub: HubSide) -> None:
    calls(hub, "seat-002", "technician")
    hub.hears("chair", Said.COMMAND, Command("answer-call", "002", ""))
    calls(hub, "seat-002", "technician")
    calls(hub, "seat-002", "")
    assert of(CallAnswered, hub.to("seat-002")) == [CallAnswered("technician")] * 2
    view = of(ChairView, hub.to("chair"))[-1]
    assert isinstance(view, ChairView)
    assert view.calls == ()


def test_a_terminal_that_is_no_seat_calls_nobody(hub: HubSide) -> None:
    assert of(ChairView, calls(hub, "wall", "water")) == []


@pytest.mark.parametrize(
    ("device", "step", "code"),
    [
        ("seat-002", Command("send-message", "", "x"), "not-the-console"),
        ("wall", Command("follow-wall", "", ""), "not-the-console"),
        ("chair", Command("answer-call", "999", ""), "unknown-seat"),
    ],
)
def test_the_hall_obeys_consoles_alone(hub: HubSide, device: str, step: Command, code: str) -> None:
    (refusal,) = of(Refusal, hub.hears(device, Said.COMMAND, step))
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_a_step_of_another_meeting_is_not_taken(hub: HubSide) -> None:
    step = Command("send-message", "", "x")
    (refusal,) = of(Refusal, hub.hears("chair", Said.COMMAND, step, meeting="phien-0"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "other-meeting"


def test_a_message_that_did_not_arrive_is_said_again_at_the_next_heartbeat(hub: HubSide) -> None:
    hub.hears("chair", Said.COMMAND, Command("send-message", "002", "Mời lên bục"))
    sent = hub.now
    calls(hub, "seat-002", "")  # it may still be on its way
    assert len(of(SeatNotice, hub.to("seat-002"))) == 1
    hub.now += 3_000
    calls(hub, "seat-002", "")
    assert len(of(SeatNotice, hub.to("seat-002"))) == 2
    has = Presence((), (Mark("seat-notice", sent),))
    hub.hears("seat-002", Said.PRESENCE, has)
    assert len(of(SeatNotice, hub.to("seat-002"))) == 2
