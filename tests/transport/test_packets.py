"""PUBLISH and PUBACK: as the standard writes them, whatever the pieces, and garbage is told as such."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transport import packets
from transport.packets import MalformedPacketError, Publish

topics = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def test_packets_are_written_as_in_the_standard() -> None:
    plain = packets.write_publish("a/b", b"hi", 0, retain=False)
    assert plain == b"\x30\x08\x00\x03a/b\x00hi"
    kept = packets.write_publish("a/b", b"hi", 10, retain=True)
    assert kept == b"\x33\x0a\x00\x03a/b\x00\x0a\x00hi"
    assert packets.write_puback(10) == b"\x40\x02\x00\x0a"


@given(topics, st.binary(max_size=20_000), st.integers(0, packets.LAST_ID), st.booleans())
def test_a_message_survives_its_packet(
    topic: str, payload: bytes, packet_id: int, retain: bool
) -> None:
    packet = packets.write_publish(topic, payload, packet_id, retain=retain)
    assert packets.kind(packet) == packets.PUBLISH
    assert packets.read_publish(packet) == Publish(topic, payload, packet_id)


@pytest.mark.parametrize("size", [0, 120, 121, 16_376, 16_377, 2_097_143, 2_097_144])
def test_the_length_is_known_as_soon_as_it_can_be_and_counts_the_header(size: int) -> None:
    packet = packets.write_publish("a/b", bytes(size), 1, retain=False)
    seen = [packets.packet_length(b"xx" + packet[:count], 2) for count in range(7)]
    known = [length for length in seen if length is not None]
    assert set(known) == {len(packet)}
    assert seen[: 7 - len(known)] == [None] * (7 - len(known))


def test_properties_of_a_message_are_passed_over() -> None:
    expiry = b"\x02\x00\x00\x00\x3c"
    packet = b"\x32\x0c\x00\x01a\x00\x07\x05" + expiry + b"b"
    assert packets.read_publish(packet) == Publish("a", b"b", 7)


@pytest.mark.parametrize(
    ("packet", "said"),
    [(b"\x40\x02\x01\x00", (256, 0)), (b"\x40\x03\x00\x01\x87", (1, 0x87))],
)
def test_an_acknowledgement_says_for_what_and_whether(packet: bytes, said: tuple[int, int]) -> None:
    assert packets.read_puback(packet) == said


@given(st.binary(min_size=1, max_size=40))
def test_any_bytes_are_a_packet_or_a_typed_refusal(data: bytes) -> None:
    for read in (packets.read_publish, packets.read_puback):
        with contextlib.suppress(MalformedPacketError, IndexError, UnicodeDecodeError):
            read(data)  # type: ignore[operator]


def test_a_length_without_end_is_refused() -> None:
    with pytest.raises(MalformedPacketError):
        packets.packet_length(b"\x30\xff\xff\xff\xff\xff", 0)
