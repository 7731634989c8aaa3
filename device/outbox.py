"""Ballots on the terminal's disk, from before they are said until the meeting is over.

One file a ballot, written beside, synced, and moved into place, and the folder synced too: when `save`
returns, a power cut does not lose the ballot. A file that cannot be read is set aside, never deleted.
"""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

from device.inputs import SavedBallot
from protocol import canonical, shapes
from protocol.errors import ProtocolError
from protocol.identifiers import UUID

log = logging.getLogger(__name__)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class OutboxError(Exception):
    """A ballot that could not be kept: `disk-full` or `disk-error`. Nothing may be said of it."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


class Outbox:
    """The folder of one terminal's ballots. Methods block for one small durable write."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def load(self) -> tuple[SavedBallot, ...]:
        """All ballots kept, in the order they were saved."""
        found = []
        for path in sorted(self._root.glob("*.json")):
            try:
                found.append(shapes.from_json(SavedBallot, canonical.load(path.read_bytes())))
            except (OSError, ProtocolError) as error:
                log.error("set an unreadable ballot aside: %s: %s", path.name, error)
                path.replace(path.with_suffix(".unreadable"))
        return tuple(sorted(found, key=lambda ballot: ballot.saved))

    def save(self, ballot: SavedBallot) -> None:
        """Keep a ballot durably; the same message again replaces what was kept."""
        target = self._path(ballot.message)
        part = target.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(canonical.dump(shapes.to_json(ballot)))
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            self._sync()
        except OSError as error:
            part.unlink(missing_ok=True)
            code = "disk-full" if error.errno in _FULL else "disk-error"
            raise OutboxError(code, str(error)) from error

    def forget(self, message: str) -> None:
        """Take a ballot out; no error if it is not there."""
        self._path(message).unlink(missing_ok=True)

    def _path(self, message: str) -> Path:
        if not UUID.fullmatch(message):
            raise ValueError(f"not a message id: {message[:40]!r}")
        return self._root / f"{message}.json"

    def _sync(self) -> None:
        folder = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
