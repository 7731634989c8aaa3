"""The middle of the secretary's console: running notes, the draft conclusion, the item's papers."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from device.intents import SaveNote, WriteNote
from device.screens import ItemPanel
from ui.kit import Kit
from ui.viewmodels.agenda import STAGE_ICONS
from ui.widgets.conclusion_part import ConclusionPart
from ui.widgets.field import Field, framed
from ui.widgets.listing import Scroller, attach
from ui.widgets.papers_part import PapersPart
from ui.widgets.surface import Panel, card, column, row, stack
from ui.widgets.text import Fit, Run
from ui.widgets.touchable import Tag

MOST_CHARACTERS = 8000  # what the record takes as a note


class ItemNote(Struct, frozen=True):
    """The notes on an item."""

    item: str
    number: int
    text: str


class NotesField(Panel):
    """Keeps to its item while it is written in; when the pen is put down the hub is told."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", spacing=6)
        self._kit, self._item, self._quiet = kit, ItemNote("", 0, ""), False
        self._next = self._item
        self._title = Fit(kit, 16, 600)
        self._state = Tag(kit, 14)
        self.field = Field(kit, "note-text", kit.words("note-hint"), 17)
        self.field.bind(text=self._written, focus=self._focused)
        self._head = row(self._title, size_hint_y=None, height=kit.tall(34), spacing=10)
        self.add_widget(self._head)
        self.add_widget(framed(kit, self.field))

    def _written(self, *_: object) -> None:
        if not self._quiet and self._item.item:
            text = str(self.field.text)[:MOST_CHARACTERS]
            self._kit.emit(WriteNote(self._item.item, text))

    def _focused(self, *_: object) -> None:
        if self.field.focus:
            self._before = str(self.field.text)
            return
        if self._item.item and str(self.field.text) != self._before:
            self._kit.emit(SaveNote(self._item.item))
        elif self._next.item != self._item.item:
            self._begin(self._next)

    _before = ""

    def show(self, item: ItemPanel) -> None:
        """Show the notes on an item; those being written are never touched."""
        self._next = ItemNote(item.item, item.number, item.note)
        if not self.field.focus:
            self._begin(self._next)
        words, paint = self._kit.words, self._kit.paint
        elsewhere = self._next.item != self._item.item
        attach(self._head, self._state, wanted=elsewhere)
        self._state.show("alert", words("note-elsewhere"), paint.warn, paint.warn_soft)

    def _begin(self, note: ItemNote) -> None:
        self._item = note
        self._title.text = self._kit.words("notes-on-item", number=note.number)
        if str(self.field.text) != note.text:
            self._quiet = True
            self.field.text = note.text
            self._quiet = False


class SecretaryCard(Panel):
    """While notes are written, nothing but the notes."""

    def __init__(self, kit: Kit, edit: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        self._stage = Tag(kit)
        self._position = Run(kit, 15, 400, kit.paint.mute)
        self._title = Fit(kit, 20, 600, size_hint_y=None, height=kit.tall(58))
        stage = row(self._stage, self._position, spacing=10, size_hint_y=None, height=kit.tall(34))
        self._head = stack(stage, self._title, spacing=6)
        self._notes = NotesField(kit)
        self._papers = PapersPart(kit)
        self._conclusion = ConclusionPart(kit, edit)
        rest = stack(self._conclusion, self._papers, spacing=12, padding=(0, 0, 12, 0))
        self._rest = Scroller(kit, rest)
        self._rest.size_hint_y = 0.92
        self._body = column(self._head, self._notes, self._rest, spacing=10)
        self._notes.field.bind(focus=self._make_room)
        self.add_widget(card(kit, self._body, padding=(20, 14)))

    def _make_room(self, *_: object) -> None:
        writing = self._notes.field.focus
        attach(self._body, self._rest, wanted=not writing)
        attach(self._body, self._head, wanted=not writing, index=len(self._body.children))

    def show(self, item: ItemPanel) -> None:
        """Show the active item."""
        words = self._kit.words
        self._stage.show(STAGE_ICONS[item.stage], words(f"stage-{item.stage}"))
        self._position.text = words("item-of", number=item.number, count=item.count)
        self._title.text = item.title
        self._notes.show(item)
        self._papers.show(item)
        self._conclusion.show(item)
