"""The session itself: convened, opened by the chair, interrupted by breaks, closed by the chair.

Theory of operation. A meeting is convened once, by its first record. It opens when quorum is met and
closes when no poll is unsettled and no item is open; what follows a close (minutes, the central server's
receipt) is about the record, not of the meeting. There is no way back from closed. In a break the clocks
of the item and of the speech stand still and nothing is decided; people may come and go, ask to speak,
and papers and notes go on being worked on.

| phase     | command        | event            | phase after |
|-----------|----------------|------------------|-------------|
| convened  | OpenSession    | SessionOpened    | open        |
| open      | SuspendSession | SessionSuspended | suspended   |
| suspended | ResumeSession  | SessionResumed   | open        |
| open      | CloseSession   | SessionClosed    | closed      |
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from hub.domain.errors import DomainError
from hub.domain.events import (
    Event,
    SessionClosed,
    SessionOpened,
    SessionResumed,
    SessionSuspended,
)

MAX_BREAK_MS = 24 * 3_600_000  # a session that goes on later than the next day is another session


class Phase(StrEnum):
    """Where the session stands."""

    CONVENED = "convened"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Session(Struct, frozen=True):
    """Phase and its times in milliseconds since the epoch; `break_ms` sums the breaks that are over."""

    phase: Phase = Phase.CONVENED
    opened_at: int | None = None
    closed_at: int | None = None
    suspended_at: int | None = None
    returns_at: int | None = None
    break_ms: int = 0


TRANSITIONS: dict[tuple[Phase, str], Phase] = {
    (Phase.CONVENED, "OpenSession"): Phase.OPEN,
    (Phase.OPEN, "SuspendSession"): Phase.SUSPENDED,
    (Phase.SUSPENDED, "ResumeSession"): Phase.OPEN,
    (Phase.OPEN, "CloseSession"): Phase.CLOSED,
}


def check(phase: Phase, command: str) -> None:
    """Raise unless `command` is a transition of `phase`."""
    if (phase, command) in TRANSITIONS:
        return
    if command == "OpenSession":
        raise DomainError("session-already-opened")
    if command == "ResumeSession":
        raise DomainError("session-not-suspended")
    raise DomainError("session-suspended" if phase is Phase.SUSPENDED else "session-not-open")


def require_open(session: Session) -> None:
    """Raise `session-suspended` in a break, and `session-not-open` before the opening and after the close."""
    if session.phase is Phase.SUSPENDED:
        raise DomainError("session-suspended")
    if session.phase is not Phase.OPEN:
        raise DomainError("session-not-open")


def require_begun(session: Session) -> None:
    """Raise `session-not-open` unless the session is open or in a break."""
    if session.phase not in {Phase.OPEN, Phase.SUSPENDED}:
        raise DomainError("session-not-open")


def require_not_suspended(session: Session) -> None:
    """Raise `session-suspended` in a break."""
    if session.phase is Phase.SUSPENDED:
        raise DomainError("session-suspended")


def require_not_closed(session: Session) -> None:
    """Raise `session-closed` after the close."""
    if session.phase is Phase.CLOSED:
        raise DomainError("session-closed")


def elapsed(since: int | None, at: int) -> int:
    """Milliseconds from `since` to `at`: none while a clock stands, or where the hub's clock went back."""
    return 0 if since is None else max(0, at - since)


def evolve(session: Session, event: Event, at: int) -> Session:
    """The session after `event`."""
    if isinstance(event, SessionOpened):
        return Session(Phase.OPEN, opened_at=at)
    if isinstance(event, SessionSuspended):
        return replace(session, phase=Phase.SUSPENDED, suspended_at=at, returns_at=event.returns_at)
    if isinstance(event, SessionResumed):
        over = session.break_ms + elapsed(session.suspended_at, at)
        return replace(session, phase=Phase.OPEN, suspended_at=None, returns_at=None, break_ms=over)
    if isinstance(event, SessionClosed):
        return replace(session, phase=Phase.CLOSED, closed_at=at)
    return session
