"""What a check found: a level, a stable code, a place and the facts a sentence needs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

Where: TypeAlias = "int | str"  # a record's number, or a path inside the bundle
Fact: TypeAlias = "int | str"


class Level(StrEnum):
    """An error makes the bundle unsound; a caveat says what could not be checked."""

    ERROR = "error"
    CAVEAT = "caveat"


class Finding(Struct, frozen=True):
    """One finding. `code` is kebab-case and documented in `docs/record.md`."""

    level: Level
    code: str
    where: Where
    facts: Mapping[str, Fact]


class Findings:
    """Findings in the order they were made, while a check runs."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def error(self, code: str, where: Where, **facts: Fact) -> None:
        """Something does not hold."""
        self._found.append(Finding(Level.ERROR, code, where, facts))

    def caveat(self, code: str, where: Where, **facts: Fact) -> None:
        """Something holds only so far."""
        self._found.append(Finding(Level.CAVEAT, code, where, facts))

    def all(self) -> tuple[Finding, ...]:
        """Everything found so far."""
        return tuple(self._found)
