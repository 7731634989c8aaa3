"""The keys on the screen as values: pages of rows, to be drawn by whoever shows them.

Every row is ten units wide, and the bottom row is the same on every page, so that nothing moves when the
page changes. No key is narrower than a unit, and none needs a long press: what other keyboards hide below a
key stands on a page of its own.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from device.typing.methods import ENGLISH, TELEX, VNI, Method

ROW_UNITS = 10.0  # the width of every row, in widths of a letter key


class Action(Enum):
    """What a key does."""

    TYPE = "type"
    SHIFT = "shift"
    BACKSPACE = "backspace"
    ENTER = "enter"
    SYMBOLS = "symbols"  # to the digits and punctuation, and from there on to the rarer signs
    LETTERS = "letters"
    METHOD = "method"  # Telex → VNI → English
    UNDO = "undo"  # the last word as it was typed
    LEFT = "left"
    RIGHT = "right"


class Page(Enum):
    """What the keys show."""

    LETTERS = "letters"
    SYMBOLS = "symbols"
    SIGNS = "signs"


class Key(Struct, frozen=True):
    """One key: what it does, the characters it types without and with shift, its width in units."""

    action: Action
    char: str = ""
    shifted: str = ""
    units: float = 1.0


class Layout(Struct, frozen=True):
    """One page of keys, top row first; each row is `ROW_UNITS` wide."""

    rows: tuple[tuple[Key, ...], ...]


METHODS: tuple[Method, ...] = (TELEX, VNI, ENGLISH)
"""In the order in which the switch goes through them."""


def _letters(row: str) -> tuple[Key, ...]:
    return tuple(Key(Action.TYPE, char, char.upper()) for char in row)


def _signs(row: str) -> tuple[Key, ...]:
    return tuple(Key(Action.TYPE, char, char) for char in row)


_WIDE_BACKSPACE = Key(Action.BACKSPACE, units=1.5)
_MORE_SIGNS = Key(Action.SYMBOLS, units=1.5)
_BOTTOM = (
    Key(Action.METHOD),
    Key(Action.TYPE, ",", ";"),
    Key(Action.TYPE, " ", " ", units=3.0),
    Key(Action.TYPE, ".", ":"),
    Key(Action.LEFT),
    Key(Action.RIGHT),
)
_TO_SYMBOLS, _TO_LETTERS = Key(Action.SYMBOLS), Key(Action.LETTERS)
_ENTER = Key(Action.ENTER)
_DIGITS = _signs("1234567890")

_QWERTY = (
    _letters("qwertyuiop"),
    (*_letters("asdfghjkl"), Key(Action.TYPE, "-", "–")),
    (Key(Action.SHIFT), *_letters("zxcvbnm"), Key(Action.UNDO), Key(Action.BACKSPACE)),
    (_TO_SYMBOLS, *_BOTTOM, _ENTER),
)

LETTERS = Layout(_QWERTY)
LETTERS_WITH_DIGITS = Layout((_DIGITS, *_QWERTY))
"""For VNI, whose tones and marks are digits."""

SYMBOLS = Layout(
    (
        _DIGITS,
        _signs("-–/%()“”đ₫"),
        (_MORE_SIGNS, *_signs("!?:;\"'+"), _WIDE_BACKSPACE),
        (_TO_LETTERS, *_BOTTOM, _ENTER),
    )
)
SIGNS = Layout(
    (
        _signs("‘’«»[]{}<>"),
        _signs("…•§№°²³½¼×"),
        (_MORE_SIGNS, *_signs("=@#&*_~"), _WIDE_BACKSPACE),
        (_TO_LETTERS, *_BOTTOM, _ENTER),
    )
)


def layout_of(page: Page, method: Method) -> Layout:
    """The keys of a page while typing with a method."""
    if page is Page.SYMBOLS:
        return SYMBOLS
    if page is Page.SIGNS:
        return SIGNS
    return LETTERS_WITH_DIGITS if method is VNI else LETTERS
