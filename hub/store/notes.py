"""Private notes of a meeting's persons, sealed, and the keys that open them.

One small database of its own beside the paper keys, so that it is copied and destroyed apart. The hub
hands a person's key only to the terminal where that person is signed in; it never opens notes itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from hub.application.ports import SealedNotes
from hub.store.event_log import sqlite_error

_SCHEMA = """
CREATE TABLE IF NOT EXISTS notes_key (person TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS notes (
    person TEXT NOT NULL,
    paper TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (person, paper)
) STRICT, WITHOUT ROWID;
"""


class NotesStore:
    """Notes and their keys at `path`; the `NotesKeeper` of a hub."""

    def __init__(self, path: Path, new_key: Callable[[], bytes]) -> None:
        self._new_key = new_key
        try:
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA secure_delete=ON")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def key(self, person: str) -> bytes:
        """The person's key, made when it is first asked for."""
        try:
            sql = "INSERT OR IGNORE INTO notes_key VALUES (?, ?)"
            self._db.execute(sql, (person, self._new_key()))
            row = self._db.execute("SELECT key FROM notes_key WHERE person = ?", (person,))
            return bytes(row.fetchone()[0])
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def keep(self, person: str, notes: SealedNotes) -> bool:
        """Keep notes unless later ones are there; the same revision again is no news. Durable at return."""
        sql = """INSERT INTO notes VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
                 SET revision = excluded.revision, sealed = excluded.sealed
                 WHERE excluded.revision > notes.revision"""
        try:
            self._db.execute(sql, (person, notes.paper, notes.revision, notes.sealed))
            kept = self._db.execute(
                "SELECT revision, sealed FROM notes WHERE person = ? AND paper = ?",
                (person, notes.paper),
            ).fetchone()
        except sqlite3.Error as error:
            raise sqlite_error(error) from error
        return (kept[0], bytes(kept[1])) == (notes.revision, notes.sealed)

    def of(self, person: str) -> tuple[SealedNotes, ...]:
        """All notes of a person, by paper."""
        sql = "SELECT paper, revision, sealed FROM notes WHERE person = ? ORDER BY paper"
        try:
            rows = self._db.execute(sql, (person,)).fetchall()
        except sqlite3.Error as error:
            raise sqlite_error(error) from error
        return tuple(
            SealedNotes(paper, revision, bytes(sealed)) for paper, revision, sealed in rows
        )

    def destroy(self, person: str) -> None:
        """Destroy a person's key, and with it what was written."""
        try:
            self._db.execute("DELETE FROM notes_key WHERE person = ?", (person,))
            self._db.execute("DELETE FROM notes WHERE person = ?", (person,))
        except sqlite3.Error as error:
            raise sqlite_error(error) from error
