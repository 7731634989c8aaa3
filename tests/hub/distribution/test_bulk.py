"""Chunks go out as planned and as fast as the line, the carrier and the room take them, no faster."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from hub.distribution.bulk import Bulk
from hub.distribution.flow import MOST_AHEAD, Flow
from hub.distribution.pace import Pace
from hub.distribution.plan import Plan, Shipment
from protocol.transfer import Manifest, Range, join_hashes

CHUNKS = 3 * MOST_AHEAD
PAPER = Manifest(
    "bao-cao", 1, "muc-1", "Báo cáo", 1, 1, "0" * 64, join_hashes([bytes(32)] * CHUNKS)
)
SECONDS = 1.0  # twenty looks of the sender


class OverError(Exception):
    """The time of a test is over."""


class Clock:
    """Goes on when somebody sleeps, and only then."""

    now = 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.now > SECONDS:
            raise OverError
        await asyncio.sleep(0)


@dataclass
class Van:
    """A carrier: what it was given, and whether it takes more."""

    copies: int = 1
    given: list[tuple[int, str]] = field(default_factory=list)
    is_full: bool = False
    is_away: bool = False

    def carry(self, shipment: Shipment, data: bytes) -> int:
        if self.is_away:
            return 0
        self.given.append((shipment.index, shipment.device))
        return len(data) * self.copies

    def full(self) -> bool:
        return self.is_full


@dataclass
class Sender:
    """A sender with everything around it."""

    van: Van = field(default_factory=Van)
    plan: Plan = field(default_factory=lambda: Plan([PAPER]))
    flow: Flow = field(default_factory=Flow)
    unreadable: frozenset[int] = frozenset()
    mbit: int = 1_000_000

    async def run(self) -> list[tuple[int, str]]:
        """Send for a while; the chunks that went out, in their order."""
        clock = Clock()
        bulk = Bulk(
            plan=self.plan,
            pace=Pace(self.mbit, clock.now),
            flow=self.flow,
            carrier=self.van,
            read=self.read,
            monotonic=lambda: clock.now,
            now_ms=lambda: 1,
            sleep=clock.sleep,
        )
        with suppress(OverError):
            await bulk.run()
        return self.van.given

    def read(self, _paper: str, _version: int, index: int) -> bytes:
        if index in self.unreadable:
            raise OSError("gone")
        return bytes(1_000)

    def ask(self, device: str, first: int, last: int) -> None:
        self.plan.request(device, "bao-cao", 1, (Range(first, last),))


async def test_chunks_go_out_as_planned() -> None:
    sender = Sender()
    sender.ask("a", 0, 1)
    sender.ask("b", 1, 1)

    assert await sender.run() == [(0, "a"), (1, "")]


async def test_the_sender_does_not_run_ahead_of_the_room() -> None:
    sender = Sender()
    sender.flow.begin("a", 0)
    sender.ask("a", 0, CHUNKS - 1)

    assert len(await sender.run()) == MOST_AHEAD


async def test_the_sender_waits_while_the_carrier_is_behind() -> None:
    sender = Sender(Van(is_full=True))
    sender.ask("a", 0, 0)

    assert await sender.run() == []


async def test_the_sender_keeps_to_the_line_every_copy_counted() -> None:
    """Twenty copies of 1 kB a chunk at 1 Mbit/s: one at once, then five a second."""
    sender = Sender(Van(copies=20), mbit=1)
    sender.ask("a", 0, CHUNKS - 1)

    assert len(await sender.run()) == 6


async def test_a_chunk_that_cannot_be_read_does_not_stop_the_others() -> None:
    sender = Sender(unreadable=frozenset({0}))
    sender.ask("a", 0, 1)

    assert await sender.run() == [(1, "a")]


async def test_a_chunk_the_carrier_did_not_take_is_not_on_its_way_and_can_be_asked_for_again() -> (
    None
):
    sender = Sender(Van(is_away=True))
    sender.flow.begin("a", 0)
    sender.ask("a", 0, 0)
    assert await sender.run() == []
    assert sender.flow.coming("bao-cao", "a", 1) == frozenset()

    sender.van.is_away = False
    sender.ask("a", 0, 0)
    assert await sender.run() == [(0, "a")]
