"""Records survive their line exactly, and no change of a chain goes unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.errors import RemoteProtocolError
from protocol.record import (
    GENESIS,
    BrokenChainError,
    ChainHead,
    Record,
    line,
    line_hash,
    parse_line,
    parse_timestamp,
    timestamp,
    verify_chain,
)

YEAR_9999 = 253_402_300_799_999
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
bodies = st.dictionaries(
    texts, st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts, max_size=4
)


def chained(count: int) -> list[bytes]:
    head, lines = ChainHead(), []
    for seq in range(1, count + 1):
        data = line(Record(seq, seq * 1000, "ItemTaken", "hub", {"item": f"item-{seq}"}, head.hash))
        head = ChainHead(seq, line_hash(data))
        lines.append(data)
    return lines


@given(st.integers(1, 2**40), st.integers(0, YEAR_9999), texts, texts, bodies)
def test_a_record_survives_its_line(
    seq: int, at: int, kind: str, actor: str, body: dict[str, int | str | None]
) -> None:
    record = Record(seq, at, kind, actor, {**body}, GENESIS)
    assert parse_line(line(record)) == record


@given(st.binary(max_size=300))
def test_any_bytes_are_a_record_or_a_typed_refusal(data: bytes) -> None:
    try:
        record = parse_line(data)
    except RemoteProtocolError:
        return
    assert line(record) == data


@given(st.integers(0, YEAR_9999))
def test_a_time_survives_its_text(at: int) -> None:
    assert parse_timestamp(timestamp(at)) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-22",
        "2026-11-22T01:02:03.04Z",
        "2026-11-22T01:02:03.004",
        "2026-02-30T01:02:03.004Z",
    ],
)
def test_another_form_of_time_is_refused(text: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_timestamp(text)
    assert refusal.value.code == "malformed-timestamp"


def test_a_whole_chain_yields_every_record_and_head() -> None:
    lines = chained(5)
    found = list(verify_chain(lines))
    assert [record.seq for record, _ in found] == [1, 2, 3, 4, 5]
    assert found[-1][1] == ChainHead(5, line_hash(lines[-1]))


def test_the_hash_of_an_empty_chain_is_zeros() -> None:
    assert parse_line(chained(1)[0]).prev == "0" * 64


def broken_at(lines: list[bytes]) -> tuple[str, int]:
    with pytest.raises(BrokenChainError) as broken:
        list(verify_chain(lines))
    return broken.value.code, broken.value.seq


def test_a_missing_record_is_noticed_in_its_place() -> None:
    lines = chained(5)
    assert broken_at([*lines[:2], *lines[3:]]) == ("record-out-of-sequence", 3)


def test_a_repeated_record_is_noticed_in_its_place() -> None:
    lines = chained(5)
    assert broken_at([*lines[:3], lines[2], *lines[3:]]) == ("record-out-of-sequence", 4)


def test_exchanged_records_are_noticed_in_their_place() -> None:
    lines = chained(5)
    assert broken_at([lines[0], lines[2], lines[1]]) == ("record-out-of-sequence", 2)


def test_a_changed_record_is_noticed_by_the_next() -> None:
    lines = chained(5)
    lines[2] = lines[2].replace(b"item-3", b"item-9")
    assert broken_at(lines) == ("chain-broken", 4)


@given(st.integers(0, 4), st.integers(0), st.integers(1, 255))
def test_any_flipped_byte_but_those_of_the_last_record_breaks_the_chain(
    number: int, place: int, flip: int
) -> None:
    lines = chained(6)
    changed = bytearray(lines[number])
    changed[place % len(changed)] ^= flip
    lines[number] = bytes(changed)
    with pytest.raises(BrokenChainError) as broken:
        list(verify_chain(lines))
    assert broken.value.seq in (number + 1, number + 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "malformed-json"),
        (b"[]", "malformed-record"),
        (b"{}", "malformed-record"),
        (b'{"seq": 1}', "not-canonical"),
        (chained(1)[0].replace(b'"seq":1', b'"seq":"1"'), "malformed-record"),
        (chained(1)[0].replace(b'"actor":"hub"', b'"actor":null'), "malformed-record"),
        (chained(1)[0].replace(b'"body":{"item":"item-1"}', b'"body":[]'), "malformed-record"),
        (chained(1)[0].replace(b"Z", b""), "malformed-timestamp"),
        (chained(1)[0] + b" " * (4 * 1024 * 1024), "record-too-long"),
    ],
)
def test_a_line_that_is_no_record_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_line(data)
    assert refusal.value.code == code
