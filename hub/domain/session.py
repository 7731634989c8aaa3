"""The session itself: convened, opened by the chair, closed by the chair.

Theory of operation. A meeting is convened once, by its first record. It opens when quorum is met and
closes when no poll is unsettled and no item is open; what follows a close (minutes, the central server's
receipt) is about the record, not of the meeting. There is no way back from closed.

| phase    | command      | event         | phase after |
|----------|--------------|---------------|-------------|
| convened | OpenSession  | SessionOpened | open        |
| open     | CloseSession | SessionClosed | closed      |
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hub.domain.errors import DomainError


class Phase(StrEnum):
    """Where the session stands."""

    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Session:
    """Phase and its times in milliseconds since the epoch."""

    phase: Phase = Phase.CONVENED
    opened_at: int | None = None
    closed_at: int | None = None


TRANSITIONS: dict[tuple[Phase, str], Phase] = {
    (Phase.CONVENED, "OpenSession"): Phase.OPEN,
    (Phase.OPEN, "CloseSession"): Phase.CLOSED,
}

REFUSALS = {
    "OpenSession": "session-already-opened",
    "CloseSession": "session-not-open",
}


def check(phase: Phase, command: str) -> None:
    """Raise unless `command` is a transition of `phase`."""
    if (phase, command) not in TRANSITIONS:
        raise DomainError(REFUSALS[command])


def require_open(session: Session) -> None:
    """Raise `session-not-open` unless the session is open."""
    if session.phase is not Phase.OPEN:
        raise DomainError("session-not-open")
