"""What stands around a page: papers as tabs, the way through pages, and why there is no page."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import OpenPaper
from device.screens import PaperTab
from ui.kit import Kit
from ui.theme import font_file
from ui.widgets.bars import Gauge
from ui.widgets.surface import NOTHING, Panel, row, space
from ui.widgets.text import Fit, Icon, text_width
from ui.widgets.touchable import IconButton, Touchable

TITLE = 16  # pixels of a title's letters; larger ones where there is room
TWO_LINES = 0.55  # of a title's width: lines break between words
BESIDE_TITLE = 62  # pixels: icon and margins


class Tab(Touchable):
    """A paper of the item: touching it opens it."""

    def __init__(self, kit: Kit, paper: str) -> None:
        super().__init__(
            f"paper:{paper}",
            lambda: kit.emit(OpenPaper(paper)),
            radius=12,
            padding=(12, 2),
            spacing=8,
            size_hint=(None, None),
            height=max(52, kit.tall(52)),
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit
        self.selected = False
        self.least = 0.0  # pixels of width for its title in letters that can be read
        self._icon = Icon(kit, "file-document-outline", 22, kit.paint.accent)
        self._title = Fit(kit, TITLE, 500)
        self.add_widget(self._icon)
        self.add_widget(self._title)

    def show(self, tab: PaperTab) -> None:
        """Show title, and how much of it is here while it is on its way."""
        paint, words = self._kit.paint, self._kit.words
        on_its_way = "" if tab.readable else words("percent", count=tab.percent)
        self.selected = tab.selected
        self._title.text = words.joined(tab.title, on_its_way)
        self.least = BESIDE_TITLE + TWO_LINES * text_width(tab.title, font_file(500), TITLE)
        self.dress(fill=paint.accent_soft if tab.selected else NOTHING)
        self._title.color = paint.accent if tab.selected else paint.ink
        self._icon.color = paint.accent if tab.selected else paint.mute


class Pager(Panel):
    """Previous page, where we are, next page: places that never move.

    `prefix` begins the names; `turn` is called with a step, `type_page` when the number is touched.
    """

    def __init__(
        self,
        kit: Kit,
        prefix: str,
        turn: Callable[[int], None],
        type_page: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(size_hint_x=None, width=104 + kit.px(16) * 4.4)
        self._previous = IconButton(kit, f"{prefix}-previous", "chevron-left", lambda: turn(-1))
        self._next = IconButton(kit, f"{prefix}-next", "chevron-right", lambda: turn(1))
        self._where = Fit(kit, 16, 500, halign="center")
        self._typed = type_page
        self._field = Touchable(f"{prefix}-field", type_page or _nothing, self._where, radius=12)
        for child in (self._previous, self._field, self._next):
            self.add_widget(child)

    def show(self, page: int, pages: int) -> None:
        """Show "3 / 24"; the ends cannot be passed."""
        self._where.text = f"{page} / {pages}" if pages else "–"
        self._previous.able(enabled=page > 1)
        self._next.able(enabled=page < pages)
        self._field.able(enabled=pages > 1 and self._typed is not None)


class Absence(Panel):
    """In place of a page: an icon, a sentence, and perhaps how far its bytes have come."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", padding=(80, 20), spacing=16)
        self._kit = kit
        self._icon = Icon(kit, "file-document-outline", 56, kit.paint.border)
        self._sentence = Fit(
            kit, 18, 500, kit.paint.mute, halign="center", size_hint_y=None, height=kit.tall(64)
        )
        self._bar = Gauge(kit, 12)
        self._bar_room = row(self._bar, size_hint_y=None, height=12, padding=(100, 0))
        for child in (space(), self._icon, self._sentence, self._bar_room, space()):
            self.add_widget(child)

    def show(self, name: str, sentence: str, percent: int | None = None) -> None:
        """Say why there is no page; `percent` of its bytes are here."""
        self._icon.show(name)
        self._sentence.text = sentence
        self._bar_room.opacity = 0 if percent is None else 1
        self._bar.show((percent or 0) / 100)

    def say(self, paper: str, percent: int) -> None:
        """Say it of a paper that cannot be shown yet; an empty one is none."""
        words = self._kit.words
        if not paper:
            self.show("file-document-outline", words("no-paper"))
        elif percent >= 100:
            self.show("lock-outline", words("paper-locked"), 100)
        else:
            self.show("file-document-outline", words("paper-arriving", count=percent), percent)


def _nothing() -> None:
    """A number that cannot be typed."""
