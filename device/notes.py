"""A person's private notes on one paper: marks and words in page coordinates, undoable.

Theory of operation. A notebook is a value: every change makes the next one, and the ones before are what
undo goes back to. Positions are ten-thousandths of the page's width and height, so they hold at any zoom
and on any screen. Each note remembers the fingerprint of its page: in a replaced version it moves to the
page that shows the same, or else is an orphan, listed but drawn nowhere. The written form is what gets
sealed for the person; `docs/decisions` tells by which key.

| before          | step            | after                      |
|-----------------|-----------------|----------------------------|
| any             | add, change, remove | next; redo is forgotten |
| something done  | undo            | the one before             |
| something undone| redo            | the one after              |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from device.screens import NoteKind
from protocol import canonical, shapes
from protocol.errors import RemoteProtocolError

SCALE = 10_000  # positions a page side has
MAX_NOTES = 2_000  # on one paper: seven a page on the longest dossier
MAX_POINTS = 2_048  # numbers in one stroke: half a minute of drawing at 30 points a second
MAX_TEXT = 2_000  # characters of a typed note: half a page
MAX_BYTES = 180 * 1024  # sealed and in base64 it still fits into one message
MAX_UNDO = 100  # steps back that anybody remembers having done
FORMAT = "phienhop-notes/1"


class NoteError(Exception):
    """A note that cannot be kept: `note-malformed`, `notes-full`, `unknown-note`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Note(Struct, frozen=True):
    """One note. `at` is x, y, x, y…: rectangles' corners (HIGHLIGHT, UNDERLINE), a stroke (PEN), a place
    (TEXT, BOOKMARK). `page` counts from 1; `page_print` is its fingerprint; `colour` a name of the theme.
    """

    note: str
    kind: NoteKind
    page: int
    page_print: str
    at: tuple[int, ...]
    text: str
    colour: str


class _Written(Struct, frozen=True):
    format: str
    notes: tuple[Note, ...]


class Notebook(Struct, frozen=True):
    """The notes of one person on one paper, with the way back and forth."""

    notes: tuple[Note, ...] = ()
    _past: tuple[tuple[Note, ...], ...] = ()
    _future: tuple[tuple[Note, ...], ...] = ()

    def add(self, note: Note) -> Notebook:
        """With one more note."""
        if len(self.notes) >= MAX_NOTES:
            raise NoteError("notes-full")
        return self._next((*self.notes, checked(note)))

    def change(self, note: Note) -> Notebook:
        """With a note in the place of the one with the same id."""
        self._require(note.note)
        changed = checked(note)
        return self._next(tuple(changed if n.note == note.note else n for n in self.notes))

    def remove(self, note: str) -> Notebook:
        """Without a note."""
        self._require(note)
        return self._next(tuple(each for each in self.notes if each.note != note))

    def undo(self) -> Notebook:
        """As before the last step; the same if there is none."""
        if not self._past:
            return self
        return Notebook(self._past[-1], self._past[:-1], (self.notes, *self._future))

    def redo(self) -> Notebook:
        """As before the last undo; the same if there is none."""
        if not self._future:
            return self
        return Notebook(self._future[0], (*self._past, self.notes), self._future[1:])

    def on_page(self, page: int) -> tuple[Note, ...]:
        """What is drawn on a page."""
        return tuple(note for note in self.notes if note.page == page)

    @property
    def orphans(self) -> tuple[Note, ...]:
        """Notes whose page is in no page of this version."""
        return self.on_page(0)

    @property
    def undoable(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def redoable(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._future)

    def _next(self, notes: tuple[Note, ...]) -> Notebook:
        if len(dump(notes)) > MAX_BYTES:
            raise NoteError("notes-full")
        return Notebook(notes, (*self._past, self.notes)[-MAX_UNDO:])

    def _require(self, note: str) -> None:
        if all(each.note != note for each in self.notes):
            raise NoteError("unknown-note")


def checked(note: Note) -> Note:
    """The note, if it can be drawn on a page; else `note-malformed`."""
    pairs = len(note.at) % 2 == 0 and 2 <= len(note.at) <= MAX_POINTS
    inside = all(0 <= place <= SCALE for place in note.at)
    shaped = {
        NoteKind.HIGHLIGHT: len(note.at) % 4 == 0,
        NoteKind.UNDERLINE: len(note.at) % 4 == 0,
        NoteKind.PEN: len(note.at) >= 4,
        NoteKind.TEXT: len(note.at) == 2 and bool(note.text.strip()),
        NoteKind.BOOKMARK: len(note.at) == 2,
    }[note.kind]
    if not (pairs and inside and shaped and note.page >= 0 and len(note.text) <= MAX_TEXT):
        raise NoteError("note-malformed")
    return note


def carry_over(notes: Sequence[Note], prints: Mapping[int, str]) -> tuple[Note, ...]:
    """The notes on another version whose pages have these fingerprints; page 0 marks an orphan.

    A note stays on its page if that still shows the same, else goes to the first page that does.
    """
    first: dict[str, int] = {}
    for page in sorted(prints):
        first.setdefault(prints[page], page)
    return tuple(_moved(note, prints, first) for note in notes)


def _moved(note: Note, prints: Mapping[int, str], first: Mapping[str, int]) -> Note:
    if prints.get(note.page) == note.page_print:
        return note
    return replace(note, page=first.get(note.page_print, 0))


def merged(theirs: Sequence[Note], base: Sequence[Note], mine: Sequence[Note]) -> tuple[Note, ...]:
    """Both notebooks as one: the hub's notes, and over them what was changed here since `base`.

    Where both do not fit into one notebook, the hub's oldest stay out.
    """
    before = {note.note: note for note in base}
    here = {note.note: note for note in mine}
    changed = {name: note for name, note in here.items() if before.get(name) != note}
    removed = before.keys() - here.keys()
    kept = [changed.pop(n.note, n) for n in theirs if n.note not in removed]
    together = (*kept, *changed.values())[-MAX_NOTES:]
    while len(dump(together)) > MAX_BYTES:
        together = together[1 + len(together) // 16 :]
    return together


def printed(found: tuple[Note, ...], prints: Sequence[str]) -> tuple[Note, ...]:
    """With the fingerprints of their pages where these were not known."""
    shown = dict(enumerate(prints, 1))
    return tuple(
        note if note.page_print else replace(note, page_print=shown.get(note.page, ""))
        for note in found
    )


def dump(notes: Sequence[Note]) -> bytes:
    """The written form, canonical JSON."""
    return canonical.dump(shapes.to_json(_Written(FORMAT, tuple(notes))))


def load(data: bytes) -> Notebook:
    """Read a written form back; anything else is `note-malformed`."""
    if len(data) > MAX_BYTES:
        raise NoteError("note-malformed")
    try:
        written = shapes.from_json(_Written, canonical.load(data))
    except RemoteProtocolError as error:
        raise NoteError("note-malformed") from error
    if written.format != FORMAT or len(written.notes) > MAX_NOTES:
        raise NoteError("note-malformed")
    ids = {note.note for note in written.notes}
    if len(ids) != len(written.notes):
        raise NoteError("note-malformed")
    return Notebook(tuple(checked(note) for note in written.notes))
