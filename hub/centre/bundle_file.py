"""Reading a bundle's zip, within limits: its manifest and the lines of its log.

This is no verification: it tells whose bundle a file claims to be, and reads one found sound.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from protocol.bundle import LOG, MANIFEST, BundleManifest, parse_manifest
from protocol.errors import RemoteProtocolError
from protocol.record import MAX_LINE

MAX_MANIFEST = 2 * 1024 * 1024  # 4096 files of at most some 300 bytes each
_BLOCK = 1024 * 1024  # hashing by the MiB costs no memory and few calls
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,  # an unknown compression
    RuntimeError,  # an encrypted member
    UnicodeDecodeError,
    ValueError,
)


def read_manifest(path: Path) -> BundleManifest:
    """What the bundle says it is; `unreadable-bundle` or a manifest's own code otherwise."""
    with _member(path, MANIFEST) as file:
        data = file.read(MAX_MANIFEST + 1)
    if len(data) > MAX_MANIFEST:
        raise RemoteProtocolError("bad-manifest", "too long")
    return parse_manifest(data)


def read_log(path: Path) -> Iterator[bytes]:
    """The lines of the log, without newlines; a line longer than a record may be is refused."""
    with _member(path, LOG) as file:
        while line := file.readline(MAX_LINE + 2):
            if len(line) > MAX_LINE + 1:
                raise RemoteProtocolError("record-too-long")
            yield line.removesuffix(b"\n")


def read_paper(path: Path, name: str, most: int) -> bytes | None:
    """A file of the bundle of at most `most` bytes; None if it has none of that name."""
    if all(each.path != name for each in read_manifest(path).files):
        return None
    with _member(path, name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise RemoteProtocolError("paper-too-long", name)
    return data


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def _member(path: Path, name: str) -> Iterator[IO[bytes]]:
    try:
        with zipfile.ZipFile(path) as bundle, bundle.open(name) as file:
            yield file
    except _BROKEN as error:
        raise RemoteProtocolError("unreadable-bundle", str(error)[:200]) from error
