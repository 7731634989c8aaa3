"""A manifest is read back exactly and lists only harmless paths."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.bundle import (
    FORMAT,
    BundleFile,
    BundleHead,
    BundleManifest,
    certificate_path,
    dump_manifest,
    parse_manifest,
    safe_path,
)
from protocol.errors import RemoteProtocolError

FILES = (
    BundleFile("documents/roster.json", "a" * 64, 3),
    BundleFile("keys/ca.pem", "b" * 64, 4),
    BundleFile("log.jsonl", "c" * 64, 5),
)
MANIFEST = BundleManifest(FORMAT, "phong-1", "hop-1", BundleHead(7, "d" * 64), FILES)


def manifest(*files: BundleFile) -> BundleManifest:
    return BundleManifest(FORMAT, "phong-1", "hop-1", BundleHead(7, "d" * 64), files)


def test_a_manifest_survives_its_bytes() -> None:
    assert parse_manifest(dump_manifest(MANIFEST)) == MANIFEST


@given(st.binary(max_size=300))
def test_any_bytes_are_a_manifest_or_a_typed_refusal(data: bytes) -> None:
    try:
        found = parse_manifest(data)
    except RemoteProtocolError:
        return
    assert dump_manifest(found) == data


@given(st.integers(0), st.integers(1, 255))
def test_a_flipped_byte_never_gives_the_same_manifest(place: int, flip: int) -> None:
    changed = bytearray(dump_manifest(MANIFEST))
    changed[place % len(changed)] ^= flip
    with suppress(RemoteProtocolError):
        assert parse_manifest(bytes(changed)) != MANIFEST


@pytest.mark.parametrize(
    "path",
    [
        "",
        "../log.jsonl",
        "/log.jsonl",
        "keys/../ca.pem",
        "keys/",
        "keys/.hidden",
        "keys/a/b",
        "papers\\a.pdf",
        "documents/đề-án.pdf",
        "documents/a\nb",
        "manifest.json",
        "other/a.pdf",
        "log.jsonl\n",
        "documents/" + "a" * 129,
    ],
)
def test_a_path_outside_the_known_places_is_refused(path: str) -> None:
    assert not safe_path(path)
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_manifest(dump_manifest(manifest(BundleFile(path, "a" * 64, 1))))
    assert refusal.value.code == "bad-manifest"


@pytest.mark.parametrize("path", ["log.jsonl", "keys/ca.pem", "documents/a.b-c_d.pdf"])
def test_a_path_in_a_known_place_is_allowed(path: str) -> None:
    assert safe_path(path)


@pytest.mark.parametrize(
    "files",
    [
        (FILES[1], FILES[0]),
        (FILES[0], FILES[0]),
        (BundleFile("log.jsonl", "a" * 63, 1),),
        (BundleFile("log.jsonl", "A" * 64, 1),),
        (BundleFile("log.jsonl", "a" * 64, -1),),
    ],
)
def test_an_unsorted_repeated_or_impossible_file_is_refused(files: tuple[BundleFile, ...]) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_manifest(dump_manifest(manifest(*files)))
    assert refusal.value.code == "bad-manifest"


def test_another_format_is_refused() -> None:
    other = dump_manifest(MANIFEST).replace(b"phienhop-bundle/1", b"phienhop-bundle/2")
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_manifest(other)
    assert refusal.value.code == "unknown-bundle-format"


def test_a_certificate_lies_under_its_device() -> None:
    assert certificate_path("seat-07") == "keys/seat-07.pem"
