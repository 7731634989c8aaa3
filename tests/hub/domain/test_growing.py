"""A growing mapping is a dict that is never changed: same content, same order, earlier ones untouched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.growing import Growing


@given(st.lists(st.tuples(st.integers(0, 400), st.integers()), max_size=600))
def test_it_holds_what_a_dict_would_hold_in_the_same_order(pairs: list[tuple[int, int]]) -> None:
    growing: Growing[int, int] = Growing()
    plain: dict[int, int] = {}
    for key, value in pairs:
        growing = growing.adding(key, value)
        plain[key] = value
    assert growing == plain
    assert list(growing.items()) == list(plain.items())
    assert len(growing) == len(plain)
    assert [key in growing for key in range(401)] == [key in plain for key in range(401)]
    assert growing.get(401) is None


@given(st.integers(0, 300))
def test_what_it_grew_from_stays_as_it_was(size: int) -> None:
    before: Growing[int, str] = Growing()
    for key in range(size):
        before = before.adding(key, "before")
    kept = dict(before)
    before.adding(0, "after").adding(size, "after")
    assert before == kept
