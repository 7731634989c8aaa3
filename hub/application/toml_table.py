"""Reading values out of TOML that people wrote: every problem is noted with its line, none stops us.

A `TomlTable` hands out checked values. A value that is missing or wrong is noted in `Problems` and
replaced by a harmless stand-in, so that one reading finds everything there is to mend.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct, field

from hub.application.toml_lines import LineIndex, Place, index_lines, syntax_error_line
from protocol.identifiers import SLUG

MAX_TOML_BYTES = 2**20  # a meeting of a thousand members and papers writes a quarter of this
MAX_TEXT = 500  # characters of a title: four lines on the wall
MAX_PROSE = 4_000  # characters of a draft conclusion: no longer than the conclusion itself may be

Facts = dict[str, str | int]
Choice = TypeVar("Choice", bound=StrEnum)


class FolderProblem(Struct, frozen=True):
    """One thing to mend in `file` at `line` (from 1). `facts` are values the sentence may want."""

    code: str
    file: str
    line: int
    facts: Facts


class ProblemsError(Exception):
    """What was prepared cannot be used; `problems` are all that were found, in order of lines."""

    def __init__(self, problems: tuple[FolderProblem, ...]) -> None:
        super().__init__(", ".join(f"{p.file}:{p.line} {p.code}" for p in problems))
        self.problems = problems


class Problems(Struct):
    """The problems found so far in one TOML file."""

    file: str
    index: LineIndex
    found: list[FolderProblem] = field(default_factory=list)

    def add(self, code: str, place: Place, **facts: str | int) -> None:
        """Note a problem at `place`."""
        self.found.append(FolderProblem(code, self.file, self.index.line(place), facts))

    def in_order(self) -> tuple[FolderProblem, ...]:
        """All problems of this file by line, then those of other files."""
        return tuple(sorted(self.found, key=lambda p: (p.file != self.file, p.file, p.line)))


class TomlTable(Struct, frozen=True):
    """One table of the file, its place, and where to note what is wrong in it."""

    values: dict[str, object]
    place: Place
    problems: Problems

    def text(
        self,
        key: str,
        *,
        default: str | None = None,
        longest: int = MAX_TEXT,
        absent: str = "missing-key",
    ) -> str:
        """One-line text, trimmed and NFC; without a `default` it must be there and not be empty.

        Several lines are allowed only where `longest` is that of prose.
        """
        value = self.values.get(key, default)
        if value is None:
            self.wrong(absent, key)
        elif not isinstance(value, str):
            self.wrong("wrong-type", key, expected="text")
        else:
            text = unicodedata.normalize("NFC", value).strip()
            breaks = "\n" if longest == MAX_PROSE else ""
            if not text and default is None:
                self.wrong("empty-text" if absent == "missing-key" else absent, key)
            elif any(unicodedata.category(char) == "Cc" and char not in breaks for char in text):
                self.wrong("control-character", key)
            elif len(text) > longest:
                self.wrong("text-too-long", key, longest=longest)
            else:
                return text
        return ""

    def prose(self, key: str) -> str:
        """Optional text of several lines."""
        return self.text(key, default="", longest=MAX_PROSE)

    def identifier(self, key: str, default: str | None = None) -> str:
        """A lower-case name such as `so-tai-chinh`."""
        text = self.text(key, default=default)
        if (text or default is not None) and not SLUG.fullmatch(text):
            self.wrong("invalid-id", key, id=text[:80])
        return text

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key, default)
        if value is None:
            self.wrong("missing-key", key)
        elif not isinstance(value, int) or isinstance(value, bool):
            self.wrong("wrong-type", key, expected="integer")
        elif not low <= value <= high:
            self.wrong("number-out-of-range", key, value=str(value)[:20], low=low, high=high)
        else:
            return value
        return low

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """`true` or `false`."""
        value = self.values.get(key, default)
        if value is None:
            self.wrong("missing-key", key)
        elif not isinstance(value, bool):
            self.wrong("wrong-type", key, expected="boolean")
        return value is True

    def choice(self, key: str, kinds: type[Choice], default: Choice | None = None) -> Choice:
        """One of the words of `kinds`."""
        value = self.values.get(key, default)
        if value is None:
            self.wrong("missing-key", key)
        elif value not in list(kinds):
            self.wrong("unknown-value", key, value=str(value)[:80], allowed=", ".join(kinds))
        else:
            return kinds(str(value))
        return next(iter(kinds))

    def day(self, key: str, *, required: bool) -> date | None:
        """A calendar day."""
        value = self.values.get(key)
        if value is None and required:
            self.wrong("missing-key", key)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.wrong("wrong-type", key, expected="date")
            return None
        return value

    def table(self, key: str) -> TomlTable:
        """The table under `key`, which must be there."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return TomlTable(value, (*self.place, key), self.problems)
        self.wrong("missing-key" if value is None else "wrong-type", key, expected="table")
        return TomlTable({}, (*self.place, key), Problems("", self.problems.index))

    def optional_table(self, key: str) -> TomlTable | None:
        """The table under `key`, or None if there is none."""
        return self.table(key) if key in self.values else None

    def identifiers(self, key: str, most: int) -> tuple[str, ...]:
        """The list of different names under `key`, none if absent, at most `most` of them."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.wrong("wrong-type", key, expected="names")
            return ()
        if len(value) > most:
            self.wrong("too-many", key, most=most)
        names = tuple(value[:most])
        for number, name in enumerate(names):
            if not SLUG.fullmatch(name):
                self.wrong("invalid-id", key, id=name[:80])
            elif name in names[:number]:
                self.wrong("duplicate-id", key, id=name[:80])
        return names

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """The list of different one-line texts under `key`, none if absent, at most `most` of them."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.wrong("wrong-type", key, expected="texts")
            return ()
        if len(value) > most:
            self.wrong("too-many", key, most=most)
        entries = (TomlTable({key: entry}, self.place, self.problems) for entry in value[:most])
        found = tuple(entry.text(key) for entry in entries)
        for number, text in enumerate(found):
            if text and text in found[:number]:
                self.wrong("duplicate-id", key, id=text[:80])
        return found

    def tables(self, key: str, most: int) -> Iterator[TomlTable]:
        """The tables of the array under `key`, none if absent, at most `most` of them."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.wrong("wrong-type", key, expected="tables")
            return
        if len(value) > most:
            self.wrong("too-many", key, most=most)
        for number, entry in enumerate(value[:most]):
            yield TomlTable(entry, (*self.place, key, number), self.problems)

    def only(self, *keys: str) -> None:
        """Note every key that is none of `keys`: a misspelt setting must not pass for the default."""
        for key in sorted(self.values.keys() - set(keys)):
            self.wrong("unknown-key", key)

    def wrong(self, code: str, key: str, **facts: str | int) -> None:
        """Note a problem with the value of `key`."""
        self.problems.add(code, (*self.place, key), key=key, **facts)


def read_toml(data: bytes, file: str) -> TomlTable:
    """Parse `data`; text that is not TOML is a `ProblemsError` of one `malformed-toml`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemsError((FolderProblem("not-utf-8", file, line, {}),)) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = syntax_error_line(str(error), text)
        facts: Facts = {"reason": str(error)[:200]}
        raise ProblemsError((FolderProblem("malformed-toml", file, line, facts),)) from error
    return TomlTable(values, (), Problems(file, index_lines(text)))
