"""What reaches a terminal's core from outside a person's hands. Intents of a person are inputs too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from device.intents import Intent
from device.pages import Box
from device.screens import Link
from protocol.envelope import Envelope
from protocol.finding import Hit
from protocol.messages import Ballot


@dataclass(frozen=True)
class LinkChanged:
    """The connection to the hub is in another state."""

    link: Link


@dataclass(frozen=True)
class Heard:
    """A message of the hub whose signature has been checked."""

    envelope: Envelope


@dataclass(frozen=True)
class ChunkHeard:
    """A sealed chunk arrived; nothing about it has been checked."""

    paper: str
    index: int
    data: bytes


@dataclass(frozen=True)
class CacheLoaded:
    """At start: chunk indexes on disk, by paper and version."""

    held: Mapping[tuple[str, int], frozenset[int]]


@dataclass(frozen=True)
class SavedBallot:
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


@dataclass(frozen=True)
class OutboxLoaded:
    """At start: what the outbox holds."""

    ballots: tuple[SavedBallot, ...]


@dataclass(frozen=True)
class PaperOpened:
    """A paper (or only its first page, `preview`) can be shown."""

    paper: str
    version: int
    preview: bool


@dataclass(frozen=True)
class PaperFailed:
    """A paper cannot be opened; its chunks are gone from the cache if they were at fault."""

    paper: str
    version: int
    code: str


@dataclass(frozen=True)
class StorageFailed:
    """The disk did not take something: the ballot `message`, chunk `index` of `paper`, or neither."""

    code: str
    message: str = ""
    paper: str = ""
    index: int = 0


@dataclass(frozen=True)
class TextFound:
    """Hits on the next pages of a paper. `done` pages of it are read so far, `blank` of them without text."""

    search: int
    paper: str
    version: int
    hits: tuple[Hit, ...]
    done: int
    blank: int
    more: bool = False


@dataclass(frozen=True)
class BoxesFound:
    """Where the places asked for stand on a page, one tuple of boxes each."""

    search: int
    paper: str
    version: int
    page: int
    boxes: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True)
class PrintsRead:
    """The fingerprints of all pages of a paper, in order."""

    paper: str
    version: int
    prints: tuple[str, ...]


@dataclass(frozen=True)
class NotesOpened:
    """What the hub keeps of a person's notes on a paper, as written; `fault` if it cannot be read."""

    person: str
    paper: str
    revision: int
    written: bytes = field(repr=False)
    fault: str = ""


@dataclass(frozen=True)
class NotesSealed:
    """A person's notes on a paper, sealed, in base64."""

    person: str
    paper: str
    revision: int
    sealed: str


@dataclass(frozen=True)
class NotesExported:
    """A person's notes on a paper were written to a file of this name, or were not: `fault` says why."""

    person: str
    paper: str
    name: str
    fault: str = ""


@dataclass(frozen=True)
class Woke:
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
