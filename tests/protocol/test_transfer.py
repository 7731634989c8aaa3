"""What a terminal lacks and what a manifest says hold together, for papers of any size."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol.errors import RemoteProtocolError
from protocol.transfer import (
    CHUNK_BYTES,
    MAX_CHUNKS,
    MAX_RANGES,
    Manifest,
    Range,
    check_manifest,
    chunk_count,
    indexes,
    join_hashes,
    missing_ranges,
)

totals = st.integers(1, MAX_CHUNKS)


def manifest(size: int) -> Manifest:
    digests = [hashlib.sha256(bytes([n % 256])).digest() for n in range(chunk_count(size))]
    return Manifest("to-trinh", 1, "item-1", "Tờ trình", 3, size, "a" * 64, join_hashes(digests))


@pytest.mark.parametrize(
    ("size", "chunks"),
    [(1, 2), (CHUNK_BYTES, 2), (CHUNK_BYTES + 1, 3), ((MAX_CHUNKS - 1) * CHUNK_BYTES, MAX_CHUNKS)],
)
def test_a_file_has_a_preview_and_as_many_chunks_as_it_needs(size: int, chunks: int) -> None:
    assert chunk_count(size) == chunks
    found = check_manifest(manifest(size))
    assert found.chunks == chunks
    assert found.chunk_hash(1) == hashlib.sha256(b"\x01").digest()


@pytest.mark.parametrize(
    "changed",
    [
        {"size": 0},
        {"size": -1},
        {"size": CHUNK_BYTES + 1},
        {"pages": 0},
        {"version": 0},
        {"chunk_hashes": ""},
        {"chunk_hashes": "é" * 88},
        {"chunk_hashes": "!" * 88},
        {"chunk_hashes": "abc"},
        {"chunk_hashes": base64.b64encode(b"x" * 63).decode()},
        {"chunk_hashes": base64.b64encode(b"x" * 96).decode()},
    ],
)
def test_numbers_that_do_not_fit_together_are_refused(changed: dict[str, object]) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        check_manifest(replace(manifest(40), **changed))  # type: ignore[arg-type]
    assert refusal.value.code == "bad-manifest"


def test_a_paper_of_too_many_chunks_is_refused() -> None:
    with pytest.raises(RemoteProtocolError, match="bad-manifest"):
        check_manifest(manifest(MAX_CHUNKS * CHUNK_BYTES))


@given(st.text(max_size=100), st.integers(-5, 10**12))
def test_any_hashes_and_size_are_a_manifest_or_a_typed_refusal(hashes: str, size: int) -> None:
    try:
        found = check_manifest(replace(manifest(40), chunk_hashes=hashes, size=size))
    except RemoteProtocolError:
        return
    assert found.chunks == chunk_count(size)


@given(totals, st.data())
def test_asking_until_nothing_is_missing_brings_every_chunk_once(
    total: int, data: st.DataObject
) -> None:
    held = data.draw(st.frozensets(st.integers(0, total - 1), max_size=total))
    brought: list[int] = []
    while ranges := missing_ranges(held | frozenset(brought), total):
        assert len(ranges) <= MAX_RANGES
        brought += indexes(ranges, total)
    assert sorted([*held, *brought]) == list(range(total))


def test_a_riddled_paper_is_asked_for_in_bounded_requests() -> None:
    every_other = frozenset(range(0, 1000, 2))
    ranges = missing_ranges(every_other, 1000)
    assert len(ranges) == MAX_RANGES
    assert ranges[0] == Range(1, 1)


@pytest.mark.parametrize(
    "ranges",
    [
        (Range(-1, 0),),
        (Range(0, 5),),
        (Range(3, 2),),
        (Range(0, 4), Range(4, 4)),
        (Range(0, 0),) * 2,
        tuple(Range(n, n) for n in range(5)) * 2,
    ],
)
def test_chunks_that_do_not_exist_or_are_asked_for_twice_are_refused(
    ranges: tuple[Range, ...],
) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        indexes(ranges, 5)
    assert refusal.value.code == "bad-range"


def test_a_request_of_more_ranges_than_one_may_hold_is_refused_before_it_is_read_out() -> None:
    """Twelve thousand ranges fit into one message; read out they would be millions of numbers."""

    def endless() -> object:
        for _ in range(MAX_RANGES + 1):
            yield Range(0, 0)
        raise AssertionError("read on after the limit")

    with pytest.raises(RemoteProtocolError, match="bad-range"):
        indexes(endless(), MAX_CHUNKS)  # type: ignore[arg-type]
