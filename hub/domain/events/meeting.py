"""The meeting as a whole: convened, opened, closed, and what its record led to."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import MeetingPlan


@dataclass(frozen=True)
class MeetingConvened:
    """First record of every meeting: the plan as released."""

    plan: MeetingPlan


@dataclass(frozen=True)
class SessionOpened:
    """The chair opened the session (khai mạc)."""

    present: int
    members: int


@dataclass(frozen=True)
class SessionSuspended:
    """A break began (tạm dừng phiên họp); `returns_at` is when it is to end, if that was said."""

    returns_at: int | None


@dataclass(frozen=True)
class SessionResumed:
    """The break is over."""


@dataclass(frozen=True)
class ChairHandedOver:
    """Another person presides from here on. `device` is the console that asked for it."""

    from_person: str
    person: str
    device: str


@dataclass(frozen=True)
class SessionClosed:
    """The chair closed the session (bế mạc). Nothing of the meeting itself follows."""


@dataclass(frozen=True)
class MinutesWritten:
    """The minutes were made from the record up to here."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class BundleReceived:
    """The central server verified the bundle and signed for it."""

    bundle_sha256: str
    centre: str
    receipt: str  # canonical text
    signature: str
