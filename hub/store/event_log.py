"""The event log in SQLite: one file per meeting, append only, durable before anything is said.

WAL with `synchronous=FULL` makes a commit survive a power cut as far as the disk tells the truth. The
connection is explicit about transactions; triggers refuse UPDATE and DELETE, which stops mistakes (only
the hash chain, with heads kept elsewhere, makes deliberate changes visible).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any

from hub.application.ports import Acceptance, StorageError
from protocol.record import ChainHead, line_hash

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    line BLOB NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS receipt (
    message TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS record_is_final BEFORE UPDATE ON record
    BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;
CREATE TRIGGER IF NOT EXISTS record_is_kept BEFORE DELETE ON record
    BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;
CREATE TRIGGER IF NOT EXISTS record_is_not_replaced BEFORE INSERT ON record
    WHEN EXISTS (SELECT 1 FROM record WHERE seq = NEW.seq OR hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;
CREATE TRIGGER IF NOT EXISTS receipt_is_final BEFORE UPDATE ON receipt
    BEGIN SELECT RAISE(ABORT, 'receipts are append only'); END;
CREATE TRIGGER IF NOT EXISTS receipt_is_kept BEFORE DELETE ON receipt
    BEGIN SELECT RAISE(ABORT, 'receipts are append only'); END;
CREATE TRIGGER IF NOT EXISTS receipt_is_not_replaced BEFORE INSERT ON receipt
    WHEN EXISTS (SELECT 1 FROM receipt WHERE message = NEW.message)
    BEGIN SELECT RAISE(ABORT, 'receipts are append only'); END;
"""
_READ_BATCH = 1000
_ROWS_AT_ONCE = 1000  # of three values each; SQLite takes 32,766 values in a statement


class SqliteEventLog:
    """`EventLog` in one SQLite file. Used from one thread at a time."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)
            self._head = self._staged = self._read_head()
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def __enter__(self) -> SqliteEventLog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def head(self) -> ChainHead:
        """The last record's number and hash."""
        return self._head

    def lines(self) -> Iterator[bytes]:
        """Every record's line, first to last."""
        try:
            cursor = self._db.execute("SELECT line FROM record ORDER BY seq")
            while rows := cursor.fetchmany(_READ_BATCH):
                for (line,) in rows:
                    yield line
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def receipts(self) -> Mapping[str, Acceptance]:
        """Every message id handled so far, with what its sender was told."""
        try:
            rows = self._db.execute("SELECT message, seq, hash FROM receipt")
            return {message: Acceptance(seq, digest) for message, seq, digest in rows}
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def append(self, lines: Sequence[bytes], receipts: Mapping[str, Acceptance]) -> None:
        """Keep `lines` and `receipts` together, durably, or not at all."""
        self.stage(lines, receipts)
        self.commit()

    def stage(self, lines: Sequence[bytes], receipts: Mapping[str, Acceptance]) -> None:
        """The part of `append` that only computes; nothing is kept before `commit`."""
        rows, head = _rows(self._head, lines)
        kept = [(message, told.seq, told.hash) for message, told in receipts.items()]
        with self._undone():
            self._db.execute("BEGIN IMMEDIATE")
            self._insert("INSERT INTO record VALUES ", rows)
            self._insert("INSERT INTO receipt VALUES ", kept)
        self._staged = head

    def commit(self) -> None:
        """The part of `append` that waits for the disk; may run in another thread than `stage`."""
        with self._undone():
            self._db.execute("COMMIT")
        self._head = self._staged

    @contextmanager
    def _undone(self) -> Iterator[None]:
        """If this fails nothing of the append remains."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            self._roll_back()
            raise ValueError(str(error)) from error
        except sqlite3.Error as error:
            self._roll_back()
            raise sqlite_error(error) from error

    def _insert(self, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Many rows in one statement: each statement gives the interpreter away and asks for it again."""
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[start : start + _ROWS_AT_ONCE]
            values = ",".join(["(?, ?, ?)"] * len(some))
            self._db.execute(into + values, [*chain.from_iterable(some)])

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _read_head(self) -> ChainHead:
        row = self._db.execute("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1").fetchone()
        return ChainHead(*row) if row else ChainHead()


def _rows(
    head: ChainHead, lines: Sequence[bytes]
) -> tuple[list[tuple[int, bytes, str]], ChainHead]:
    rows = []
    for line in lines:
        if f'"prev":"{head.hash}","seq":{head.seq + 1},'.encode() not in line:
            raise ValueError(f"line does not continue record {head.seq}")
        head = ChainHead(head.seq + 1, line_hash(line))
        rows.append((head.seq, line, head.hash))
    return rows, head


def sqlite_error(error: sqlite3.Error) -> StorageError:
    """What a failed statement means to the hub."""
    code = {
        "SQLITE_FULL": "disk-full",
        "SQLITE_READONLY": "disk-read-only",
        "SQLITE_CANTOPEN": "cannot-open-record",
        "SQLITE_NOTADB": "record-damaged",
        "SQLITE_CORRUPT": "record-damaged",
        "SQLITE_BUSY": "record-in-use",
    }.get(getattr(error, "sqlite_errorname", ""), "disk-error")
    return StorageError(code, str(error))
