"""PUBLISH and PUBACK of MQTT 5 (OASIS standard, 3.3 and 3.4), the packets that come by the thousand.

A library that builds tables for the properties of each packet needs eight times as long for them. Bytes that
are no such packet are a `MalformedPacketError`, an `IndexError` or a `UnicodeDecodeError`.
"""

from __future__ import annotations

from msgspec import Struct

PUBLISH = 0x30
PUBACK = 0x40
FAILED = 0x80  # reason codes from here on say that the broker did not take a message
LAST_ID = 65_535

_RETAIN = 0x01
_QOS = 0x06
_MOST_LENGTH_BYTES = 4


class MalformedPacketError(ValueError):
    """What came is not MQTT."""


class Publish(Struct, frozen=True):
    """A message as received. `packet` is its id, to be acknowledged; 0 with QoS 0."""

    topic: str
    payload: bytes
    packet: int


def kind(packet: bytes) -> int:
    """The packet's type, without its flags."""
    return packet[0] & 0xF0


def packet_length(data: bytes, start: int) -> int | None:
    """Bytes of the whole packet at `start`, header included; None while that cannot be seen yet."""
    position = start + 1
    if position >= len(data):
        return None
    try:
        length, end = _number(data, position)
    except IndexError:
        return None
    return end - start + length


def read_publish(packet: bytes) -> Publish:
    """A whole PUBLISH, properties ignored: the broker sends none that change its meaning."""
    _, start = _number(packet, 1)
    start, end = start + 2, start + 2 + int.from_bytes(packet[start : start + 2])
    topic = packet[start:end].decode("utf-8")
    packet_id = 0
    if packet[0] & _QOS:
        packet_id = int.from_bytes(packet[end : end + 2])
        end += 2
    properties, end = _number(packet, end)
    if end + properties > len(packet):
        raise MalformedPacketError
    return Publish(topic, packet[end + properties :], packet_id)


def write_publish(topic: str, payload: bytes, packet_id: int, *, retain: bool) -> bytes:
    """A PUBLISH without properties, of QoS 1 if there is a `packet_id` to acknowledge, else of QoS 0."""
    name = topic.encode("utf-8")
    number = packet_id.to_bytes(2) if packet_id else b""
    head = len(name).to_bytes(2) + name + number + b"\0"
    flags = (0x02 if packet_id else 0) | (_RETAIN if retain else 0)
    return bytes((PUBLISH | flags,)) + _length(len(head) + len(payload)) + head + payload


def read_puback(packet: bytes) -> tuple[int, int]:
    """The packet id a PUBACK is about, and its reason code; 0 is success."""
    _, start = _number(packet, 1)
    if start + 2 > len(packet):
        raise MalformedPacketError
    reason = packet[start + 2] if start + 2 < len(packet) else 0
    return int.from_bytes(packet[start : start + 2]), reason


def write_puback(packet_id: int) -> bytes:
    """A PUBACK that says success."""
    return bytes((PUBACK, 2)) + packet_id.to_bytes(2)


def _number(data: bytes, position: int) -> tuple[int, int]:
    """A variable byte integer, and where it ends."""
    value = 0
    for place in range(_MOST_LENGTH_BYTES):
        byte = data[position + place]
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, position + place + 1
    raise MalformedPacketError


def _length(value: int) -> bytes:
    """A variable byte integer."""
    written = bytearray()
    while value >= 0x80:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
