"""The row of tools above a page, and the row of pens that takes its place while notes are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device import intents as i
from device.screens import NoteKind, NotesPanel, SeatSession
from ui.kit import Kit
from ui.widgets.surface import NOTHING, Panel, space, upright
from ui.widgets.text import Fit
from ui.widgets.touchable import IconButton, SecondaryButton, Touchable

PENS = {
    "highlight": "format-color-highlight",
    "underline": "format-underline",
    "pen": "draw",
    "text": "note-plus-outline",
    "erase": "eraser",
}


class ReaderTools(Panel):
    """Contents, search, notes, bookmark, the way back; presenting; how to read, and how close."""

    def __init__(
        self,
        kit: Kit,
        zoom: Callable[[int], None],
        notes: Callable[[], None],
        contents: Callable[[], None],
        view: Callable[[], None],
    ) -> None:
        super().__init__(size_hint_y=None, height=56, padding=(8, 2), spacing=4)
        self._kit = kit
        emit = kit.emit
        self._page, self._searching = 1, False
        self._contents = IconButton(kit, "contents", "table-of-contents", contents)
        self._view = IconButton(kit, "view", "format-size", view)
        self._search = IconButton(kit, "search", "magnify", self._toggle_search)
        self._notes = IconButton(kit, "notes", "draw", notes)
        self._bookmark = IconButton(kit, "bookmark", "bookmark-outline", self._toggle_bookmark)
        self._back = IconButton(kit, "go-back", "arrow-u-left-top", lambda: emit(i.GoBack()))
        self._present = SecondaryButton(
            kit,
            "present",
            "presentation-play",
            kit.words("present-page"),
            lambda: emit(i.StartPresenting()),
            hug=True,
            height=52,
        )
        self._less = IconButton(kit, "zoom-out", "magnify-minus-outline", lambda: zoom(-1))
        self._percent = Fit(kit, 15, 500, halign="center")
        fit = Touchable(
            "zoom-fit",
            lambda: zoom(0),
            self._percent,
            size_hint=(None, None),
            size=(max(76, kit.px(15) * 4), 52),
            pos_hint={"center_y": 0.5},
            radius=12,
        )
        self._more = IconButton(kit, "zoom-in", "magnify-plus-outline", lambda: zoom(1))
        reading = (self._contents, self._search, self._notes, self._bookmark, self._back)
        for child in (*reading, space(), self._present, self._view, self._less, fit, self._more):
            self.add_widget(child)
        self.show_zoom(1.0)

    def show(self, screen: SeatSession, *, listing: bool) -> None:
        """Show what can be done with the page in front; `listing`: its contents are open."""
        reader, notes, follow = screen.reader, screen.notes, screen.follow
        self._page, self._searching = reader.page, screen.search is not None
        soft = self._kit.paint.accent_soft
        whole = bool(reader.paper) and reader.readable
        self._contents.dress(fill=soft if listing and not self._searching else NOTHING)
        self._contents.able(enabled=whole)
        self._view.able(enabled=bool(reader.paper))
        self._search.dress(fill=soft if self._searching else NOTHING)
        self._notes.able(enabled=whole and notes is not None and notes.ready)
        self._bookmark.able(enabled=whole and notes is not None and notes.ready)
        self._bookmark.show("bookmark" if reader.bookmarked else "bookmark-outline")
        self._back.able(enabled=reader.can_go_back)
        may = follow is not None and follow.may_present and not follow.presenter
        self._present.opacity = 1 if may else 0
        self._present.able(enabled=may and whole and not (follow and follow.asked))

    def show_letters(self, *, letters: bool) -> None:
        """Whether letters are made larger, or the page."""
        self._less.show("format-font-size-decrease" if letters else "magnify-minus-outline")
        self._more.show("format-font-size-increase" if letters else "magnify-plus-outline")

    def show_zoom(self, zoom: float) -> None:
        """Show how close the page is; a touch brings it back to 100 %."""
        self._percent.text = self._kit.words("percent", count=round(zoom * 100))

    def _toggle_search(self) -> None:
        self._kit.emit(i.CloseSearch() if self._searching else i.OpenSearch())

    def _toggle_bookmark(self) -> None:
        self._kit.emit(i.ToggleBookmark(self._page))


class ColourKey(Touchable):
    """A colour for what is drawn; the one in hand has a thick edge."""

    def __init__(self, kit: Kit, colour: str, action: Callable[[], None]) -> None:
        swatch = Panel(
            fill=kit.paint.notes[colour],
            edge=kit.paint.pens[colour],
            edge_width=2,
            radius=13,
            size_hint=(None, None),
            size=(26, 26),
            pos_hint={"center_y": 0.5},
        )
        super().__init__(
            f"colour-{colour}",
            action,
            swatch,
            size_hint=(None, None),
            size=(52, 52),
            padding=13,
            radius=12,
            edge_width=2,
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit

    def show(self, *, chosen: bool) -> None:
        """In hand or not."""
        paint = self._kit.paint
        self.dress(fill=paint.accent_soft if chosen else NOTHING)


class NotesTools(Panel):
    """Pens, colours, undo and redo, whether everything is kept; the eraser is the screen's own."""

    def __init__(self, kit: Kit, done: Callable[[], None]) -> None:
        super().__init__(
            size_hint_y=None, height=56, padding=(8, 2), spacing=2, fill=kit.paint.ground
        )
        self._kit = kit
        self.erasing = False
        self.changed: Callable[[], None] = lambda: None
        self._panel: NotesPanel | None = None
        self._pens = {
            name: IconButton(kit, f"pen-{name}", icon, partial(self._pick, name))
            for name, icon in PENS.items()
        }
        self._colours = {
            name: ColourKey(kit, name, partial(self._colour, name)) for name in kit.paint.notes
        }
        self._undo = IconButton(kit, "note-undo", "undo", lambda: kit.emit(i.UndoNote()))
        self._redo = IconButton(kit, "note-redo", "redo", lambda: kit.emit(i.RedoNote()))
        self._state = Fit(kit, 14, 500, kit.paint.mute, halign="center")
        close = IconButton(kit, "notes-done", "close", done)
        for child in (*self._pens.values(), upright(kit), *self._colours.values(), upright(kit)):
            self.add_widget(child)
        for child in (self._undo, self._redo, self._state, close):
            self.add_widget(child)

    @property
    def tool(self) -> str:
        """The kind of note in hand, "erase", or empty."""
        held = self._panel.tool if self._panel else None
        return "erase" if self.erasing else str(held or "")

    def show(self, panel: NotesPanel) -> None:
        """Show what is in hand."""
        self._panel = panel
        paint, words = self._kit.paint, self._kit.words
        for name, pen in self._pens.items():
            pen.dress(fill=paint.accent_soft if name == self.tool else NOTHING)
        for name, colour in self._colours.items():
            colour.show(chosen=name == panel.colour)
        self._undo.able(enabled=panel.can_undo)
        self._redo.able(enabled=panel.can_redo)
        kept = words("notes-kept") if panel.kept else words("notes-keeping")
        self._state.text = words.error(panel.fault) if panel.fault else kept
        self._state.color = paint.warn if panel.fault else paint.mute

    def _pick(self, name: str) -> None:
        held = self.tool
        self.erasing = name == "erase" and held != "erase"
        free = name in {"erase", held}
        self._kit.emit(i.PickTool(None if free else NoteKind(name)))
        self.changed()

    def _colour(self, name: str) -> None:
        tool = self._panel.tool if self._panel else None
        self._kit.emit(i.PickTool(tool, name))
