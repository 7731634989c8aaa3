"""Write pictures of every screen state: `python -m tests.screen.gallery DIRECTORY [name…]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from ui.window import prepare_window

SEAT_SIZE, WALL_SIZE = (1280, 800), (1920, 1080)


async def photograph(bridge: object, directory: Path, wanted: list[str]) -> None:
    """All states, light and dark, at 100 % and 150 % text."""
    from kivy.core.window import Window

    from tests.screen import samples, samples_console, samples_hall, samples_reader, samples_votes
    from ui.theme import DARK, LIGHT, Theme

    small = (
        samples.seat_screens()
        | samples_votes.seat_screens()
        | samples_reader.seat_screens()
        | samples_hall.seat_screens()
        | samples.chair_screens()
        | samples_votes.chair_screens()
        | samples_console.chair_screens()
    )
    risen = samples_console.RISEN
    small |= {name: small[under] for name, (under, _) in risen.items()}
    touches = (
        samples_reader.TOUCHES
        | samples_hall.TOUCHES
        | {name: touched for name, (_, touched) in risen.items()}
    )
    wall = samples.wall_screens() | samples_votes.wall_screens() | samples_hall.wall_screens()
    looks = {
        "": Theme(),
        "-150": Theme(LIGHT, 150),
        "-dark": Theme(DARK),
    }
    for size, screens, suffixes in (
        (SEAT_SIZE, small, ("", "-150", "-dark")),
        (WALL_SIZE, wall, ("", "-150", "-dark")),
    ):
        Window.size = size
        for suffix in suffixes:
            bridge.restyle(looks[suffix])
            for name, screen in screens.items():
                if wanted and name + suffix not in wanted and name not in wanted:
                    continue
                bridge.show(screen)
                for touched in touches.get(name, ()):
                    await bridge.touch(touched)
                await bridge.screenshot(directory / f"{name}{suffix}.png")
                if name in touches:
                    bridge.restyle(looks[suffix])


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
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        # An offscreen window can shrink but not grow beyond its first size.
        prepare_window(Path(home), *WALL_SIZE, offscreen=True)
        asyncio.run(main(target, sys.argv[2:]))
