"""Write the pictures of docs/chair.md and docs/wall.md.

    python -m tests.screen.pictures [DIRECTORY] [name…]

Screens are photographed as in the gallery; those of the wall are stored at half their width, which keeps a
page of them light.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

import pymupdf

from tests.screen.gallery import WALL_SIZE
from ui.window import prepare_window

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 200_000
CONSOLE_SIZE = (1280, 800)
CONSOLE: dict[
    str, tuple[str, tuple[str, ...]]
] = {  # the sample it begins with, and what is touched
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
WALL = (
    "wall-welcome",
    "wall-agenda",
    "wall-item-presenting",
    "wall-page",
    "wall-speaker-calm",
    "wall-speaker",
    "wall-speaker-last-seconds",
    "wall-speaker-over",
    "wall-poll",
    "wall-poll-closed",
    "wall-result",
    "wall-names",
    "wall-voided",
    "wall-conclusion-tasks",
    "wall-break",
    "wall-message",
    "wall-closed",
)


def screens() -> dict[str, tuple[tuple[int, int], Any, tuple[str, ...]]]:
    """Every picture: size of the window, value, and what is touched before."""
    from tests.screen import samples, samples_console, samples_hall, samples_votes

    chair = (
        samples.chair_screens() | samples_votes.chair_screens() | samples_console.chair_screens()
    )
    wall = samples.wall_screens() | samples_votes.wall_screens() | samples_hall.wall_screens()
    return {
        name: (CONSOLE_SIZE, chair[sample], touches) for name, (sample, touches) in CONSOLE.items()
    } | {name: (WALL_SIZE, wall[name], ()) for name in WALL}


async def photograph(bridge: Any, directory: Path, wanted: list[str]) -> None:
    """One after the other; each begins with nothing half done."""
    from kivy.core.window import Window

    from ui.theme import Theme

    for name, (size, screen, touches) in screens().items():
        if wanted and name not in wanted:
            continue
        if tuple(Window.size) != size:
            Window.size = size
        bridge.restyle(Theme())
        bridge.show(screen)
        for touched in touches:
            await bridge.touch(touched)
        path = directory / f"{name}.png"
        await bridge.screenshot(path)
        store(path, halve=size == WALL_SIZE)


def store(path: Path, *, halve: bool) -> None:
    """Without transparency, perhaps half as wide; ValueError when it is too heavy for documentation."""
    picture = pymupdf.Pixmap(str(path))
    plain = pymupdf.Pixmap(picture, 0) if picture.alpha else picture
    if halve:
        plain.shrink(1)
    plain.save(str(path))
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name} is {path.stat().st_size} bytes")


async def main(directory: Path, wanted: list[str]) -> None:
    """Open a window, photograph, close it."""
    from tests.screen.paper import DrawnPages
    from ui.bridge import Bridge

    bridge = Bridge(lambda intent: None, DrawnPages())
    running = asyncio.create_task(bridge.run())
    photographing = asyncio.create_task(photograph(bridge, directory, wanted))
    await asyncio.wait({running, photographing}, return_when=asyncio.FIRST_COMPLETED)
    bridge.stop()
    await asyncio.gather(running, photographing)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        prepare_window(Path(home), *WALL_SIZE, offscreen=True)
        asyncio.run(main(target, sys.argv[2:]))
