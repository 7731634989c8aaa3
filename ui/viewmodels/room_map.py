"""Where the seats of a room stand on its map, and how many are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Protocol

from msgspec import Struct

from device.screens import MapSeat, SeatState

SEAT_WIDTH, SEAT_HEIGHT, GAP = 98, 64, 8
LARGEST = (SEAT_WIDTH, SEAT_HEIGHT * 1.25)

STATE_ICONS = {
    SeatState.EMPTY: "seat-outline",
    SeatState.AWAITED: "timer-sand",
    SeatState.PRESENT: "account",
    SeatState.ABSENT: "account-off",
    SeatState.EXCUSED: "comment-check-outline",
    SeatState.PRESSED: "check-circle",
    SeatState.NOT_PRESSED: "timer-sand",
    SeatState.TROUBLE: "wifi-off",
}


class Placed(Protocol):
    """Whatever stands in the room: column and row count from 0 at the top left."""

    @property
    def column(self) -> int:
        """From the left."""

    @property
    def row(self) -> int:
        """From the top."""


class Box(Struct, frozen=True):
    """A rectangle from the top left corner of the map, in pixels."""

    left: float
    top: float
    width: float
    height: float


class Placement(Struct, frozen=True):
    """A box for every seat in the order given, and the empty middle, None when there is none."""

    seats: tuple[Box, ...]
    middle: Box | None


def place(
    seats: Sequence[Placed], width: float, height: float, largest: tuple[float, float] = LARGEST
) -> Placement:
    """Fit all columns and rows into `width` × `height`: seats shrink, never overlap, never spread."""
    columns = max((seat.column for seat in seats), default=0) + 1
    rows = max((seat.row for seat in seats), default=0) + 1
    across = min(largest[0], (width + GAP) / columns - GAP)
    down = min(largest[1], (height + GAP) / rows - GAP)
    left = (width - columns * (across + GAP) + GAP) / 2
    top = (height - rows * (down + GAP) + GAP) / 2
    boxes = tuple(
        Box(left + s.column * (across + GAP), top + s.row * (down + GAP), across, down)
        for s in seats
    )
    free = _free_middle(seats, columns, rows)
    if free is None:
        return Placement(boxes, None)
    first_column, first_row, last_column, last_row = free
    middle = Box(
        left + first_column * (across + GAP) + GAP,
        top + first_row * (down + GAP) + GAP,
        (last_column - first_column + 1) * (across + GAP) - 3 * GAP,
        (last_row - first_row + 1) * (down + GAP) - 3 * GAP,
    )
    return Placement(boxes, middle)


def _free_middle(
    seats: Sequence[Placed], columns: int, rows: int
) -> tuple[int, int, int, int] | None:
    """Columns and rows of the largest free block that covers the centre of the map."""
    taken = [{seat.column for seat in seats if seat.row == row} for row in range(rows)]
    left, right = (columns - 1) // 2, columns // 2
    best: tuple[int, int, int, int] | None = None
    size = 0
    for first, last in product(range(left + 1), range(right, columns)):
        free = [taken[row].isdisjoint(range(first, last + 1)) for row in range(rows)]
        block = _free_rows(free)
        if block is None:
            continue
        area = (last - first + 1) * (block[1] - block[0] + 1)
        if area > size:
            best, size = (first, block[0], last, block[1]), area
    return best


def _free_rows(free: Sequence[bool]) -> tuple[int, int] | None:
    """First and last of the free rows around the centre; None where the centre is not free."""
    top, bottom = (len(free) - 1) // 2, len(free) // 2
    if not free[top : bottom + 1] or not all(free[top : bottom + 1]):
        return None
    while top > 0 and free[top - 1]:
        top -= 1
    while bottom < len(free) - 1 and free[bottom + 1]:
        bottom += 1
    return top, bottom


def legend(seats: Sequence[MapSeat]) -> tuple[tuple[SeatState, int], ...]:
    """How many seats are in which state, in the order of the states, none left out but the empty."""
    counted = Counter(seat.state for seat in seats)
    shown = (state for state in SeatState if state is not SeatState.EMPTY and counted[state])
    return tuple((state, counted[state]) for state in shown)
