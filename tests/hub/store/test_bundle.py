"""The bundle: the same content gives the same bytes, and a failure leaves nothing or what was there."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.application.ports import StorageError
from hub.store.bundle import Content, write_bundle
from protocol.bundle import LOG, MANIFEST, SIGNATURE, BundleHead, parse_manifest, safe_path
from protocol.record import ChainHead

FILES: tuple[Content, ...] = (
    (LOG, b'{"seq":1}\n' * 50),
    ("keys/ca.pem", b"-----BEGIN CERTIFICATE-----"),
    ("papers/minutes.pdf", b"%PDF-1.7 " * 500),
)
HEAD = ChainHead(7, "a" * 64)


def write(target: Path, files: Iterator[Content] | None = None) -> str:
    return write_bundle(
        target,
        room="phong-1",
        meeting="phien-1",
        head=HEAD,
        files=files if files is not None else iter(FILES),
        sign=lambda data: hashlib.sha512(data).digest(),
    )


def test_the_manifest_lists_every_file_as_it_is_and_is_signed(tmp_path: Path) -> None:
    target = tmp_path / "bundle.zip"
    digest = write(target)
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    with zipfile.ZipFile(target) as bundle:
        content = {name: bundle.read(name) for name in bundle.namelist()}
        assert bundle.testzip() is None
    manifest = parse_manifest(content[MANIFEST])
    assert content[SIGNATURE] == hashlib.sha512(content[MANIFEST]).digest()
    assert (manifest.room, manifest.meeting) == ("phong-1", "phien-1")
    assert manifest.head == BundleHead(7, "a" * 64)
    assert {file.path for file in manifest.files} == {path for path, _ in FILES}
    for file in manifest.files:
        assert safe_path(file.path)
        assert hashlib.sha256(content[file.path]).hexdigest() == file.sha256
        assert len(content[file.path]) == file.bytes


def test_the_same_content_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(tmp_path / "a.zip")
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    old = os.umask(0o077)
    try:
        assert write(tmp_path / "b.zip") == first
    finally:
        os.umask(old)


def test_a_bundle_is_replaced_by_a_newer_one(tmp_path: Path) -> None:
    target = tmp_path / "bundle.zip"
    first = write(target)
    assert write(target, iter(FILES[:1])) != first
    with zipfile.ZipFile(target) as bundle:
        assert sorted(bundle.namelist()) == [LOG, MANIFEST, SIGNATURE]


def failing() -> Iterator[Content]:
    yield FILES[0]
    raise OSError(errno.ENOSPC, "full")


def refusing() -> Iterator[Content]:
    yield FILES[0]
    raise StorageError("record-damaged")


@pytest.mark.parametrize(("files", "code"), [(failing, "disk-full"), (refusing, "record-damaged")])
def test_a_failure_while_reading_leaves_what_was_there(
    tmp_path: Path, files: object, code: str
) -> None:
    target = tmp_path / "bundle.zip"
    digest = write(target)
    with pytest.raises(StorageError) as failed:
        write(target, files())  # type: ignore[operator]
    assert failed.value.code == code
    assert list(tmp_path.iterdir()) == [target]
    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_full_disk_at_the_end_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(StorageError, match="disk-full"):
        write(tmp_path / "bundle.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_bundles_name_is_on_the_disk_when_it_is_called_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record will say that the centre has it; a power cut must not take it back."""
    synced: list[str] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    write(tmp_path / "bundle.zip")
    assert synced[-1] == str(tmp_path)
