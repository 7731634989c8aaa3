"""Pages one below the other: nothing leaves the view, and what is read stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ui.viewmodels.ribbon import GAP, Ribbon
from ui.viewmodels.viewport import LEAST, MOST

RIBBON = Ribbon(width=868, height=460, pages=24)
TALL = RIBBON.tall(1)
shapes = st.dictionaries(st.integers(1, 24), st.floats(0.3, 3))


def test_pages_follow_with_a_gap_between() -> None:
    assert RIBBON.wide == 800
    assert RIBBON.offset(1) == 0
    assert RIBBON.offset(3) == 2 * (TALL + GAP)
    assert RIBBON.total == 24 * TALL + 23 * GAP


def test_only_pages_in_view_are_seen() -> None:
    assert list(RIBBON.seen) == [1]
    assert list(RIBBON.at(2, 0.8).seen) == [2, 3]
    assert list(replace(RIBBON, zoom=0.5).seen) == [1]
    assert list(replace(RIBBON, zoom=0.5, height=1000).seen) == [1, 2]


@given(shapes, st.floats(-30_000, 60_000))
def test_every_height_belongs_to_the_page_that_lies_there(
    known: dict[int, float], down: float
) -> None:
    ribbon = replace(RIBBON, shapes=known)
    page = ribbon.page_at(down)
    assert page == 1 or ribbon.offset(page) <= down
    assert page == 24 or down < ribbon.offset(page + 1)


@given(shapes, st.integers(1, 24), st.floats(0.2, 5), st.floats(-9_000, 9_000))
def test_nothing_is_scrolled_beyond_the_ends(
    known: dict[int, float], page: int, factor: float, dy: float
) -> None:
    ribbon = replace(RIBBON, shapes=known).at(page).zoomed(factor, 400, 200).scrolled(50, dy)
    assert LEAST <= ribbon.zoom <= MOST
    assert 0 <= ribbon.top <= max(ribbon.total - ribbon.height, 0)
    assert 0 <= ribbon.left <= max(ribbon.wide - ribbon.width, 0)
    assert 1 <= ribbon.front <= 24
    assert ribbon.front in ribbon.seen


@given(st.integers(2, 22), st.floats(0.1, 0.5), st.floats(0.5, 3), st.integers(1, 24))
def test_what_is_read_stays_in_place_when_another_page_turns_out_taller(
    page: int, down: float, shape: float, drawn: int
) -> None:
    before = RIBBON.at(page, down)
    after = before.shaped(drawn, shape)
    first = before.seen.start
    if drawn != first and after.top < after.total - after.height - 1:
        assert after.laid(first).page[1] == pytest.approx(before.laid(first).page[1], abs=1)


def test_the_page_field_follows_and_the_ends_are_the_first_and_the_last() -> None:
    assert RIBBON.front == 1
    assert RIBBON.at(7).front == 7
    assert RIBBON.at(7, 0.9).front == 8
    assert RIBBON.scrolled(0, 10**6).front == 24


def test_what_is_under_the_fingers_stays_there() -> None:
    ribbon = RIBBON.at(9, 0.4)
    page = ribbon.page_at(ribbon.top + 230)
    before = ribbon.laid(page).spot(400, 230)
    near = ribbon.zoomed(2, 400, 230)
    after = near.laid(page).spot(400, 230)
    assert after == pytest.approx(before, abs=30)


def test_another_size_of_the_view_keeps_the_place() -> None:
    ribbon = RIBBON.at(9, 0.25).resized(430, 500)
    assert (ribbon.front, ribbon.down) == (9, pytest.approx(0.25, abs=0.01))


def test_a_hit_is_brought_into_the_view() -> None:
    ribbon = RIBBON.showing(12, (1000, 9000, 2000, 9100))
    _, y, _, _ = ribbon.laid(12).rect((1000, 9000, 2000, 9100))
    assert 0 < y < ribbon.height
