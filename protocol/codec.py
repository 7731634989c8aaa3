"""Envelopes to bytes and back, within limits. Any bytes give an envelope or a `RemoteProtocolError`."""

from __future__ import annotations

import binascii

from protocol import canonical, shapes
from protocol.canonical import Json
from protocol.envelope import HUB, VERSION, Envelope, Sign, Verify
from protocol.errors import LocalProtocolError, RemoteProtocolError
from protocol.identifiers import SLUG, message_id
from protocol.messages import KINDS, NAMES

MAX_MESSAGE_BYTES = 256 * 1024 + 4096  # one chunk's worth of content and its wrapping
_SIGNATURE_HEX = 128
_FIELDS = {"v", "kind", "id", "from", "to", "meeting", "seq", "at", "body"}


def encode(envelope: Envelope, sign: Sign | None) -> bytes:
    """The wire bytes of `envelope`, signed when `sign` is given; too large is our own bug."""
    content = canonical.dump(
        {
            "v": VERSION,
            "kind": NAMES[type(envelope.message)],
            "id": envelope.id,
            "from": envelope.sender,
            "to": envelope.to,
            "meeting": envelope.meeting,
            "seq": envelope.seq,
            "at": envelope.at,
            "body": shapes.to_json(envelope.message),
        }
    )
    signature = sign(content).hex().encode("ascii") if sign else b""
    data = signature + b"\n" + content
    if len(data) > MAX_MESSAGE_BYTES:
        raise LocalProtocolError("message-too-large", f"{len(data)} bytes")
    return data


def decode(data: bytes, verify: Verify | None) -> Envelope:
    """Read wire bytes. With `verify`, a message without a valid signature is refused."""
    if len(data) > MAX_MESSAGE_BYTES:
        raise RemoteProtocolError("message-too-large", f"{len(data)} bytes")
    signature, newline, content = data.partition(b"\n")
    if not newline:
        raise RemoteProtocolError("malformed-message")
    if verify and not verify(content, _signature(signature)):
        raise RemoteProtocolError("bad-signature")
    return _envelope(canonical.load(content))


def _signature(text: bytes) -> bytes:
    if len(text) != _SIGNATURE_HEX:
        raise RemoteProtocolError("bad-signature")
    try:
        return binascii.unhexlify(text)
    except binascii.Error as error:
        raise RemoteProtocolError("bad-signature") from error


def _envelope(value: Json) -> Envelope:
    if not isinstance(value, dict) or value.keys() != _FIELDS:
        raise RemoteProtocolError("malformed-message")
    if value["v"] != VERSION or isinstance(value["v"], bool):
        raise RemoteProtocolError("unknown-version")
    kind = KINDS.get(_text(value["kind"]))
    if kind is None:
        raise RemoteProtocolError("unknown-kind")
    return Envelope(
        id=message_id(_text(value["id"])),
        sender=_name(value["from"], optional=False),
        to=_name(value["to"], optional=True),
        meeting=_name(value["meeting"], optional=True),
        seq=_natural(value["seq"]),
        at=_natural(value["at"]),
        message=shapes.from_json(kind, value["body"]),
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise RemoteProtocolError("malformed-message")
    return value


def _name(value: Json, *, optional: bool) -> str:
    name = _text(value)
    if (optional and not name) or name == HUB or SLUG.fullmatch(name):
        return name
    raise RemoteProtocolError("invalid-identifier", name[:80])


def _natural(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise RemoteProtocolError("malformed-message")
    return value
