"""Any bytes give an envelope or a typed refusal; a signature covers every byte of what is said."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol import codec
from protocol.codec import MAX_MESSAGE_BYTES
from protocol.envelope import HUB, Envelope
from protocol.errors import LocalProtocolError, RemoteProtocolError
from protocol.messages import Command, Head
from tests.protocol.test_canonical import values

ID = "00000000-0000-4000-8000-00000000000a"
ENVELOPE = Envelope(ID, HUB, "seat-01", "phien-1", 7, 1_000, Head(7, "a" * 64))
PARTS = json.loads(codec.encode(ENVELOPE, None))
SIGNATURE = b"s" * 64


def sign(content: bytes) -> bytes:
    """A stand-in for Ed25519: 64 bytes that depend on every byte."""
    return (sum(content) % 251).to_bytes(1, "big") * 32 + len(content).to_bytes(32, "big")


def verify(content: bytes, signature: bytes) -> bool:
    return sign(content) == signature


def wire(**changed: object) -> bytes:
    return b"\n" + json.dumps({**PARTS, **changed}).encode()


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_an_envelope_or_a_typed_refusal(data: bytes, signed: bool) -> None:
    try:
        codec.decode(data, verify if signed else None)
    except RemoteProtocolError:
        return
    assert not signed


@given(st.dictionaries(st.sampled_from(sorted(PARTS)), values))
def test_any_values_in_the_places_of_an_envelope_are_one_or_refused(
    changed: dict[str, object],
) -> None:
    try:
        found = codec.decode(wire(**changed), None)
    except RemoteProtocolError:
        return
    assert codec.decode(codec.encode(found, None), None) == found


@given(st.integers(0), st.integers(1, 255))
def test_a_flipped_byte_of_a_signed_message_is_noticed(place: int, flip: int) -> None:
    data = bytearray(codec.encode(ENVELOPE, sign))
    data[place % len(data)] ^= flip
    try:
        assert codec.decode(bytes(data), verify) == ENVELOPE  # only A-F for a-f of the signature
        assert flip == 0x20
    except RemoteProtocolError:
        pass


def test_a_signed_message_is_read_by_whoever_checks_it_and_by_whoever_does_not() -> None:
    data = codec.encode(ENVELOPE, sign)
    assert codec.decode(data, verify) == ENVELOPE
    assert codec.decode(data, None) == ENVELOPE


@pytest.mark.parametrize(
    "data",
    [
        codec.encode(ENVELOPE, None),
        codec.encode(ENVELOPE, lambda _content: b"short"),
        codec.encode(ENVELOPE, lambda _content: bytes(64)),
        b"g" * 128 + codec.encode(ENVELOPE, None),
        "é".encode() * 64 + codec.encode(ENVELOPE, None),
    ],
)
def test_a_message_without_a_valid_signature_is_refused_where_one_is_needed(data: bytes) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        codec.decode(data, verify)
    assert refusal.value.code == "bad-signature"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "malformed-message"),
        (b"{}", "malformed-message"),
        (b"\n", "malformed-json"),
        (b"\n[]", "malformed-message"),
        (
            b"\n" + json.dumps({k: v for k, v in PARTS.items() if k != "to"}).encode(),
            "malformed-message",
        ),
        (wire(more=1), "malformed-message"),
        (wire(v=2), "unknown-version"),
        (wire(v=True), "unknown-version"),
        (wire(v="1"), "unknown-version"),
        (wire(kind="coup"), "unknown-kind"),
        (wire(kind=1), "malformed-message"),
        (wire(id="A" * 36), "invalid-message-id"),
        (wire(id=ID + "\n"), "invalid-message-id"),
        (wire(id=None), "malformed-message"),
        (wire(**{"from": ""}), "invalid-identifier"),
        (wire(**{"from": "Ghế"}), "invalid-identifier"),
        (wire(to="a/b"), "invalid-identifier"),
        (wire(meeting="-"), "invalid-identifier"),
        (wire(seq=-1), "malformed-message"),
        (wire(seq=True), "malformed-message"),
        (wire(at="1"), "malformed-message"),
        (wire(body=None), "unexpected-shape"),
        (wire(body={"seq": 1}), "unexpected-shape"),
        (b"\n" + b" " * MAX_MESSAGE_BYTES, "message-too-large"),
    ],
)
def test_what_is_no_envelope_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        codec.decode(data, None)
    assert refusal.value.code == code


def test_the_largest_message_passes_and_one_byte_more_is_our_own_fault() -> None:
    empty = replace(ENVELOPE, message=Command("conclude-item", "item-1", ""))
    room = MAX_MESSAGE_BYTES - len(codec.encode(empty, None))
    largest = replace(empty, message=Command("conclude-item", "item-1", "x" * room))
    assert codec.decode(codec.encode(largest, None), None) == largest
    with pytest.raises(LocalProtocolError) as fault:
        codec.encode(
            replace(empty, message=Command("conclude-item", "item-1", "x" * room + "x")), None
        )
    assert fault.value.code == "message-too-large"
