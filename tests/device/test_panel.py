"""The vote keys and lamps of a seat on pretended pins."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from gpiozero.pins.mock import MockFactory

from device.clock import Clock
from device.intents import Intent, KeysTrouble, PressKey
from device.panel import Panel, push, wiring_of
from device.screens import Choice, Lamp
from firmware_config.schema import PinSettings

PINS = PinSettings(5, 6, 13, 16, 20, 21)


class Bench:
    """A panel on pretended pins, and what it emitted."""

    def __init__(self) -> None:
        self.factory = MockFactory()
        self.emitted: list[Intent] = []
        self._changed = asyncio.Event()
        wiring = wiring_of(PINS)
        assert wiring is not None
        self.panel = Panel(wiring, self.factory, Clock().monotonic_ms, self._emit)

    def _emit(self, intent: Intent) -> None:
        self.emitted.append(intent)
        self._changed.set()

    async def emits(self, intent: Intent) -> None:
        async with asyncio.timeout(10):
            while intent not in self.emitted:
                self._changed.clear()
                await self._changed.wait()

    def lit(self) -> list[bool]:
        return [bool(self.factory.pin(line).state) for line in (16, 20, 21)]


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    bench = Bench()
    yield bench
    bench.panel.close()


@pytest.mark.parametrize(("line", "choice"), [(5, "for"), (6, "against"), (13, "abstain")])
async def test_a_pushed_key_presses_its_choice_once(bench: Bench, line: int, choice: str) -> None:
    push(bench.factory, line)
    await bench.emits(PressKey(Choice(choice)))
    assert len(bench.emitted) == 1


async def test_keys_pushed_together_are_trouble_and_no_answer(bench: Bench) -> None:
    push(bench.factory, 5)
    push(bench.factory, 6)
    await bench.emits(KeysTrouble("keys-together"))
    assert len(bench.emitted) == 1


async def test_the_lamp_over_the_choice_is_lit_and_no_other(bench: Bench) -> None:
    bench.panel.light(Lamp.ACCEPTED, Choice.AGAINST)
    assert bench.lit() == [False, True, False]
    bench.panel.light(Lamp.OFF, None)
    assert bench.lit() == [False, False, False]


async def test_a_push_alone_lights_nothing(bench: Bench) -> None:
    push(bench.factory, 5)
    await bench.emits(PressKey(Choice.FOR))
    assert bench.lit() == [False, False, False]


async def test_a_closed_panel_gives_its_pins_back() -> None:
    bench = Bench()
    bench.panel.light(Lamp.ACCEPTED, Choice.FOR)
    bench.panel.close()
    again = Panel(wiring_of(PINS), bench.factory, Clock().monotonic_ms, bench._emit)  # type: ignore[arg-type]
    assert bench.lit() == [False, False, False]
    again.close()


@pytest.mark.parametrize(
    "pins",
    [
        PinSettings(),
        PinSettings(5, 6, 13),
        PinSettings(5, 6, None, 16, 20, 21),
    ],
)
def test_keys_without_all_their_lamps_are_no_panel(pins: PinSettings) -> None:
    assert wiring_of(pins) is None
