"""What is seen of a page: it never leaves the view, and what is under the fingers stays there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.pages import SCALE, WHOLE
from ui.viewmodels.pages import ranges, typed_page
from ui.viewmodels.viewport import LEAST, MARGIN, MOST, Viewport, common, swept, thinned

PORT = Viewport(width=868, height=460)
places = st.tuples(st.floats(0, 868), st.floats(0, 460))


def test_the_page_fits_the_width_pixel_by_pixel() -> None:
    assert PORT.page[:3] == (MARGIN, 0, 800)
    assert PORT.sharp


@given(
    st.lists(st.tuples(st.floats(0.2, 5), places)), st.floats(-3000, 3000), st.floats(-3000, 3000)
)
def test_no_finger_moves_the_page_out_of_the_view(
    pinches: list[tuple[float, tuple[float, float]]], dx: float, dy: float
) -> None:
    port = PORT
    for factor, (x, y) in pinches:
        port = port.zoomed(factor, x, y)
    x, y, wide, tall = port.scrolled(dx, dy).page
    assert LEAST <= port.zoom <= MOST
    assert x <= max(0, (868 - wide) / 2) + 1
    assert y <= max(0, (460 - tall) / 2) + 1
    assert x + wide >= min(868, wide) - 1
    assert y + tall >= min(460, tall) - 1


@given(st.tuples(st.floats(200, 600), st.floats(100, 400)))
def test_what_is_under_the_fingers_stays_there(at: tuple[float, float]) -> None:
    port = PORT.scrolled(0, 300)
    x, y = port.spot(*at)
    near = port.zoomed(2, *at)
    left, top, _, _ = near.rect((x, y, x, y))
    assert abs(left - at[0]) < 3
    assert abs(top - at[1]) < 3


def test_only_the_visible_part_is_asked_for() -> None:
    left, top, right, bottom = PORT.zoomed(4, 434, 230).clip
    assert right - left < 3000
    assert bottom - top < 1200
    assert Viewport(868, 700).zoomed(0.5, 0, 0).clip == WHOLE


def test_a_box_gone_to_is_in_view() -> None:
    _, y, _, _ = PORT.showing((0, 9000, 100, 9100)).rect((0, 9000, 100, 9100))
    assert 0 < y < PORT.height


def test_parts_in_common_and_what_a_finger_sweeps() -> None:
    assert common((0, 0, 50, 50), (40, 40, 90, 90)) == (40, 40, 50, 50)
    assert common((0, 0, 10, 10), (10, 0, 20, 10)) is None
    assert swept((900, 500), (100, 510)) == (100, 425, 900, 585)
    assert swept((0, 0), (10, SCALE)) == (0, 0, 10, SCALE)


@given(st.lists(st.tuples(st.integers(0, SCALE), st.integers(0, SCALE)), min_size=2, max_size=3000))
def test_a_stroke_keeps_within_its_bounds(points: list[tuple[int, int]]) -> None:
    at = thinned(points, 2048)
    assert 4 <= len(at) <= 2048 or len(set(points)) == 1
    assert at[:2] == points[0]


@pytest.mark.parametrize(
    ("pages", "words"),
    [((), ""), ((3,), "3"), ((7, 5, 6, 2, 11), "2, 5–7, 11"), ((1, 1, 2), "1–2")],
)
def test_pages_in_words(pages: tuple[int, ...], words: str) -> None:
    assert ranges(pages) == words


def test_a_number_beyond_the_last_page_begins_anew() -> None:
    assert typed_page(1, 7, 24) == 17
    assert typed_page(17, 2, 24) == 2
    assert typed_page(0, 9, 6) == 0
