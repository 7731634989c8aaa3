"""Rounded parts add up to the rounded whole, and none is off by a whole unit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.application.time_shares import Unit, apportioned, in_units, nearest, percents

parts = st.lists(st.integers(0, 10**8), max_size=12)


@given(parts, st.sampled_from(Unit))
def test_parts_in_units_sum_to_their_sum_in_units(ms: list[int], unit: Unit) -> None:
    shown = in_units(ms, unit)
    assert sum(shown) == nearest(sum(ms), unit)
    assert all(abs(one * unit - each) <= unit for one, each in zip(shown, ms, strict=True))


@given(parts)
def test_percents_make_a_hundred(ms: list[int]) -> None:
    assert sum(percents(ms)) == (100 if sum(ms) else 0)


def test_what_is_left_over_goes_to_the_largest_remainders() -> None:
    assert apportioned((1, 1, 1), 100) == (34, 33, 33)
    assert apportioned((46, 63, 9, 17, 11), 100) == (31, 43, 6, 12, 8)
    assert in_units((89_999, 30_001), Unit.MINUTE) == (1, 1)


def test_halves_go_up() -> None:
    assert [nearest(ms, Unit.MINUTE) for ms in (29_999, 30_000, 90_000)] == [0, 1, 2]
