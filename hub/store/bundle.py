"""Writing a meeting's bundle: everything a doubter needs, in one signed zip."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from hub.store.meetings import storage_error, sync
from protocol.bundle import (
    FORMAT,
    MANIFEST,
    SIGNATURE,
    BundleFile,
    BundleHead,
    BundleManifest,
    dump_manifest,
)
from protocol.record import ChainHead

_STORED = (".pdf", ".sig")  # compressed already, or too small to gain
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same content gives the same zip

Content = tuple[str, bytes]


def write_bundle(
    target: Path,
    *,
    room: str,
    meeting: str,
    head: ChainHead,
    files: Iterator[Content],
    sign: Callable[[bytes], bytes],
) -> str:
    """Write `target` whole or not at all and return its SHA-256.

    `files` yields every path with its bytes; manifest and signature are added. Raises `StorageError`.
    """
    part = target.with_name(f".{target.name}.part")
    listed: list[BundleFile] = []
    try:
        with zipfile.ZipFile(part, "w") as bundle:
            for path, data in files:
                _add(bundle, path, data)
                listed.append(BundleFile(path, hashlib.sha256(data).hexdigest(), len(data)))
            manifest = BundleManifest(
                format=FORMAT,
                room=room,
                meeting=meeting,
                head=BundleHead(head.seq, head.hash),
                files=tuple(sorted(listed, key=lambda file: file.path)),
            )
            signed = dump_manifest(manifest)
            _add(bundle, MANIFEST, signed)
            _add(bundle, SIGNATURE, sign(signed))
        digest = _settle(part)
        part.replace(target)
        sync(target.parent)
    except OSError as error:
        raise storage_error(error) from error
    finally:
        part.unlink(missing_ok=True)
    return digest


def _add(bundle: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.external_attr = 0o644 << 16
    stored = path.endswith(_STORED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    bundle.writestr(entry, data)


def _settle(path: Path) -> str:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
