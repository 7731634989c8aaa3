"""The paper in front of a delegate: its siblings as tabs, tools, the page, or why there is none."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import GoToPage, OpenPaper, PickTool
from device.screens import NoteKind, PaperTab, Reader, SeatSession
from ui.kit import Kit
from ui.widgets.bars import Gauge
from ui.widgets.listing import Keyed, Slot, attach
from ui.widgets.page_field import PageField
from ui.widgets.page_picture import Marks
from ui.widgets.page_view import PageView, Spot
from ui.widgets.reader_banners import FollowBanner, NewsBanner
from ui.widgets.reader_tools import NotesTools, ReaderTools
from ui.widgets.surface import NOTHING, Panel, card, column, row, space, strip
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import IconButton, Touchable

from kivy.uix.floatlayout import FloatLayout  # isort: skip
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

    def __init__(self, kit: Kit, type_page: Callable[[], None]) -> None:
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
        self._field = Touchable("page-field", type_page, self._where, radius=12)
        for child in (self._previous, self._field, self._next):
            self.add_widget(child)

    def show(self, page: int, pages: int) -> None:
        """Show "3 / 24"; the ends cannot be passed."""
        self._page = page
        self._where.text = f"{page} / {pages}" if pages else "–"
        self._previous.able(enabled=page > 1)
        self._next.able(enabled=page < pages)
        self._field.able(enabled=pages > 1)


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


NEWS = frozenset({"paper-recalled", "paper-replaced"})  # notices that are told above the page


class ReaderCard(FloatLayout):
    """The card that takes the middle of a seat's screen. `noting` is told when notes are begun or ended."""

    def __init__(self, kit: Kit, noting: Callable[[bool], None]) -> None:
        super().__init__()
        self._kit, self._noting = kit, noting
        self.making_notes = False
        self._screen: SeatSession | None = None
        self._reader: Reader | None = None
        paint = kit.paint
        self._tab_room = strip(spacing=4, padding=(0, 4))
        self._shelf = ScrollView(do_scroll_y=False, bar_width=0)
        self._shelf.add_widget(self._tab_room)
        self._shelf.bind(width=self._spread)
        self._tabs: Keyed[PaperTab] = Keyed(
            self._tab_room, lambda tab: tab.paper, lambda tab: Tab(kit, tab.paper)
        )
        self._pager = Pager(kit, self._type_page)
        head = row(self._shelf, self._pager, size_hint_y=None, height=kit.tall(60), padding=(8, 0))
        self.page = PageView(kit, self._turn)
        self.page.on_fault = self._say_fault
        self._tools = ReaderTools(kit, self.page.zoom, self._toggle_notes)
        self.page.zoomed = self._tools.show_zoom
        self._pens = NotesTools(kit, self._toggle_notes)
        self._pens.changed = self._take_tool
        self._tool_room = Slot(size_hint_y=None, height=56)
        self._banners = column(size_hint_y=None, height=0)
        self._banners.bind(minimum_height=self._banners.setter("height"))
        self._follow, self._news = FollowBanner(kit), NewsBanner(kit)
        self._absence = Absence(kit)
        self._partial = Fit(kit, 15, 600, paint.warn, halign="center")
        self._note = row(self._partial, fill=paint.warn_soft, size_hint_y=None, height=kit.tall(36))
        self._middle = Slot()
        self._body = column(self._middle, fill=paint.sunk, radius=(0, 0, 12, 12))
        self._field = PageField(kit, self._close_field)
        self._card = card(
            kit, head, self._tool_room, self._banners, self._body, padding=(4, 0, 4, 4)
        )
        self.add_widget(self._card)
        self.bind(pos=self._lay, size=self._lay)

    def _lay(self, *_: object) -> None:
        self._card.pos = self.pos
        self._field.height = min(400, self.height - 60)
        self._field.right, self._field.top = self.right - 12, self.top - 60

    def show(self, screen: SeatSession) -> None:
        """Show a paper at a page, with what lies on it."""
        self._screen, reader = screen, screen.reader
        if self._reader is not None and reader.paper != self._reader.paper:
            self._close_field()
        self._reader = reader
        self._tabs.show(reader.papers)
        self._spread()
        self._pager.show(reader.page, reader.pages if reader.readable else min(reader.pages, 1))
        self._show_tools(screen)
        self._show_banners(screen)
        visible = bool(reader.paper) and (reader.readable or (reader.preview and reader.page == 1))
        attach(self._body, self._note, wanted=visible and not reader.readable, index=1)
        self._partial.text = self._kit.words("paper-preview", count=reader.percent)
        if visible:
            last = reader.pages if reader.readable else 1
            preview = not reader.readable
            self.page.show(Spot(reader.paper, reader.version, reader.page, last, preview))
            self.page.mark(_marks(screen))
            self._middle.put(self._absence if self.page.fault else self.page)
            return
        self._middle.put(self._absence)
        self._say_absence(reader)

    def key(self, name: str) -> None:
        """A key that turns pages or moves on the page: "pagedown", "home", "down"…"""
        reader = self._reader
        if reader is None or not reader.readable:
            return
        if name in {"up", "down"}:
            self.page.page_on(1 if name == "down" else -1)
        elif name in {"home", "end"}:
            self._kit.emit(GoToPage(1 if name == "home" else reader.pages, jump=True))
        elif name in {"pageup", "left", "pagedown", "right"}:
            self._turn(1 if name in {"pagedown", "right"} else -1)

    # ── tools and banners ───────────────────────────────────────────────────────────────────────

    def _show_tools(self, screen: SeatSession) -> None:
        notes = screen.notes
        if self.making_notes and (notes is None or not notes.ready):
            self.making_notes = False
        if self.making_notes and notes is not None:
            self._pens.show(notes)
            self._tool_room.put(self._pens)
        else:
            searching = screen.search is not None
            self._tools.show(screen.reader, searching=searching, notes=notes, follow=screen.follow)
            self._tool_room.put(self._tools)
        self.page.pen.colour = notes.colour if notes else ""
        self.page.pen.tool = self._pens.tool if self.making_notes else ""

    def _show_banners(self, screen: SeatSession) -> None:
        follow = screen.follow
        attach(self._banners, self._follow, wanted=bool(follow and follow.presenter))
        if follow and follow.presenter:
            self._follow.show(follow)
        notice = screen.notice if screen.notice in NEWS else follow.refusal if follow else ""
        told = bool(screen.reader.replaced) or bool(notice)
        attach(self._banners, self._news, wanted=told)
        if told:
            self._news.show(screen.reader.replaced, notice)

    def _toggle_notes(self) -> None:
        self.making_notes = not self.making_notes
        self._pens.erasing = False
        self._kit.emit(PickTool(NoteKind.HIGHLIGHT if self.making_notes else None))
        if self._screen is not None:
            self._show_tools(self._screen)
        self._noting(self.making_notes)

    def _take_tool(self) -> None:
        if self._screen is not None:
            self._show_tools(self._screen)

    # ── pages ───────────────────────────────────────────────────────────────────────────────────

    def _turn(self, step: int) -> None:
        reader = self._reader
        if reader is not None and reader.readable and 1 <= reader.page + step <= reader.pages:
            self._kit.emit(GoToPage(reader.page + step))

    def _type_page(self) -> None:
        if self._reader is not None:
            self._field.open(self._reader.pages)
            attach(self, self._field, wanted=self._field.parent is None)

    def _close_field(self) -> None:
        attach(self, self._field, wanted=False)

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
            self._middle.put(self.page)
            return
        self._absence.show("alert", self._kit.words.error(code))
        self._middle.put(self._absence)


def _marks(screen: SeatSession) -> Marks:
    """What lies on the page in front."""
    search, notes = screen.search, screen.notes
    here = tuple(n for n in notes.notes if n.page == screen.reader.page) if notes else ()
    hits = search.boxes if search else ()
    return Marks(hits, search.current_boxes if search else (), here)
