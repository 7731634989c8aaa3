"""50 MB of papers to 20 seats, beside the same bytes from a plain HTTPS server to the same clients."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

from firmware_config.demo.cast import Actor, Cast
from hub.status import read_state
from hub.store.meetings import Meetings
from hub.store.papers import SealedPapers
from protocol.messages import SignIn
from protocol.topics import Said
from tests.bench.caller import Caller
from tests.bench.figures import Figure, Wish, percentile
from tests.bench.hall import MEETING, Hall, Paper, make_hall, seat_id, set_link, start_hub
from tests.bench.processes import child_of, cpu_seconds, peak_rss_mb, rss_mb
from tests.bench.web import web_server

SEATS = 20
PAPERS = 5
PIXELS = 1870  # a side: 10.5 MB of colour noise
LOOPBACK_MBIT = 5000  # more than loopback carries here; the hub's flow control does the rest
ROOM_MBIT = 1000
RUNS = 3
CONTROL_PAUSE = 0.05  # seconds between control messages
QUIET_ASKS = 60  # control messages to the idle hub

_pymupdf: Any = pymupdf  # ships no types


@dataclass(frozen=True)
class Way:
    """One distribution: what each seat waited for its first page and for everything, and its cost."""

    first: list[float]
    whole: list[float]
    cpu: float


@dataclass
class Stand:
    """A hub with its seats, and one more seat that asks while the others receive."""

    hub: Actor
    shelves: Actor
    witness: Caller

    @property
    def broker(self) -> int:
        return child_of(self.hub.pid, "mosquitto")

    async def papers(self) -> Way:
        return await _way(self.shelves.do("papers"), self.hub.pid, self.broker)

    async def fetch(self, port: int, server: int) -> Way:
        return await _way(self.shelves.do("fetch", port=port), server)

    async def ask(self) -> float:
        """A control message to its receipt, the disk included."""
        number = SEATS + 1
        said = SignIn(f"m{number:03d}", f"{number:03d}")
        return await self.witness.ask(Said.SIGN_IN, said)


async def measure(root: Path, wish: Wish) -> AsyncIterator[Figure]:
    """As fast as loopback goes, then at the pace of a 1 Gbit/s line."""
    papers = [Paper(f"paper-{n}", _noise(n)) for n in range(1, PAPERS + 1)]
    hall = await make_hall(root, SEATS + 1, papers=papers, link_mbit=LOOPBACK_MBIT)
    content = _sealed(hall)
    async with web_server(hall.folder, root / "web", content) as (port, server):
        if wish("documents.loopback20_s", "documents.hub_cpu_ratio"):
            for figure in await _on_loopback(hall, port, server):
                yield figure
        set_link(hall, ROOM_MBIT)
        for figure in await _on_a_line(hall, port, server, len(content)):
            yield figure


async def _on_loopback(hall: Hall, port: int, server: int) -> list[Figure]:
    ours: list[Way] = []
    plain: list[Way] = []
    async with _stand(hall) as stand:
        for _ in range(RUNS):
            ours.append(await stand.papers())
            plain.append(await stand.fetch(port, server))
    cpu = [way.cpu for way in ours], [way.cpu for way in plain]
    whole = [max(way.whole) for way in ours], [max(way.whole) for way in plain]
    return [
        Figure("documents.loopback20_s", "s", *whole),
        Figure("documents.hub_cpu_ratio", "s", *cpu),
    ]


async def _on_a_line(hall: Hall, port: int, server: int, size: int) -> list[Figure]:
    """The baseline of the whole is what so many bytes take on the line itself."""
    ours: list[Way] = []
    plain: list[Way] = []
    busy: list[float] = []
    quiet: list[float] = []
    async with _stand(hall) as stand:
        idle = rss_mb(stand.broker)
        for _ in range(RUNS):
            quiet.append(_p99_ms([await stand.ask() for _ in range(QUIET_ASKS)]))
            plain.append(await stand.fetch(port, server))
            way, asks = await _while_asking(stand)
            ours.append(way)
            busy.append(_p99_ms(asks))
        peak = peak_rss_mb(stand.broker)
    first = [max(way.first) for way in ours], [max(way.first) for way in plain]
    line = size * SEATS * 8 / (ROOM_MBIT * 1e6)
    return [
        Figure("documents.gigabit20_s", "s", [max(way.whole) for way in ours], [line]),
        Figure("documents.first_page_max_s", "s", *first),
        Figure("documents.control_p99_ms", "ms", busy, quiet),
        Figure("documents.broker_rss_mb", "MB", [peak], [idle]),
    ]


async def _while_asking(stand: Stand) -> tuple[Way, list[float]]:
    """Distribute, and see what a control message takes meanwhile."""
    papers = asyncio.create_task(stand.papers())
    asks: list[float] = []
    while not papers.done():
        asks.append(await stand.ask())
        await asyncio.sleep(CONTROL_PAUSE)
    return await papers, asks


@asynccontextmanager
async def _stand(hall: Hall) -> AsyncIterator[Stand]:
    logs = hall.folder.root.parent / "logs"
    logs.mkdir(exist_ok=True)
    cast = Cast(logs, {})
    witness: Caller | None = None
    try:
        hub = await start_hub(cast, hall)
        options = (str(hall.folder.root), str(SEATS), str(hall.port))
        shelves = await cast.start("shelves", "tests.bench.shelves", *options)
        await shelves.do("connect")
        witness = Caller(hall.folder, seat_id(SEATS + 1), hall.port, lambda *_: None)
        await witness.online()
        yield Stand(hub, shelves, witness)
    finally:
        if witness is not None:
            await witness.stop()
        await cast.dismiss()


async def _way(transfer: Coroutine[Any, Any, Any], *pids: int) -> Way:
    before = sum(map(cpu_seconds, pids))
    seats = await transfer
    cost = sum(map(cpu_seconds, pids)) - before
    return Way([first for first, _ in seats], [whole for _, whole in seats], cost)


def _p99_ms(seconds: list[float]) -> float:
    return 1000 * percentile(seconds, 99)


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
    samples = random.Random(seed).randbytes(PIXELS * PIXELS * 3)
    picture = _pymupdf.Pixmap(_pymupdf.csRGB, PIXELS, PIXELS, samples, 0)
    document = _pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_image(page.rect, pixmap=picture)
    return bytes(document.tobytes())
