"""The three vote keys and their lamps on the board's pins.

Pin libraries call back from threads of their own; nothing here happens outside of the event loop except
taking the time. Which edge means what is decided in `device.keys`. A lamp is lit by the hub's answer
only, through `VoteLamps.show`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

import gpiozero
from gpiozero.pins.mock import MockFactory
from msgspec import Struct

from device.keys import Edge, KeyEvent, KeyFilter
from device.screens import Choice, Lamp
from firmware_config.errors import SetupError

SLOW_BLINK_MS = 600  # half a period: waiting, calm
FAST_BLINK_MS = 125  # half a period: refused, look here

PinFactory: TypeAlias = Any  # gpiozero carries no types


class ButtonsError(SetupError):
    """The board's pins cannot be used: `no-gpio` or `pin-unusable`."""


class Timer(Protocol):
    """Something that will happen later and may be called off."""

    def cancel(self) -> None:
        """Call it off."""


class Scheduler(Protocol):
    """The part of an asyncio event loop used here."""

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: Any) -> object:
        """Run `callback` on the loop; callable from any thread."""

    def call_later(self, delay: float, callback: Callable[..., object], /, *args: Any) -> Timer:
        """Run `callback` on the loop after `delay` seconds."""


class Wiring(Struct, frozen=True):
    """BCM pin numbers from the terminal's settings. Keys close to ground, lamps are active high."""

    keys: Mapping[Choice, int]
    lamps: Mapping[Choice, int]


def open_pins(kind: str) -> PinFactory:
    """The pins of this board (`lgpio`) or pretended ones (`mock`); raises `no-gpio`."""
    if kind == "mock":
        return MockFactory()
    try:
        from gpiozero.pins.lgpio import LGPIOFactory

        return LGPIOFactory()
    except Exception as error:  # the library raises its own, the kernel's and ImportError
        raise ButtonsError("no-gpio", str(error)) from error


class VoteKeys:
    """Reports what the delegate does with the three keys to `emit`, on the event loop.

    `monotonic_ms` is read in the pin library's thread, so that a busy loop does not stretch time.
    """

    def __init__(
        self,
        wiring: Wiring,
        pins: PinFactory,
        loop: Scheduler,
        monotonic_ms: Callable[[], int],
        emit: Callable[[KeyEvent], None],
    ) -> None:
        self._loop = loop
        self._now = monotonic_ms
        self._emit = emit
        self._timer: Timer | None = None
        self._buttons = _claim(gpiozero.Button, wiring.keys, pins)
        held = frozenset(c for c, button in self._buttons.items() if button.is_pressed)
        self._filter = KeyFilter(held, monotonic_ms())
        for choice, button in self._buttons.items():
            button.when_pressed = self._reporter(Edge(choice, down=True))
            button.when_released = self._reporter(Edge(choice, down=False))
        self._sleep()

    @property
    def stuck(self) -> frozenset[Choice]:
        """Keys that have been down for too long; for the terminal's health report."""
        return self._filter.stuck

    def close(self) -> None:
        """Give the pins back; nothing is emitted afterwards."""
        self._emit = _ignore
        if self._timer is not None:
            self._timer.cancel()
        for button in self._buttons.values():
            button.close()

    def _reporter(self, edge: Edge) -> Callable[[], None]:
        def report() -> None:
            self._loop.call_soon_threadsafe(self._take, edge, self._now())

        return report

    def _take(self, edge: Edge, at_ms: int) -> None:
        self._tell(self._filter.handle(edge, at_ms))

    def _wake(self) -> None:
        self._tell(self._filter.wake(self._now()))

    def _tell(self, events: tuple[KeyEvent, ...]) -> None:
        for event in events:
            self._emit(event)
        self._sleep()

    def _sleep(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due = self._filter.wake_at
        self._timer = None
        if due is not None:
            self._timer = self._loop.call_later(max(0, due - self._now()) / 1000, self._wake)


class VoteLamps:
    """The three lamps; at most one tells something, the one over the key that was pressed last."""

    def __init__(self, wiring: Wiring, pins: PinFactory, loop: Scheduler) -> None:
        self._loop = loop
        self._timer: Timer | None = None
        self._lamps = _claim(gpiozero.LED, wiring.lamps, pins)

    def show(self, choice: Choice | None, lamp: Lamp) -> None:
        """Light the lamp over `choice`: steady accepted, slow waiting, fast refused; others go out."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for each, led in self._lamps.items():
            led.value = each is choice and lamp is not Lamp.OFF
        if choice is not None and lamp in (Lamp.WAITING, Lamp.REFUSED):
            half_ms = SLOW_BLINK_MS if lamp is Lamp.WAITING else FAST_BLINK_MS
            self._timer = self._loop.call_later(half_ms / 1000, self._blink, choice, half_ms)

    def close(self) -> None:
        """All lamps out, pins given back."""
        self.show(None, Lamp.OFF)
        for led in self._lamps.values():
            led.close()

    def _blink(self, choice: Choice, half_ms: int) -> None:
        self._lamps[choice].toggle()
        self._timer = self._loop.call_later(half_ms / 1000, self._blink, choice, half_ms)


def _claim(kind: Any, numbers: Mapping[Choice, int], pins: PinFactory) -> dict[Choice, Any]:
    """A device of gpiozero's `kind` for each choice; all or, with `pin-unusable`, none."""
    claimed: dict[Choice, Any] = {}
    try:
        for choice in Choice:
            claimed[choice] = kind(numbers[choice], pin_factory=pins)
    except gpiozero.GPIOZeroError as error:
        for device in claimed.values():
            device.close()
        raise ButtonsError("pin-unusable", str(error)) from error
    return claimed


def _ignore(_event: KeyEvent) -> None:
    """A closed keyboard tells nothing."""
