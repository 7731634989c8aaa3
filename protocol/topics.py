"""The topic tree: the only place that joins or splits topic names, and says who may use which.

    room/{room}/state/{aspect}              hub -> all     retained, signed snapshot
    room/{room}/head                        hub -> all     retained, signed log head
    room/{room}/to/{device}                 hub -> one     receipts, refusals, keys, console state
    room/{room}/from/{device}/{kind}        one -> hub     what a terminal says
    room/{room}/bulk/{document}/{index}     hub -> all     an encrypted chunk, never retained
    room/{room}/bulk-to/{device}/{document}/{index}        the same for one late terminal

A topic says where a message goes, never what it means: the envelope is authoritative. Control and bulk
travel on two connections, each with a certificate of its own (`<device>` and `<device>.bulk`), because
the broker knows a connection by the name in its certificate and gives each name one session.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from protocol.errors import RemoteProtocolError
from protocol.identifiers import SLUG, DeviceId, RoomId, slug

MOST_SPOKEN = 8192  # topics kept as read: a dozen of each terminal in a hall of 500
_INDEX = re.compile(r"0|[1-9][0-9]{0,5}", re.ASCII)


class Aspect(StrEnum):
    """The parts of a room's state, each in a retained topic of its own; told in this order.

    A question and its result come first, what fills the line behind them.
    """

    POLL = "poll"
    PROGRESS = "progress"
    SESSION = "session"
    AGENDA = "agenda"
    PRESENTER = "presenter"
    SPEAKERS = "speakers"
    HALL = "hall"
    CATALOGUE = "catalogue"
    BALLOTS = "ballots"
    PEOPLE = "people"


class Said(StrEnum):
    """What a terminal says, as the last part of its topic."""

    HELLO = "hello"
    PRESENCE = "presence"
    HEARD = "heard"
    SIGN_IN = "sign-in"
    LEAVE = "leave"
    BALLOT = "ballot"
    COUNT = "count"
    CORRECTION = "correction"
    VOID_ANSWER = "void-answer"
    COMMAND = "command"
    MISSING = "missing"
    KEEP_NOTES = "keep-notes"
    PRESENT = "present"
    SPEAK = "speak"
    HEALTH = "health"
    WITNESS = "witness"


class BulkTopic(Struct, frozen=True):
    """A chunk's place: document, index, and the one device it is for (empty: everybody)."""

    document: str
    index: int
    device: str = ""


def state(room: RoomId, aspect: Aspect) -> str:
    """Topic of one aspect of the room's state."""
    return f"room/{room}/state/{aspect}"


def head(room: RoomId) -> str:
    """Topic of the signed log head."""
    return f"room/{room}/head"


def to_device(room: RoomId, device: DeviceId) -> str:
    """Topic on which the hub speaks to one terminal."""
    return f"room/{room}/to/{device}"


def from_device(room: RoomId, device: DeviceId, said: Said) -> str:
    """Topic on which one terminal speaks to the hub."""
    return f"room/{room}/from/{device}/{said}"


def bulk(room: RoomId, chunk: BulkTopic) -> str:
    """Topic of one encrypted chunk."""
    if chunk.device:
        return f"room/{room}/bulk-to/{chunk.device}/{chunk.document}/{chunk.index}"
    return f"room/{room}/bulk/{chunk.document}/{chunk.index}"


def heard_by_hub(room: RoomId) -> tuple[str, ...]:
    """Subscriptions of the hub."""
    return (f"room/{room}/from/+/+",)


def heard_by_device(room: RoomId, device: DeviceId) -> tuple[str, ...]:
    """Subscriptions of a terminal's control connection."""
    return (f"room/{room}/state/+", head(room), to_device(room, device))


def bulk_heard_by_device(room: RoomId, device: DeviceId) -> tuple[str, ...]:
    """Subscriptions of a terminal's second, clean connection."""
    return (f"room/{room}/bulk/+/+", f"room/{room}/bulk-to/{device}/+/+")


@lru_cache(MOST_SPOKEN)
def speaker(room: RoomId, topic: str) -> tuple[DeviceId, Said]:
    """Who speaks on a `from` topic, and about what."""
    parts = topic.split("/")
    if len(parts) != 5 or parts[:3] != ["room", room, "from"]:
        raise RemoteProtocolError("unknown-topic", topic[:120])
    try:
        return DeviceId(slug(parts[3])), Said(parts[4])
    except ValueError as error:
        raise RemoteProtocolError("unknown-topic", topic[:120]) from error


def parse_bulk(room: RoomId, topic: str) -> BulkTopic | None:
    """The chunk a topic names, or None if it is no bulk topic of this room."""
    parts = topic.split("/")
    if parts[:2] != ["room", room] or len(parts) < 5:
        return None
    if parts[2] == "bulk" and len(parts) == 5:
        return _bulk(parts[3], parts[4], "")
    if parts[2] == "bulk-to" and len(parts) == 6:
        return _bulk(parts[4], parts[5], parts[3]) if SLUG.fullmatch(parts[3]) else None
    return None


def _bulk(document: str, index: str, device: str) -> BulkTopic | None:
    if not SLUG.fullmatch(document) or not _INDEX.fullmatch(index):
        return None
    return BulkTopic(document, int(index), device)


def bulk_user(device: DeviceId) -> str:
    """The name of a device's second connection; the dot keeps it apart from every device id."""
    return f"{device}.bulk"


def hub_rights(room: RoomId) -> tuple[tuple[str, str], ...]:
    """ACL rows (right, pattern) of the hub's control connection."""
    return (("readwrite", f"room/{room}/#"),)


def hub_bulk_rights(room: RoomId) -> tuple[tuple[str, str], ...]:
    """ACL rows of the hub's bulk connection."""
    return (("write", f"room/{room}/bulk/#"), ("write", f"room/{room}/bulk-to/#"))


def device_rights(room: RoomId, device: DeviceId) -> tuple[tuple[str, str], ...]:
    """ACL rows of a terminal: literal, so that striking them revokes it at once."""
    heard = (("read", pattern) for pattern in heard_by_device(room, device))
    return (*heard, ("write", f"room/{room}/from/{device}/+"))


def device_bulk_rights(room: RoomId, device: DeviceId) -> tuple[tuple[str, str], ...]:
    """ACL rows of a terminal's bulk connection."""
    return tuple(("read", pattern) for pattern in bulk_heard_by_device(room, device))
