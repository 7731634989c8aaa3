"""Parts that only the wall has."""

from __future__ import annotations

from typing import Any

from ui.kit import Kit
from ui.theme import font_file
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, row, space
from ui.widgets.text import Fit, Icon, Run, text_width

MARGIN = 64
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
