"""Identifiers as distinct types, and the one place that decides what a valid one looks like.

Names of rooms, devices, persons, items, polls and papers are lower-case slugs: safe in a topic, a file
name, a certificate's CN and a log line. Messages and ballots carry UUIDs.
"""

from __future__ import annotations

import re
from typing import NewType

from protocol.errors import RemoteProtocolError

RoomId = NewType("RoomId", str)
DeviceId = NewType("DeviceId", str)
MessageId = NewType("MessageId", str)

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)  # 64: the CN limit of X.509
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def slug(text: str) -> str:
    """Return `text` if it is a valid name, else raise `invalid-identifier`."""
    if not SLUG.fullmatch(text):
        raise RemoteProtocolError("invalid-identifier", text[:80])
    return text


def message_id(text: str) -> MessageId:
    """Return `text` if it is a lower-case UUID, else raise `invalid-message-id`."""
    if not UUID.fullmatch(text):
        raise RemoteProtocolError("invalid-message-id", text[:80])
    return MessageId(text)
