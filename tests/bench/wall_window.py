"""A wall in a window of its own: what it costs at rest, and how long a frame takes while its clock runs.

`python -m tests.bench.wall_window HOME wall|empty` prints `{"idle": percent, "frames": [ms, …]}`. The empty
window is the baseline: the same work with one line of text on it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from firmware_config.schema import TerminalRole
from hub import system
from ui.main import SIZES
from ui.window import prepare_window

IDLE_S = 6.0
SAME_AGAIN_S = 0.2  # a terminal looks at its screen again after every message it hears
FRAMES = 120


def wall() -> tuple[Any, Callable[[int], None], Callable[[], None]]:
    """A bridge that shows a speaker; how its clock moves on, and an equal value said again."""
    from tests.screen import samples_hall
    from ui.bridge import Bridge

    screen = samples_hall.wall_screens()["wall-speaker-calm"]
    bridge = Bridge(lambda _: None)

    def tick(frame: int) -> None:
        clock = samples_hall.clock(1000 * frame)
        bridge.show(replace(screen, speech=replace(screen.speech, clock=clock)))

    def again() -> None:
        bridge.show(replace(screen, header=replace(screen.header)))

    bridge.show(screen)
    return bridge, tick, again


def empty() -> tuple[Any, Callable[[int], None], Callable[[], None]]:
    """The same with a bare window."""
    from kivy.app import App
    from kivy.uix.label import Label

    label = Label(text="0")

    class Empty(App):  # type: ignore[misc]
        def build(self) -> Label:
            return label

        async def run(self) -> None:  # type: ignore[override]
            await self.async_run("asyncio")

    def tick(frame: int) -> None:
        label.text = str(frame)

    return Empty(), tick, lambda: None


async def measure(made: tuple[Any, Callable[[int], None], Callable[[], None]]) -> dict[str, Any]:
    """Rest first, then frames."""
    shown, tick, again = made
    running = asyncio.create_task(shown.run())
    await asyncio.sleep(2)  # opened, laid out, come to rest
    begun, used = system.monotonic(), _cpu()
    while system.monotonic() - begun < IDLE_S:
        again()
        await asyncio.sleep(SAME_AGAIN_S)
    idle = 100 * (_cpu() - used) / (system.monotonic() - begun)
    frames = [await _frame(tick, number) for number in range(1, FRAMES + 1)]
    shown.stop()
    await running
    return {"idle": idle, "frames": frames}


async def _frame(tick: Callable[[int], None], number: int) -> float:
    """Milliseconds from a new value to its picture: widgets, layout and drawing, without the wait before."""
    from kivy.clock import Clock
    from kivy.core.window import Window
    from kivy.graphics.opengl import glFinish

    drawn: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    flip = Window.flip

    def flipped() -> None:
        flip()
        glFinish()
        Window.flip = flip
        drawn.set_result(system.monotonic())

    def change(_seconds: float) -> None:
        nonlocal begun
        begun = system.monotonic()
        Window.flip = flipped
        tick(number)

    begun = 0.0
    Clock.schedule_once(change, 0)
    return 1000 * (await drawn - begun)


def _cpu() -> float:
    """Processor seconds of this process so far, all threads."""
    spent = os.times()
    return spent.user + spent.system


def main(home: Path, kind: str) -> None:
    """Measure one of the two."""
    prepare_window(home, *SIZES[TerminalRole.WALL], offscreen=True)
    print(json.dumps(asyncio.run(measure(wall() if kind == "wall" else empty()))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
