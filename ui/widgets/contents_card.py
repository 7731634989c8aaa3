"""The contents of a paper at its side: small pages, its outline, and one's own marks."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

from device.intents import GoToPage
from device.pages import Heading
from device.screens import Reader
from ui.kit import Kit
from ui.widgets.listing import OnDemand, Slot
from ui.widgets.long_list import LongList
from ui.widgets.surface import NOTHING, Panel, card, row
from ui.widgets.text import Fit, Icon
from ui.widgets.thumbnails import Thumbnails
from ui.widgets.touchable import IconButton, Touchable

INDENT = 18  # pixels a level
DEEPEST = 4  # levels that are indented


class Tab(Enum):
    """What may be listed."""

    PAGES = "pages"
    OUTLINE = "outline"
    MARKS = "marks"


class Entry(Touchable):
    """A heading or a mark, and its page; touching it goes there."""

    def __init__(self, kit: Kit, name: str, icon: str = "") -> None:
        super().__init__(name, self._go, radius=12, padding=(12, 4), spacing=10)
        self.size_hint = (None, None)
        self._kit, self._name, self._page = kit, name, 1
        self._plain = bool(icon)  # the title says the page
        if icon:
            self.add_widget(Icon(kit, icon, 22, kit.paint.accent))
        self._title = Fit(kit, 16, 500)
        self._number = Fit(kit, 15, 500, kit.paint.mute, halign="right", size_hint_x=None)
        self._number.width = kit.px(15) * 3
        self.add_widget(self._title)
        self.add_widget(self._number)

    def show(self, index: int, value: tuple[Heading, bool]) -> None:
        """Show it; the one being read is filled."""
        heading, current = value
        paint = self._kit.paint
        self._page, self.stable_name = heading.page, f"{self._name}-{index}"
        self._title.text = heading.title
        self._number.text = "" if self._plain else str(heading.page)
        self._title.color = paint.accent if current else paint.ink
        level = min(heading.level, DEEPEST)
        self.padding = (12 + (level - 1) * INDENT, 4, 12, 4)
        self.dress(fill=paint.accent_soft if current else NOTHING)

    def _go(self) -> None:
        self._kit.emit(GoToPage(self._page, jump=True))


class Entries(Panel):
    """A list of headings or marks, or a sentence why there is none."""

    def __init__(self, kit: Kit, name: str, icon: str = "") -> None:
        super().__init__(orientation="vertical")
        tall = max(60, kit.tall(66))
        self._list = LongList(kit, lambda: Entry(kit, name, icon), tall)
        self._none = Fit(kit, 16, 400, kit.paint.mute, halign="center", valign="top")
        self._room = Slot()
        self.add_widget(self._room)

    def open(self, headings: list[Heading], page: int, none: str) -> None:
        """Show them; the last one that begins no later than `page` is the one being read."""
        self._none.text = none
        self._room.put(self._list if headings else self._none)
        before = [number for number, each in enumerate(headings) if each.page <= page]
        current = before[-1] if before else -1
        self._list.show([(each, number == current) for number, each in enumerate(headings)])


class ContentsCard(Panel):
    """Takes the place of the agenda while it is open."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(size_hint_x=None, width=348 + (kit.px(16) - 16) * 6)
        self._kit = kit
        self._reader: Reader | None = None
        self._chosen = Tab.PAGES
        self._outline: tuple[tuple[str, int], list[Heading]] = (("", 0), [])
        self._tabs = {tab: self._tab(tab) for tab in Tab}
        self._lists: OnDemand[Tab] = OnDemand(
            {
                Tab.PAGES: lambda: Thumbnails(kit),
                Tab.OUTLINE: lambda: Entries(kit, "heading"),
                Tab.MARKS: lambda: Entries(kit, "mark", "bookmark"),
            }
        )
        self._body = Slot()
        shut = IconButton(kit, "contents-close", "close", close)
        head = row(*self._tabs.values(), shut, spacing=4, size_hint_y=None, height=56)
        self.add_widget(card(kit, head, self._body, padding=(10, 10, 4, 8), spacing=8))

    def show(self, reader: Reader) -> None:
        """Show the contents of the paper in front."""
        self._reader = reader
        self._refresh()

    def _tab(self, tab: Tab) -> Touchable:
        label = Fit(self._kit, 15, 600, text=self._kit.words(f"contents-{tab.value}"))
        label.halign = "center"
        return Touchable(
            f"contents-{tab.value}",
            partial(self._choose, tab),
            label,
            radius=12,
            padding=(4, 2),
            size_hint_y=None,
            height=52,
            pos_hint={"center_y": 0.5},
        )

    def _choose(self, tab: Tab) -> None:
        self._chosen = tab
        self._refresh()

    def _refresh(self) -> None:
        reader, paint, words = self._reader, self._kit.paint, self._kit.words
        if reader is None:
            return
        for tab, button in self._tabs.items():
            button.dress(fill=paint.accent_soft if tab is self._chosen else NOTHING)
        shown = self._lists[self._chosen]
        self._body.put(shown)
        if self._chosen is Tab.PAGES:
            shown.open(reader)
        elif self._chosen is Tab.OUTLINE:
            shown.open(self._headings(reader), reader.page, words("contents-no-outline"))
        else:
            marks = [Heading(1, words("page-number", page=p), p) for p in reader.bookmarks]
            shown.open(marks, reader.page, words("contents-no-marks"))

    def _headings(self, reader: Reader) -> list[Heading]:
        """The outline, asked for once a version."""
        this = (reader.paper, reader.version)
        if self._outline[0] != this:
            self._outline = (this, [])
            if self._kit.pages is not None:
                self._kit.pages.headings(*this, partial(self._told, this))
        return self._outline[1]

    def _told(self, this: tuple[str, int], headings: Any) -> None:
        if self._outline[0] == this:
            self._outline = (this, list(headings))
            if self._chosen is Tab.OUTLINE:
                self._refresh()
