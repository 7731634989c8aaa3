"""Parts that only the wall has."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.theme import font_file
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, row, space
from ui.widgets.text import Fit, Icon, Run, text_width

MARGIN = 64
CELL, GAP = 48, 12
ICON_GAP = 16
MOST_PAPERS = 6  # on one line; longer names leave room for fewer


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


class PaperName(Panel):
    """Icon and name of a paper."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=ICON_GAP, size_hint_x=None)
        self._name = Run(kit, 42, 500)
        self.add_widget(Icon(kit, "file-document-outline", 42, kit.paint.accent))
        self.add_widget(self._name)
        self.bind(minimum_width=self.setter("width"))

    def show(self, name: str) -> None:
        """Show a name."""
        self._name.text = name


class WallPapers(Panel):
    """The papers of an item by name: as many as a line takes, and how many more there are."""

    SPACING = 48

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", spacing=6)
        self._kit = kit
        self._label = Fit(kit, 36, 400, kit.paint.mute, size_hint_y=None, height=kit.tall(48))
        self._names = [PaperName(kit) for _ in range(MOST_PAPERS)]
        self._icon = Icon(kit, "file-document-outline", 42, kit.paint.accent)
        self._alone = Fit(kit, 42, 500)  # wraps where one name is longer than the line
        self._single = row(self._alone, spacing=ICON_GAP)
        self._line = row(spacing=self.SPACING)
        self._papers: tuple[str, ...] | None = None
        self.add_widget(self._label)
        self.add_widget(self._line)
        self._line.bind(width=self._choose)

    def show(self, papers: tuple[str, ...]) -> None:
        """Show the names."""
        if papers != self._papers:
            self._papers = papers
            self._choose()

    def _choose(self, *_: object) -> None:
        papers, words = self._papers or (), self._kit.words
        shown = papers[: self._room_for(papers)]
        more = words("papers-more", count=len(papers) - len(shown)) if papers[len(shown) :] else ""
        self._label.text = words.joined(words("papers"), more)
        self._line.clear_widgets()
        if len(shown) < 2:
            self._alone.text = shown[0] if shown else words("no-papers-of-item")
            attach(self._single, self._icon, wanted=bool(shown), index=1)
            self._line.add_widget(self._single)
            return
        for name, widget in zip(shown, self._names, strict=False):
            widget.show(name)
            self._line.add_widget(widget)
        self._line.add_widget(space())

    def _room_for(self, papers: tuple[str, ...]) -> int:
        """How many names fit side by side, at least one."""
        size, font = self._kit.px(42), font_file(500)
        left = self._line.width
        for count, name in enumerate(papers[:MOST_PAPERS]):
            left -= text_width(name, font, size) + size + ICON_GAP
            if left < 0:
                return max(count, 1)
            left -= self.SPACING
        return min(len(papers), MOST_PAPERS)


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
