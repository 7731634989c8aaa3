"""What a line of the agenda says, and how the session stands against its plan."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from device.screens import AgendaRow, ItemStage

ENDED = frozenset({ItemStage.CONCLUDED, ItemStage.POSTPONED, ItemStage.WITHDRAWN, ItemStage.PASSED})
AHEAD = frozenset({ItemStage.PLANNED, ItemStage.READY})

STAGE_ICONS = {
    ItemStage.PLANNED: "clock-outline",
    ItemStage.READY: "clock-outline",
    ItemStage.PRESENTING: "presentation",
    ItemStage.DISCUSSING: "forum",
    ItemStage.VOTING: "vote",
    ItemStage.CONCLUDING: "gavel",
    ItemStage.CONCLUDED: "check-bold",
    ItemStage.PAUSED: "pause",
    ItemStage.POSTPONED: "calendar-arrow-right",
    ItemStage.WITHDRAWN: "close",
    ItemStage.PASSED: "check-all",
}


class Minutes(Struct, frozen=True):
    """The two numbers at the end of a line at the console; `over` is how many are too many."""

    spent: str
    planned: str
    over: int


LEFT_OUT = frozenset({ItemStage.POSTPONED, ItemStage.WITHDRAWN, ItemStage.PASSED})


def minutes(row: AgendaRow) -> Minutes:
    """Spent minutes once an item has begun, before that the plan alone."""
    if row.stage in LEFT_OUT and not row.spent_minutes:
        return Minutes("–", f"/ {row.planned_minutes}", 0)
    begun = row.active or row.stage in ENDED or row.spent_minutes > 0
    if not begun:
        return Minutes("", str(row.planned_minutes), 0)
    over = max(row.spent_minutes - row.planned_minutes, 0)
    return Minutes(str(row.spent_minutes), f"/ {row.planned_minutes}", over)


def position(agenda: Sequence[AgendaRow]) -> str:
    """ "3 / 7": the active item among all; the number of items when none is active."""
    active = next((row.number for row in agenda if row.active), None)
    return f"{active} / {len(agenda)}" if active else str(len(agenda))


class Segment(Struct, frozen=True):
    """A piece of the session's strip: fractions of its whole length."""

    start: float
    width: float
    done: float  # fraction of this segment that is behind us
    current: bool


class SessionStrip(Struct, frozen=True):
    """All items laid end to end, with a tick where the plan ends."""

    segments: tuple[Segment, ...]
    tick: float


def session_strip(agenda: Sequence[AgendaRow]) -> SessionStrip:
    """Lengths are planned minutes, or spent ones where an item took longer or has ended."""
    lengths = [_length(row) for row in agenda]
    planned = sum(row.planned_minutes for row in agenda)
    whole = max(sum(lengths), planned, 1)
    start, segments = 0.0, []
    for row, length in zip(agenda, lengths, strict=True):
        done = 1.0 if row.stage in ENDED else min(row.spent_minutes / max(length, 1), 1.0)
        segments.append(Segment(start / whole, length / whole, done, row.active))
        start += length
    return SessionStrip(tuple(segments), planned / whole)


def _length(row: AgendaRow) -> int:
    if row.stage in ENDED:
        return row.spent_minutes
    return max(row.planned_minutes, row.spent_minutes)
