"""What reaches a terminal's core from outside a person's hands. Intents of a person are inputs too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from device.intents import Intent
from device.pages import Box
from device.screens import Link
from protocol.envelope import Envelope
from protocol.finding import Hit
from protocol.hiding import hiding
from protocol.messages import Ballot


class LinkChanged(Struct, frozen=True):
    """The connection to the hub is in another state."""

    link: Link


class Heard(Struct, frozen=True):
    """A message of the hub whose signature has been checked."""

    envelope: Envelope


class ChunkHeard(Struct, frozen=True):
    """A sealed chunk arrived; nothing about it has been checked."""

    paper: str
    index: int
    data: bytes


class CacheLoaded(Struct, frozen=True):
    """At start: chunk indexes on disk, by paper and version."""

    held: Mapping[tuple[str, int], frozenset[int]]


class SavedBallot(Struct, frozen=True):
    """A ballot of `person` as it lies in the outbox: unanswered while `receipt` is None."""

    message: str
    meeting: str
    poll: str
    person: str
    answer: tuple[str, ...]
    ballot: str
    said: Ballot
    receipt: int | None = None
    saved: int = 0  # order of saving, counting up


class OutboxLoaded(Struct, frozen=True):
    """At start: what the outbox holds."""

    ballots: tuple[SavedBallot, ...]


class PaperOpened(Struct, frozen=True):
    """A paper (or only its first page, `preview`) can be shown."""

    paper: str
    version: int
    preview: bool


class PaperFailed(Struct, frozen=True):
    """A paper cannot be opened; its chunks are gone from the cache if they were at fault."""

    paper: str
    version: int
    code: str


class StorageFailed(Struct, frozen=True):
    """The disk did not take something: the ballot `message`, chunk `index` of `paper`, or neither."""

    code: str
    message: str = ""
    paper: str = ""
    index: int = 0


class TextFound(Struct, frozen=True):
    """Hits on the next pages of a paper. `done` pages of it are read so far, `blank` of them without text."""

    search: int
    paper: str
    version: int
    hits: tuple[Hit, ...]
    done: int
    blank: int
    more: bool = False


class BoxesFound(Struct, frozen=True):
    """Where the places asked for stand on a page, one tuple of boxes each."""

    search: int
    paper: str
    version: int
    page: int
    boxes: tuple[tuple[Box, ...], ...]


class PrintsRead(Struct, frozen=True):
    """The fingerprints of all pages of a paper, in order."""

    paper: str
    version: int
    prints: tuple[str, ...]


class NotesOpened(Struct, frozen=True):
    """What the hub keeps of a person's notes on a paper, as written; `fault` if it cannot be read."""

    person: str
    paper: str
    revision: int
    written: bytes
    fault: str = ""

    __repr__ = hiding("written")


class NotesSealed(Struct, frozen=True):
    """A person's notes on a paper, sealed, in base64."""

    person: str
    paper: str
    revision: int
    sealed: str


class NotesExported(Struct, frozen=True):
    """A person's notes on a paper were written to a file of this name, or were not: `fault` says why."""

    person: str
    paper: str
    name: str
    fault: str = ""


class Woke(Struct, frozen=True):
    """The time asked for by `wake_at` has come."""


Input: TypeAlias = (
    LinkChanged
    | Heard
    | ChunkHeard
    | CacheLoaded
    | OutboxLoaded
    | PaperOpened
    | PaperFailed
    | StorageFailed
    | TextFound
    | BoxesFound
    | PrintsRead
    | NotesOpened
    | NotesSealed
    | NotesExported
    | Woke
    | Intent
)
