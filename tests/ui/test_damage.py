"""Which boxes are drawn again, and the number a picture carries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.viewmodels.damage import NUMBERS, PASS, joined, number_in, numbered, since

GROUND = (0xEE, 0xF2, 0xF6)
DIGITS, RING, MINI = (426, 499, 506, 531), (408, 451, 524, 567), (24, 20, 152, 92)

edges = st.tuples(st.integers(-20, 1900), st.integers(1, 600)).map(lambda at: (at[0], sum(at)))
boxes = st.tuples(edges, edges).map(lambda at: (at[0][0], at[1][0], at[0][1], at[1][1]))


def covers(outer, inner):
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def pixels(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def test_digits_in_their_ring_are_one_box():
    assert joined([DIGITS, RING]) == [RING]


def test_far_corners_are_two_boxes():
    assert sorted(joined([MINI, (1200, 700, 1250, 760)])) == [MINI, (1200, 700, 1250, 760)]


@given(st.lists(boxes, max_size=8))
def test_no_place_is_lost_and_no_pass_is_dearer_than_the_pixels_it_saves(places):
    drawn = joined(places)
    assert all(any(covers(box, place) for box in drawn) for place in places)
    spared = len(places) - len(drawn)
    assert sum(map(pixels, drawn)) <= sum(map(pixels, places)) + spared * PASS


def test_an_older_buffer_lacks_what_changed_in_every_picture_since():
    assert since([[RING], [MINI], [DIGITS]], 1) == [DIGITS]
    assert since([[RING], [MINI], [DIGITS]], 3) == [RING, MINI, DIGITS]


def test_a_whole_picture_since_then_an_older_one_than_remembered_or_a_newer_one_lacks_everything():
    assert since([[RING], None, [DIGITS]], 2) is None
    assert since([[RING], [DIGITS]], 3) is None
    assert since([[RING], [DIGITS]], 0) is None


@given(st.integers(0, NUMBERS - 1))
def test_a_number_is_read_as_it_was_written_and_hardly_seen(number):
    color = numbered(GROUND, number)
    assert number_in(color, GROUND) == number
    assert all(abs(part - under) < 16 for part, under in zip(color, GROUND, strict=True))


def test_an_empty_buffer_and_another_ground_carry_no_number():
    assert number_in((0, 0, 0), GROUND) is None
    assert number_in(numbered((0x0C, 0x17, 0x22), 7), GROUND) is None
