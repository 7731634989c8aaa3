"""A roll-call's answers at the console, by side."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from device.screens import Choice, NamedAnswer
from ui.viewmodels.votes import CHOICE_ICONS
from ui.viewmodels.wall import SAID_ICONS, Said


class Side(Struct, frozen=True):
    """Everybody who answered alike; `key` is of the wording."""

    answer: Choice | Said
    key: str
    icon: str
    people: tuple[NamedAnswer, ...]


def sides(named: Sequence[NamedAnswer]) -> tuple[Side, ...]:
    """In the order all results have; a side that nobody is on is left out."""
    by_choice = [
        Side(choice, f"choice-{choice}", CHOICE_ICONS[choice], _of(named, choice))
        for choice in Choice
    ]
    without = [each for each in named if not each.answer]
    silent = tuple(each for each in without if each.present)
    absent = tuple(each for each in without if not each.present)
    rest = [
        Side(Said.SILENT, "silent", SAID_ICONS[Said.SILENT], silent),
        Side(Said.ABSENT, "absent", SAID_ICONS[Said.ABSENT], absent),
    ]
    return tuple(side for side in (*by_choice, *rest) if side.people)


def _of(named: Sequence[NamedAnswer], choice: Choice) -> tuple[NamedAnswer, ...]:
    return tuple(each for each in named if each.answer == choice)
