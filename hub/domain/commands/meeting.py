"""The meeting as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import MeetingPlan


@dataclass(frozen=True)
class ConveneMeeting:
    """Start the record of a meeting."""

    plan: MeetingPlan


@dataclass(frozen=True)
class OpenSession:
    """Khai mạc."""


@dataclass(frozen=True)
class SuspendSession:
    """Begin a break, to end at `returns_at` (milliseconds since the epoch) if that is known."""

    returns_at: int | None


@dataclass(frozen=True)
class ResumeSession:
    """End the break."""


@dataclass(frozen=True)
class HandOverChair:
    """Let a deputy, or the chair again, preside."""

    person: str
    device: str


@dataclass(frozen=True)
class CloseSession:
    """Bế mạc."""


@dataclass(frozen=True)
class RecordMinutes:
    """Note that the minutes exist."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class RecordReceipt:
    """Note the central server's signed receipt."""

    bundle_sha256: str
    centre: str
    receipt: str
    signature: str
