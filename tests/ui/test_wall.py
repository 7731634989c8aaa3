"""What of the agenda is on the wall, how seats of a named result look, and a break's clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from device import screens as s
from tests.screen import samples, samples_hall
from ui.icons import ICONS
from ui.viewmodels import room_map, seat, wall
from ui.viewmodels.clocks import Mood
from ui.viewmodels.wall import Said


def rows(count: int, active: int = 0, ended: int = 0) -> tuple[s.AgendaRow, ...]:
    plain = replace(samples.agenda(0)[0], stage=s.ItemStage.PLANNED, active=False)
    return tuple(
        replace(
            plain,
            item=f"i{n}",
            number=n,
            active=n == active,
            stage=s.ItemStage.CONCLUDED if n <= ended else plain.stage,
        )
        for n in range(1, count + 1)
    )


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_active_item_is_always_on_the_wall_and_the_page_is_full(count, active):
    page = wall.agenda_page(rows(count, active))
    assert len(page.rows) == min(count, wall.LINES)
    assert page.whole == (count <= wall.LINES)
    if 1 <= active <= count:
        assert any(row.active for row in page.rows)
    assert [row.number for row in page.rows] == list(range(page.first, page.last + 1))


def test_between_two_items_the_next_one_is_shown():
    assert 21 in [row.number for row in wall.agenda_page(rows(40, ended=20)).rows]


def test_after_the_last_item_the_end_of_the_agenda_is_shown():
    assert wall.agenda_page(rows(40, ended=40)).last == 40


@pytest.mark.parametrize(
    ("answer", "votes", "present", "said"),
    [
        ("against", True, True, s.Choice.AGAINST),
        ("", True, True, Said.SILENT),
        ("", True, False, Said.ABSENT),
        ("", False, True, Said.NO_VOTE),
        ("for", False, True, Said.NO_VOTE),
        ("option-3", True, True, Said.SILENT),
    ],
)
def test_what_a_seat_says_in_a_named_result(answer, votes, present, said):
    one = s.WallSeat("07", "Tài chính", 0, 0, answer, votes, present)
    assert wall.said(one) is said
    assert wall.said_icon(one) in ICONS


def test_no_two_answers_share_a_shape():
    seats = samples_hall.room()
    shapes = {wall.said(one): wall.said_icon(one) for one in seats}
    assert len(set(shapes.values())) == len(shapes) == 6


@pytest.mark.parametrize("large", [False, True])
def test_seats_on_the_wall_never_overlap(large):
    boxes = room_map.place(samples_hall.room(large=large), 1200, 700, (190, 150)).seats
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            across = one.left + one.width <= other.left or other.left + other.width <= one.left
            assert (
                across or one.top + one.height <= other.top or other.top + other.height <= one.top
            )


@pytest.mark.parametrize(
    ("left", "digits", "mood"),
    [
        (None, "", Mood.CALM),
        (754_000, "12:34", Mood.CALM),
        (60_000, "01:00", Mood.LAST_MINUTE),
        (-5_000, "00:00", Mood.LAST_MINUTE),
    ],
)
def test_a_break_counts_down_to_its_end_and_no_further(left, digits, mood):
    face = wall.break_face(left)
    assert (face.digits, face.mood) == (digits, mood)


SEATS = samples_hall.seat_screens()


@pytest.mark.parametrize(
    ("name", "bottom"),
    [
        ("seat-speak", seat.Bottom.SPEAK),
        ("seat-vote-speakers", seat.Bottom.VOTE),
        ("seat-break", seat.Bottom.SPEAK),
    ],
)
def test_a_vote_always_has_the_bottom_bar(name, bottom):
    assert seat.bottom(SEATS[name], seat.Place.READER) is bottom


def test_ones_own_turn_is_told_over_a_result_which_else_has_its_button():
    turn = SEATS["seat-my-turn-over"]
    assert seat.bottom(turn, seat.Place.RESULT) is seat.Bottom.SPEAK
    listening = replace(turn, speak=samples_hall.FREE)
    assert seat.bottom(listening, seat.Place.RESULT) is seat.Bottom.RESULT


def test_a_break_is_told_with_its_end_if_that_is_known():
    assert seat.status(SEATS["seat-break"]).text == "10:15"
    assert seat.status(SEATS["seat-break-asked"]).key == "break-open"


def named(name: str) -> s.WallSeat:
    return s.WallSeat("07", name, 0, 0, "for", votes=True, present=True)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Chủ tịch", ("Chủ tịch",)),
        ("Công Thương", ("Công", "Thương")),
        ("VHTT&DL", ("VHTT&DL",)),
        ("NN&MT&TNN", ("NN&MT&", "TNN")),
        ("Nguyễn Trần Văn Hưng", ("Văn Hưng",)),
        ("Nguyễn Thị Khương Nghiêm", ("Khương", "Nghiêm")),
        ("Tổng-cục-trưởng", ("07",)),
        ("", ("07",)),
    ],
)
def test_a_seat_is_called_by_as_much_of_its_name_as_is_read_from_the_last_row(
    name: str, lines: tuple[str, ...]
) -> None:
    assert wall.called(named(name), lambda line: len(line) <= 8) == lines


def test_a_seat_too_small_for_its_number_is_a_shape_alone() -> None:
    assert wall.called(named("Chủ tịch"), lambda _line: False) == ()
