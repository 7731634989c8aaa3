"""The hall beside the record: messages, the wall's view, and calls that nobody forgets."""

from __future__ import annotations

import pytest

from hub.distribution.hall import MAX_MESSAGE, REMEMBERED, Hall
from hub.domain.errors import DomainError
from protocol.messages import CallAnswered, CallState, Command, HallState, SeatNotice


@pytest.fixture
def hall() -> Hall:
    return Hall(("001", "002"))


def message(text: str, seat: str = "") -> Command:
    return Command("send-message", seat, text)


def test_a_message_to_all_stands_until_it_is_taken_away(hall: Hall) -> None:
    assert hall.take("m1", message("  Nghỉ 10 phút  "), 5) == ()
    assert hall.state == HallState("Nghỉ 10 phút", 5)
    hall.take("m2", message(""), 9)
    assert hall.state == HallState()


def test_a_message_to_a_seat_is_for_that_seat_alone(hall: Hall) -> None:
    assert hall.take("m1", message("Mời lên bục", "002"), 5) == ("002",)
    assert hall.notice("002") == (SeatNotice("Mời lên bục", 5),)
    assert hall.notice("001") == ()
    assert hall.state == HallState()


def test_a_message_to_several_seats_is_for_each_of_them_once(hall: Hall) -> None:
    to_both = Command("send-message", "", "Mời bấm nút", names=("002", "001", "002"))
    assert hall.take("m1", to_both, 5) == ("002", "001")
    assert hall.notice("001") == hall.notice("002") == (SeatNotice("Mời bấm nút", 5),)
    assert hall.state == HallState()


def test_a_message_to_several_seats_goes_to_none_when_one_of_them_is_unknown(hall: Hall) -> None:
    with pytest.raises(DomainError, match="unknown-seat"):
        hall.take("m1", Command("send-message", "", "Mời", names=("001", "999")), 5)
    assert hall.notice("001") == ()


def test_the_wall_is_pinned_and_follows_again_and_the_message_stays(hall: Hall) -> None:
    hall.take("m1", message("Chú ý"), 5)
    hall.take("m2", Command("pin-wall", "poll-1", "result"), 6)
    assert hall.state == HallState("Chú ý", 5, "result", "poll-1")
    hall.take("m3", Command("follow-wall", "poll-1", ""), 7)
    assert hall.state == HallState("Chú ý", 5)


def test_a_step_resent_is_taken_once_even_after_a_later_one(hall: Hall) -> None:
    hall.take("m1", message("một"), 5)
    hall.take("m2", message("hai"), 6)
    hall.take("m1", message("một"), 7)
    assert hall.state == HallState("hai", 6)


def test_steps_are_remembered_no_longer_than_they_are_resent(hall: Hall) -> None:
    for number in range(REMEMBERED + 1):
        hall.take(f"m{number}", message(str(number)), number)
    hall.take("m0", message("again"), 999)
    assert hall.state.notice == "again"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (message("x" * (MAX_MESSAGE + 1)), "message-too-long"),
        (message("x", "999"), "unknown-seat"),
        (Command("answer-call", "999", ""), "unknown-seat"),
        (Command("pin-wall", "", "No View!"), "bad-view"),
        (Command("pin-wall", "t" * 81, "item"), "bad-view"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    hall: Hall, step: Command, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        hall.take("m", step, 5)
    assert refused.value.code == code
    assert (hall.state, hall.notice("001"), hall.calls) == (HallState(), (), ())


# ── calls ───────────────────────────────────────────────────────────────────────────────────────


def test_a_call_is_open_from_the_first_heartbeat_that_carries_it(hall: Hall) -> None:
    assert hall.carries("002", "water", 5)
    assert not hall.carries("002", "water", 8)
    assert hall.carries("001", "technician", 9)
    assert hall.calls == (CallState("002", "water", 5), CallState("001", "technician", 9))


def test_an_answered_call_is_closed_and_the_seat_is_told_as_long_as_it_carries_it(
    hall: Hall,
) -> None:
    hall.carries("001", "water", 5)
    assert hall.take("m", Command("answer-call", "001", ""), 6) == ("001",)
    assert hall.calls == ()
    assert not hall.carries("001", "water", 8)
    assert hall.answer("001") == (CallAnswered("water"),)
    assert not hall.carries("001", "", 11)
    assert hall.answer("001") == ()


def test_calling_again_or_for_something_else_opens_a_new_call(hall: Hall) -> None:
    hall.carries("001", "water", 5)
    hall.take("m", Command("answer-call", "001", ""), 6)
    hall.carries("001", "clerk", 9)
    assert hall.calls == (CallState("001", "clerk", 9),)
    hall.carries("001", "", 12)
    hall.carries("001", "clerk", 15)
    assert hall.calls == (CallState("001", "clerk", 15),)


def test_a_call_taken_back_is_gone(hall: Hall) -> None:
    hall.carries("001", "water", 5)
    assert hall.carries("001", "", 8)
    assert hall.calls == ()


def test_a_word_nobody_knows_is_no_call_and_answering_none_is_no_error(hall: Hall) -> None:
    assert not hall.carries("001", "pizza", 5)
    hall.take("m", Command("answer-call", "001", ""), 6)
    assert (hall.calls, hall.answer("001")) == ((), ())
