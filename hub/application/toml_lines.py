"""Where things stand in a TOML text: the line number of every table, key and array element.

`tomllib` gives values without positions. This index walks the text once, beside it, and knows only as
much TOML as positions need; whether the text is valid is `tomllib`'s affair.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct

Place: TypeAlias = tuple[str | int, ...]

_PIECE = re.compile(
    r'"{3}(?:\\.|[^\\])*?"{3}|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|#[^\n]*|\n|[^\s\[\]{},=#\"']+|.",
    re.DOTALL,
)
_PART = re.compile(r'"((?:\\.|[^"\\])*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')
_SYNTAX_LINE = re.compile(r"at line (\d+)")


class LineIndex(Struct, frozen=True):
    """Line numbers, counted from 1, of places such as `("items", 0, "title")`."""

    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that the text names."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def syntax_error_line(message: str, text: str) -> int:
    """The line a `TOMLDecodeError` speaks of: it names one, or means the end of the text."""
    found = _SYNTAX_LINE.search(message)
    return int(found.group(1)) if found else text.count("\n") + 1


def index_lines(text: str) -> LineIndex:
    """Index `text`; for text that is not TOML the result is merely useless, never an error."""
    walk = _Walk()
    for match in _PIECE.finditer(text):
        walk.take(match.group())
    return LineIndex(walk.lines)


class _Bracket(Struct):
    """An open `[` (an array, `index` is its element) or `{` (a table, `index` is None)."""

    place: Place
    index: int | None


class _Walk:
    """Position in the text: the current table, the words since a statement began, open brackets."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self._line = 1
        self._table: Place = ()
        self._counts: dict[Place, int] = {}  # arrays of tables: index of the last element
        self._words = ""
        self._key: Place | None = None  # whose value is being read
        self._open: list[_Bracket] = []

    def take(self, piece: str) -> None:
        """Advance over one piece of the text."""
        if piece.startswith("#"):
            return
        if self._key is None:
            self._outside_value(piece)
        elif self._open:
            self._inside_brackets(piece, self._open[-1])
        elif piece == "\n":
            self._key = None
        elif piece in "[{":
            self._push(piece, self._key)
        self._line += piece.count("\n")

    def _outside_value(self, piece: str) -> None:
        if piece == "\n":
            if self._words.startswith("["):
                self._header(self._words)
            self._words = ""
        elif piece == "=":
            self._begin_value(self._table)
        else:
            self._words = (self._words + piece).lstrip()

    def _inside_brackets(self, piece: str, around: _Bracket) -> None:
        if piece in ("]", "}"):
            self._open.pop()
        elif piece in ("[", "{"):
            self._push(piece, self._element(around))
        elif piece == ",":
            self._words = ""
            if around.index is not None:
                around.index += 1
        elif piece == "=" and around.index is None:
            self._begin_value(around.place)
        elif piece.strip():
            if around.index is None:
                self._words += piece
            else:
                self.lines.setdefault(self._element(around), self._line)

    def _element(self, around: _Bracket) -> Place:
        if around.index is None:
            return self._key or ()
        return (*around.place, around.index)

    def _push(self, bracket: str, place: Place) -> None:
        self.lines.setdefault(place, self._line)
        self._words = ""
        self._open.append(_Bracket(place, 0 if bracket == "[" else None))

    def _begin_value(self, around: Place) -> None:
        self._key = (*around, *_parts(self._words))
        self.lines.setdefault(self._key, self._line)
        self._words = ""

    def _header(self, words: str) -> None:
        place: Place = ()
        parts = _parts(words)
        for part in parts[:-1]:
            place = (*place, part)
            if place in self._counts:  # a name stands for the last element of its array
                place = (*place, self._counts[place])
        place = (*place, *parts[-1:])
        if words.startswith("[["):
            self._counts[place] = self._counts.get(place, -1) + 1
            place = (*place, self._counts[place])
        self._table = place
        self.lines.setdefault(place, self._line)


def _parts(dotted: str) -> Place:
    return tuple(next((group for group in found if group), "") for found in _PART.findall(dotted))
