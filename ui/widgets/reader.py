"""The paper in front of a delegate: its siblings as tabs, tools, pages, and perhaps a second paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from device.intents import CloseSearch, GoToPage, PickTool
from device.screens import NoteKind, PaperTab, Reader, ReadingMode, SeatSession
from ui.kit import Kit
from ui.widgets.listing import Keyed, Occasional, Slot, attach
from ui.widgets.page_field import PageField
from ui.widgets.page_pictures import Spot
from ui.widgets.pages import Pages
from ui.widgets.reader_banners import FollowBanner, NewsBanner
from ui.widgets.reader_head import Absence, Pager, Tab
from ui.widgets.reader_marks import found_in, marks_of
from ui.widgets.reader_tools import NotesTools, ReaderTools
from ui.widgets.second_paper import SecondPaper
from ui.widgets.surface import card, column, row, strip
from ui.widgets.text import Fit
from ui.widgets.view_card import ViewCard

from kivy.uix.floatlayout import FloatLayout  # isort: skip
from kivy.uix.scrollview import ScrollView  # isort: skip

OPEN_TAB_EXTRA = 0.5  # the tab that is open is half as wide again
NEWS = frozenset({"paper-recalled", "paper-replaced"})  # notices that are told above the page


class ReaderCard(FloatLayout):
    """The card that takes the middle of a seat's screen. `aside` is told when what belongs at its side
    changes: notes are begun or ended, the contents opened or closed."""

    def __init__(self, kit: Kit, aside: Callable[[], None]) -> None:
        super().__init__()
        self._kit, self._aside = kit, aside
        self.making_notes = self.listing = False
        self._screen: SeatSession | None = None
        self._reader: Reader | None = None
        self.pages = Pages(kit, self._turn, self._reach)
        self.pages.on_fault = self._say_fault
        self._tools = ReaderTools(
            kit, self.pages.zoom, self._toggle_notes, self._toggle_contents, self._toggle_view
        )
        self.pages.zoomed = self._tools.show_zoom
        self._tool_room = Slot(size_hint_y=None, height=56)
        self._banners = column(size_hint_y=None, height=0)
        self._banners.bind(minimum_height=self._banners.setter("height"))
        self._follow = Occasional(lambda: FollowBanner(kit))
        self._news = Occasional(lambda: NewsBanner(kit))
        self._partial = Fit(kit, 15, 600, kit.paint.warn, halign="center")
        self._note = row(
            self._partial, fill=kit.paint.warn_soft, size_hint_y=None, height=kit.tall(36)
        )
        self._middle = Slot()
        self._second: SecondPaper | None = None
        first = column(self._middle, fill=kit.paint.sunk, radius=(0, 0, 12, 12))
        self._first, self._body = first, row(first, spacing=6)
        self._field = Occasional(lambda: PageField(kit, self._close_cards))
        self._view = Occasional(lambda: ViewCard(kit, self._close_cards))
        self._card = card(
            kit, self._head(kit), self._tool_room, self._banners, self._body, padding=(4, 0, 4, 4)
        )
        self.add_widget(self._card)
        self.bind(pos=self._lay, size=self._lay)

    @cached_property
    def _pens(self) -> NotesTools:
        made = NotesTools(self._kit, self._toggle_notes)
        made.changed = self._refresh
        return made

    @cached_property
    def _absence(self) -> Absence:
        return Absence(self._kit)

    def _head(self, kit: Kit) -> Any:
        self._tab_room = strip(spacing=4, padding=(0, 4))
        self._shelf = ScrollView(do_scroll_y=False, bar_width=0)
        self._shelf.add_widget(self._tab_room)
        self._shelf.bind(width=self._spread)
        self._tabs: Keyed[PaperTab] = Keyed(
            self._tab_room, lambda tab: tab.paper, lambda tab: Tab(kit, tab.paper)
        )
        self._pager = Pager(kit, "page", self._leaf, self._type_page)
        return row(self._shelf, self._pager, size_hint_y=None, height=kit.tall(60), padding=(8, 0))

    def _lay(self, *_: object) -> None:
        self._card.pos = self.pos
        if self._field.seen:
            field = self._field.widget
            field.height = min(400, self.height - 60)
            field.right, field.top = self.right - 12, self.top - 60
        if self._view.seen:
            view = self._view.widget
            view.height = min(self._kit.tall(400), self.height - 70)
            view.width = min(self._kit.tall(520), self.width - 24)
            view.right, view.top = self.right - 12, self.top - 60

    def show(self, screen: SeatSession) -> None:
        """Show a paper at a page, with what lies on it."""
        self._screen, reader = screen, screen.reader
        turned = self._reader is None or reader.paper != self._reader.paper
        if turned:
            self._close_cards()
        self._reader = reader
        self._tabs.show(reader.papers)
        self._spread()
        if turned:
            self._kit.laid_out(self._bring_tab)
        self._pager.show(reader.page, reader.pages if reader.readable else min(reader.pages, 1))
        if self._view.seen:
            self._view.widget.show(reader)
        self._show_tools(screen)
        self._show_banners(screen)
        self._show_pages(screen)
        self._show_second(reader)

    def key(self, name: str) -> None:
        """A key that turns pages or moves on the page: "pagedown", "home", "down"…"""
        reader = self._reader
        if reader is None or not reader.readable:
            return
        if name in {"up", "down"}:
            self.pages.page_on(1 if name == "down" else -1)
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
            self._tools.show(screen, listing=self.listing)
            self._tool_room.put(self._tools)
        self.pages.colour = notes.colour if notes else ""
        self.pages.tool = self._pens.tool if self.making_notes else ""

    def _show_banners(self, screen: SeatSession) -> None:
        follow = screen.follow
        self._follow.attach(self._banners, wanted=bool(follow and follow.presenter))
        if follow and follow.presenter:
            self._follow.widget.show(follow)
        notice = screen.notice if screen.notice in NEWS else follow.refusal if follow else ""
        told = bool(screen.reader.replaced) or bool(notice)
        self._news.attach(self._banners, wanted=told)
        if told:
            self._news.widget.show(screen.reader.replaced, notice)

    def _toggle_notes(self) -> None:
        self.making_notes = not self.making_notes
        if self.making_notes:
            self._pens.erasing = False
        self._kit.emit(PickTool(NoteKind.HIGHLIGHT if self.making_notes else None))
        self._refresh()
        self._aside()

    def _toggle_contents(self) -> None:
        self.listing = not self.listing
        if self.listing and self._screen is not None and self._screen.search is not None:
            self._kit.emit(CloseSearch())
        self._refresh()
        self._aside()

    def close_contents(self) -> None:
        """The contents give way to something else at the side."""
        if self.listing:
            self._toggle_contents()

    def _toggle_view(self) -> None:
        if self._reader is not None:
            self._toggle(self._view, self._reader)

    def _refresh(self) -> None:
        if self._screen is not None:
            self._show_tools(self._screen)
            self._show_pages(self._screen)

    # ── pages ───────────────────────────────────────────────────────────────────────────────────

    def _show_pages(self, screen: SeatSession) -> None:
        """The pages in front, or why there are none."""
        reader = screen.reader
        visible = bool(reader.paper) and (reader.readable or (reader.preview and reader.page == 1))
        if not visible:
            attach(self._first, self._note, wanted=False)
            self._absence.say(reader.paper, reader.percent)
            self._middle.put(self._absence)
            return
        last = reader.pages if reader.readable else 1
        spot = Spot(reader.paper, reader.version, reader.page, last, not reader.readable)
        mode = reader.mode if reader.readable else ReadingMode.SINGLE
        if mode is ReadingMode.TEXT and self.making_notes:
            mode = ReadingMode.SINGLE
        self.pages.show(spot, mode, marks_of(screen), found_in(screen.search, reader))
        self._middle.put(self._absence if self.pages.fault else self.pages)
        self._say_partial(reader)

    def _say_partial(self, reader: Reader) -> None:
        """What is shown is not everything, or not as it was asked for."""
        words = self._kit.words
        told = not reader.readable or self.pages.wordless
        attach(self._first, self._note, wanted=told, index=1)
        self._partial.text = (
            words("page-wordless")
            if reader.readable
            else words("paper-preview", count=reader.percent)
        )
        self._tools.show_letters(letters=reader.mode is ReadingMode.TEXT and not self.making_notes)

    def _show_second(self, reader: Reader) -> None:
        if reader.beside is None:
            if self._second is not None:
                attach(self._body, self._second, wanted=False)
            return
        if self._second is None:
            self._second = SecondPaper(self._kit)
        attach(self._body, self._second, wanted=True)
        self._second.show(reader.beside)

    def _turn(self, step: int) -> None:
        reader = self._reader
        if reader is not None and reader.readable and 1 <= reader.page + step <= reader.pages:
            self._kit.emit(GoToPage(reader.page + step))

    def _leaf(self, step: int) -> None:
        if self._reader is not None:
            self._kit.emit(GoToPage(self._reader.page + step))

    def _reach(self, page: int) -> None:
        self._kit.emit(GoToPage(page))

    def _type_page(self) -> None:
        if self._reader is not None:
            self._toggle(self._field, self._reader.pages)

    def _toggle(self, card: Occasional, about: Any) -> None:
        """Open a card that floats over the page, or close it; one at a time."""
        wanted = not card.seen
        self._close_cards()
        if wanted:
            card.widget.open(about)
        card.attach(self, wanted=wanted)
        self._lay()

    def _close_cards(self) -> None:
        for floating in (self._field, self._view):
            floating.attach(self, wanted=False)

    def _bring_tab(self) -> None:
        """Have the tab of the paper in front in view."""
        for tab in self._tab_room.children:
            if tab.selected and self._tab_room.width > self._shelf.width:
                self._shelf.scroll_to(tab, padding=4, animate=False)

    def _spread(self, *_: object) -> None:
        """Tabs share the shelf; too many of them, or too long titles, scroll."""
        tabs = self._tab_room.children
        narrowest = 70 + self._kit.px(16) * 4
        share = self._shelf.width / (len(tabs) + OPEN_TAB_EXTRA) if tabs else 0
        for tab in tabs:
            wanted = share * (1 + OPEN_TAB_EXTRA if tab.selected else 1) - 4
            tab.width = max(min(max(wanted, narrowest), 320), tab.least)

    def _say_fault(self, code: str) -> None:
        if code:
            self._absence.show("alert", self._kit.words.error(code))
        self._middle.put(self._absence if code else self.pages)
        if self._reader is not None and not code:
            self._say_partial(self._reader)
