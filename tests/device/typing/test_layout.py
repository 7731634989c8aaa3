from __future__ import annotations

import pytest

from device.typing.layout import METHODS, ROW_UNITS, Action, Layout, Page, layout_of
from device.typing.methods import ENGLISH, TELEX, VNI, Method

EVERY = [layout_of(page, method) for page in Page for method in METHODS]


def characters(layout: Layout) -> set[str]:
    return {char for row in layout.rows for key in row for char in (key.char, key.shifted) if char}


@pytest.mark.parametrize("layout", EVERY)
def test_every_row_is_as_wide_as_the_others_and_no_key_narrower_than_a_unit(layout: Layout) -> None:
    assert {sum(key.units for key in row) for row in layout.rows} == {ROW_UNITS}
    assert min(key.units for row in layout.rows for key in row) >= 1


@pytest.mark.parametrize("layout", EVERY)
def test_every_page_can_delete_end_a_line_move_the_cursor_and_be_left(layout: Layout) -> None:
    actions = {key.action for row in layout.rows for key in row}

    assert {Action.BACKSPACE, Action.ENTER, Action.LEFT, Action.RIGHT, Action.METHOD} <= actions
    assert actions & {Action.SYMBOLS, Action.LETTERS}


@pytest.mark.parametrize("layout", EVERY)
def test_a_key_types_a_character_or_does_something_else(layout: Layout) -> None:
    keys = [key for row in layout.rows for key in row]

    assert all((key.action is Action.TYPE) == bool(key.char and key.shifted) for key in keys)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_what_an_official_text_needs_is_on_some_page(method: Method) -> None:
    reachable = set().union(*(characters(layout_of(page, method)) for page in Page))

    assert set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") <= reachable
    assert set(" .,;:?!-–/()“”‘’\"'%+…đ₫§²") <= reachable


def test_vni_has_its_digits_beside_the_letters() -> None:
    assert set("0123456789") <= characters(layout_of(Page.LETTERS, VNI))
    assert not set("0123456789") & characters(layout_of(Page.LETTERS, TELEX))
    assert layout_of(Page.LETTERS, ENGLISH) == layout_of(Page.LETTERS, TELEX)
