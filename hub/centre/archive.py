"""The centre's store: every bundle it signed for, as a file by hash and a row that is never changed.

The file is complete and on disk before its row, the row before the receipt leaves: killed at any point,
the centre either kept the bundle or knows nothing of it, and the room sends again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from hub.centre.errors import RefusedUploadError
from hub.centre.examination import Evidence, Finding, Verdict
from hub.centre.receipt import FORMAT, Receipt, SignedReceipt, sign_receipt
from hub.centre.summary import Summary, dump_summary, parse_summary
from protocol import canonical, shapes
from protocol.bundle import BundleManifest
from protocol.envelope import Sign
from protocol.identifiers import SHA256
from protocol.record import ChainHead, timestamp

PAGE = 50  # rows a list shows at once: a month of a busy room

_SCHEMA = """
create table if not exists bundle (
  seq integer primary key,
  sha256 text not null unique,
  room text not null,
  meeting text not null,
  head_seq integer not null,
  head_hash text not null,
  bytes integer not null,
  files integer not null,
  received_at integer not null,
  summary text not null,
  remarks text not null,
  receipt text not null,
  signature text not null
) strict;
create index if not exists bundle_meeting on bundle (room, meeting, head_seq);
create trigger if not exists bundle_kept before delete on bundle
begin select raise(abort, 'a received bundle is kept'); end;
create trigger if not exists bundle_unchanged before update on bundle
begin select raise(abort, 'a received bundle is not changed'); end;
"""


class Arrival(Struct, frozen=True):
    """An upload that was found sound: its file in the same file system, SHA-256 and size in bytes."""

    path: Path
    sha256: str
    bytes: int
    verdict: Verdict
    evidence: Evidence


class Entry(Struct, frozen=True):
    """A kept bundle. `received_at` is milliseconds since the epoch; `replaced` if a newer one is kept."""

    seq: int
    sha256: str
    room: str
    meeting: str
    head: ChainHead
    bytes: int
    files: int
    received_at: int
    summary: Summary
    remarks: tuple[Finding, ...]
    signed: SignedReceipt
    replaced: bool


class Archive:
    """Received bundles below `root`, signed for as `centre`. Safe to call from several threads."""

    def __init__(self, root: Path, centre: str, sign: Sign) -> None:
        self._centre = centre
        self._sign = sign
        self._files = root / "bundles"
        self._lock = threading.Lock()
        self._files.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            root / "centre.db", isolation_level=None, check_same_thread=False
        )
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)
        self._sweep()

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._db.close()

    def admit(self, arrival: Arrival, now: int) -> Entry:
        """Keep a sound bundle and sign for it; the same bundle again gets the very same receipt.

        Moves `arrival.path` away. Another bundle of a known meeting must continue the newest kept log:
        otherwise `older-than-known` (it ends earlier) or `forked-record` (it says something else).
        """
        with self._lock:
            known = self._find(arrival.sha256)
            if known is not None:
                arrival.path.unlink(missing_ok=True)
                return known
            with self._transaction():
                self._check_continues(arrival.evidence)
                self._keep(arrival, now)
            return self._found(arrival.sha256)

    def find(self, sha256: str) -> Entry | None:
        """The kept bundle with that SHA-256."""
        with self._lock:
            return self._find(sha256)

    def versions(self, room: str, meeting: str) -> tuple[Entry, ...]:
        """All kept bundles of a meeting, newest first; a meeting is closed once, so they are few."""
        with self._lock:
            return self._select("where room = ? and meeting = ? order by seq desc", room, meeting)

    def page(self, before: int) -> tuple[Entry, ...]:
        """At most `PAGE` kept bundles with `seq < before`, newest first."""
        with self._lock:
            return self._select("where seq < ? order by seq desc limit ?", before, PAGE)

    def count(self) -> int:
        """How many bundles are kept."""
        with self._lock:
            row = self._db.execute("select count(*) from bundle").fetchone()
            return int(row[0])

    def file(self, sha256: str) -> Path:
        """Where the zip of a kept bundle lies."""
        return self._files / f"{sha256}.zip"

    def _sweep(self) -> None:
        """Remove files without a row: their receipt was never given, so the room will send them again."""
        for path in self._files.iterdir():
            if not (SHA256.fullmatch(path.stem) and self._find(path.stem)):
                path.unlink()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
            self._db.execute("commit")
        except BaseException:
            with contextlib.suppress(
                sqlite3.OperationalError
            ):  # a full disk has rolled back already
                self._db.execute("rollback")
            raise

    def _check_continues(self, evidence: Evidence) -> None:
        manifest = evidence.manifest
        row = self._db.execute(
            "select head_seq, head_hash from bundle where room = ? and meeting = ? "
            "order by head_seq desc limit 1",
            (manifest.room, manifest.meeting),
        ).fetchone()
        if row is None:
            return
        if manifest.head.seq < row["head_seq"]:
            raise RefusedUploadError("older-than-known", f"known up to {row['head_seq']}")
        if not evidence.chain.holds(ChainHead(row["head_seq"], row["head_hash"])):
            raise RefusedUploadError("forked-record", f"at record {row['head_seq']}")

    def _keep(self, arrival: Arrival, now: int) -> None:
        target = self.file(arrival.sha256)
        arrival.path.replace(target)
        try:
            _sync_directory(self._files)
            self._insert(arrival, now)
        except BaseException:
            target.unlink()
            raise

    def _insert(self, arrival: Arrival, now: int) -> None:
        manifest = arrival.evidence.manifest
        seq = 1 + self._db.execute("select coalesce(max(seq), 0) from bundle").fetchone()[0]
        signed = sign_receipt(
            _receipt(self._centre, seq, arrival.sha256, manifest, now), self._sign
        )
        remarks = canonical.dump(shapes.to_json(arrival.verdict.findings)).decode("utf-8")
        row = (
            seq,
            arrival.sha256,
            manifest.room,
            manifest.meeting,
            manifest.head.seq,
            manifest.head.hash,
            arrival.bytes,
            len(manifest.files),
            now,
            dump_summary(arrival.evidence.summary),
            remarks,
            signed.receipt,
            signed.signature,
        )
        marks = ", ".join("?" * len(row))
        self._db.execute(f"insert into bundle values ({marks})", row)  # noqa: S608  marks only

    def _find(self, sha256: str) -> Entry | None:
        return next(iter(self._select("where sha256 = ?", sha256)), None)

    def _found(self, sha256: str) -> Entry:
        (entry,) = self._select("where sha256 = ?", sha256)
        return entry

    def _select(self, rest: str, *values: str | int) -> tuple[Entry, ...]:
        rows = self._db.execute(
            "select *, exists (select 1 from bundle newer where newer.room = bundle.room and "  # noqa: S608
            f"newer.meeting = bundle.meeting and newer.seq > bundle.seq) as replaced from bundle {rest}",
            values,
        )
        return tuple(_entry(row) for row in rows)


def _receipt(centre: str, seq: int, sha256: str, manifest: BundleManifest, now: int) -> Receipt:
    return Receipt(
        format=FORMAT,
        centre=centre,
        room=manifest.room,
        meeting=manifest.meeting,
        bundle_sha256=sha256,
        head=manifest.head,
        received_at=timestamp(now),
        seq=seq,
    )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        seq=row["seq"],
        sha256=row["sha256"],
        room=row["room"],
        meeting=row["meeting"],
        head=ChainHead(row["head_seq"], row["head_hash"]),
        bytes=row["bytes"],
        files=row["files"],
        received_at=row["received_at"],
        summary=parse_summary(row["summary"]),
        remarks=_remarks(row["remarks"]),
        signed=SignedReceipt(row["receipt"], row["signature"]),
        replaced=bool(row["replaced"]),
    )


def _remarks(text: str) -> tuple[Finding, ...]:
    return shapes.from_json(
        Verdict, {"sound": True, "findings": canonical.load(text.encode())}
    ).findings


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
