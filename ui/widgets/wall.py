"""Parts that only the wall has."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.widgets.surface import Panel
from ui.widgets.text import Icon

MARGIN = 64
CELL, GAP = 48, 12


class Strip(Panel):
    """The white strip at the foot of the wall."""

    def __init__(self, kit: Kit, height: float, **options: Any) -> None:
        settings: dict[str, Any] = {
            "fill": kit.paint.card,
            "edge": kit.paint.card_edge,
            "shadow": kit.paint.shadow,
            "padding": (MARGIN, 20),
            "spacing": 48,
            "size_hint_y": None,
            "height": height,
        }
        super().__init__(**(settings | options))


class Cells(Widget):
    """One cell for each person who may vote; filled from the left in order of counting."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=CELL)
        self._kit = kit
        self._filled, self._of = 0, 0
        self._tall: float = CELL
        self.bind(pos=self._draw, size=self._draw)

    def show(self, filled: int, of: int) -> None:
        """Fill `filled` of `of` cells; equal numbers change nothing."""
        if (filled, of) != (self._filled, self._of):
            self._filled, self._of = filled, of
            self._draw()

    def _draw(self, *_: object) -> None:
        self.canvas.before.clear()
        self.clear_widgets()
        if not self._of:
            return
        pitch, rows = self._pitch()
        if self._tall != rows * pitch:
            self._tall = self.height = rows * pitch  # draws again
            return
        per_row = -(-self._of // rows)
        side = pitch * CELL / (CELL + GAP)
        for index in range(self._of):
            line, place = divmod(index, per_row)
            left, bottom = self.x + place * pitch, self.y + self.height - line * pitch - side
            self._cell(left, bottom, side, full=index < self._filled)

    def _pitch(self) -> tuple[float, int]:
        """Distance from cell to cell, and rows: one row while cells stay at least 40 wide."""
        rows = 1
        while self.width / -(-self._of // rows) < 40 + GAP and rows < 4:
            rows += 1
        return min(CELL + GAP, self.width / -(-self._of // rows)), rows

    def _cell(self, left: float, bottom: float, side: float, *, full: bool) -> None:
        paint = self._kit.paint
        with self.canvas.before:
            Color(rgba=paint.accent if full else paint.border)
            if full:
                SmoothRoundedRectangle(pos=(left, bottom), size=(side, side), radius=[side / 4])
            else:
                box = (left + 2, bottom + 2, side - 4, side - 4, side / 4)
                SmoothLine(rounded_rectangle=box, width=2)
        if full:
            tick = Icon(self._kit, "check-bold", side * 0.6, paint.on_accent)
            tick.center = (left + side / 2, bottom + side / 2)
            self.add_widget(tick)
