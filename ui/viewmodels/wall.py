"""What of a long list fits on the wall, and how the seats of a named result look."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum

from msgspec import Struct

from device.screens import AgendaRow, Choice, WallSeat
from ui.viewmodels.agenda import ENDED
from ui.viewmodels.clocks import LAST_MINUTE, ClockFace, Mood, minutes_and_seconds
from ui.viewmodels.votes import CHOICE_ICONS

LINES = 8  # of the agenda, each of two lines that are read from 15 metres


class AgendaPage(Struct, frozen=True):
    """The lines that are shown; `first` and `last` count from 1."""

    rows: tuple[AgendaRow, ...]
    first: int
    last: int
    count: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return len(self.rows) == self.count


def agenda_page(rows: Sequence[AgendaRow], lines: int = LINES) -> AgendaPage:
    """The page with the active item, or with the first one that is not behind us.

    What was done last stays in sight above it; nothing moves while the same item is active.
    """
    here = next((n for n, row in enumerate(rows) if row.active), None)
    if here is None:
        here = next((n for n, row in enumerate(rows) if row.stage not in ENDED), len(rows) - 1)
    first = max(0, min(here - 1, len(rows) - lines))
    shown = tuple(rows[first : first + lines])
    return AgendaPage(shown, first + 1, first + len(shown), len(rows))


# ── a result by name ────────────────────────────────────────────────────────────────────────────


class Said(Enum):
    """What a seat of a named result says when it is no choice."""

    SILENT = "silent"
    ABSENT = "absent"
    NO_VOTE = "no-vote"


SAID_ICONS = {
    Said.SILENT: "circle-outline",
    Said.ABSENT: "account-off",
    Said.NO_VOTE: "account-eye",
}


def said(seat: WallSeat) -> Choice | Said:
    """The answer of a seat; one without a vote says nothing, whether anybody sits there or not."""
    if not seat.votes:
        return Said.NO_VOTE
    if seat.answer in set(Choice):
        return Choice(seat.answer)
    return Said.SILENT if seat.present else Said.ABSENT


def said_icon(seat: WallSeat) -> str:
    """A shape beside the colour."""
    answer = said(seat)
    return CHOICE_ICONS[answer] if isinstance(answer, Choice) else SAID_ICONS[answer]


def called(seat: WallSeat, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """A seat by name in one line or two that fit; else the last words of it, its number, or nothing."""
    words = re.findall(r"[^\s&]+&?", seat.short_name)
    for kept in (words, words[-2:], words[-1:]):
        for first in range(len(kept), 0, -1):
            lines = tuple(filter(None, (_line(kept[:first]), _line(kept[first:]))))
            if all(map(fits, lines)):
                return lines
    return (seat.label,) if fits(seat.label) else ()


def _line(words: Sequence[str]) -> str:
    return " ".join(words).replace("& ", "&")


# ── a break ─────────────────────────────────────────────────────────────────────────────────────


def break_face(remaining_ms: int | None) -> ClockFace:
    """What is left of a break: minutes and seconds without a ring, hours as minutes."""
    if remaining_ms is None:
        return ClockFace("", "", 0.0, Mood.CALM)
    seconds = max(-(-remaining_ms // 1000), 0)
    mood = Mood.LAST_MINUTE if seconds <= LAST_MINUTE else Mood.CALM
    return ClockFace(minutes_and_seconds(seconds), "clock-left", 0.0, mood)
