"""The archive: full-text search over papers, minutes and conclusions of all meetings a person may see.

The archive is a projection. It holds nothing that cannot be read again from the meetings' folders, so it may
be deleted at any time; `reconcile` brings it level with what is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Protocol

from msgspec import Struct

from protocol.folding import accented, folded

# Of a query: each costs a walk through the index, and nobody remembers longer phrases.
MAX_WORDS = 16
MAX_HITS = 200  # of an answer
# Letters of the last word from which on it may be the beginning of a longer one.
UNFINISHED_FROM = 2

_WORD = re.compile(r"[^\W_]+")


class Kind(Enum):
    """What a document is."""

    PAPER = "paper"
    MINUTES = "minutes"
    CONCLUSION = "conclusion"


class DocumentKey(Struct, frozen=True):
    """A document of a meeting; `document` is unique within the meeting and its kind."""

    meeting: str
    kind: Kind
    document: str


class ArchivedDocument(Struct, frozen=True):
    """A document as it is searched: where it belongs, and the text of each page (NFC), page one first.

    `version` tells one state of a document from another; `day` is the meeting's day where it was held.
    """

    key: DocumentKey
    version: str
    title: str
    meeting_title: str
    body: str
    day: date
    pages: tuple[str, ...]


class Source(Struct, frozen=True):
    """A document there is, and how to read it: reading is slow, so only what is missing is read."""

    key: DocumentKey
    version: str
    read: Callable[[], ArchivedDocument]


class ArchiveQuery(Struct, frozen=True):
    """What is looked for. Empty and None filters let everything pass.

    `meetings` are those whose documents the person may see; None is for the secretary, who may see all.
    `body` is part of a body's name; `since` and `until` are days and belong to the range.
    """

    words: str
    meetings: frozenset[str] | None
    body: str = ""
    since: date | None = None
    until: date | None = None
    kind: Kind | None = None
    limit: int = 20


class ArchiveHit(Struct, frozen=True):
    """A page that answers, with the words in their context. `pages` is the length of the document."""

    key: DocumentKey
    version: str
    title: str
    meeting_title: str
    body: str
    day: date
    page: int
    pages: int
    before: str
    match: str
    after: str


class ArchiveAnswer(Struct, frozen=True):
    """The best pages, and whether there are more than were asked for."""

    hits: tuple[ArchiveHit, ...]
    more: bool


class Archive(Protocol):
    """Full-text search, kept level by whoever files documents. Raises `StorageError`.

    `put` and `remove` are idempotent and durable when they return. `put` replaces another version of the
    document. After `remove` nothing of the document can be read from the archive's files.

    `search` finds pages where the words stand as a phrase before pages where they all stand somewhere, and
    with accents as typed before those without; pages with the phrase come as they were filed, the last first,
    others by relevance. Only where that finds nothing the last word is taken as unfinished. It never fails
    because of what is typed: words are letters and digits.
    """

    def put(self, document: ArchivedDocument) -> None:
        """File a document."""
        ...

    def remove(self, key: DocumentKey) -> None:
        """Take a document out, as after a recall."""
        ...

    def versions(self) -> Mapping[DocumentKey, str]:
        """What is filed, in which version."""
        ...

    def compact(self) -> None:
        """Make searching quick again after much was filed."""
        ...

    def search(self, query: ArchiveQuery) -> ArchiveAnswer:
        """The pages that answer, at most `query.limit` and `MAX_HITS` of them."""
        ...


class Way(Enum):
    """How pages answer, best first."""

    PHRASE_AS_WRITTEN = "phrase as written"
    PHRASE = "phrase"
    ALL_WORDS = "all words"
    UNFINISHED = "unfinished"  # asked only if the others find nothing


class Match(Struct, frozen=True):
    """One way to answer, as an FTS5 expression for the pages as written or folded."""

    way: Way
    expression: str


def matches(words: str) -> tuple[Match, ...]:
    """The ways to answer, best first.

    Only letters and digits reach an expression, each word or phrase in quotes, so nothing that is typed can
    be an operator or malformed.
    """
    plain = _words(folded(words))
    written = _words(accented(words))
    if not plain:
        return ()
    found = [Match(Way.PHRASE, _phrase(plain))]
    if written != plain:
        found.insert(0, Match(Way.PHRASE_AS_WRITTEN, _phrase(written)))
    if len(plain) > 1:
        found.append(Match(Way.ALL_WORDS, " AND ".join(_phrase([word]) for word in plain)))
    if len(plain[-1]) >= UNFINISHED_FROM:
        found.append(Match(Way.UNFINISHED, f"{_phrase(plain)} *"))
    return tuple(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)[:MAX_WORDS]


def _phrase(words: list[str]) -> str:
    return f'"{" ".join(words)}"'


class Changes(Struct, frozen=True):
    """What `reconcile` did, and the documents that could not be read."""

    filed: int
    removed: int
    unreadable: tuple[DocumentKey, ...]


class UnreadableError(Exception):
    """A source's document cannot be read: its key was destroyed, its file is damaged."""


def reconcile(archive: Archive, sources: Iterable[Source]) -> Changes:
    """File what is missing or has another version, take out what is no longer there."""
    kept = archive.versions()
    seen: set[DocumentKey] = set()
    unreadable: list[DocumentKey] = []
    filed = 0
    for source in sources:
        seen.add(source.key)
        if kept.get(source.key) == source.version:
            continue
        try:
            archive.put(source.read())
            filed += 1
        except UnreadableError:
            unreadable.append(source.key)
    if filed:
        archive.compact()
    gone = kept.keys() - (seen - set(unreadable))
    for key in gone:
        archive.remove(key)
    return Changes(filed, len(gone), tuple(unreadable))
