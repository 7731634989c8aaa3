"""A console in a window of its own, or beside it a window with one word: what it costs to stand and to run.

Prints one line of JSON: the part of a core used while nothing changes, in percent, and the milliseconds of
each frame while the clocks go on from frame to frame, many times faster than in a room.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from firmware_config.schema import TerminalRole
from ui.main import SIZES
from ui.window import prepare_window

QUIET_S = 5.0
FRAMES = 240
REST_S = 2.0  # a scroll bar takes its last colour half a second late


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _idle_percent() -> float:
    await asyncio.sleep(REST_S)
    begun, before = time.monotonic(), _cpu()
    await asyncio.sleep(QUIET_S)
    return 100 * (_cpu() - before) / (time.monotonic() - begun)


async def _frames(advance: Callable[[int], None]) -> list[float]:
    """Frame by frame without a pause between them; each shows the next second."""
    from kivy.clock import Clock

    at: list[float] = []
    done = asyncio.get_running_loop().create_future()

    def frame(_seconds: float) -> bool:
        at.append(time.perf_counter())
        advance(len(at))
        if len(at) > FRAMES and not done.done():
            done.set_result(None)
        return len(at) <= FRAMES

    Clock._max_fps = 0
    Clock.schedule_interval(frame, 0)
    await done
    return [1000 * (b - a) for a, b in itertools.pairwise(at)]


def _console() -> tuple[Any, Callable[[int], None]]:
    from tests.screen import samples_console as samples
    from ui.bridge import Bridge

    bridge = Bridge(lambda _intent: None)
    screen = samples.RUNNING
    bridge.show(screen)

    def advance(second: int) -> None:
        speech = replace(samples.PRESENTING, clock=samples.clock(second, 600))
        item = replace(screen.item, elapsed_ms=second * 1000)
        wall = replace(screen.wall, screen=replace(screen.wall.screen, presenting=speech))
        bridge.show(replace(screen, item=item, speakers=samples.panel(speech), wall=wall))

    return bridge, advance


def _one_word() -> tuple[Any, Callable[[int], None]]:
    from kivy.app import App
    from kivy.uix.label import Label

    label = Label(text="0")

    class Empty(App):  # type: ignore[misc]
        def build(self) -> Label:
            return label

        async def run_in_loop(self) -> None:
            await self.async_run("asyncio")

    return Empty(), lambda second: setattr(label, "text", str(second))


async def main(which: str) -> None:
    """Open the window, measure, say it."""
    window, advance = _console() if which == "console" else _one_word()
    run = window.run if which == "console" else window.run_in_loop
    running = asyncio.create_task(run())
    await asyncio.sleep(1)
    idle = await _idle_percent()
    frames = await _frames(advance)
    print(json.dumps({"idle": idle, "frames": frames[10:]}), flush=True)
    window.stop()
    await running


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        prepare_window(Path(home), *SIZES[TerminalRole.CHAIR], offscreen=True)
        asyncio.run(main(sys.argv[1]))
