"""The archive in SQLite: pages as they are, and two FTS5 indexes over them, as written and folded.

A page's number in all three tables is document × 2¹³ + page, so that an index alone tells the document and
filters need no join. The indexes are contentless: a page leaves them by its text, which the page table keeps;
`FORMAT` changes whenever that text would be indexed differently, and a file of another format is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hub.application.archive import (
    MAX_HITS,
    ArchiveAnswer,
    ArchivedDocument,
    ArchiveHit,
    ArchiveQuery,
    DocumentKey,
    Kind,
    Match,
    Way,
    matches,
)
from hub.application.ports import StorageError
from hub.store.event_log import sqlite_error
from hub.store.snippets import snippet
from protocol.folding import accented, folded

FORMAT = 1
PAGE_BITS = 13  # 8192 pages: intake takes at most 5000
# Pages ranked by relevance, those filed last; ranking 20,000 takes 60 ms and more.
MAX_RANKED = 1000

_SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting TEXT NOT NULL, kind TEXT NOT NULL, document TEXT NOT NULL, version TEXT NOT NULL,
    title TEXT NOT NULL, meeting_title TEXT NOT NULL, body TEXT NOT NULL, folded_body TEXT NOT NULL,
    day TEXT NOT NULL, pages INTEGER NOT NULL,
    UNIQUE (meeting, kind, document)
) STRICT;
CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE written USING fts5(text, content='',
    tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE folded USING fts5(text, content='',
    tokenize="unicode61 remove_diacritics 0");
"""
_RANGE = "SELECT min(id), max(id) FROM document WHERE {conditions}"
_ALLOWED = "AND rowid >> :bits IN (SELECT id FROM document WHERE {conditions})"
_SEARCH = """
SELECT rowid FROM {table} WHERE {table} MATCH :match AND rowid BETWEEN :first AND :last {allowed}
ORDER BY rowid DESC LIMIT :most
"""
_RANKED = """
SELECT id FROM (
    SELECT rowid AS id, bm25({table}) AS score FROM {table}
    WHERE {table} MATCH :match AND rowid BETWEEN :first AND :last {allowed}
    ORDER BY rowid DESC LIMIT :ranked
) ORDER BY score, id DESC LIMIT :most
"""
_PAGE = """
SELECT meeting, kind, document, version, title, meeting_title, body, day, pages, text
FROM document JOIN page ON page.id = :page WHERE document.id = :page >> :bits
"""
_INDEX = "INSERT INTO {table}(rowid, text) VALUES (?, ?)"
_UNINDEX = "INSERT INTO {table}({table}, rowid, text) VALUES ('delete', ?, ?)"
_MERGE = "INSERT INTO {table}({table}) VALUES ('optimize')"
_FORMS: Mapping[str, Callable[[str], str]] = {"written": accented, "folded": folded}
_FILTERS = {
    "meetings": "meeting IN (SELECT value FROM json_each(:meetings))",
    "body": "instr(folded_body, :body)",
    "since": "day >= :since",
    "until": "day <= :until",
    "kind": "kind = :kind",
}


