"""One upload on its way to disk: counted, hashed and bounded while it streams in."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from hub.centre.errors import RefusedUploadError

BLOCK = 1024 * 1024  # written and hashed at once: few trips to the worker thread, little memory
GRACE_S = 20.0  # a first packet may take that long on a bad line
SLOWEST = 16 * 1024  # bytes a second; slower than any line a room has, faster than an idle attacker


class Received(Struct, frozen=True):
    """A complete upload: its file, fsynced, with SHA-256 in hex and size in bytes."""

    path: Path
    sha256: str
    bytes: int


class Incoming:
    """A temporary file in `folder` that vanishes at the end of the `with` unless it was moved away."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(suffix=".part", dir=folder)
        self.path = Path(name)
        self._file = os.fdopen(descriptor, "wb", buffering=0)
        self._digest = hashlib.sha256()
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Append; OSError when the disk is full."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._digest.update(data)
        self._bytes += len(data)

    def finish(self) -> Received:
        """Bring everything to disk."""
        os.fsync(self._file.fileno())
        return Received(self.path, self._digest.hexdigest(), self._bytes)


async def receive(chunks: AsyncIterator[bytes], incoming: Incoming, limit: int) -> Received:
    """Write `chunks` until they end; more than `limit` bytes is `bundle-too-large`.

    The time allowed grows with the bytes received, so that one rule covers a silent sender and one who
    trickles: `upload-too-slow`.
    """
    start, total, buffer = asyncio.get_running_loop().time(), 0, bytearray()
    try:
        async with asyncio.timeout_at(start + GRACE_S) as patience:
            async for chunk in chunks:
                total += len(chunk)
                if total > limit:
                    raise RefusedUploadError("bundle-too-large", f"limit {limit} bytes")
                patience.reschedule(start + GRACE_S + total / SLOWEST)
                buffer += chunk
                if len(buffer) >= BLOCK:
                    await asyncio.to_thread(incoming.write, bytes(buffer))
                    buffer.clear()
    except TimeoutError as error:
        raise RefusedUploadError("upload-too-slow") from error
    await asyncio.to_thread(incoming.write, bytes(buffer))
    return await asyncio.to_thread(incoming.finish)


def clear(folder: Path) -> None:
    """Remove what uploads cut off by a crash left behind."""
    for path in folder.glob("*.part"):
        path.unlink(missing_ok=True)
