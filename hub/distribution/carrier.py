"""How a chunk gets to the terminals. What goes when is the plan's business, how fast the pace's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from hub.distribution.plan import Shipment
from protocol import topics
from protocol.identifiers import RoomId
from protocol.topics import BulkTopic

FULL = 4 * 1024 * 1024  # bytes queued towards the broker before waiting: sixteen chunks


class Carrier(Protocol):
    """A way to the terminals."""

    def carry(self, shipment: Shipment, data: bytes) -> int:
        """Take a chunk; the bytes it will put on the hub's line, 0 when it was not taken."""
        ...

    def full(self) -> bool:
        """Whether to wait before the next."""
        ...


class BulkLink(Protocol):
    """The hub's bulk connection."""

    def publish(self, topic: str, payload: bytes, qos: int = 1, *, retain: bool = False) -> bool:
        """Queue bytes; False when they were not taken."""
        ...

    def unsent(self) -> int:
        """Bytes queued and not yet on the line."""
        ...


class BrokerCarrier:
    """Through the broker: what is for everybody crosses the line once per terminal online."""

    def __init__(self, room: RoomId, link: BulkLink, online: Callable[[], int]) -> None:
        self._room = room
        self._link = link
        self._online = online

    def carry(self, shipment: Shipment, data: bytes) -> int:
        """Publish it, acknowledged: the broker then holds it once for all who still wait for it."""
        place = BulkTopic(shipment.paper, shipment.index, shipment.device)
        if not self._link.publish(topics.bulk(self._room, place), data):
            return 0
        return len(data) * (1 if shipment.device else max(1, self._online()))

    def full(self) -> bool:
        """Whether the broker is behind."""
        return self._link.unsent() > FULL
