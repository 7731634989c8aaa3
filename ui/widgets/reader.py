"""The paper in front of a delegate: its siblings as tabs, a pager, the page, or why there is none."""

from __future__ import annotations

from device.intents import GoToPage, OpenPaper
from device.screens import PaperTab, Reader
from ui.kit import Kit
from ui.widgets.bars import Gauge
from ui.widgets.listing import Keyed, Slot, attach
from ui.widgets.page_view import PageView, Spot
from ui.widgets.surface import NOTHING, Panel, card, column, row, space, strip
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import IconButton, Touchable

from kivy.uix.scrollview import ScrollView  # isort: skip


OPEN_TAB_EXTRA = 0.5  # the tab that is open is half as wide again


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
        self._icon = Icon(kit, "file-document-outline", 22, kit.paint.accent)
        self._title = Fit(kit, 16, 500)
        self.add_widget(self._icon)
        self.add_widget(self._title)

    def show(self, tab: PaperTab) -> None:
        """Show title, and how much of it is here while it is on its way."""
        paint, words = self._kit.paint, self._kit.words
        on_its_way = "" if tab.readable else words("percent", count=tab.percent)
        self.selected = tab.selected
        self._title.text = words.joined(tab.title, on_its_way)
        self.dress(fill=paint.accent_soft if tab.selected else NOTHING)
        self._title.color = paint.accent if tab.selected else paint.ink
        self._icon.color = paint.accent if tab.selected else paint.mute


class Pager(Panel):
    """Previous page, where we are, next page: places that never move."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_x=None, width=104 + kit.px(16) * 4.4)
        self._kit = kit
        self._page = 1
        self._previous = IconButton(
            kit, "page-previous", "chevron-left", lambda: kit.emit(GoToPage(self._page - 1))
        )
        self._next = IconButton(
            kit, "page-next", "chevron-right", lambda: kit.emit(GoToPage(self._page + 1))
        )
        self._where = Fit(kit, 16, 500, halign="center")
        for child in (self._previous, self._where, self._next):
            self.add_widget(child)

    def show(self, page: int, pages: int) -> None:
        """Show "3 / 24"; the ends cannot be passed."""
        self._page = page
        self._where.text = f"{page} / {pages}" if pages else "–"
        self._previous.able(enabled=page > 1)
        self._next.able(enabled=page < pages)


class Absence(Panel):
    """In place of a page: an icon, a sentence, and perhaps how far its bytes have come."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", padding=(80, 20), spacing=16)
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


class ReaderCard(Panel):
    """The card that takes the middle of a seat's screen."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        tabs = strip(spacing=4, padding=(0, 4))
        self._shelf = ScrollView(do_scroll_y=False, bar_width=0)
        self._shelf.add_widget(tabs)
        self._shelf.bind(width=self._spread)
        self._tab_room = tabs
        self._tabs: Keyed[PaperTab] = Keyed(
            tabs, lambda tab: tab.paper, lambda tab: Tab(kit, tab.paper)
        )
        self._pager = Pager(kit)
        head = row(self._shelf, self._pager, size_hint_y=None, height=kit.tall(60), padding=(8, 0))
        self._page = PageView(kit)
        self._page.on_fault = self._say_fault
        self._absence = Absence(kit)
        self._partial = Fit(kit, 15, 600, paint.warn, halign="center")
        self._note = row(self._partial, fill=paint.warn_soft, size_hint_y=None, height=kit.tall(36))
        self._middle = Slot()
        self._body = column(self._middle, fill=paint.sunk, radius=(0, 0, 12, 12))
        self.add_widget(card(kit, head, self._body, padding=(4, 0, 4, 4)))
        self._reader: Reader | None = None

    def show(self, reader: Reader) -> None:
        """Show a paper at a page."""
        self._reader = reader
        self._tabs.show(reader.papers)
        self._spread()
        self._pager.show(reader.page, reader.pages if reader.readable else min(reader.pages, 1))
        visible = bool(reader.paper) and (reader.readable or (reader.preview and reader.page == 1))
        attach(self._body, self._note, wanted=visible and not reader.readable, index=1)
        self._partial.text = self._kit.words("paper-preview", count=reader.percent)
        if visible:
            last = reader.pages if reader.readable else 1
            preview = not reader.readable
            self._page.show(Spot(reader.paper, reader.version, reader.page, last, preview))
            self._middle.put(self._absence if self._page.fault else self._page)
            return
        self._middle.put(self._absence)
        self._say_absence(reader)

    def _spread(self, *_: object) -> None:
        """Tabs share the shelf; too many of them scroll."""
        tabs = self._tab_room.children
        narrowest = 70 + self._kit.px(16) * 4
        share = self._shelf.width / (len(tabs) + OPEN_TAB_EXTRA) if tabs else 0
        for tab in tabs:
            wanted = share * (1 + OPEN_TAB_EXTRA if tab.selected else 1) - 4
            tab.width = min(max(wanted, narrowest), 320)

    def _say_absence(self, reader: Reader) -> None:
        words = self._kit.words
        if not reader.paper:
            self._absence.show("file-document-outline", words("no-paper"))
        elif reader.percent >= 100:
            self._absence.show("lock-outline", words("paper-locked"), 100)
        else:
            text = words("paper-arriving", count=reader.percent)
            self._absence.show("file-document-outline", text, reader.percent)

    def _say_fault(self, code: str) -> None:
        if not code:
            self._middle.put(self._page)
            return
        self._absence.show("alert", self._kit.words.error(code))
        self._middle.put(self._absence)
