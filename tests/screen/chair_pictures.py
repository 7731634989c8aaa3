"""Draw the pictures of docs/chair.md anew: `python -m tests.screen.chair_pictures docs/pictures`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from ui.window import prepare_window

SIZE = (1280, 800)
PICTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "chair-opening": ("chair-assembling", ()),
    "chair-running": ("console-running", ()),
    "chair-agenda": ("console-item", ()),
    "chair-others": ("console-between", ("others",)),
    "chair-speaking": ("console-speaking", ()),
    "chair-spoken": ("console-running", ("spoken",)),
    "chair-break": ("console-running", ("pause",)),
    "chair-vote": ("chair-ask", ("vote",)),
    "chair-poll": ("console-poll", ()),
    "chair-result": ("console-result", ("next-step",)),
    "chair-conclusion": ("console-speaking", ("edit-conclusion",)),
    "chair-read-back": ("console-speaking", ("next-step",)),
    "chair-map": ("console-calls", ("map",)),
    "chair-wall": ("console-speaking", ("wall-preview",)),
    "chair-secretary": ("console-secretary", ()),
}
"""Name of each picture: the sample it begins with, and what is touched."""


def screens() -> dict[str, Any]:
    """All samples of the console by name."""
    from tests.screen import samples, samples_console, samples_votes

    return samples.chair_screens() | samples_votes.chair_screens() | samples_console.chair_screens()


async def draw(bridge: Any, directory: Path) -> None:
    """Every picture, small."""
    from tests.screen.small_png import shrink
    from ui.theme import Theme

    known = screens()
    for name, (sample, touches) in PICTURES.items():
        bridge.restyle(Theme())
        bridge.show(known[sample])
        for touched in touches:
            await bridge.touch(touched)
        await bridge.screenshot(directory / f"{name}.png")
        shrink(directory / f"{name}.png")


async def main(directory: Path) -> None:
    """Open a window, draw, close it."""
    from ui.bridge import Bridge

    bridge = Bridge(lambda _intent: None)
    running = asyncio.create_task(bridge.run())
    drawing = asyncio.create_task(draw(bridge, directory))
    await asyncio.wait({running, drawing}, return_when=asyncio.FIRST_COMPLETED)
    bridge.stop()
    await asyncio.gather(running, drawing)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        prepare_window(Path(home), *SIZE, offscreen=True)
        asyncio.run(main(Path(sys.argv[1])))