class SqliteArchive:
    """`Archive` in one SQLite file, made if it is missing. Used from one thread at a time.

    A file that is damaged or of another format is refused with `archive-damaged`.
    """

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600)  # the text of papers in clear
        with _translated():
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute("PRAGMA secure_delete=ON")
            self._prepare()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def put(self, document: ArchivedDocument) -> None:
        """File a document, replacing another version of it."""
        if self._version(document.key) == document.version:
            return
        with self._transaction():
            self._take_out(document.key)
            self._file(document)

    def remove(self, key: DocumentKey) -> None:
        """Take a document out; its words leave the file with the segments that held them."""
        if self._version(key) is None:
            return
        with self._transaction():
            self._take_out(key)
            self._merge()
        with _translated():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def compact(self) -> None:
        """Make one segment of each index."""
        with self._transaction():
            self._merge()

    def versions(self) -> Mapping[DocumentKey, str]:
        """What is filed, in which version."""
        with _translated():
            rows = self._db.execute("SELECT meeting, kind, document, version FROM document")
            return {DocumentKey(row[0], Kind(row[1]), row[2]): row[3] for row in rows}

    def search(self, query: ArchiveQuery) -> ArchiveAnswer:
        """The pages that answer, best first."""
        limit = max(0, min(query.limit, MAX_HITS))
        found: dict[int, None] = {}
        with _translated():
            for match in matches(query.words):
                if len(found) > limit or (found and match.way is Way.UNFINISHED):
                    break
                found.update(dict.fromkeys(self._pages(match, query, limit + len(found) + 1)))
            hits = tuple(self._hit(page, query.words) for page in list(found)[:limit])
        return ArchiveAnswer(hits, len(found) > limit)

    def _pages(self, match: Match, query: ArchiveQuery, most: int) -> list[int]:
        values = _filter_values(query)
        conditions = " AND ".join(_FILTERS[name] for name in values)
        first, last = self._db.execute(
            _RANGE.format(conditions=conditions or "true"), values
        ).fetchone()
        if first is None:
            return []
        statement = _RANKED if match.way is Way.ALL_WORDS else _SEARCH
        sql = statement.format(
            table="written" if match.way is Way.PHRASE_AS_WRITTEN else "folded",
            allowed=_ALLOWED.format(conditions=conditions) if conditions else "",
        )
        bounds = {
            "first": first << PAGE_BITS,
            "last": last + 1 << PAGE_BITS,
            "bits": PAGE_BITS,
            "ranked": MAX_RANKED,
            "most": most,
        }
        rows = self._db.execute(sql, {**values, **bounds, "match": match.expression})
        return [page for (page,) in rows]

    def _hit(self, page: int, words: str) -> ArchiveHit:
        row = self._db.execute(_PAGE, {"page": page, "bits": PAGE_BITS}).fetchone()
        meeting, kind, document, version, title, meeting_title, body, day, pages, text = row
        return ArchiveHit(
            DocumentKey(meeting, Kind(kind), document),
            version,
            title,
            meeting_title,
            body,
            date.fromisoformat(day),
            page % (1 << PAGE_BITS),
            pages,
            *snippet(text, words),
        )

    def _version(self, key: DocumentKey) -> str | None:
        with _translated():
            row = self._db.execute(
                "SELECT version FROM document WHERE (meeting, kind, document) = (?, ?, ?)",
                _row(key),
            ).fetchone()
        return None if row is None else str(row[0])

    def _file(self, document: ArchivedDocument) -> None:
        if len(document.pages) >= 1 << PAGE_BITS:
            raise ValueError(f"{len(document.pages)} pages")
        values = (
            *_row(document.key),
            document.version,
            document.title,
            document.meeting_title,
            document.body,
            folded(document.body),
            document.day.isoformat(),
            len(document.pages),
        )
        added = self._db.execute(
            "INSERT INTO document (meeting, kind, document, version, title, meeting_title, body,"
            " folded_body, day, pages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        ).lastrowid
        pages = [((added or 0) << PAGE_BITS | n, text) for n, text in enumerate(document.pages, 1)]
        self._db.executemany("INSERT INTO page VALUES (?, ?)", pages)
        self._index(_INDEX, pages)

    def _index(self, statement: str, pages: Sequence[tuple[int, str]]) -> None:
        for table, form in _FORMS.items():
            rows = [(number, form(text)) for number, text in pages]
            self._db.executemany(statement.format(table=table), rows)

    def _merge(self) -> None:
        for table in _FORMS:
            self._db.execute(_MERGE.format(table=table))

    def _take_out(self, key: DocumentKey) -> None:
        row = self._db.execute(
            "SELECT id FROM document WHERE (meeting, kind, document) = (?, ?, ?)", _row(key)
        ).fetchone()
        if row is None:
            return
        first, last = row[0] << PAGE_BITS, (row[0] + 1 << PAGE_BITS) - 1
        pages = self._db.execute(
            "SELECT id, text FROM page WHERE id BETWEEN ? AND ?", (first, last)
        ).fetchall()
        self._index(_UNINDEX, pages)
        self._db.execute("DELETE FROM page WHERE id BETWEEN ? AND ?", (first, last))
        self._db.execute("DELETE FROM document WHERE id = ?", (row[0],))

    def _prepare(self) -> None:
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables:
            self._db.executescript(f"BEGIN;{_SCHEMA};PRAGMA user_version={FORMAT};COMMIT;")
        elif found != FORMAT or self._db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageError("archive-damaged")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")


def _row(key: DocumentKey) -> tuple[str, str, str]:
    return key.meeting, key.kind.value, key.document


def _filter_values(query: ArchiveQuery) -> dict[str, str]:
    given: dict[str, str | None] = {
        "meetings": None if query.meetings is None else json.dumps(sorted(query.meetings)),
        "body": folded(query.body).strip() or None,
        "since": query.since.isoformat() if query.since else None,
        "until": query.until.isoformat() if query.until else None,
        "kind": query.kind.value if query.kind else None,
    }
    return {name: value for name, value in given.items() if value is not None}


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StorageError("archive-damaged", str(error)) from error
        raise sqlite_error(error) from error


def open_archive(path: Path) -> SqliteArchive:
    """The archive at `path`; one that is damaged or of another format is replaced by an empty one.

    Whoever opens it brings it level with `reconcile`.
    """
    try:
        return SqliteArchive(path)
    except StorageError as error:
        if error.code != "archive-damaged":
            raise
    discard(path)
    return SqliteArchive(path)


def discard(path: Path) -> None:
    """Delete the archive's files: all that is in them can be read again from the meetings."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
