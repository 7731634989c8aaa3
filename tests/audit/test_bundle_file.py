"""Whatever bytes are given as a bundle: they can be read within limits, or are refused by name."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import bundle_file
from audit.bundle_file import BundleRefusedError, BundleZip
from audit.check import unheard, verify_bundle
from protocol.errors import RemoteProtocolError
from tests.audit.bundle_maker import decode_text, seal, zipped

SMALL = {"log.jsonl": b"{}\n" * 50, "manifest.json": b"{}", "keys/ca.pem": b"pem"}


def small_zip() -> bytearray:
    return bytearray(zipped(SMALL).getvalue())


def refusal_of(data: bytes) -> str:
    with pytest.raises(BundleRefusedError) as refusal:
        BundleZip(io.BytesIO(data))
    return refusal.value.code


def read_all(data: bytes) -> dict[str, bytes]:
    opened = BundleZip(io.BytesIO(data))
    return {path: b"".join(opened.chunks(path)) for path in opened.paths()}


def test_files_are_read_as_they_were_written() -> None:
    assert read_all(small_zip()) == SMALL


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_all(data)
    except RemoteProtocolError:
        return
    assert data


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_zip_with_any_bytes_changed_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = small_zip()
    for place, value in changes:
        data[place % len(data)] = value
    try:
        found = read_all(bytes(data))
    except RemoteProtocolError:
        return
    assert len(found) <= len(SMALL)


@given(st.integers(0, 10**6), st.binary(max_size=30), st.integers(0, 40))
def test_a_zip_with_anything_spliced_in_is_read_or_refused(
    place: int, inserted: bytes, removed: int
) -> None:
    data = small_zip()
    start = place % len(data)
    data[start : start + removed] = inserted
    try:
        found = read_all(bytes(data))
    except RemoteProtocolError:
        return
    assert set(found) <= set(SMALL)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=3))
def test_a_whole_bundle_with_any_bytes_changed_is_audited_or_refused(
    changes: list[tuple[int, int]],
) -> None:
    data = bytearray(zipped(seal()).getvalue())
    for place, value in changes:
        data[place % len(data)] = value
    try:
        report = verify_bundle(io.BytesIO(data), None, read_text=decode_text, progress=unheard)
    except BundleRefusedError:
        return
    assert report.errors or report.sound


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "keys/../../x",
        "C:\\x",
        "keys\\ca.pem",
        "keys/",
        "readme.txt",
        "papers/đề-án.pdf",
    ],
)
def test_an_odd_path_is_refused(path: str) -> None:
    assert refusal_of(zipped({path: b"x"}).getvalue()) == "unsafe-path"


def test_a_path_with_a_hidden_end_is_refused() -> None:
    data = zipped({"papers/a_.exe": b"x"}).getvalue().replace(b"a_.exe", b"a\x00.exe")
    assert refusal_of(data) == "unsafe-path"


def test_a_path_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("log.jsonl", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("log.jsonl", b"two")
    assert refusal_of(target.getvalue()) == "duplicate-path"


def test_an_encrypted_file_is_refused() -> None:
    data = small_zip()
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert refusal_of(data) == "encrypted-file"


def test_another_compression_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("log.jsonl", b"{}")
    assert refusal_of(target.getvalue()) == "unsupported-compression"


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    data = zipped({"log.jsonl": bytes(20 * 1024 * 1024)}).getvalue()
    entry = data.index(b"PK\x01\x02")
    assert struct.unpack_from("<L", data, entry + 24)[0] == 20 * 1024 * 1024
    assert refusal_of(data) == "suspicious-ratio"


def test_a_file_never_inflates_beyond_its_stated_size() -> None:
    data = bytearray(zipped({"log.jsonl": bytes(1024 * 1024)}).getvalue())
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 10)
    with pytest.raises(RemoteProtocolError) as refusal:
        read_all(bytes(data))
    assert refusal.value.code == "unreadable-file"


def test_a_huge_stated_size_is_refused() -> None:
    data = small_zip()
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 2**31)
    assert refusal_of(data) == "bundle-too-large"


def test_too_many_files_are_refused_before_the_directory_is_read() -> None:
    data = small_zip()
    struct.pack_into("<HH", data, len(data) - 14, 60_000, 60_000)
    assert refusal_of(data) == "too-many-files"


def test_a_zip_of_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_file, "MAX_ENTRIES", 2)
    assert refusal_of(small_zip()) == "too-many-files"


def test_a_zip64_is_refused() -> None:
    data = small_zip()
    locator = b"PK\x06\x07" + bytes(16)
    assert refusal_of(data[:-22] + locator + data[-22:]) == "zip-not-plain"


def test_a_zip_with_a_comment_is_refused() -> None:
    target = zipped(SMALL)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"hello"
    assert refusal_of(target.getvalue()) in ("zip-not-plain", "not-a-zip")


def test_a_damaged_file_is_unreadable_by_name() -> None:
    data = small_zip()
    data[42] ^= 0xFF  # in the first file's compressed content
    with pytest.raises(RemoteProtocolError) as refusal:
        read_all(bytes(data))
    assert (refusal.value.code, refusal.value.detail) == ("unreadable-file", "log.jsonl")
