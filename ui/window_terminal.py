"""A terminal with a window: station, renderer, vote keys and bridge put together."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

from device.buttons import open_pins
from device.clock import Clock
from device.control import Action, actions, serve
from device.discovery import Discovery
from device.intents import Intent, SetMode
from device.page_process import Limits, PageProcess
from device.page_renderer import PageRenderer
from device.panel import Panel, push, wiring_of
from device.screens import Choice, Lamp, ReadingMode
from device.station import Face, Station
from firmware_config.schema import Language, TerminalConfig, TerminalRole, Theme
from ui.bridge import Bridge
from ui.theme import DARK, LIGHT
from ui.theme import Theme as Look
from ui.wording import Language as Words

WITH_PAGES = frozenset({TerminalRole.SEAT, TerminalRole.WALL})
NORMAL_TEXT = 100  # percent; whoever wants larger text wants papers in it, too


class WindowTerminal:
    """Made by `open`, which leaves everything to be closed on the given stack."""

    def __init__(self, config: TerminalConfig, renderer: PageRenderer | None) -> None:
        self._config = config
        self._clock = Clock()
        self.bridge = Bridge(self._emit, renderer, theme=_look(config), language=_words(config))
        self._renderer = renderer
        self._panel: Panel | None = None
        self._pins: Any = None
        self._station: Station | None = None

    @classmethod
    async def open(
        cls, stack: AsyncExitStack, config: TerminalConfig, *, pins: str
    ) -> WindowTerminal:
        """Start the renderer, take the pins, and look for the hub."""
        renderer = None
        if config.role in WITH_PAGES:
            renderer = PageRenderer(partial(PageProcess.launch, Limits()), lambda _fault: None)
            await renderer.start()
            stack.push_async_callback(renderer.stop)
        self = cls(config, renderer)
        self._wire(stack, pins)
        fallback = (config.hub.host, config.hub.port) if config.hub.host else None
        discovery = Discovery(config.room, config.interfaces, fallback)
        found = await stack.enter_async_context(discovery)
        face = Face(renderer, self.bridge.show, self._light)
        self._station = Station(config, self._clock, found.candidates, face)
        if renderer is not None and config.screen.text_scale > NORMAL_TEXT:
            self._emit(SetMode(ReadingMode.TEXT))
        return self

    async def run(self, *, control: bool) -> None:
        """Run until the window is closed, or until standard input ends with `control`."""
        station = self._opened
        work = [asyncio.create_task(station.run()), asyncio.create_task(self.bridge.run())]
        if control:
            work.append(asyncio.create_task(serve(self._actions())))
        try:
            done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            self.bridge.stop()
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)

    @property
    def _opened(self) -> Station:
        if self._station is None:
            raise RuntimeError("not opened")
        return self._station

    def _emit(self, intent: Intent) -> None:
        self._opened.runner.feed(intent)

    def _light(self, lamp: Lamp, choice: Choice | None) -> None:
        if self._panel is not None:
            self._panel.light(lamp, choice)

    def _wire(self, stack: AsyncExitStack, pins: str) -> None:
        wiring = wiring_of(self._config.pins)
        if wiring is None:
            return
        self._pins = open_pins(pins)
        self._panel = Panel(wiring, self._pins, self._clock.monotonic_ms, self._emit)
        stack.callback(self._panel.close)

    # ── the hand from outside ───────────────────────────────────────────────────────────────────

    def _actions(self) -> dict[str, Action]:
        async def touch(request: dict[str, Any]) -> None:
            await self.bridge.touch(request["name"])

        async def key(request: dict[str, Any]) -> None:
            self.bridge.key(int(request["number"]))

        async def names(_request: dict[str, Any]) -> list[str]:
            return self.bridge.names()

        async def screenshot(request: dict[str, Any]) -> None:
            await self.bridge.screenshot(Path(request["path"]))

        async def push_key(request: dict[str, Any]) -> None:
            wiring = wiring_of(self._config.pins)
            if wiring is None:
                raise LookupError("this terminal has no vote keys")
            push(self._pins, wiring.keys[Choice(request["choice"])])

        runners = {str(self._config.device): self._opened.runner}
        window = {"touch": touch, "key": key, "names": names, "screenshot": screenshot}
        return {**actions(runners), **window, "push": push_key}


def _look(config: TerminalConfig) -> Look:
    palette = DARK if config.screen.theme is Theme.DARK else LIGHT
    return Look(palette, config.screen.text_scale)


def _words(config: TerminalConfig) -> Words:
    english = config.screen.language is Language.ENGLISH
    return Words.ENGLISH if english else Words.VIETNAMESE
