"""50 MB of papers to 100 seats over 1 Gbit/s, beside the same bytes by HTTPS to the same receivers.

SEATS=n and MB=n make it smaller, for a quick look.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
from msgspec import Struct

from firmware_config.demo.cast import Actor
from hub.status import read_state
from hub.store.meetings import Meetings
from hub.store.papers import SealedPapers
from tests.bench.figures import Figure, Wish, percentile
from tests.bench.hall import MEETING, Hall, Paper, make_hall, start_hub
from tests.bench.line import Line, make_line
from tests.bench.processes import child_of, cpu_seconds, peak_rss_mb, rss_mb
from tests.bench.web import web_server

SEATS = int(os.environ.get("SEATS", "100"))
MEGABYTES = int(os.environ.get("MB", "50"))
PAPERS = 5
LINE_MBIT = 1000
LOOPBACK_MBIT = 5000  # more than loopback carries; the hub's flow control does the rest
RUNS = 2
CONTROL_PAUSE = 0.2  # seconds between control messages
QUIET_ASKS = 60  # control messages to the idle hub

_pymupdf: Any = pymupdf  # ships no types


class Way(Struct, frozen=True):
    """One distribution: what each seat waited for its first page and for everything, and its cost."""

    first: list[float]
    whole: list[float]
    cpu: float  # seconds of the servers
    wire: int  # bytes on the line


@dataclass
class Stand:
    """A hub with its seats, and one more seat that asks while the others receive."""

    line: Line
    hub: Actor
    shelves: Actor
    witness: Actor

    @property
    def broker(self) -> int:
        return child_of(self.hub.pid, "mosquitto")

    async def papers(self) -> Way:
        return await self._way(self.shelves.do("papers"), self.hub.pid, self.broker)

    async def fetch(self, port: int, server: int) -> Way:
        return await self._way(self.shelves.do("fetch", port=port), server)

    async def ask(self) -> float:
        seconds: float = await self.witness.do("ask")
        return seconds

    async def _way(self, begin: Coroutine[Any, Any, Any], *servers: int) -> Way:
        cpu, wire = sum(map(cpu_seconds, servers)), await self.line.sent()
        await begin
        seats = None
        while seats is None:
            seats = await self.shelves.do("arrived")
        return Way(
            [first for first, _ in seats],
            [whole for _, whole in seats],
            sum(map(cpu_seconds, servers)) - cpu,
            await self.line.sent() - wire,
        )


class Taken(Struct, frozen=True):
    """What was measured, run after run."""

    ours: list[Way]
    plain: list[Way]
    busy: list[float]  # seconds, p99 of the control messages during a distribution
    quiet: list[float]
    idle_mb: float  # of the broker
    peak_mb: float


async def measure(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """Ours and theirs by turns, over a line in namespaces or, where there are none, on loopback."""
    papers = [Paper(f"paper-{n}", _noise(n)) for n in range(1, PAPERS + 1)]
    async with make_line(LINE_MBIT) as line:
        hall = await make_hall(
            root,
            SEATS + 1,
            papers=papers,
            link_mbit=line.mbit or LOOPBACK_MBIT,
            address=line.hub.address,
        )
        content = _sealed(hall)
        async with web_server(hall.folder, root / "web", content, line.hub) as (port, server):
            taken = await _take(hall, line, port, server)
    for figure in _figures(taken, line, len(content)):
        yield figure


async def _take(hall: Hall, line: Line, port: int, server: int) -> Taken:
    ours, plain, busy, quiet = [], [], [], []
    async with _stand(hall, line) as stand:
        idle = rss_mb(stand.broker)
        for _ in range(RUNS):
            quiet.append(percentile([await stand.ask() for _ in range(QUIET_ASKS)], 99))
            plain.append(await stand.fetch(port, server))
            way, asks = await _while_asking(stand)
            ours.append(way)
            busy.append(percentile(asks, 99))
        return Taken(ours, plain, busy, quiet, idle, peak_rss_mb(stand.broker))


async def _while_asking(stand: Stand) -> tuple[Way, list[float]]:
    """Distribute, and see what a control message takes meanwhile."""
    papers = asyncio.create_task(stand.papers())
    asks: list[float] = []
    while not papers.done():
        asks.append(await stand.ask())
        await asyncio.sleep(CONTROL_PAUSE)
    return await papers, asks


def _figures(taken: Taken, line: Line, size: int) -> list[Figure]:
    """The ratios are to the other server, those of messages and memory to the quiet room."""
    where = f"{line.mbit} Mbit/s" if line.mbit else "loopback: no namespaces permitted"
    note = f"{SEATS} seats x {size / 1e6:.0f} MB, {where}"
    delivered = size * SEATS
    least = delivered * 8 / ((line.mbit or LINE_MBIT) * 1e6)
    ways = taken.ours, taken.plain
    share = [[least / max(way.whole) for way in each] for each in ways]
    cpu = [[way.cpu / (delivered / 1e9) for way in each] for each in ways]
    first = [[max(way.first) for way in each] for each in ways]
    wire = [[way.wire / delivered for way in each] for each in ways]
    asks = [[1000 * p99 for p99 in each] for each in (taken.busy, taken.quiet)]
    return [
        Figure("documents.link_ratio", "", *share, note=note),
        Figure("documents.hub_cpu_ratio", "s/GB", *cpu),
        Figure("documents.wire_ratio", "", *wire),
        Figure("documents.first_page_max_s", "s", *first),
        Figure("documents.control_p99_ms", "ms", *asks),
        Figure("documents.broker_rss_mb", "MB", [taken.peak_mb], [taken.idle_mb]),
    ]


@asynccontextmanager
async def _stand(hall: Hall, line: Line) -> AsyncIterator[Stand]:
    logs = hall.folder.root.parent / "logs"
    logs.mkdir(exist_ok=True)
    here, there = line.hub.cast(logs), line.seats.cast(logs)
    room, hub_at = str(hall.folder.root), (line.hub.address, str(hall.port))

    async def shelves(name: str, first: int, last: int, *, bulk: bool) -> Actor:
        seats = (str(first), str(last))
        actor = await there.start(name, "tests.bench.shelves", room, *seats, *hub_at)
        await actor.do("connect", bulk=bulk)
        return actor

    try:
        hub = await start_hub(here, hall)
        receivers = await shelves("shelves", 1, SEATS, bulk=True)
        witness = await shelves("witness", SEATS + 1, SEATS + 1, bulk=False)
        yield Stand(line, hub, receivers, witness)
    finally:
        await there.dismiss()
        await here.dismiss()


def _sealed(hall: Hall) -> bytes:
    """All chunks one after another: what the other server serves."""
    folder = Meetings(hall.folder.hub / "data").folder(MEETING)
    sealed = SealedPapers(folder.sealed)
    return b"".join(
        sealed.chunk(each.paper, each.version, index)
        for each in (
            sealed.manifest(paper.paper, 1) for paper in read_state(folder).dossier.current
        )
        for index in range(each.chunks)
    )


def _noise(seed: int) -> bytes:
    """A PDF of one page that is a picture of noise."""
    side = math.isqrt(MEGABYTES * 1_000_000 // PAPERS // 3)
    samples = random.Random(seed).randbytes(side * side * 3)
    picture = _pymupdf.Pixmap(_pymupdf.csRGB, side, side, samples, 0)
    document = _pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_image(page.rect, pixmap=picture)
    return bytes(document.tobytes())
