"""Sending chunks as the plan says, at the pace the line bears."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from hub.distribution.carrier import Carrier
from hub.distribution.pace import Pace
from hub.distribution.plan import Plan, Shipment

log = logging.getLogger(__name__)

IDLE = 0.05  # seconds between two looks at an empty plan: seats ask within tenths of a second


class Flow(Protocol):
    """What is on its way to the terminals."""

    def sent(self, chunk: tuple[str, int], device: str, now: int) -> None:
        """A chunk went out."""
        ...

    def full(self, now: int) -> bool:
        """Whether to wait."""
        ...


class Bulk:
    """The sender of chunks."""

    def __init__(
        self,
        plan: Plan,
        pace: Pace,
        flow: Flow,
        carrier: Carrier,
        read: Callable[[str, int, int], bytes],
        monotonic: Callable[[], float],
        now_ms: Callable[[], int],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._plan = plan
        self._pace = pace
        self._flow = flow
        self._carrier = carrier
        self._read = read
        self._monotonic = monotonic
        self._now_ms = now_ms
        self._sleep = sleep

    async def run(self) -> None:
        """Send until cancelled. A chunk that does not go out is asked for again by whoever lacks it."""
        while True:
            if self._carrier.full() or self._flow.full(self._now_ms()):
                await self._sleep(IDLE)
                continue
            shipment = self._plan.next()
            if shipment is None:
                await self._sleep(IDLE)
                continue
            await self._send(shipment)

    async def _send(self, shipment: Shipment) -> None:
        data = await asyncio.to_thread(self._load, shipment)
        if data is None:
            return
        on_the_line = self._carrier.carry(shipment, data)
        if not on_the_line:
            log.debug("no way for %s/%s", shipment.paper, shipment.index)
            await self._sleep(IDLE)
            return
        self._flow.sent((shipment.paper, shipment.index), shipment.device, self._now_ms())
        await self._sleep(self._pace.wait(on_the_line, self._monotonic()))

    def _load(self, shipment: Shipment) -> bytes | None:
        try:
            return self._read(shipment.paper, shipment.version, shipment.index)
        except OSError as error:
            log.error("chunk %s/%s: %s", shipment.paper, shipment.index, error)
            return None
