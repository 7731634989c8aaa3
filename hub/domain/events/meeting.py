"""The meeting as a whole: convened, opened, closed, and what its record led to."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import MeetingPlan


class MeetingConvened(Struct, frozen=True):
    """First record of every meeting: the plan as released."""

    plan: MeetingPlan


class SessionOpened(Struct, frozen=True):
    """The chair opened the session (khai mạc)."""

    present: int
    members: int


class SessionSuspended(Struct, frozen=True):
    """A break began (tạm dừng phiên họp); `returns_at` is when it is to end, if that was said."""

    returns_at: int | None


class SessionResumed(Struct, frozen=True):
    """The break is over."""


class ChairHandedOver(Struct, frozen=True):
    """Another person presides from here on. `device` is the console that asked for it."""

    from_person: str
    person: str
    device: str


class SessionClosed(Struct, frozen=True):
    """The chair closed the session (bế mạc). Nothing of the meeting itself follows."""


class MinutesWritten(Struct, frozen=True):
    """The minutes were made from the record up to here."""

    file: str
    sha256: str
    size: int


class BundleReceived(Struct, frozen=True):
    """The central server verified the bundle and signed for it."""

    bundle_sha256: str
    centre: str
    receipt: str  # canonical text
    signature: str
