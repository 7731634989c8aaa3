"""What a terminal was told of the room: never older, one meeting at a time, lies remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from device.room_view import MAX_HEADS, HubClock, RoomView
from protocol.envelope import Envelope
from protocol.messages import (
    Attendee,
    Head,
    Mark,
    Message,
    PollState,
    ProgressState,
    Receipt,
    SessionState,
    Welcome,
)
from protocol.record import GENESIS
from tests.support.hub_voice import (
    HASH,
    HUB_TIME,
    MEETING,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    people,
    poll,
    polls,
)

OTHER_HASH = "cd" * 32


def told(message: Message, seq: int = 1, at: int = HUB_TIME, meeting: str = MEETING) -> Envelope:
    return HubVoice().says(message, seq=seq, at=at, meeting=meeting).envelope


def session(present: int) -> SessionState:
    return replace(SESSION, present=present)


def everything(view: RoomView) -> tuple[object, ...]:
    return (
        view.session,
        view.agenda,
        view.people,
        view.polls,
        view.seq,
        view.hash,
        view.contradicted,
        sorted(view.marks(), key=lambda mark: mark.kind),
    )


HISTORY = (
    told(session(1), seq=1, at=10),
    told(session(2), seq=2, at=20),
    told(session(3), seq=2, at=30),
    told(agenda("item-1"), seq=2, at=20),
    told(agenda("item-2"), seq=4, at=40),
    told(people(present=False), seq=1, at=10),
    told(people(), seq=2, at=20),
    told(polls(poll()), seq=3, at=30),
    told(polls(poll(), counted(ballots(p001="for"))), seq=9, at=90),
    told(Head(4, OTHER_HASH), seq=4, at=40),
    told(Receipt("m1", 5, OTHER_HASH), seq=5, at=50),
)


@given(st.permutations(HISTORY), st.lists(st.sampled_from(HISTORY), max_size=5))
def test_the_same_messages_in_any_order_and_number_give_the_same_view(
    order: list[Envelope], repeated: list[Envelope]
) -> None:
    straight, shuffled = RoomView(MEETING), RoomView(MEETING)
    for envelope in HISTORY:
        straight.take(envelope)
    for envelope in (*repeated, *order):
        shuffled.take(envelope)
    assert everything(shuffled) == everything(straight)
    assert straight.session == session(3)
    assert (straight.seq, straight.hash) == (9, HASH)


def test_an_older_snapshot_is_no_news_and_an_equal_one_is() -> None:
    view = RoomView(MEETING)
    assert view.take(told(session(2), seq=5, at=50))
    assert not view.take(told(session(1), seq=4, at=60))
    assert not view.take(told(session(1), seq=5, at=49))
    assert view.take(told(session(2), seq=5, at=50))
    assert view.session == session(2)


def test_marks_name_each_snapshot_with_the_hubs_time() -> None:
    view = RoomView(MEETING)
    view.take(told(session(1), at=10))
    view.take(told(agenda(), at=20))
    assert view.marks() == (Mark("session", 10), Mark("agenda", 20))


def test_messages_of_another_meeting_are_not_taken() -> None:
    view = RoomView(MEETING)
    assert not view.take(told(session(1), meeting="phien-2"))
    view.take(told(Head(7, HASH), meeting="phien-2"))
    view.take(told(Receipt("m1", 7, OTHER_HASH), meeting="phien-2"))
    assert view.session is None
    assert (view.seq, view.contradicted) == (0, False)


def test_only_a_meeting_said_later_supersedes() -> None:
    view = RoomView(MEETING, begun_at=100)
    assert view.superseded_by(told(SESSION, at=100, meeting="phien-2"))
    assert not view.superseded_by(told(SESSION, at=99, meeting="phien-2"))
    assert not view.superseded_by(told(SESSION, at=200))
    assert not view.superseded_by(told(Welcome("seat"), at=200, meeting=""))


def test_nothing_told_is_an_empty_room() -> None:
    view = RoomView()
    assert view.session is None
    assert view.poll is None
    assert view.item is None
    assert view.seat_of("seat-001") is None
    assert (view.agenda.items, view.polls.polls, view.catalogue.papers) == ((), (), ())
    assert (view.seq, view.hash) == (0, GENESIS)


def test_the_leading_poll_and_the_active_item_are_found_by_name() -> None:
    view = RoomView(MEETING)
    view.take(told(agenda("item-2")))
    view.take(told(polls(poll(), poll(poll="poll-2"))))
    assert view.item is not None
    assert view.item.number == 2
    assert view.poll is not None
    assert view.poll.poll == "poll-2"
    assert (view.item_number("item-1"), view.item_number("unknown")) == (1, 0)


# ── the record's heads ──────────────────────────────────────────────────────────────────────────


LIES: list[tuple[Message, Message]] = [
    (Head(9, HASH), Head(9, OTHER_HASH)),
    (Head(9, HASH), Receipt("m1", 9, OTHER_HASH)),
    (
        polls(counted(ballots(), record_hash=HASH)),
        polls(counted(ballots(), record_hash=OTHER_HASH)),
    ),
    (polls(counted(ballots(), record_hash=HASH)), Head(9, OTHER_HASH)),
]


@given(lie=st.sampled_from(LIES), swapped=st.booleans(), between=st.integers(0, 2))
def test_two_hashes_for_one_record_are_remembered_in_whatever_order_they_come(
    lie: tuple[Message, Message], *, swapped: bool, between: int
) -> None:
    first, second = reversed(lie) if swapped else lie
    view = RoomView(MEETING)
    view.take(told(first, seq=20, at=20))
    for number in range(between):
        view.take(told(Head(30 + number, HASH), seq=30 + number, at=30))
    view.take(told(second, seq=10, at=10))
    assert view.contradicted
    view.take(told(Head(99, HASH), seq=99, at=99))
    assert view.contradicted


def test_the_same_head_told_in_different_ways_contradicts_nothing() -> None:
    view = RoomView(MEETING)
    for message in (Head(9, HASH), Receipt("m1", 9, HASH), polls(counted(ballots()))):
        view.take(told(message))
    assert not view.contradicted


def test_heads_are_kept_in_bounds() -> None:
    view = RoomView(MEETING)
    for seq in range(1, MAX_HEADS + 10):
        view.take(told(Head(seq, HASH), seq=seq))
    assert len(view._heads) == MAX_HEADS
    assert view.seq == MAX_HEADS + 9


# ── the hub's time ──────────────────────────────────────────────────────────────────────────────


def test_before_anything_was_heard_the_hubs_time_is_unknown() -> None:
    assert HubClock().at(5) is None


def test_late_messages_do_not_set_the_clock_back() -> None:
    clock = HubClock()
    clock.hear(told(SESSION, at=10_000), 100)
    clock.hear(told(SESSION, at=9_000), 150)
    assert clock.at(200) == 10_100


def test_a_welcome_sets_the_clock_even_back() -> None:
    clock = HubClock()
    clock.hear(told(SESSION, at=10_000), 100)
    clock.hear(told(Welcome("seat"), at=5_000), 100)
    assert clock.at(101) == 5_001


def test_a_poll_state_without_a_closing_record_names_no_head() -> None:
    view = RoomView(MEETING)
    view.take(told(PollState((poll(),), "poll-1")))
    assert view.seq == 0


# ── persons, progress, what belongs together ────────────────────────────────────────────────────


ABROAD = Attendee("p009", "Người 9", "Ủy viên", "UV", True, "member", "", "excused", False)  # noqa: FBT003


def test_everybody_expected_is_found_with_a_seat_or_without() -> None:
    view = RoomView(MEETING)
    nobody = replace(people().seats[0], seat="009", device="seat-009", person="")
    view.take(told(replace(people(), seats=(*people().seats, nobody), others=(ABROAD,))))
    assert [each.person for each in view.persons] == ["p001", "p002", "p003", "p009"]
    assert view.person("p009") == ABROAD
    assert view.person("p002") == people().seats[1]
    assert (view.person(""), view.person("p010")) == (None, None)
    assert view.seat_of("seat-009") == nobody


def test_progress_is_that_of_the_poll_asked_about() -> None:
    view = RoomView(MEETING)
    view.take(told(ProgressState("poll-1", 3, (1, 2, 0))))
    assert view.progress("poll-1").counts == (1, 2, 0)
    assert view.progress("poll-2") == ProgressState("poll-2", 0)


@pytest.mark.parametrize(
    ("ballots_seq", "result_seq", "fits"),
    [(9, 9, True), (9, 12, True), (8, 9, False), (12, 9, False), (12, 12, True)],
)
def test_ballots_fit_a_result_that_is_not_older_and_whose_record_they_know(
    ballots_seq: int, result_seq: int, *, fits: bool
) -> None:
    view = RoomView(MEETING)
    assert not view.result_fits_ballots
    view.take(told(ballots(p001="for"), seq=ballots_seq))
    view.take(told(polls(counted(ballots(p001="for"))), seq=result_seq))
    assert view.result_fits_ballots is fits
