"""The hub's side of every conversation: answers once and the same, tells what changed, mends what is lost."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.application.recording import from_record
from hub.distribution import exchange as exchange_module
from hub.distribution.telling import HEAD_MS, ON_ITS_WAY_MS, QUIET_MS
from hub.domain import commands, events
from hub.domain.vocabulary import Choice, PressRule, SignInMode
from protocol import codec, messages
from protocol.ballot import FORMAT, Statement, statement_text
from protocol.canonical import MAX_INTEGER
from protocol.envelope import Envelope
from protocol.messages import (
    NAMES,
    ChairView,
    Correction,
    Count,
    Head,
    Held,
    Hello,
    KeyGrant,
    Leave,
    Mark,
    Missing,
    PollState,
    Presence,
    ProgressState,
    Receipt,
    Refusal,
    SignIn,
    VoidAnswer,
    Welcome,
    Witness,
)
from protocol.record import verify_chain
from protocol.topics import Aspect, Said
from protocol.transfer import Manifest, Range, join_hashes
from tests.support.hub_side import PIN, SEATS, HubSide
from tests.support.plans import SETTINGS, make_plan

POLL = "poll-1-1"
PAPERS = tuple(
    Manifest(name, 1, item, name, 1, 1, "0" * 64, join_hashes([bytes(32)] * 2))
    for name, item in (("a", "item-1"), ("b", "item-2"))
)
WRAP_KEY = "ab" * 32


def in_session(members: int = 3, papers: tuple[Manifest, ...] = ()) -> HubSide:
    hub = HubSide(make_plan(members), papers)
    hub.everybody_is_here(members)
    hub.asks(
        commands.OpenSession(), commands.TakeItem("item-1"), commands.StartDiscussion("item-1")
    )
    return hub


def in_poll(members: int = 3) -> HubSide:
    hub = in_session(members)
    hub.asks(commands.OpenPoll(POLL))
    return hub


def ballot(hub: HubSide, number: int, choice: Choice) -> messages.Ballot:
    poll = hub.room.state.polls[POLL]
    statement = Statement(
        format=FORMAT,
        meeting="phien-1",
        poll=POLL,
        question_sha256=hashlib.sha256(poll.plan.question.encode()).hexdigest(),
        roll_sha256=poll.roll_sha256,
        person=f"p{number:03d}",
        seat=f"{number:03d}",
        device=SEATS[number - 1] if number < 10 else f"seat-{number:03d}",
        answer=(choice,),
        ballot=hub.new_id(),
        head_seq=hub.room.head.seq,
        head_hash=hub.room.head.hash,
    )
    return messages.Ballot(statement_text(statement), "00" * 64)


def recorded(hub: HubSide) -> list[object]:
    return [from_record(record) for record, _ in verify_chain(hub.log.lines())]


# ── what is not for us ──────────────────────────────────────────────────────────────────────────

SILENT = HubSide(make_plan(3))
topic_texts = st.text(max_size=40) | st.sampled_from(
    ["room/phong-hop-1/from/seat-001/ballot", "room/phong-hop-1/from/seat-999/hello"]
)


@given(topic_texts, st.binary(max_size=200))
def test_garbage_is_dropped_whatever_it_is_and_wherever_it_comes_from(
    topic: str, payload: bytes
) -> None:
    assert SILENT.receives(topic, payload) == []
    assert SILENT.exchange.collect(SILENT.now) is None


HELLO = Hello("seat", "", "0")


def wire(sender: str, message: messages.Message = HELLO) -> bytes:
    return codec.encode(
        Envelope("00000000-0000-4000-8000-000000000000", sender, "", "", 0, 0, message), None
    )


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("room/phong-khac/from/seat-001/hello", wire("seat-001")),
        ("room/phong-hop-1/from/seat-001/hello", wire("seat-002")),
        ("room/phong-hop-1/from/seat-999/hello", wire("seat-999")),
        ("room/phong-hop-1/from/seat-001/hello", wire("seat-001", Receipt("x", 1, "y"))),
        ("room/phong-hop-1/from/seat-001/hello", wire("seat-001", Head(9, "a" * 64))),
        ("room/phong-hop-1/to/seat-001", wire("seat-001")),
        ("room/phong-hop-1/head", wire("hub")),
    ],
)
def test_who_speaks_as_somebody_else_or_out_of_place_is_not_heard(
    topic: str, payload: bytes
) -> None:
    hub = HubSide(make_plan(3))
    assert hub.receives(topic, payload) == []
    assert hub.exchange.collect(hub.now) is None


def test_what_belongs_to_another_meeting_is_refused() -> None:
    hub = HubSide(make_plan(3))
    said = SignIn("p001", "001")
    (refusal,) = hub.hears("seat-001", Said.SIGN_IN, said, said_as=hub.new_id(), meeting="phien-0")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "other-meeting"


# ── what is to be recorded ──────────────────────────────────────────────────────────────────────


def test_nothing_is_answered_before_it_is_recorded() -> None:
    hub = HubSide(make_plan(3))
    assert hub.hears("seat-001", Said.SIGN_IN, SignIn("p001", "001"), said_as=hub.new_id()) == []
    assert any(isinstance(told, Receipt) for told in hub.records())


def test_a_ballot_said_many_times_is_recorded_once_and_answered_each_time_the_same() -> None:
    hub = in_poll()
    said, message = ballot(hub, 1, Choice.FOR), hub.new_id()
    for _ in range(2):
        hub.hears("seat-001", Said.BALLOT, said, said_as=message)
    hub.records()
    first = hub.answer(message)
    hub.hears("seat-001", Said.BALLOT, said, said_as=message)
    hub.records()

    receipts = [told for told in hub.to("seat-001") if isinstance(told, Receipt)]
    assert len(receipts) == 3
    assert len(set(receipts)) == 1
    assert hub.answer(message) == first
    assert len([e for e in recorded(hub) if isinstance(e, events.BallotCast)]) == 1


def test_a_ballot_is_answered_the_same_after_the_poll_closed() -> None:
    hub = in_poll()
    said, message = ballot(hub, 1, Choice.FOR), hub.new_id()
    hub.hears("seat-001", Said.BALLOT, said, said_as=message)
    hub.records()
    first = hub.answer(message)
    hub.asks(commands.ClosePoll(POLL))
    hub.hears("seat-001", Said.BALLOT, said, said_as=message)
    hub.records()
    assert hub.answer(message) == first


def test_a_ballot_that_does_not_fit_is_refused_at_once_and_leaves_no_record() -> None:
    hub = in_poll()
    message = hub.new_id()
    hub.hears("seat-002", Said.BALLOT, ballot(hub, 1, Choice.FOR), said_as=message)
    assert hub.answer(message) == "not-this-terminal"
    assert hub.exchange.collect(hub.now) is None


def test_only_the_console_takes_steps() -> None:
    hub = HubSide(make_plan(3))
    message = hub.new_id()
    hub.hears("wall", Said.COMMAND, messages.Command("open-session", "", ""), said_as=message)
    assert hub.answer(message) == "not-the-console"


def test_answers_go_to_whoever_asked_and_are_not_retained() -> None:
    hub = HubSide(make_plan(3))
    hub.heard.clear()
    hub.hears("seat-001", Said.SIGN_IN, SignIn("p001", "001"), said_as=hub.new_id())
    hub.records()
    for topic, retained, envelope in hub.heard:
        alone = topic.startswith("room/phong-hop-1/to/")
        assert retained != alone
        assert envelope.to == (topic.rpartition("/")[2] if alone else "")


def test_a_hub_with_too_much_to_do_lets_terminals_say_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exchange_module, "MAX_PENDING", 2)
    hub = HubSide(make_plan(3))
    for number in (1, 2, 3):
        hub.hears(SEATS[number - 1], Said.SIGN_IN, SignIn(f"p{number:03d}", f"{number:03d}"))
    hub.records()
    assert set(hub.room.state.attendance.present) == {"p001", "p002"}
    hub.hears(SEATS[2], Said.SIGN_IN, SignIn("p003", "003"))
    hub.records()
    assert set(hub.room.state.attendance.present) == {"p001", "p002", "p003"}


@pytest.mark.parametrize(
    ("said", "message", "event"),
    [
        (Said.LEAVE, Leave("p001"), events.PersonSignedOut),
        (Said.VOID_ANSWER, VoidAnswer(POLL, agrees=True), None),
        (Said.COUNT, Count("{}", "00"), None),
        (Said.CORRECTION, Correction("{}", "00"), None),
    ],
)
def test_everything_a_seat_may_ask_for_is_answered(
    said: Said, message: messages.Message, event: type[object] | None
) -> None:
    hub = in_poll()
    asked = hub.new_id()
    hub.hears("seat-001", said, message, said_as=asked)
    hub.records()
    answer = hub.answer(asked)
    if event is None:
        codes = {"bad-count", "bad-correction", "not-the-secretary", "no-void-proposed"}
        assert answer in codes
    else:
        assert isinstance(recorded(hub)[-1], event)
        assert answer is not None


# ── PINs ────────────────────────────────────────────────────────────────────────────────────────


def with_pins(mode: SignInMode = SignInMode.PIN_HERE) -> HubSide:
    return HubSide(replace(make_plan(3), sign_in=mode))


def says_pin(hub: HubSide, pin: str, person: str = "p001", device: str = "seat-001") -> str | None:
    """Somebody types a PIN; the code of the refusal, or None for a receipt."""
    message = hub.new_id()
    seat = device.removeprefix("seat-")
    hub.hears(device, Said.SIGN_IN, SignIn(person, seat, pin), said_as=message)
    hub.records()
    answer = hub.answer(message)
    return answer if isinstance(answer, str) else None


def test_the_right_pin_signs_in_and_a_wrong_one_is_recorded() -> None:
    hub = with_pins()
    assert says_pin(hub, "9999") == "wrong-pin"
    assert says_pin(hub, PIN) is None
    assert [type(event) for event in recorded(hub)[1:3]] == [
        events.PinFailed,
        events.PersonSignedIn,
    ]


def test_a_pin_is_in_no_record_and_in_nothing_that_is_said() -> None:
    hub = with_pins()
    says_pin(hub, "998877")
    says_pin(hub, PIN)
    assert not any(b"998877" in line for line in hub.log.lines())
    assert not any(f'"{PIN}"'.encode() in line for line in hub.log.lines())
    assert not any("998877" in repr(envelope) for _, _, envelope in hub.heard)


def test_after_the_third_wrong_pin_none_is_even_worked_out() -> None:
    hub = with_pins()
    assert [says_pin(hub, "9999") for _ in range(3)] == ["wrong-pin", "wrong-pin", "pin-locked"]
    assert says_pin(hub, PIN) == "pin-locked"
    assert hub.checked == ["p001"] * 3
    hub.asks(commands.UnlockPerson("p001"))
    assert says_pin(hub, PIN) is None


def test_a_flood_of_pins_is_worked_out_one_a_commit() -> None:
    hub = with_pins()
    for _ in range(50):
        hub.hears("seat-001", Said.SIGN_IN, SignIn("p001", "001", "9999"))
    assert hub.checked == ["p001"]
    hub.records()
    assert dict(hub.room.state.attendance.failures) == {"p001": 1}


@pytest.mark.parametrize(
    ("person", "device", "code"),
    [("p002", "seat-001", "seat-not-assigned"), ("nobody", "seat-001", "seat-not-assigned")],
)
def test_a_pin_is_not_worked_out_for_whoever_could_not_sit_there(
    person: str, device: str, code: str
) -> None:
    hub = with_pins()
    assert says_pin(hub, PIN, person, device) == code
    assert hub.checked == []


def test_a_wrong_pin_said_again_is_one_failure_and_gets_the_same_answer() -> None:
    hub, message = with_pins(), "00000000-0000-4000-9000-000000000001"
    for _ in range(2):
        hub.hears("seat-001", Said.SIGN_IN, SignIn("p001", "001", "9999"), said_as=message)
        hub.records()
        assert hub.answer(message) == "wrong-pin"
    assert hub.checked == ["p001"]
    assert dict(hub.room.state.attendance.failures) == {"p001": 1}


def test_with_a_pin_a_person_goes_on_at_any_free_seat_and_gets_the_papers_there() -> None:
    plan = make_plan(3)
    hub = HubSide(replace(plan, sign_in=SignInMode.PIN_ANYWHERE), PAPERS)
    assert says_pin(hub, PIN) is None
    hub.hears("seat-002", Said.HELLO, Hello("seat", WRAP_KEY, "0"))
    assert says_pin(hub, PIN, "p001", "seat-002") is None
    assert isinstance(recorded(hub)[-1], events.PersonMoved)
    assert keys(hub.to("seat-002")) == ["a", "b"]
    assert says_pin(hub, PIN, "p003", "seat-002") == "seat-taken"


def test_where_no_pin_is_asked_for_none_is_worked_out() -> None:
    hub = HubSide(make_plan(3))
    assert says_pin(hub, "") is None
    assert hub.checked == []


# ── the clock ───────────────────────────────────────────────────────────────────────────────────


def test_a_poll_whose_time_is_out_is_closed_before_anything_that_came_too_late() -> None:
    """Else more time would be given first, and the close would then come too early for an auditor."""
    hub = in_poll()
    assert hub.exchange.wake_at == hub.now + 30_000
    hub.now += 30_000
    message = hub.new_id()
    hub.hears("chair", Said.COMMAND, messages.Command("extend-poll", POLL, ""), said_as=message)
    hub.records()

    assert hub.answer(message) == "poll-closed"
    assert [type(e) for e in recorded(hub)][-1] is events.PollClosed


def test_once_all_is_told_the_hub_waits_for_nothing() -> None:
    hub = in_session()
    hub.now += HEAD_MS
    hub.records()
    assert hub.exchange.wake_at is None


# ── what is told ────────────────────────────────────────────────────────────────────────────────


def test_a_hundred_presses_cost_a_few_messages_and_the_last_one_is_told() -> None:
    hub = in_poll(100)
    hub.heard.clear()
    for number in range(1, 101):
        hub.now += 10
        hub.hears(f"seat-{number:03d}", Said.BALLOT, ballot(hub, number, Choice.FOR))
        hub.records()
    while (wake_at := hub.exchange.wake_at) is not None and wake_at < hub.now + 5_000:
        hub.now = max(hub.now, wake_at)
        hub.records()

    told = [envelope.message for _, _, envelope in hub.heard]
    progress = [message for message in told if isinstance(message, ProgressState)]
    assert len(progress) <= 1_000 // QUIET_MS + 2
    assert progress[-1] == ProgressState(POLL, 100)
    assert not any(isinstance(message, PollState) for message in told)
    assert len([message for message in told if isinstance(message, Receipt)]) == 100
    heads = [message for message in told if isinstance(message, Head)]
    assert len(heads) <= 1_000 // HEAD_MS + 2
    assert heads[-1] == Head(hub.room.head.seq, hub.room.head.hash)


def test_a_step_is_told_at_once_even_among_presses() -> None:
    hub = in_poll()
    hub.hears("seat-001", Said.BALLOT, ballot(hub, 1, Choice.FOR))
    hub.records()
    hub.hears("chair", Said.COMMAND, messages.Command("close-poll", POLL, ""))
    stages = [t.polls[0].stage for t in hub.records() if isinstance(t, PollState)]
    assert stages == ["closed"]


def test_the_head_follows_within_its_time_when_a_press_changes_nothing_else() -> None:
    """A change of mind leaves the number of presses as it was; the record has grown."""
    plan = make_plan(3, settings=replace(SETTINGS, press=PressRule.LAST, duration_ms=None))
    hub = HubSide(plan)
    hub.everybody_is_here(3)
    hub.asks(commands.OpenSession(), commands.TakeItem("item-1"), commands.OpenPoll(POLL))
    for choice in (Choice.FOR, Choice.AGAINST):
        hub.now += 5
        hub.hears("seat-001", Said.BALLOT, ballot(hub, 1, choice))
        hub.records()
    pressed_at = hub.now
    while (wake_at := hub.exchange.wake_at) is not None:
        assert wake_at <= pressed_at + HEAD_MS
        hub.now = max(hub.now, wake_at)
        hub.records()
    heads = [e.message for _, _, e in hub.heard if isinstance(e.message, Head)]
    assert heads[-1].seq == hub.room.head.seq


def test_everything_is_said_again_when_the_broker_comes_back_empty() -> None:
    hub = in_session()
    kept = {topic for topic, retained, _ in hub.heard if retained}
    hub.heard.clear()
    hub._publish(hub.exchange.everything(hub.now))
    assert {topic for topic, retained, _ in hub.heard if retained} == kept
    assert len(kept) == len(Aspect) + 1


# ── mending ─────────────────────────────────────────────────────────────────────────────────────


def marks(hub: HubSide, *without: str) -> tuple[Mark, ...]:
    return tuple(Mark(name, hub.now) for name in set(NAMES.values()) if name not in without)


def test_a_terminal_that_lacks_a_snapshot_is_told_it_alone_and_others_are_not() -> None:
    hub = in_session()
    hub.now += ON_ITS_WAY_MS
    told = hub.hears("seat-001", Said.PRESENCE, Presence((), marks(hub, "agenda", "head")))
    assert sorted(NAMES[type(message)] for message in told) == ["agenda", "head"]
    assert [type(m) for m in hub.to("seat-001")][-2:] == [type(m) for m in told]
    assert hub.hears("seat-001", Said.PRESENCE, Presence((), marks(hub))) == []


def test_a_terminal_with_an_old_snapshot_is_told_the_new_one() -> None:
    hub = in_session()
    told_at = hub.now
    hub.now += 7
    hub.asks(commands.OpenPoll(POLL))
    hub.now += ON_ITS_WAY_MS
    old = tuple(Mark(name, told_at) for name in NAMES.values())
    told = hub.hears("seat-001", Said.PRESENCE, Presence((), old))
    assert {NAMES[type(message)] for message in told} == {"poll", "progress", "agenda", "head"}


def test_the_consoles_own_view_is_mended_at_the_console_and_nowhere_else() -> None:
    hub = in_session()
    hub.now += ON_ITS_WAY_MS
    everything = Presence((), ())
    assert not any(
        isinstance(m, ChairView) for m in hub.hears("seat-001", Said.PRESENCE, everything)
    )
    assert any(isinstance(m, ChairView) for m in hub.hears("chair", Said.PRESENCE, everything))


def test_a_hello_is_answered_with_a_welcome_of_this_moment() -> None:
    hub = HubSide(make_plan(3))
    hub.now += 12_345
    told = hub.hears("seat-001", Said.HELLO, HELLO, meeting="")
    assert told == [Welcome("seat")]
    assert hub.heard[-1][2].at == hub.now


# ── papers ──────────────────────────────────────────────────────────────────────────────────────


def keys(told: list[messages.Message]) -> list[str]:
    return [message.paper for message in told if isinstance(message, KeyGrant)]


def test_keys_go_to_a_seat_whose_person_has_signed_in_and_no_earlier() -> None:
    hub = HubSide(make_plan(3), PAPERS)
    assert keys(hub.hears("seat-001", Said.HELLO, Hello("seat", WRAP_KEY, "0"))) == []
    hub.hears("seat-001", Said.SIGN_IN, SignIn("p001", "001"))
    assert keys(hub.records()) == ["a", "b"]
    assert keys(hub.to("seat-002")) == []


def test_a_seat_that_started_again_gets_its_keys_again_for_its_new_wrapping_key() -> None:
    hub = in_session(3, PAPERS)
    for _ in range(2):
        assert keys(hub.hears("seat-001", Said.HELLO, Hello("seat", WRAP_KEY, "0"))) == ["a", "b"]


def test_a_key_that_got_lost_is_given_again_when_the_seat_says_it_lacks_it() -> None:
    hub = in_session(3, PAPERS)
    hub.hears("seat-001", Said.HELLO, Hello("seat", WRAP_KEY, "0"))
    held = (Held("a", 1, 2, 2, unlocked=True), Held("b", 1, 2, 2, unlocked=False))
    assert keys(hub.hears("seat-001", Said.PRESENCE, Presence(held, marks(hub)))) == ["b"]


@pytest.mark.parametrize("wrap_key", ["", "zz", "abc", "ab", "đ"])
def test_a_seat_with_no_usable_wrapping_key_is_welcomed_without_keys(wrap_key: str) -> None:
    hub = in_session(3, PAPERS)
    told = hub.hears("seat-001", Said.HELLO, Hello("seat", wrap_key, "0"))
    assert told == [Welcome("seat")]


def test_missing_chunks_are_planned_and_impossible_ones_dropped() -> None:
    hub = in_session(3, PAPERS)
    hub.hears("seat-001", Said.MISSING, Missing("a", 1, (Range(0, 9),)))
    assert hub.exchange.plan.next() is None
    hub.hears("seat-001", Said.MISSING, Missing("b", 1, (Range(0, 1),)))
    hub.hears("seat-001", Said.MISSING, Missing("a", 1, (Range(1, 1),)))
    shipped = hub.exchange.plan.next(), hub.exchange.plan.next(), hub.exchange.plan.next()
    assert [(s.paper, s.index) for s in shipped if s] == [("b", 0), ("a", 1), ("b", 1)]


def test_the_papers_of_an_item_that_is_taken_go_first() -> None:
    hub = in_session(3, PAPERS)
    for paper in "ab":
        hub.hears("seat-001", Said.MISSING, Missing(paper, 1, (Range(1, 1),)))
    hub.asks(commands.ConcludeItem("item-1", "Xong."), commands.TakeItem("item-2"))
    shipment = hub.exchange.plan.next()
    assert shipment is not None
    assert shipment.paper == "b"


# ── what seats report ───────────────────────────────────────────────────────────────────────────


def test_witnesses_are_told_to_the_console() -> None:
    hub = in_poll()
    hub.asks(commands.ClosePoll(POLL))
    for number, agrees in ((1, True), (2, False), (2, True), (3, False)):
        hub.hears(SEATS[number - 1], Said.WITNESS, Witness(POLL, "a" * 64, agrees))
    hub._publish(hub.exchange.refresh_console(hub.now))
    view = hub.to("chair")[-1]
    assert isinstance(view, ChairView)
    assert (view.agreeing, view.differing) == (2, 1)


def test_witnesses_of_polls_there_are_not_fill_no_memory() -> None:
    hub = in_poll()
    for number in range(100):
        hub.hears("seat-001", Said.WITNESS, Witness(f"poll-{number}", "", agrees=True))
    assert hub.exchange._teller.witnesses == {}


@settings(max_examples=30)
@given(st.integers(-MAX_INTEGER, MAX_INTEGER), st.integers(-MAX_INTEGER, MAX_INTEGER))
def test_whatever_a_seat_says_it_holds_the_console_can_be_told(held: int, total: int) -> None:
    hub = HubSide(make_plan(3), PAPERS)
    hub.hears("seat-001", Said.PRESENCE, Presence((Held("a", 1, held, total),), ()))
    hub._publish(hub.exchange.refresh_console(hub.now))
    view = hub.to("chair")[-1]
    assert isinstance(view, ChairView)
    assert 0 <= view.seats[0].percent <= 100


# ── offences ────────────────────────────────────────────────────────────────────────────────────


def test_what_no_sound_terminal_says_is_reported_with_its_sender() -> None:
    hub = in_poll()
    hub.hears("seat-001", Said.COMMAND, messages.Command("close-poll", POLL, ""))
    hub.hears("seat-002", Said.BALLOT, ballot(hub, 1, Choice.FOR))
    hub.hears("seat-002", Said.BALLOT, ballot(hub, 2, Choice.FOR), meeting="hom-qua")
    hub.receives(f"room/{hub.room_id}/from/seat-003/ballot", b"{}")
    hub.receives(f"room/{hub.room_id}/from/seat-003/hello", wire("seat-002"))
    hub.receives(f"room/{hub.room_id}/from/seat-999/hello", wire("seat-999"))
    hub.hears("seat-003", Said.HELLO, Head(1, "0" * 64))
    assert hub.offences == [
        ("not-the-console", "seat-001"),
        ("not-this-terminal", "seat-002"),
        ("other-meeting", "seat-002"),
        ("malformed-message", "seat-003"),
        ("sender-mismatch", "seat-003"),
        ("unknown-terminal", "seat-999"),
        ("hub-words", "seat-003"),
    ]


def test_a_used_ballot_in_a_new_message_is_refused_and_reported() -> None:
    hub = in_poll()
    once = ballot(hub, 1, Choice.FOR)
    hub.hears("seat-001", Said.BALLOT, once)
    hub.records()
    hub.hears("seat-001", Said.BALLOT, once)
    assert [type(said) for said in hub.records()][:1] == [Refusal]
    assert hub.offences == [("ballot-reused", "seat-001")]


def test_a_repeated_message_and_a_late_ballot_are_no_offence() -> None:
    hub = in_poll()
    first, late = ballot(hub, 1, Choice.FOR), ballot(hub, 2, Choice.FOR)
    message = hub.new_id()
    for _ in range(3):
        hub.hears("seat-001", Said.BALLOT, first, said_as=message)
        hub.records()
    hub.asks(commands.ClosePoll(POLL))
    hub.hears("seat-002", Said.BALLOT, late)
    hub.records()
    assert hub.offences == []
