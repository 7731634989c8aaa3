"""The bundle's files as the verifier reads them, whatever they lie in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import Protocol

from protocol.bundle import BundleFile
from protocol.errors import RemoteProtocolError


class Files(Protocol):
    """Read access to an opened bundle. A path appears once."""

    def paths(self) -> Collection[str]:
        """Every file there is, manifest and signature included."""
        ...

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content in pieces; `RemoteProtocolError` (`unreadable-file`) where it cannot be read."""
        ...


def read(files: Files, path: str, limit: int) -> bytes:
    """The whole content: `file-missing` or `file-too-large` where that is not to be had."""
    if path not in files.paths():
        raise RemoteProtocolError("file-missing", path)
    found = bytearray()
    for chunk in files.chunks(path):
        found += chunk
        if len(found) > limit:
            raise RemoteProtocolError("file-too-large", path)
    return bytes(found)


def fingerprint(files: Files, path: str) -> BundleFile:
    """Size and SHA-256 of a file, read piece by piece."""
    digest, size = hashlib.sha256(), 0
    for chunk in files.chunks(path):
        digest.update(chunk)
        size += len(chunk)
    return BundleFile(path, digest.hexdigest(), size)
