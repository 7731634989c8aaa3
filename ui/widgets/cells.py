"""One cell for each person who may vote; filled from the left in order of counting."""

from __future__ import annotations

from typing import Any

from kivy.graphics import (
    Color,
    InstructionGroup,
    Rectangle,
    SmoothLine,
    SmoothRoundedRectangle,
)

from ui.icons import icon
from ui.kit import Kit
from ui.theme import ICON_FONT
from ui.widgets.letters import picture_of
from ui.widgets.live import Area, Live

CELL, GAP = 48, 12
NARROWEST = 40  # pixels; narrower cells take another row
MOST_ROWS = 4


class Cells(Live):
    """A press paints one cell, in a hall of eighty too."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, size_hint_y=None, height=CELL)
        self._filled, self._of = 0, 0
        self._cells: list[InstructionGroup] = []
        self._tick: Any = None
        self._standing: tuple[object, ...] = ()  # where they were painted, and how many
        self._full = 0  # that were painted so
        self.bind(width=self._grow, pos=self.ask, size=self.ask)

    def show(self, filled: int, of: int) -> None:
        """Fill `filled` of `of` cells; equal numbers change nothing."""
        if (filled, of) != (self._filled, self._of):
            self._filled, self._of = filled, of
            self._grow()
            self.ask()

    def _grow(self, *_: object) -> None:
        pitch, rows = self._pitch()
        self.height = rows * pitch

    def paint(self) -> list[Area]:
        """Only cells that were filled since; all when they stand elsewhere."""
        standing = (*self.pos, *self.size, self._of)
        if standing != self._standing:
            self._standing = standing
            return super().paint()
        first, last = sorted((self._full, self._filled))
        self._full = self._filled
        return [self._fill(index) for index in range(first, last)]

    def _paint(self) -> None:
        self.canvas.clear()
        self._full = self._filled
        self._cells = [InstructionGroup() for _ in range(self._of)]
        self._tick = self._made_tick()
        for index, cell in enumerate(self._cells):
            self.canvas.add(cell)
            self._fill(index)

    def _fill(self, index: int) -> Area:
        """Draw one cell, full or empty."""
        paint, cell, side = self._kit.paint, self._cells[index], self._side()
        left, bottom = self._corner(index)
        cell.clear()
        if index < self._filled:
            cell.add(Color(rgba=paint.accent))
            size, inset = (side, side), (side - self._tick.width) / 2
            cell.add(SmoothRoundedRectangle(pos=(left, bottom), size=size, radius=[side / 4]))
            cell.add(Color(rgba=paint.on_accent))
            middle = bottom + (side - self._tick.height) / 2
            at = (round(left + inset), round(middle))
            cell.add(Rectangle(texture=self._tick, size=self._tick.size, pos=at))
        else:
            cell.add(Color(rgba=paint.border))
            box = (left + 2, bottom + 2, side - 4, side - 4, side / 4)
            cell.add(SmoothLine(rounded_rectangle=box, width=2))
        return left, bottom, side, side

    def _made_tick(self) -> Any:
        return picture_of(icon("check-bold"), ICON_FONT, self._kit.px(self._side() * 0.6))

    def _pitch(self) -> tuple[float, int]:
        """Distance from cell to cell, and rows: one row while cells are wide enough."""
        if not self._of:
            return CELL + GAP, 1
        rows = 1
        while self.width / -(-self._of // rows) < NARROWEST + GAP and rows < MOST_ROWS:
            rows += 1
        return min(CELL + GAP, self.width / -(-self._of // rows)), rows

    def _side(self) -> float:
        return self._pitch()[0] * CELL / (CELL + GAP)

    def _corner(self, index: int) -> tuple[float, float]:
        """Left and bottom of a cell."""
        pitch, rows = self._pitch()
        line, place = divmod(index, -(-self._of // rows))
        return self.x + place * pitch, self.y + self.height - line * pitch - self._side()
