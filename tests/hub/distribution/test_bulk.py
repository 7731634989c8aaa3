"""Chunks go out as planned and as fast as the line, the broker and the room take them, no faster."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from hub.distribution.bulk import FULL, Bulk
from hub.distribution.flow import MOST_AHEAD, Flow
from hub.distribution.pace import Pace
from hub.distribution.plan import Plan
from protocol.identifiers import RoomId
from protocol.transfer import Manifest, Range, join_hashes

CHUNKS = 3 * MOST_AHEAD
PAPER = Manifest(
    "bao-cao", 1, "muc-1", "Báo cáo", 1, 1, "0" * 64, join_hashes([bytes(32)] * CHUNKS)
)
SECONDS = 0.2  # several looks of the sender


@dataclass
class Line:
    """The bulk connection: what it was given, what it says it still holds, whether it takes more."""

    given: list[tuple[str, int]] = field(default_factory=list)
    held: int = 0
    broken: bool = False

    def publish(self, topic: str, payload: bytes, qos: int = 1, *, retain: bool = False) -> bool:
        assert payload
        assert not retain
        if not self.broken:
            self.given.append((topic, qos))
        return not self.broken

    def unsent(self) -> int:
        return self.held


@dataclass
class Sender:
    """A sender with everything around it."""

    line: Line = field(default_factory=Line)
    plan: Plan = field(default_factory=lambda: Plan([PAPER]))
    flow: Flow = field(default_factory=Flow)
    unreadable: frozenset[int] = frozenset()
    mbit: int = 1_000_000
    copies: int = 1

    async def run(self) -> list[str]:
        """Send for a while; the chunks that went out, in their order."""
        loop = asyncio.get_running_loop()
        bulk = Bulk(
            room=RoomId("phong-1"),
            plan=self.plan,
            pace=Pace(self.mbit, loop.time()),
            flow=self.flow,
            link=self.line,
            read=self.read,
            copies=lambda: self.copies,
            monotonic=loop.time,
            now_ms=lambda: 1,
        )
        try:
            await asyncio.wait_for(bulk.run(), SECONDS)
        except TimeoutError:
            return [topic.removeprefix("room/phong-1/") for topic, _ in self.line.given]

    def read(self, _paper: str, _version: int, index: int) -> bytes:
        if index in self.unreadable:
            raise OSError("gone")
        return bytes(1_000)

    def ask(self, device: str, first: int, last: int) -> None:
        self.plan.request(device, "bao-cao", 1, (Range(first, last),))


async def test_a_chunk_of_several_goes_to_all_and_a_chunk_of_one_to_that_one() -> None:
    sender = Sender()
    sender.ask("a", 0, 1)
    sender.ask("b", 1, 1)

    assert await sender.run() == ["bulk-to/a/bao-cao/0", "bulk/bao-cao/1"]


async def test_the_broker_is_asked_to_hold_chunks_once_for_all_which_it_does_with_acknowledgement() -> (
    None
):
    sender = Sender()
    sender.ask("a", 0, 0)
    await sender.run()

    assert [qos for _, qos in sender.line.given] == [1]


async def test_the_sender_does_not_run_ahead_of_the_room() -> None:
    sender = Sender()
    sender.flow.begin("a", 0)
    sender.ask("a", 0, CHUNKS - 1)

    assert len(await sender.run()) == MOST_AHEAD


async def test_the_sender_waits_while_its_own_connection_is_behind() -> None:
    sender = Sender(line=Line(held=FULL + 1))
    sender.ask("a", 0, 0)

    assert await sender.run() == []


async def test_the_sender_keeps_to_the_line_copies_counted() -> None:
    """Twenty copies of 1 kB a chunk at 1 Mbit/s are five chunks a second, after a quarter of one."""
    sender = Sender(mbit=1, copies=20)
    for device in ("a", "b"):
        sender.ask(device, 0, CHUNKS - 1)

    assert 1 <= len(await sender.run()) <= 4


async def test_a_chunk_that_cannot_be_read_does_not_stop_the_others() -> None:
    sender = Sender(unreadable=frozenset({0}))
    sender.ask("a", 0, 1)

    assert await sender.run() == ["bulk-to/a/bao-cao/1"]


async def test_a_connection_that_is_away_costs_the_chunk_which_is_asked_for_again() -> None:
    sender = Sender(line=Line(broken=True))
    sender.ask("a", 0, 0)
    assert await sender.run() == []

    sender.line.broken = False
    sender.ask("a", 0, 0)
    assert await sender.run() == ["bulk-to/a/bao-cao/0"]
