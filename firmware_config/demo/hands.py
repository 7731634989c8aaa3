"""Hands and eyes of the demo: who is on stage, what they touch, and what is seen meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from firmware_config.demo.cast import Actor, DemoError
from firmware_config.demo.stage import KIVY_SEAT
from firmware_config.demo.tell import Teller
from protocol.identifiers import DeviceId

LOOK = 0.1  # seconds between two looks at a screen
PATIENCE = 60.0  # seconds for anything to happen
DONE_ALREADY = {"close-poll": "poll-closed"}  # by the poll's own clock, on a slow machine


class Players(Struct):
    """Everybody on stage. `hall` drives the terminals without a window."""

    chair: Actor
    wall: Actor
    seat: Actor
    hall: Actor
    seats: Sequence[DeviceId]

    def of(self, device: DeviceId) -> Actor:
        """The program a seat's terminal runs in."""
        return self.seat if device == KIVY_SEAT else self.hall


class Hands:
    """Does at the terminals what persons would do, and waits until it is seen."""

    def __init__(self, players: Players, tell: Teller, pictures: Path) -> None:
        self.players = players
        self.tell = tell
        self._pictures = pictures

    async def step(self, step: str, told: str = "", *, heading: bool = True) -> None:
        """The chair touches the big button once it offers `step`, and confirms if asked."""

        async def offered() -> bool:
            button = (await self.console())["next_step"]
            return bool(button["step"] == step and button["enabled"])

        await self.until(offered)
        if told:
            (self.tell.heading if heading else self.tell.fact)(told)
        before = (await self.console())["next_step"]
        await self.touch(self.players.chair, "next-step")
        if "confirm" in await self.players.chair.do("names"):
            await self.touch(self.players.chair, "confirm")

        async def taken() -> bool:
            console = await self.console()
            if console["notice"] not in {"", DONE_ALREADY.get(step)}:
                raise DemoError(f"{step}: {console['notice']}")
            return bool(console["next_step"] != before and not console["waiting"])

        await self.until(taken)

    async def next_step(self) -> str:
        """What the chair's big button offers."""
        return str((await self.console())["next_step"]["step"])

    async def touch(self, actor: Actor, name: str) -> None:
        """Touch something once it can be touched."""

        async def there() -> bool:
            return name in await actor.do("names")

        await self.until(there)
        await actor.do("touch", name=name)

    async def picture(self, actor: Actor, name: str) -> None:
        """Photograph a window."""
        await actor.do("screenshot", path=str(self._pictures / name))

    async def console(self) -> dict[str, Any]:
        """What the chair sees."""
        screen: dict[str, Any] = await self.players.chair.do("screen", device="chair")
        return screen

    async def screen(self, device: DeviceId) -> dict[str, Any]:
        """What a seat shows."""
        screen: dict[str, Any] = await self.players.of(device).do("screen", device=device)
        return screen

    async def wait_for(self, device: DeviceId, kind: str) -> None:
        """Wait until a seat shows this kind of screen."""

        async def shown() -> bool:
            return bool((await self.screen(device))["kind"] == kind)

        await self.until(shown)

    async def until(self, holds: Callable[[], Any]) -> None:
        """Look again and again until something holds."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await holds():  # noqa: ASYNC110  a person looks again, too
                    await asyncio.sleep(LOOK)
        except TimeoutError as error:
            raise DemoError(f"nothing came of {holds.__name__} in {PATIENCE:.0f} s") from error
