"""What a terminal's core asks to be done. Performed in order: a ballot is saved before it is said."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from device.inputs import SavedBallot
from device.screens import Choice, Lamp
from protocol.hiding import hiding
from protocol.messages import FromDevice, KeyGrant, NotesKey, NotesTold
from protocol.topics import Said
from protocol.transfer import Manifest


class Say(Struct, frozen=True):
    """Send a message to the hub if the link is up; whoever needs an answer will say it again."""

    message_id: str
    said: Said
    meeting: str
    seq: int
    message: FromDevice


class SaveBallot(Struct, frozen=True):
    """Keep a ballot durably (fsync) before anything that follows."""

    ballot: SavedBallot


class ForgetBallot(Struct, frozen=True):
    """Take a ballot out of the outbox."""

    message: str


class StoreChunk(Struct, frozen=True):
    """Keep a checked chunk; `total` chunks make the paper."""

    paper: str
    version: int
    index: int
    total: int
    data: bytes


class KeepKey(Struct, frozen=True):
    """Unwrap a paper's key and keep it in memory."""

    meeting: str
    grant: KeyGrant


class ReadPaper(Struct, frozen=True):
    """Decrypt a paper and give it to the renderer; answered by `PaperOpened` or `PaperFailed`."""

    manifest: Manifest
    preview: bool


class ForgetKey(Struct, frozen=True):
    """Forget a paper's key and close what it opened; the sealed chunks stay."""

    paper: str
    version: int


class ForgetPaper(Struct, frozen=True):
    """Forget a paper version: its key, what it opened, its chunks."""

    paper: str
    version: int


class ClosePaper(Struct, frozen=True):
    """Take a paper off the renderer; it is opened again when it is wanted."""

    paper: str
    version: int


class WipePapers(Struct, frozen=True):
    """Forget every paper: keys, what is open, and all chunks on the disk."""


class DropPapers(Struct, frozen=True):
    """Forget keys and open papers: the meeting is another one."""


class SetLamp(Struct, frozen=True):
    """Light the lamp of `choice` (all others off); none on a ballot that is filled in on the screen."""

    lamp: Lamp
    choice: Choice | None


class FindText(Struct, frozen=True):
    """Look for words in these papers, one after the other; a newer search ends it. See `TextFound`."""

    search: int
    query: str
    papers: tuple[Manifest, ...]


class StopFinding(Struct, frozen=True):
    """Nobody looks for anything any more."""


class FindBoxes(Struct, frozen=True):
    """Where on a page these places of its text stand; answered by `BoxesFound`."""

    search: int
    paper: str
    version: int
    page: int
    spans: tuple[tuple[int, int], ...]


class ReadPrints(Struct, frozen=True):
    """Read the fingerprints of a paper's pages; answered by `PrintsRead`."""

    manifest: Manifest


class KeepNotesKey(Struct, frozen=True):
    """Unwrap the key of a person's notes and keep it in memory."""

    meeting: str
    grant: NotesKey


class ForgetNotesKey(Struct, frozen=True):
    """Forget the key of whoever's notes it is."""


class OpenNotes(Struct, frozen=True):
    """Open what the hub keeps of somebody's notes; answered by `NotesOpened`."""

    meeting: str
    told: NotesTold


class SealNotes(Struct, frozen=True):
    """Seal a person's notes on a paper; answered by `NotesSealed`."""

    meeting: str
    person: str
    paper: str
    revision: int
    written: bytes

    __repr__ = hiding("written")


class MarkPages(Struct, frozen=True):
    """Write the pages that have notes, with these on them, to a file; answered by `NotesExported`."""

    manifest: Manifest
    person: str
    written: bytes

    __repr__ = hiding("written")


Effect: TypeAlias = (
    Say
    | SaveBallot
    | ForgetBallot
    | StoreChunk
    | KeepKey
    | ReadPaper
    | ClosePaper
    | ForgetKey
    | ForgetPaper
    | WipePapers
    | DropPapers
    | SetLamp
    | FindText
    | StopFinding
    | FindBoxes
    | ReadPrints
    | KeepNotesKey
    | ForgetNotesKey
    | OpenNotes
    | SealNotes
    | MarkPages
)
