"""The vote keys and lamps of a seat, wired as its settings say and joined to its core."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from device.buttons import PinFactory, VoteKeys, VoteLamps, Wiring
from device.intents import HoldKey, Intent, KeysTrouble, PressKey
from device.keys import Chord, KeyEvent, KeyHeld, KeyPressed
from device.screens import Choice, Lamp
from firmware_config.schema import PinSettings

PUSH_S = 0.15  # how long a finger stays down


class Panel:
    """Keys that press, lamps that tell what the hub did. Made and used on the running loop."""

    def __init__(
        self,
        wiring: Wiring,
        pins: PinFactory,
        monotonic_ms: Callable[[], int],
        emit: Callable[[Intent], None],
    ) -> None:
        loop = asyncio.get_running_loop()
        self._emit = emit
        self._lamps = VoteLamps(wiring, pins, loop)
        self._keys = VoteKeys(wiring, pins, loop, monotonic_ms, self._take)

    def light(self, lamp: Lamp, choice: Choice | None) -> None:
        """Show what the hub has done with the last press."""
        self._lamps.show(choice, lamp)

    def close(self) -> None:
        """Lamps out, pins given back."""
        self._keys.close()
        self._lamps.close()

    def _take(self, event: KeyEvent) -> None:
        if isinstance(event, KeyPressed):
            self._emit(PressKey(event.choice))
        elif isinstance(event, KeyHeld):
            self._emit(HoldKey(event.choice))
        else:
            self._emit(KeysTrouble("keys-together" if isinstance(event, Chord) else "key-stuck"))


def wiring_of(pins: PinSettings) -> Wiring | None:
    """The wiring, or None on a terminal without keys; all six lines belong together."""
    keys = {
        Choice.FOR: pins.for_button,
        Choice.AGAINST: pins.against_button,
        Choice.ABSTAIN: pins.abstain_button,
    }
    lamps = {
        Choice.FOR: pins.for_lamp,
        Choice.AGAINST: pins.against_lamp,
        Choice.ABSTAIN: pins.abstain_lamp,
    }
    wired = Wiring(
        {choice: line for choice, line in keys.items() if line is not None},
        {choice: line for choice, line in lamps.items() if line is not None},
    )
    return wired if len(wired.keys) == len(wired.lamps) == len(Choice) else None


def push(pins: PinFactory, line: int) -> None:
    """Push and release a pretended key: for rehearsals on mock pins."""
    pin = pins.pin(line)
    pin.drive_low()
    asyncio.get_running_loop().call_later(PUSH_S, pin.drive_high)
