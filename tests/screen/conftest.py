"""One offscreen window for all screen tests: opening another costs more than the tests do.

Frames follow each other as fast as they are made, for nobody watches; what waits for real time (a scroll
bar that fades, a ring that fills) waits for seconds and not for frames.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from device.screens import SeatWaiting
from tests.screen.gallery import SEAT_SIZE, WALL_SIZE
from tests.screen.paper import DrawnPages
from tests.screen.samples import SEAT_HEADER

NOTHING = SeatWaiting(SEAT_HEADER)
FRAMES_A_SECOND = "1000"  # at most; without a limit, waiting for anything would take a whole core


class Stage:
    """The window of a test: shows values, collects intents."""

    def __init__(self, bridge: Any, intents: list[Any], pages: DrawnPages) -> None:
        self.bridge, self.intents, self.pages = bridge, intents, pages
        self._look: tuple[Any, ...] = ()

    def look(self, *look: Any) -> None:
        """Theme and perhaps language; building a screen anew is slow, so only on a change."""
        if look != self._look:
            self._look = look
            if look:
                self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what is half done: almost nothing is shown, for what is shown would be built again."""
        self.bridge.show(NOTHING)
        self.bridge.restyle(*self._look)

    async def pass_time(self, seconds: float) -> None:
        """Let frames go by for so long on the window's own clock."""
        from kivy.clock import Clock

        passed = asyncio.get_running_loop().create_future()
        Clock.schedule_once(lambda _: passed.set_result(None), seconds)
        await passed

    async def picture(self, name: str) -> None:
        """A picture for people to look at, in the directory named by SCREENSHOTS; none without."""
        if directory := _pictures():
            await self.bridge.screenshot(directory / f"{name}.png")

    async def touch(self, *names: str) -> list[Any]:
        """Touch one after the other; returns what was emitted by that."""
        self.intents.clear()
        for name in names:
            await self.bridge.touch(name)
        return list(self.intents)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    from ui.window import prepare_window

    prepare_window(tmp_path_factory.mktemp("kivy"), *WALL_SIZE, offscreen=True)
    from kivy.config import Config

    Config.set("graphics", "maxfps", FRAMES_A_SECOND)
    from ui.bridge import Bridge
    from ui.widgets import chair_bar

    chair_bar.REST_S = 0.0  # nobody's finger is hasty here; the one test of it says so

    intents: list[Any] = []
    pages = DrawnPages()
    bridge = Bridge(intents.append, pages)
    running = asyncio.create_task(bridge.run())
    try:
        yield Stage(bridge, intents, pages)
    finally:
        bridge.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(running, 5)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def undrawn(window: Stage) -> AsyncIterator[None]:
    """Boxes are placed and letters set, but nothing is drawn, which would take most of the time."""
    from kivy.core.window import Window

    if _pictures() is None:
        Window.on_draw = lambda *_: None
    yield
    vars(Window).pop("on_draw", None)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(window: Stage) -> Stage:
    """The window at seat size, light, normal text, nothing half done, nothing emitted yet."""
    from ui.theme import Theme

    window.look()
    window.look(Theme())
    return await resized(window, SEAT_SIZE)


@pytest_asyncio.fixture(loop_scope="session")
async def small(window: Stage) -> Stage:
    """The window at seat size, as the test before has left it."""
    return await resized(window, SEAT_SIZE)


@pytest_asyncio.fixture(loop_scope="session")
async def wall(window: Stage) -> Stage:
    """The window at wall size, as the test before has left it."""
    return await resized(window, WALL_SIZE)


async def resized(window: Stage, size: tuple[int, int]) -> Stage:
    from kivy.core.window import Window

    if tuple(Window.size) != size:
        Window.size = size
    window.intents.clear()
    window.pages.asked.clear()
    window.pages.clips.clear()
    window.pages.broken.clear()
    window.pages.lanes.clear()
    return window


def _pictures() -> Path | None:
    named = os.environ.get("SCREENSHOTS")
    if not named:
        return None
    directory = Path(named)
    directory.mkdir(parents=True, exist_ok=True)
    return directory
