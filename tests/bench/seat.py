"""From starting a seat's program to its first frames, beside a window with nothing in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from firmware_config.demo.cast import Actor, Cast
from firmware_config.folder import RoomFolder
from hub import system
from protocol.identifiers import DeviceId
from tests.bench.figures import Figure, Wish
from tests.bench.processes import children_of, rss_mb
from tests.support.room import make_room

RUNS = 3
SEAT = DeviceId("seat-01")


async def measure(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """No hub answers, so the seat shows that it is looking for one."""
    folder = make_room(root / "room", [SEAT])
    settings = folder.terminal(SEAT) / "terminal.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'interfaces = ["127.0.0.1"]\n{text}', encoding="utf-8")
    starts: list[float] = []
    empty_starts: list[float] = []
    sizes: list[float] = []
    empty_sizes: list[float] = []
    for _ in range(RUNS):
        async with _seat(root, folder) as (seconds, seat):
            starts.append(seconds)
            sizes.append(sum(map(rss_mb, (seat.pid, *children_of(seat.pid)))))
        async with _empty_window(root) as (seconds, window):
            empty_starts.append(seconds)
            empty_sizes.append(rss_mb(window.pid))
    yield Figure("seat.start_s", "s", starts, empty_starts)
    yield Figure("seat.rss_mb", "MB", sizes, empty_sizes)


@asynccontextmanager
async def _seat(root: Path, folder: RoomFolder) -> AsyncIterator[tuple[float, Actor]]:
    """Asking for names is answered once some frames are drawn."""
    settings = str(folder.terminal(SEAT) / "terminal.toml")
    options = ("--offscreen", "--windowed", "--control", "--pins", "mock")
    async with _cast(root) as cast:
        begun = system.monotonic()
        seat = await cast.start("seat", "ui.run", "seat", *options, settings)
        await seat.do("names")
        yield system.monotonic() - begun, seat


@asynccontextmanager
async def _empty_window(root: Path) -> AsyncIterator[tuple[float, Actor]]:
    async with _cast(root) as cast:
        begun = system.monotonic()
        window = await cast.start("window", "tests.bench.window", str(root / "kivy"))
        await window.ready()
        yield system.monotonic() - begun, window


@asynccontextmanager
async def _cast(root: Path) -> AsyncIterator[Cast]:
    logs = root / "logs"
    await asyncio.to_thread(logs.mkdir, exist_ok=True)
    cast = Cast(logs, {})
    try:
        yield cast
    finally:
        await cast.dismiss()
