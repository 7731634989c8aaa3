"""Whom the chair can remind of an open poll."""

from __future__ import annotations

from device.screens import PRESSED, ChairScreen, PollStage, SeatState

# A terminal that is lost hears it when it is back.
_MISSING = frozenset({SeatState.NOT_PRESSED, SeatState.TROUBLE})


def may_remind(screen: ChairScreen) -> bool:
    """Whether answers are being pressed now."""
    poll = screen.poll
    return poll is not None and poll.stage is PollStage.OPEN and poll.kind in PRESSED


def unpressed(screen: ChairScreen) -> tuple[str, ...]:
    """Seats whose answer is still awaited."""
    if not may_remind(screen):
        return ()
    return tuple(s.seat for s in screen.map if s.state in _MISSING and not s.guest)
