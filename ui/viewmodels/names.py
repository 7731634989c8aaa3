"""A long list of names under the first letters of given names, as Vietnamese lists are sorted."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from device.screens import PersonChoice

MOST_AT_ONCE = 40  # rows on one list; more are shown a letter at a time


def initial(name: str) -> str:
    """The first letter of the given name, without marks, "Đ" kept: "Nguyễn Thị Ánh" is under A."""
    given = name.split()[-1] if name.split() else "?"
    return unicodedata.normalize("NFD", given[0])[0].upper()


def initials(persons: Sequence[PersonChoice]) -> tuple[str, ...]:
    """The letters there are, in order; none when the list is short enough to be shown whole."""
    if len(persons) <= MOST_AT_ONCE:
        return ()
    return tuple(sorted({initial(person.name) for person in persons}, key=_place))


def under(persons: Sequence[PersonChoice], letter: str) -> tuple[PersonChoice, ...]:
    """Those under a letter, all when it is empty, by given name."""
    chosen = [p for p in persons if not letter or initial(p.name) == letter]
    return tuple(
        sorted(chosen, key=lambda p: (_spelled(p.name.split()[-1:]), _spelled(p.name.split())))
    )


def _spelled(words: Sequence[str]) -> tuple[str, str]:
    """Order of names: letters first, marks only between names that are else equal; Đ after D."""
    text = " ".join(words).upper()
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("Đ", "D\uffff"), text


def _place(letter: str) -> tuple[str, bool]:
    """Đ stands between D and E."""
    return ("D", True) if letter == "Đ" else (letter, False)
