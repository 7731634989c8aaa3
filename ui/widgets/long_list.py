"""A list or a grid of any length: only the cells that are seen exist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.widgets.listing import Scroller

MARGIN = 12  # at the right, where the bar is


class LongList(Scroller):
    """Cells of equal height made by `make`; a cell's `show` is given an index and its value."""

    def __init__(self, kit: Kit, make: Callable[[], Any], tall: float, columns: int = 1) -> None:
        self._room = Widget(size_hint_y=None, height=0)
        super().__init__(kit, self._room)
        self._make, self._tall, self._columns = make, tall, columns
        self._values: Sequence[Any] = ()
        self._cells: dict[int, Any] = {}
        self._spare: list[Any] = []
        self.seen: Callable[[range], None] = lambda _: None
        self._revealed: int | None = None  # stays in view until a finger moves the list
        self.bind(size=self._resized, scroll_y=self._lay)
        self._room.bind(pos=self._lay, size=self._lay)

    def show(self, values: Sequence[Any]) -> None:
        """Show values; the place in the list stays."""
        if values == self._values:
            return
        self._values = values
        self._room.height = -(-len(values) // self._columns) * self._tall
        self._lay()

    def reveal(self, index: int) -> None:
        """Scroll just so far that a value is in the middle, if it is not seen."""
        self._revealed = index
        room = self._room.height - self.height
        if room > 0 and index not in self._window(whole=True):
            middle = (index // self._columns + 0.5) * self._tall - self.height / 2
            self.scroll_y = 1 - min(max(middle / room, 0), 1)

    def on_touch_down(self, touch: Any) -> bool:
        """From now on the list lies where fingers put it."""
        if self.collide_point(*touch.pos):
            self._revealed = None
        return bool(super().on_touch_down(touch))

    def _resized(self, *_: object) -> None:
        if self._revealed is not None:
            self.reveal(self._revealed)
        self._lay()

    def _window(self, *, whole: bool = False) -> range:
        """Indexes of what is seen, or of what is seen whole."""
        past = (1 - self.scroll_y) * max(self._room.height - self.height, 0)
        first, last = past / self._tall, (past + self.height) / self._tall
        rows = (int(first + 0.99), int(last)) if whole else (int(first), int(last) + 1)
        return range(
            max(rows[0], 0) * self._columns, min(rows[1] * self._columns, len(self._values))
        )

    def _lay(self, *_: object) -> None:
        window = self._window()
        for index in [index for index in self._cells if index not in window]:
            cell = self._cells.pop(index)
            self._room.remove_widget(cell)
            self._spare.append(cell)
        for index in window:
            self._place(index)
        self.seen(window)

    def _place(self, index: int) -> None:
        cell = self._cells.get(index)
        if cell is None:
            cell = self._cells[index] = self._spare.pop() if self._spare else self._make()
            self._room.add_widget(cell)
        wide = (self._room.width - MARGIN) / self._columns
        row, column = divmod(index, self._columns)
        cell.size = (wide, self._tall)
        cell.pos = (self._room.x + column * wide, self._room.top - (row + 1) * self._tall)
        cell.show(index, self._values[index])
