"""After the demo's own session: the same meeting once more, led by whoever sits at the windows.

Delegates without a window sign in by themselves and press a while after a poll has opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from firmware_config.demo.cast import Actor, Cast
from firmware_config.demo.hands import Players
from firmware_config.demo.stage import KIVY_SEAT, Stage

LOOK = 0.5  # seconds between two looks at all screens
ANSWERS = ("for", "for", "against", "for", "for", "for", "abstain")


async def rehearse(
    stage: Stage, cast: Cast, players: Players, import_as: Callable[[str], Awaitable[None]]
) -> None:
    """Import, hold and hold again until the windows are closed or the demo is interrupted."""
    number = 1
    hub: Actor | None = None
    while True:
        meeting = f"phien-hop-thu-{number}"
        await import_as(meeting)
        if hub is not None:
            await cast.dismiss(hub)
        else:
            await cast.dismiss(cast.named("hub"))
        settings = str(stage.room.hub_settings)
        hub = await cast.start(
            "hub", "hub.main", "--settings", settings, "run", "--ready", "--meeting", meeting
        )
        await hub.ready()
        await _until_closed(players)
        number += 1


async def _until_closed(players: Players) -> None:
    begun = False
    while True:
        await asyncio.sleep(LOOK)
        console = await players.chair.do("screen", device="chair")
        begun |= not console["closed"]
        if begun and console["closed"] and console["minutes_ready"]:
            return
        for place, device in enumerate(players.seats):
            if device != KIVY_SEAT:
                await _act(players.hall, device, place)


async def _act(hall: Actor, device: str, place: int) -> None:
    screen = await hall.do("screen", device=device)
    if screen["kind"] == "SeatWelcome" and not screen["signing_in"]:
        await hall.do("enter", device=device)
    ballot = screen.get("ballot")
    pressed = ballot and ballot["kind"] in {"roll-call", "unnamed"}
    if pressed and ballot["may_vote"] and ballot["lamp"] == "off":
        await hall.do("press", device=device, choice=ANSWERS[place % len(ANSWERS)])
