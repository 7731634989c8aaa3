"""What the centre does with one complete upload: whose is it, is it sound, keep it and sign.

Nobody logs in to write here. A bundle is its own credential: it is kept only if its signatures lead to
the authority of a room that the centre trusts.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

from hub.centre.archive import Archive, Arrival, Entry
from hub.centre.bundle_file import read_manifest
from hub.centre.errors import RefusedUploadError
from hub.centre.examination import Evidence, Finding, Verdict, VerifyBundle, examine
from hub.centre.quarantine import Quarantine
from hub.centre.upload import Incoming, Received, receive
from protocol.errors import RemoteProtocolError
from protocol.identifiers import SLUG, slug

_LOG = logging.getLogger(__name__)
MAX_CA_BYTES = 16 * 1024  # one certificate is some 600 bytes
MAX_CODES = 20  # told to the sender; the whole report lies in quarantine
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Intake(Struct, frozen=True):
    """The centre's decision about uploads, and everything it needs for it.

    `trusted` holds the authority of each known room as `<room>.pem`; `verify` runs in `executor`, whose
    size bounds how many bundles are verified at once (a process pool keeps pages quick meanwhile);
    `now` gives milliseconds since the epoch; at most `max_bytes` an upload.
    """

    archive: Archive
    quarantine: Quarantine
    incoming: Path
    trusted: Path
    verify: VerifyBundle
    executor: Executor
    now: Callable[[], int]
    max_bytes: int

    async def take(self, sha256: str, chunks: AsyncIterator[bytes]) -> Entry:
        """Receive, check and keep a bundle announced as `sha256`, or raise `RefusedUploadError`.

        Codes: `bundle-too-large`, `upload-too-slow`, `hash-mismatch`, `unreadable-bundle`,
        `unknown-room`, `unsound-bundle`, `older-than-known`, `forked-record`, `disk-full`.
        """
        try:
            with Incoming(self.incoming) as incoming:
                received = await receive(chunks, incoming, self.max_bytes)
                if received.sha256 != sha256:
                    raise RefusedUploadError("hash-mismatch", f"received {received.sha256}")
                return await self._decide(received)
        except (OSError, sqlite3.OperationalError) as error:
            if not _disk_full(error):
                raise
            raise RefusedUploadError("disk-full") from error

    async def _decide(self, received: Received) -> Entry:
        known = await asyncio.to_thread(self.archive.find, received.sha256)
        if known is not None:
            return known
        try:
            ca_pem = await asyncio.to_thread(self._authority, received.path)
            verdict, evidence = await self._examine(received, ca_pem)
        except RemoteProtocolError as error:
            raise RefusedUploadError("unreadable-bundle", str(error), (error.code,)) from error
        arrival = Arrival(received.path, received.sha256, received.bytes, verdict, evidence)
        entry = await asyncio.to_thread(self.archive.admit, arrival, self.now())
        _LOG.info("bundle kept: seq=%d room=%s meeting=%s", entry.seq, entry.room, entry.meeting)
        return entry

    def _authority(self, path: Path) -> bytes:
        manifest = read_manifest(path)
        file = self.trusted / f"{manifest.room}.pem"
        if not SLUG.fullmatch(manifest.room) or not file.is_file():
            raise RefusedUploadError("unknown-room", manifest.room[:64])
        slug(manifest.meeting)
        with file.open("rb") as pem:
            return pem.read(MAX_CA_BYTES)

    async def _examine(self, received: Received, ca_pem: bytes) -> tuple[Verdict, Evidence]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self.executor, examine, received.path, ca_pem, self.verify
        )
        if found.evidence is None:
            await self._refuse(received, found.verdict.findings)
        return found.verdict, found.evidence

    async def _refuse(self, received: Received, findings: tuple[Finding, ...]) -> NoReturn:
        codes = tuple(finding.code for finding in findings[:MAX_CODES])
        await asyncio.to_thread(self.quarantine.put, received.path, received.sha256, findings)
        _LOG.warning("bundle refused: sha256=%s findings=%s", received.sha256, ",".join(codes))
        raise RefusedUploadError("unsound-bundle", findings=codes)


def _disk_full(error: OSError | sqlite3.OperationalError) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    return error.sqlite_errorcode == sqlite3.SQLITE_FULL
