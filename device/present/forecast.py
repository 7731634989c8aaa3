"""When the session will end, against its plan."""

from __future__ import annotations

from device.present.clocks import MINUTE_MS, spent_ms
from device.screens import ItemStage
from device.terminal import Terminal
from protocol.messages import ItemState

_OVER = frozenset({ItemStage.CONCLUDED, ItemStage.POSTPONED, ItemStage.WITHDRAWN, ItemStage.PASSED})


def planned_end(terminal: Terminal) -> int | None:
    """When it should end: all items one after the other."""
    session = terminal.view.session
    if session is None:
        return None
    planned = sum(item.planned_minutes for item in terminal.view.agenda.items)
    return session.starts_at + planned * MINUTE_MS


def forecast(terminal: Terminal, now: int) -> int | None:
    """Now, plus what is left of the break, of items begun, and the minutes of those to come."""
    at, session = terminal.clock.at(now), terminal.view.session
    if at is None or session is None or session.phase not in {"open", "suspended"}:
        return None
    left = sum(_left_ms(terminal, item, now) for item in terminal.view.agenda.items)
    if session.phase == "suspended" and session.returns_at is not None:
        left += max(0, session.returns_at - at)
    return at + left


def late_minutes(terminal: Terminal, now: int) -> int:
    """By how many minutes the forecast is later than the plan; negative: earlier."""
    expected, planned = forecast(terminal, now), planned_end(terminal)
    if expected is None or planned is None:
        return 0
    return round((expected - planned) / MINUTE_MS)


def over_minutes(terminal: Terminal, item: ItemState, now: int) -> int:
    """Full minutes that an item has taken beyond its plan."""
    return max(0, spent_ms(terminal, item, now) // MINUTE_MS - item.planned_minutes)


def _left_ms(terminal: Terminal, item: ItemState, now: int) -> int:
    if item.stage in _OVER:
        return 0
    return max(0, item.planned_minutes * MINUTE_MS - spent_ms(terminal, item, now))
