"""Sending chunks as the plan says, at the pace the line bears."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from hub.distribution.pace import Pace
from hub.distribution.plan import Plan, Shipment
from protocol import topics
from protocol.identifiers import RoomId
from protocol.topics import BulkTopic

log = logging.getLogger(__name__)

IDLE = 0.05  # seconds between two looks at an empty plan: seats ask within tenths of a second
FULL = 4 * 1024 * 1024  # bytes queued towards the broker before waiting: sixteen chunks


class BulkLink(Protocol):
    """The hub's bulk connection."""

    def publish(self, topic: str, payload: bytes, qos: int = 1, *, retain: bool = False) -> bool:
        """Queue bytes; False when they were not taken."""
        ...

    def unsent(self) -> int:
        """Bytes queued and not yet on the line."""
        ...


class Flow(Protocol):
    """What is on its way to the terminals."""

    def sent(self, chunk: tuple[str, int], device: str, now: int) -> None:
        """A chunk went out."""
        ...

    def full(self, now: int) -> bool:
        """Whether to wait."""
        ...


class Bulk:
    """The sender of chunks. `copies` says how many terminals a broadcast reaches."""

    def __init__(
        self,
        room: RoomId,
        plan: Plan,
        pace: Pace,
        flow: Flow,
        link: BulkLink,
        read: Callable[[str, int, int], bytes],
        copies: Callable[[], int],
        monotonic: Callable[[], float],
        now_ms: Callable[[], int],
    ) -> None:
        self._room = room
        self._plan = plan
        self._pace = pace
        self._flow = flow
        self._link = link
        self._read = read
        self._copies = copies
        self._monotonic = monotonic
        self._now_ms = now_ms

    async def run(self) -> None:
        """Send until cancelled. A chunk that does not go out is asked for again by whoever lacks it."""
        while True:
            if self._link.unsent() > FULL or self._flow.full(self._now_ms()):
                await asyncio.sleep(IDLE)
                continue
            shipment = self._plan.next()
            if shipment is None:
                await asyncio.sleep(IDLE)
                continue
            await self._send(shipment)

    async def _send(self, shipment: Shipment) -> None:
        data = await asyncio.to_thread(self._load, shipment)
        if data is None:
            return
        place = BulkTopic(shipment.paper, shipment.index, shipment.device)
        if not self._link.publish(topics.bulk(self._room, place), data):
            log.debug("bulk link not ready for %s/%s", shipment.paper, shipment.index)
            await asyncio.sleep(IDLE)
            return
        self._flow.sent((shipment.paper, shipment.index), shipment.device, self._now_ms())
        copies = 1 if shipment.device else max(1, self._copies())
        await asyncio.sleep(self._pace.wait(len(data), copies, self._monotonic()))

    def _load(self, shipment: Shipment) -> bytes | None:
        try:
            return self._read(shipment.paper, shipment.version, shipment.index)
        except OSError as error:
            log.error("chunk %s/%s: %s", shipment.paper, shipment.index, error)
            return None
