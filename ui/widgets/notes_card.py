"""The list of one's own notes on a paper, orphans too, and the field for a typed one."""

from __future__ import annotations

from collections.abc import Callable

from device import intents as i
from device.screens import NoteKind, NoteRow, NotesPanel
from ui.kit import Kit
from ui.widgets.field import Field, framed
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.surface import Panel, card, column, row, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import IconButton, MainButton, Touchable

ICONS = {
    NoteKind.HIGHLIGHT: "format-color-highlight",
    NoteKind.UNDERLINE: "format-underline",
    NoteKind.PEN: "draw",
    NoteKind.TEXT: "note-text-outline",
    NoteKind.BOOKMARK: "bookmark",
}


class NoteLine(Panel):
    """A note: touching it turns to its page; a typed one opens for other words; beside it, take it away."""

    def __init__(self, kit: Kit, note: NoteRow, edit: Callable[[NoteRow], None]) -> None:
        super().__init__(size_hint_y=None, height=max(60, kit.tall(60)), spacing=4)
        self._kit, self._note, self._edit = kit, note, edit
        self._icon = Icon(kit, ICONS[note.kind], 24, kit.paint.accent)
        self._text = Fit(kit, 16)
        self._where = Fit(kit, 14, 500, kit.paint.mute, size_hint_y=0.7)
        words = column(self._text, self._where)
        self.add_widget(
            Touchable(
                f"note-{note.note}", self._touched, self._icon, words, spacing=10, padding=(10, 4)
            )
        )
        self.add_widget(
            IconButton(
                kit,
                f"note-remove-{note.note}",
                "delete-outline",
                lambda: kit.emit(i.RemoveNote(note.note)),
            )
        )

    def show(self, note: NoteRow) -> None:
        """Show its words, or what kind of note it is, and where it stands."""
        words = self._kit.words
        self._note = note
        self._text.text = note.text or words(f"note-{note.kind}")
        orphan = not note.page
        self._where.text = words("note-orphan") if orphan else words("page-number", page=note.page)
        self._where.color = self._kit.paint.warn if orphan else self._kit.paint.mute

    def _touched(self) -> None:
        if self._note.page:
            self._kit.emit(i.GoToNote(self._note.note))
        if self._note.kind is NoteKind.TEXT:
            self._edit(self._note)


class NotesCard(Panel):
    """Takes the place of the agenda while notes are made."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_x=None, width=396)
        self._kit = kit
        self._page, self._at = 0, (0, 0)
        self._changing = ""
        title = Fit(kit, 18, 600, text=kit.words("notes-title"))
        self._export = IconButton(
            kit, "notes-export", "file-export-outline", lambda: kit.emit(i.ExportNotes())
        )
        head = row(title, self._export, size_hint_y=None, height=max(52, kit.tall(52)))
        self._exported = Text(kit, 14, 500, kit.paint.mute)
        self._empty = Text(kit, 15, 400, kit.paint.mute, kit.words("notes-empty"))
        rows = stack(spacing=2, padding=(0, 0, 12, 0))
        self._rows: Keyed[NoteRow] = Keyed(
            rows, lambda note: note.note, lambda note: NoteLine(kit, note, self._change)
        )
        self.field = Field(kit, "note-text", kit.words("note-hint"), 17)
        keep = MainButton(kit, "note-keep", self._keep, height=60, size_hint_x=1)
        keep.show("check-bold", kit.words("note-keep"))
        drop = IconButton(kit, "note-drop", "close", self._close)
        foot = row(keep, drop, spacing=8, size_hint_y=None, height=60)
        self._writing = column(framed(kit, self.field), foot, spacing=8, size_hint_y=None)
        self._writing.height = 190
        self._body = column(self._empty, Scroller(kit, rows), spacing=6)
        self.add_widget(
            card(kit, head, self._exported, self._body, padding=(16, 10, 6, 10), spacing=6)
        )

    def show(self, panel: NotesPanel) -> None:
        """Show the notes; what is being typed stays."""
        listed = (*panel.orphans, *panel.notes)
        self._empty.text = "" if listed else self._kit.words("notes-empty")
        self._rows.show(listed)
        self._export.opacity = 1 if panel.may_export else 0
        self._export.able(enabled=panel.may_export and bool(listed))
        words = self._kit.words
        done = panel.exported
        self._exported.text = words("notes-exported", name=done) if done else ""

    def write_at(self, page: int, at: tuple[int, int]) -> None:
        """A typed note begins at a place of the page."""
        self._page, self._at, self._changing = page, at, ""
        self._open("")

    def _change(self, note: NoteRow) -> None:
        self._changing = note.note
        self._open(note.text)

    def _open(self, text: str) -> None:
        attach(self._body, self._writing, wanted=True, index=len(self._body.children))
        self.field.text = text
        self.field.focus = True

    def _keep(self) -> None:
        text = str(self.field.text).strip()
        if text and self._changing:
            self._kit.emit(i.ChangeNote(self._changing, text))
        elif text:
            self._kit.emit(i.AddNote(NoteKind.TEXT, self._page, self._at, text))
        self._close()

    def _close(self) -> None:
        self.field.focus = False
        attach(self._body, self._writing, wanted=False)
