"""The private notes of whoever is signed in at a seat: at hand, sealed a moment later, kept by the hub.

Theory of operation. The hub gives the person's key and what it keeps of their notes to the seat where they
are. Every paper has one notebook here and one number of its last written form. What was changed is sealed
when the hand has rested, and said until the hub has it; if the hub has something later, the two are made
one note by note, and what was changed here wins. Nothing is said of notes before the person's key is here.

| notebook    | what happens                             | notebook after                            |
|-------------|------------------------------------------|-------------------------------------------|
| any         | add, change, remove, undo, redo          | changed; written when the hand has rested |
| changed     | it rests, the paper or the seat is left  | said with the next number, until kept     |
| said        | kept                                     | clean                                     |
| said        | the hub has a later one                  | both, by note; changed if anything differs|
| clean       | the hub has a later one                  | that                                      |
| any         | another version of its paper is open     | notes on the pages that show the same     |
| any         | person gone or another, meeting over     | none: key and notes are forgotten         |
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from device import notes
from device.effects import (
    Effect,
    ForgetNotesKey,
    KeepNotesKey,
    MarkPages,
    OpenNotes,
    ReadPrints,
    Say,
    SealNotes,
)
from device.inputs import NotesExported, NotesOpened, NotesSealed, PrintsRead
from device.note_page import RESEND_MS, Page
from device.notes import Note, Notebook, NoteError
from device.reading_intents import (
    AddNote,
    ChangeNote,
    NoteIntent,
    PickTool,
    RedoNote,
    RemoveNote,
    ToggleBookmark,
    UndoNote,
)
from device.screens import NoteKind
from protocol.messages import NotesKept, NotesKey, NotesTold
from protocol.topics import Said
from protocol.transfer import Manifest

MAX_COLOUR = 32  # characters of a name of the theme


_BLANK = Page()  # one for all: asked for after every input


class Noting:
    """The notebooks of one person at most. `new_id` makes ids of notes and messages."""

    def __init__(self, new_id: Callable[[], str], *, may_export: bool = False) -> None:
        self._new_id = new_id
        self.may_export = may_export
        self.exported = ("", "")  # a paper and the name of the file last written of it
        self._keyed = ("", 0)  # whose key is here, and the record at which it was given
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._front: Manifest | None = None
        self.tool: NoteKind | None = None
        self.colour = "yellow"
        self.fault = ""

    # ── the room ────────────────────────────────────────────────────────────────────────────────

    def follow(
        self, meeting: str, person: str, seq: int, front: Manifest | None, now: int
    ) -> tuple[Effect, ...]:
        """`person` is signed in here as of record `seq`; `front` is the paper in front if it is open."""
        effects: list[Effect] = []
        keyed, since = self._keyed
        if keyed and keyed != person and seq >= since:
            effects += self.forget()
        self._here = person
        if _name(front) != _name(self._front):
            effects += self.flush(meeting, now)
        self._front = front
        page = self.page(_name(front))
        if front and page.lacks_prints(front.version):
            self._pages[front.paper] = replace(page, asked=front.version)
            effects.append(ReadPrints(front))
        return (*effects, *self._seal_rested(meeting, now))

    def key(self, meeting: str, grant: NotesKey, seq: int) -> tuple[Effect, ...]:
        """The hub gave a person's key, as of record `seq`."""
        effects: tuple[Effect, ...] = ()
        if self._keyed[0] not in {"", grant.person}:
            effects = self.forget()
        self._keyed = (grant.person, seq)
        return (*effects, KeepNotesKey(meeting, grant))

    def told(self, meeting: str, message: NotesTold) -> tuple[Effect, ...]:
        """The hub said what it keeps."""
        page = self._pages.get(message.paper, _BLANK)
        if message.person != self._keyed[0] or not page.news(message.revision):
            return ()
        return (OpenNotes(meeting, message),)

    def kept(self, message: NotesKept) -> None:
        """The hub has these notes."""
        page = self._pages.get(message.paper)
        if page and message.person == self._keyed[0]:
            self._pages[message.paper] = page.was_kept(message.revision)

    def refused(self, message: str, code: str) -> None:
        """The hub does not take these notes: they stay here until they are changed again."""
        for name, page in self._pages.items():
            after = page.was_refused(message)
            if after is not page:
                self._pages[name], self.fault = after, code

    def forget(self) -> tuple[Effect, ...]:
        """The person is gone: nothing of them stays."""
        had = bool(self._keyed[0])
        self._keyed = ("", 0)
        self._pages.clear()
        self.tool, self.fault, self.exported = None, "", ("", "")
        return (ForgetNotesKey(),) if had else ()

    # ── what came of effects ────────────────────────────────────────────────────────────────────

    def opened(self, found: NotesOpened, now: int) -> None:
        """What the hub keeps was opened here."""
        if found.person != self._keyed[0]:
            return
        try:
            if found.fault:
                raise NoteError(found.fault)
            theirs = notes.load(found.written).notes
        except NoteError as error:
            self.fault = error.code
            return
        page = self._pages.get(found.paper, _BLANK)
        self._pages[found.paper] = page.merged(theirs, found.revision, now).carried(now)

    def sealed(self, found: NotesSealed) -> None:
        """Notes were sealed: ready to be said."""
        page = self._pages.get(found.paper)
        if page is not None and found.person == self._keyed[0]:
            self._pages[found.paper] = page.was_sealed(found.revision, found.sealed)

    def printed(self, found: PrintsRead, now: int) -> None:
        """The fingerprints of a paper's pages were read."""
        page = self._pages.get(found.paper)
        if page and page.asked == found.version:
            read = replace(page, version=found.version, prints=found.prints)
            self._pages[found.paper] = read.carried(now)

    # ── the person ──────────────────────────────────────────────────────────────────────────────

    def intend(self, act: NoteIntent, now: int) -> None:
        """The person acts on the notes of the paper in front."""
        self.fault = ""
        if isinstance(act, PickTool):
            self.tool, self.colour = act.tool, act.colour[:MAX_COLOUR] or self.colour
            return
        front = self._front
        if front is None or not self.ready:
            return
        page = self.page(front.paper)
        try:
            book = self._changed(page, act, front)
        except NoteError as error:
            self.fault = error.code
            return
        if book.notes != page.book.notes:
            self._pages[front.paper] = page.changed(book, front.version, now)

    def export(self) -> tuple[Effect, ...]:
        """Have the notes on the paper in front written to a file."""
        front = self._front
        if front is None or not self.ready or not self.may_export:
            return ()
        drawn = tuple(n for n in self.page(front.paper).book.notes if 1 <= n.page <= front.pages)
        if not drawn:
            return ()
        self.fault, self.exported = "", ("", "")
        return (MarkPages(front, self._keyed[0], notes.dump(drawn)),)

    def was_exported(self, found: NotesExported) -> None:
        """The file is there, or is not."""
        if found.person == self._keyed[0]:
            self.exported, self.fault = (found.paper, found.name), found.fault or self.fault

    def _changed(self, page: Page, act: NoteIntent, front: Manifest) -> Notebook:
        book = page.book
        if isinstance(act, AddNote):
            return book.add(self._note(front, act.kind, act.page, act.at, act.text))
        if isinstance(act, ToggleBookmark):
            marks = [n.note for n in book.on_page(act.page) if n.kind is NoteKind.BOOKMARK]
            new = self._note(front, NoteKind.BOOKMARK, act.page, (0, 0), "")
            return book.remove(marks[0]) if marks else book.add(new)
        if isinstance(act, ChangeNote):
            found = next((n for n in book.notes if n.note == act.note), None)
            if found is None:
                raise NoteError("unknown-note")
            return book.change(replace(found, text=act.text, at=act.at or found.at))
        if isinstance(act, RemoveNote):
            return book.remove(act.note)
        if isinstance(act, UndoNote):
            return book.undo()
        return book.redo() if isinstance(act, RedoNote) else book

    def _note(
        self, front: Manifest, kind: NoteKind, page: int, at: tuple[int, ...], text: str
    ) -> Note:
        if not 1 <= page <= front.pages:
            raise NoteError("note-malformed")
        return Note(self._new_id(), kind, page, "", at, text, self.colour)

    # ── on their way ────────────────────────────────────────────────────────────────────────────

    def flush(self, meeting: str, now: int) -> tuple[Effect, ...]:
        """The paper or the seat is left: seal at once what was changed."""
        for name, page in self._pages.items():
            self._pages[name] = page.left(now)
        return self._seal_rested(meeting, now)

    def say(self, meeting: str, now: int) -> tuple[Say, ...]:
        """Say what is sealed and not yet kept, if it is time."""
        return tuple(
            self._say(meeting, name, page, now)
            for name, page in self._pages.items()
            if page.due(now)
        )

    def reconnected(self) -> None:
        """The link is new: say at once again what is not kept."""
        for name, page in self._pages.items():
            self._pages[name] = replace(page, said_at=None)

    @property
    def rests_at(self) -> int | None:
        """When there is something to seal."""
        if not self.ready:
            return None
        times = (page.rests_at for page in self._pages.values() if page.rests_at is not None)
        return min(times, default=None)

    @property
    def wake_at(self) -> int | None:
        """When to say something again."""
        if not self._pages:
            return None
        waiting = (page for page in self._pages.values() if page.sealed)
        times = (0 if page.said_at is None else page.said_at + RESEND_MS for page in waiting)
        return min(times, default=None)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────

    @property
    def ready(self) -> bool:
        """Whether the person here can write notes."""
        return bool(self._here) and self._keyed[0] == self._here

    @property
    def busy(self) -> bool:
        """Whether a tool is in the person's hand."""
        return self.tool is not None

    def page(self, paper: str) -> Page:
        """The notes on a paper."""
        return self._pages.get(paper, _BLANK) if self.ready else _BLANK

    def note(self, note: str) -> Note | None:
        """A note on the paper in front."""
        found = self.page(_name(self._front)).book.notes
        return next((n for n in found if n.note == note), None)

    def bookmarks(self, paper: str) -> tuple[int, ...]:
        """The marked pages of a paper."""
        found = self.page(paper).book.notes
        return tuple(sorted({n.page for n in found if n.kind is NoteKind.BOOKMARK and n.page}))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _seal_rested(self, meeting: str, now: int) -> tuple[Effect, ...]:
        effects: list[Effect] = []
        rested = [name for name, page in self._pages.items() if page.rested(now)]
        for name in rested if self.ready else ():
            page = self._pages[name] = self._pages[name].to_seal()
            written = notes.dump(page.book.notes)
            effects.append(SealNotes(meeting, self._keyed[0], name, page.revision, written))
        return tuple(effects)

    def _say(self, meeting: str, name: str, page: Page, now: int) -> Say:
        message = self._new_id()
        self._pages[name] = page.said(message, now)
        return Say(message, Said.KEEP_NOTES, meeting, 0, page.words(self._keyed[0], name))


def _name(manifest: Manifest | None) -> str:
    return manifest.paper if manifest else ""
