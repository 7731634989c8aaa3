"""The screen of a terminal, whatever its role."""

from __future__ import annotations

from device.present.chair import chair_screen
from device.present.common import ticking
from device.present.seat import seat_screen
from device.present.wall import wall_screen
from device.screens import Screen
from device.terminal import Terminal

SECOND_MS = 1_000
MINUTE_MS = 60_000


def screen(terminal: Terminal, now: int) -> Screen:
    """What this terminal shows now; `now` is monotonic milliseconds."""
    present = {"chair": chair_screen, "wall": wall_screen}.get(terminal.identity.role, seat_screen)
    shown: Screen = present(terminal, now)
    return shown


def next_look(terminal: Terminal, now: int) -> int:
    """When the screen may look different by time alone: the hub's next second, or next minute."""
    at = terminal.clock.at(now)
    if at is None:
        return now + SECOND_MS
    step = SECOND_MS if ticking(terminal) else MINUTE_MS
    return now + step - at % step
