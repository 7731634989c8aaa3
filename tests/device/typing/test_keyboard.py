from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.typing.keyboard import Keyboard, Shift
from device.typing.layout import Action, Key, Page
from device.typing.methods import ENGLISH, TELEX, VNI


def touched(keyboard: Keyboard, *wanted: str | Action) -> Keyboard:
    """Touch keys that are on the page shown: by what they are labelled, or by what they do."""
    for want in wanted:
        keyboard = keyboard.press(find(keyboard, want))
    return keyboard


def find(keyboard: Keyboard, want: str | Action) -> Key:
    for row in keyboard.layout.rows:
        for key in row:
            if want in (key.action, keyboard.label(key)) and want:
                return key
    raise AssertionError(f"no key {want} on {keyboard.page}")


def test_a_sentence_begins_with_a_capital() -> None:
    keyboard = touched(Keyboard(), *"Ddax", " ", *"hopj", ".", " ")

    assert keyboard.editor.text == "Đã họp. "
    assert touched(keyboard, "X", "o", "n", "g").editor.text == "Đã họp. Xong"


@pytest.mark.parametrize(
    ("touches", "shift"), [(0, Shift.ONCE), (1, Shift.LOCKED), (2, Shift.OFF), (3, Shift.ONCE)]
)
def test_shift_holds_once_then_for_good_then_not(touches: int, shift: Shift) -> None:
    assert touched(Keyboard(), *[Action.SHIFT] * touches).shift is shift


def test_locked_shift_lasts() -> None:
    keyboard = touched(Keyboard(), Action.SHIFT, *"HDDND")

    assert keyboard.editor.text == "HĐND"
    assert keyboard.shift is Shift.LOCKED


def test_pages_lead_to_each_other_and_a_space_leads_back() -> None:
    symbols = touched(Keyboard(), Action.SYMBOLS)
    signs = touched(symbols, Action.SYMBOLS)

    assert (symbols.page, signs.page) == (Page.SYMBOLS, Page.SIGNS)
    assert touched(signs, Action.SYMBOLS).page is Page.SYMBOLS
    assert touched(symbols, Action.LETTERS).page is Page.LETTERS
    assert touched(symbols, "1", "5", " ").page is Page.LETTERS
    assert touched(symbols, "1", "5", Action.ENTER).editor.text == "15\n"


def test_a_number_between_words_does_not_disturb_them() -> None:
    keyboard = touched(
        Keyboard(), *"Soos", " ", Action.SYMBOLS, "1", "5", "/", Action.LETTERS, *"nq"
    )

    assert keyboard.editor.text == "Số 15/nq"


def test_the_method_goes_round_and_leaves_the_word_as_it_stands() -> None:
    keyboard = touched(Keyboard(), *"Tieengs", Action.METHOD)

    assert (keyboard.method, keyboard.editor.text) == (VNI, "Tiếng")
    assert touched(keyboard, "2").editor.text == "Tiềng"
    assert touched(keyboard, Action.METHOD).method is ENGLISH
    assert touched(keyboard, Action.METHOD, Action.METHOD).method is TELEX


def test_undo_and_the_arrows_and_backspace_are_the_editors() -> None:
    keyboard = touched(Keyboard(), *"Was", Action.UNDO, Action.LEFT, Action.BACKSPACE)

    assert (keyboard.editor.text, keyboard.editor.cursor) == ("Ws", 1)
    assert touched(keyboard, Action.RIGHT, Action.RIGHT).editor.cursor == 2


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), max_size=60))
def test_any_touches_keep_the_keyboard_whole(touches: list[tuple[int, int]]) -> None:
    keyboard = Keyboard()
    for row_number, number in touches:
        row = keyboard.layout.rows[row_number % len(keyboard.layout.rows)]
        keyboard = keyboard.press(row[number % len(row)])

        assert 0 <= keyboard.editor.cursor <= len(keyboard.editor.text)
