"""What a terminal's core asks to be done. Performed in order: a ballot is saved before it is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from device.inputs import SavedBallot
from device.screens import Choice, Lamp
from protocol.messages import FromDevice, KeyGrant, NotesKey, NotesTold
from protocol.topics import Said
from protocol.transfer import Manifest


@dataclass(frozen=True)
class Say:
    """Send a message to the hub if the link is up; whoever needs an answer will say it again."""

    message_id: str
    said: Said
    meeting: str
    seq: int
    message: FromDevice


@dataclass(frozen=True)
class SaveBallot:
    """Keep a ballot durably (fsync) before anything that follows."""

    ballot: SavedBallot


@dataclass(frozen=True)
class ForgetBallot:
    """Take a ballot out of the outbox."""

    message: str


@dataclass(frozen=True)
class StoreChunk:
    """Keep a checked chunk; `total` chunks make the paper."""

    paper: str
    version: int
    index: int
    total: int
    data: bytes


@dataclass(frozen=True)
class KeepKey:
    """Unwrap a paper's key and keep it in memory."""

    meeting: str
    grant: KeyGrant


@dataclass(frozen=True)
class ReadPaper:
    """Decrypt a paper and give it to the renderer; answered by `PaperOpened` or `PaperFailed`."""

    manifest: Manifest
    preview: bool


@dataclass(frozen=True)
class ForgetKey:
    """Forget a paper's key and close what it opened; the sealed chunks stay."""

    paper: str
    version: int


@dataclass(frozen=True)
class ForgetPaper:
    """Forget a paper version: its key, what it opened, its chunks."""

    paper: str
    version: int


@dataclass(frozen=True)
class ClosePaper:
    """Take a paper off the renderer; it is opened again when it is wanted."""

    paper: str
    version: int


@dataclass(frozen=True)
class WipePapers:
    """Forget every paper: keys, what is open, and all chunks on the disk."""


@dataclass(frozen=True)
class DropPapers:
    """Forget keys and open papers: the meeting is another one."""


@dataclass(frozen=True)
class SetLamp:
    """Light the lamp of `choice` (all others off); none on a ballot that is filled in on the screen."""

    lamp: Lamp
    choice: Choice | None


@dataclass(frozen=True)
class FindText:
    """Look for words in these papers, one after the other; a newer search ends it. See `TextFound`."""

    search: int
    query: str
    papers: tuple[Manifest, ...]


@dataclass(frozen=True)
class StopFinding:
    """Nobody looks for anything any more."""


@dataclass(frozen=True)
class FindBoxes:
    """Where on a page these places of its text stand; answered by `BoxesFound`."""

    search: int
    paper: str
    version: int
    page: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ReadPrints:
    """Read the fingerprints of a paper's pages; answered by `PrintsRead`."""

    manifest: Manifest


@dataclass(frozen=True)
class KeepNotesKey:
    """Unwrap the key of a person's notes and keep it in memory."""

    meeting: str
    grant: NotesKey


@dataclass(frozen=True)
class ForgetNotesKey:
    """Forget the key of whoever's notes it is."""


@dataclass(frozen=True)
class OpenNotes:
    """Open what the hub keeps of somebody's notes; answered by `NotesOpened`."""

    meeting: str
    told: NotesTold


@dataclass(frozen=True)
class SealNotes:
    """Seal a person's notes on a paper; answered by `NotesSealed`."""

    meeting: str
    person: str
    paper: str
    revision: int
    written: bytes = field(repr=False)


@dataclass(frozen=True)
class MarkPages:
    """Write the pages that have notes, with these on them, to a file; answered by `NotesExported`."""

    manifest: Manifest
    person: str
    written: bytes = field(repr=False)


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
