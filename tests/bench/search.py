"""Search: in the 300 pages of a paper at a seat, and in the 20,000 pages of a hub's archive."""

from __future__ import annotations

import random
import sqlite3
import statistics
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from device.typing.letters import VOWELS, Tone, toned
from device.typing.syllables import FINALS, INITIALS
from hub import system
from hub.application.archive import ArchivedDocument, ArchiveQuery, DocumentKey, Kind
from hub.store.archive import SqliteArchive
from protocol.finding import find
from protocol.folding import fold, folded
from tests.bench.figures import Figure, Wish

PAPER_PAGES, PAPER_SYLLABLES = (
    300,
    640,
)  # the long paper of the reader's figures: 830,000 characters
ARCHIVE_PAGES, PAGE_SYLLABLES = 20_000, 300
DOCUMENT_PAGES, MEETINGS = 100, 20
VOCABULARY = 4000  # syllables in use
RUNS = 5

Write = Callable[[int], str]


async def in_a_paper(_root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """A paper folded once, and a query that stands on many of its pages; beside bare library calls."""
    write, words = _writer()
    pages = [write(PAPER_SYLLABLES) for _ in range(PAPER_PAGES)]
    form = [fold(page) for page in pages]
    query = f"{words[3]} {words[4]}"
    plain = [page.text for page in form]
    wanted = folded(query)
    yield Figure(
        "reader.fold_ms",
        "ms",
        _times(lambda: [fold(page) for page in pages]),
        _times(lambda: [page.casefold() for page in pages]),
    )
    yield Figure(
        "reader.find_ms",
        "ms",
        _times(lambda: find(form, query)),
        _times(lambda: [page.count(wanted) for page in plain]),
    )


async def in_the_archive(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """Queries of common and rare words, alone and in phrases; beside a scan without an index.

    The worst one has three of the commonest words, which stand together on few pages of the one meeting the
    person may see; beside the bare index, without filter, ranking and context.
    """
    write, words = _writer()
    archive = SqliteArchive(root / "archive.sqlite")
    filed: list[float] = []
    indexed: list[float] = []
    for number in range(ARCHIVE_PAGES // DOCUMENT_PAGES):
        pages = [write(PAGE_SYLLABLES) for _ in range(DOCUMENT_PAGES)]
        document = _document(number, pages)
        filed.append(_rate(lambda document=document: archive.put(document)))
        indexed.append(_rate(lambda pages=pages: _index(pages)))
    archive.compact()
    bare = sqlite3.connect(root / "archive.sqlite")
    yield Figure("archive.filed_pages_per_s", "1/s", filed, indexed)
    queries = _queries(words)
    searched = [_times(lambda words=words: archive.search(_query(words))) for words in queries]
    scanned = [_times(lambda words=words: _scan(bare, words)) for words in queries[:2]]
    yield Figure("archive.search_ms", "ms", _medians(searched), _medians(scanned))
    hardest = " ".join(words[:3])
    yield Figure(
        "archive.search_worst_ms",
        "ms",
        _times(lambda: archive.search(_query(hardest, frozenset({"phien-3"})))),
        _times(lambda: _index_alone(bare, hardest)),
    )
    bare.close()
    archive.close()


def _writer() -> tuple[Write, Sequence[str]]:
    """Text whose syllables are as unevenly common as those of a language, and these, commonest first."""
    chance = random.Random(4)
    syllables = [
        initial + nucleus[:-1] + toned(nucleus[-1], tone) + end.removeprefix("-")
        for initial in INITIALS
        for nucleus, ends in FINALS.items()
        for end in ends.split()
        for tone in Tone
        if nucleus[-1] in VOWELS
    ]
    words = chance.sample(syllables, VOCABULARY)
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def write(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    return write, words


def _document(number: int, pages: Sequence[str]) -> ArchivedDocument:
    meeting = number * MEETINGS * DOCUMENT_PAGES // ARCHIVE_PAGES
    return ArchivedDocument(
        DocumentKey(f"phien-{meeting}", Kind.PAPER, f"tai-lieu-{number}"),
        "1",
        "Tờ trình",
        "Phiên họp",
        "Hội đồng nhân dân tỉnh",
        date(2026, 1, 1) + timedelta(days=meeting),
        tuple(pages),
    )


def _rate(work: Callable[[], object]) -> float:
    begun = system.monotonic()
    work()
    return DOCUMENT_PAGES / (system.monotonic() - begun)


def _index(pages: Sequence[str]) -> None:
    """The same pages into one index in memory, as they are."""
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE page USING fts5(text, content='')")
        db.executemany("INSERT INTO page(text) VALUES (?)", [(page,) for page in pages])
    db.close()


def _queries(words: Sequence[str]) -> list[str]:
    """Rare and common, single and several, with accents and without."""
    return [
        f"{words[800]} {words[801]}",
        words[0],
        f"{words[0]} {words[1]}",
        folded(f"{words[2]} {words[3]} {words[4]}"),
        f"{words[5]} {words[900]}",
        f"{words[40]} {words[50]} {words[60]}",
        folded(words[1500]),
    ]


def _query(words: str, meetings: frozenset[str] | None = None) -> ArchiveQuery:
    return ArchiveQuery(words, meetings)


def _scan(db: sqlite3.Connection, words: str) -> None:
    db.execute("SELECT id FROM page WHERE text LIKE ?", (f"%{words}%",)).fetchall()


def _index_alone(db: sqlite3.Connection, words: str) -> None:
    db.execute("SELECT rowid FROM folded WHERE folded MATCH ?", (f'"{folded(words)}"',)).fetchall()


def _times(work: Callable[[], object]) -> list[float]:
    """Milliseconds of each run."""
    times = []
    for _ in range(RUNS):
        begun = system.monotonic()
        work()
        times.append(1000 * (system.monotonic() - begun))
    return times


def _medians(queries: Sequence[Sequence[float]]) -> list[float]:
    """Of each run, the time of the middle query."""
    return [statistics.median(run) for run in zip(*queries, strict=True)]
