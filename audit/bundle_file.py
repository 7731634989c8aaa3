"""A bundle's zip, read in place. Whatever the bytes are: a readable bundle, or a typed refusal.

Nothing is unpacked to disk. Every limit is checked from the zip's directory before anything is inflated,
and no file inflates beyond the size the directory states.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import IO

from protocol import bundle
from protocol.errors import RemoteProtocolError

CHUNK = 256 * 1024  # large enough for hashing at full speed, small beside a paper
MAX_ENTRIES = bundle.MAX_FILES + 2  # the listed files, the manifest and its signature
MAX_DIRECTORY = MAX_ENTRIES * 512  # a path of 140 characters and the zip's own 46 bytes stay below
MAX_RATIO = 1000  # deflate's own limit is 1032; logs and text reach some 20
FREE_RATIO = 1024 * 1024  # below a mebibyte a ratio does no harm
_END = struct.Struct("<4s4H2LH")
_END_MARK, _ZIP64_MARK = b"PK\x05\x06", b"PK\x06\x07"
_ZIP64_LOCATOR = 20  # bytes, straight before the end record where there is one
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# All that the zipfile module raises on bytes that are not what they say.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


class BundleRefusedError(RemoteProtocolError):
    """The file is not a bundle that can be read safely.

    Codes: `not-a-zip`, `bundle-too-large`, `too-many-files`, `zip-not-plain` (zip64, comment, several
    disks), `unsafe-path`, `duplicate-path`, `encrypted-file`, `unsupported-compression`,
    `suspicious-ratio`.
    """


class BundleZip:
    """An opened bundle: paths, and their content in pieces."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the directory of `file`, which must be seekable; raises `BundleRefusedError`."""
        _check_end(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise BundleRefusedError("not-a-zip", str(error)[:200]) from error
        self._entries = _entries(self._zip.infolist())

    def paths(self) -> Collection[str]:
        """Every file there is."""
        return self._entries.keys()

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content of a file in pieces; `unreadable-file` where it is damaged."""
        try:
            with self._zip.open(self._entries[path]) as content:
                while chunk := content.read(CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise RemoteProtocolError("unreadable-file", path) from error


def _check_end(file: IO[bytes]) -> None:
    """The end record is plain and its directory small, before anything reads that directory."""
    size = file.seek(0, 2)
    if size > bundle.MAX_BUNDLE_BYTES:
        raise BundleRefusedError("bundle-too-large", f"{size} bytes")
    if size < _END.size:
        raise BundleRefusedError("not-a-zip", "too short")
    tail = min(size, _END.size + _ZIP64_LOCATOR)
    file.seek(-tail, 2)
    data = file.read(tail)
    mark, disk, start_disk, here, count, length, _, comment = _END.unpack(data[-_END.size :])
    if mark != _END_MARK:
        raise BundleRefusedError("not-a-zip", "no end record at the end")
    if disk or start_disk or comment or here != count or data.startswith(_ZIP64_MARK):
        raise BundleRefusedError("zip-not-plain")
    if count > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise BundleRefusedError("too-many-files", str(count))
    file.seek(0)


def _entries(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_entry(info)
        if info.filename in entries:
            raise BundleRefusedError("duplicate-path", info.filename)
        entries[info.filename] = info
    if len(entries) > MAX_ENTRIES:
        raise BundleRefusedError("too-many-files", str(len(entries)))
    if sum(info.file_size for info in infos) > bundle.MAX_BUNDLE_BYTES:
        raise BundleRefusedError("bundle-too-large")
    return entries


def _check_entry(info: zipfile.ZipInfo) -> None:
    path = info.orig_filename
    known = path in (bundle.MANIFEST, bundle.SIGNATURE) or bundle.safe_path(path)
    if not known or path != info.filename:
        raise BundleRefusedError("unsafe-path", ascii(path)[:200])
    if info.flag_bits & _ENCRYPTED:
        raise BundleRefusedError("encrypted-file", path)
    if info.compress_type not in _METHODS:
        raise BundleRefusedError("unsupported-compression", path)
    if info.file_size > bundle.MAX_FILE_BYTES:
        raise BundleRefusedError("bundle-too-large", path)
    if info.file_size > max(FREE_RATIO, MAX_RATIO * info.compress_size):
        raise BundleRefusedError("suspicious-ratio", path)
