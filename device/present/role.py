"""The screen of a terminal, whatever its role."""

from __future__ import annotations

from collections.abc import Callable

from device.present.chair import chair_screen, secretary_screen
from device.present.clocks import MINUTE_MS, SECOND_MS, ticking
from device.present.seat import seat_screen
from device.present.wall import wall_screen
from device.screens import Screen
from device.terminal import Terminal


def screen(terminal: Terminal, now: int) -> Screen:
    """What this terminal shows now; `now` is monotonic milliseconds."""
    return _SCREENS.get(terminal.identity.role, seat_screen)(terminal, now)


def next_look(terminal: Terminal, now: int) -> int:
    """When the screen may look different by time alone: the hub's next second, or next minute."""
    at = terminal.clock.at(now)
    if at is None:
        return now + SECOND_MS
    step = SECOND_MS if ticking(terminal) else MINUTE_MS
    return now + step - at % step


_SCREENS: dict[str, Callable[[Terminal, int], Screen]] = {
    "seat": seat_screen,
    "chair": chair_screen,
    "secretary": secretary_screen,
    "wall": wall_screen,
}
