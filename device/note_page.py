"""One paper's notes at a seat, and how far they are on their way to the hub. Values only; see `noting`."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from device import notes
from device.notes import Note, Notebook
from protocol.messages import KeepNotes

REST_MS = 2_000  # a hand that writes on comes back sooner
RESEND_MS = 2_000  # notes are safe here meanwhile; nobody waits for them


class Page(Struct, frozen=True):
    """`base` is what the hub has, `revision` the last number known or used."""

    book: Notebook = field(default_factory=Notebook)
    base: tuple[Note, ...] = ()
    revision: int = 0
    rests_at: int | None = None  # changed, not yet sealed
    sealing: tuple[Note, ...] | None = None  # sealed or being sealed under `revision`, not yet kept
    sealed: str = ""
    message: str = ""
    said_at: int | None = None
    version: int = 0  # of the paper, whose fingerprints these are
    prints: tuple[str, ...] = ()
    asked: int = 0  # version whose fingerprints are asked for

    @property
    def kept(self) -> bool:
        """Whether the hub has everything."""
        return self.rests_at is None and self.sealing is None

    # ── the hand ────────────────────────────────────────────────────────────────────────────────

    def changed(self, book: Notebook, version: int, now: int) -> Page:
        """Written on by hand, in this version of the paper; sealed once the hand rests."""
        prints = self.prints if self.version == version else ()
        marked = replace(book, notes=notes.printed(book.notes, prints))
        return replace(self, book=marked, rests_at=now + REST_MS)

    def rested(self, now: int) -> bool:
        """Whether it is time to seal."""
        return self.rests_at is not None and self.rests_at <= now

    def left(self, now: int) -> Page:
        """Nobody writes here any more: what was changed rests at once."""
        return self if self.rests_at is None else replace(self, rests_at=now)

    # ── to the hub and back ─────────────────────────────────────────────────────────────────────

    def to_seal(self) -> Page:
        """What is written goes on its way under the next number."""
        return replace(
            self,
            revision=self.revision + 1,
            rests_at=None,
            sealing=self.book.notes,
            sealed="",
        )

    def was_sealed(self, revision: int, sealed: str) -> Page:
        """Ready to be said, unless something newer is."""
        if self.sealing is None or revision != self.revision:
            return self
        return replace(self, sealed=sealed, said_at=None)

    def due(self, now: int) -> bool:
        """Whether it is time to say it, for the first time or again."""
        return bool(self.sealed) and (self.said_at is None or now >= self.said_at + RESEND_MS)

    def said(self, message: str, now: int) -> Page:
        """It was said in a message."""
        return replace(self, message=message, said_at=now)

    def words(self, person: str, paper: str) -> KeepNotes:
        """What is said."""
        return KeepNotes(person, paper, self.revision, self.sealed)

    def was_kept(self, revision: int) -> Page:
        """The hub has what was said under this number."""
        if revision != self.revision:
            return self
        base = self.base if self.sealing is None else self.sealing
        return replace(self, base=base, sealing=None, sealed="")

    def was_refused(self, message: str) -> Page:
        """The hub does not take it: it stays here until it is changed again."""
        if not message or self.message != message or self.sealing is None:
            return self
        return replace(self, sealing=None, sealed="")

    def news(self, revision: int) -> bool:
        """Whether what the hub keeps under this number is later than what is known here."""
        known = self.revision if self.sealing is None else self.revision - 1
        return not self.revision or revision > known

    def merged(self, theirs: tuple[Note, ...], revision: int, now: int) -> Page:
        """With what the hub keeps; what was changed here wins, note by note."""
        if self.revision and revision < self.revision:
            return self
        mine = self.book.notes
        both = notes.merged(theirs, self.base, mine)
        return replace(
            self,
            book=self.book if both == mine else Notebook(both),
            base=theirs,
            revision=revision,
            rests_at=None if both == theirs else now + REST_MS,
            sealing=None,
            sealed="",
        )

    # ── another version of the paper ────────────────────────────────────────────────────────────

    def lacks_prints(self, version: int) -> bool:
        """Whether the fingerprints of a version are to be read for the notes here."""
        return bool(self.book.notes) and version not in {self.version, self.asked}

    def carried(self, now: int) -> Page:
        """With the notes on the pages that show what they were made on."""
        if not self.prints:
            return self
        known = notes.printed(self.book.notes, self.prints)
        carried = notes.carry_over(known, dict(enumerate(self.prints, 1)))
        if carried == self.book.notes:
            return self
        moved = carried != known  # steps back would lead to the pages of another version
        book = Notebook(carried) if moved else replace(self.book, notes=carried)
        return replace(self, book=book, rests_at=now + REST_MS)
