"""The meeting as a whole."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import MeetingPlan


class ConveneMeeting(Struct, frozen=True):
    """Start the record of a meeting."""

    plan: MeetingPlan


class OpenSession(Struct, frozen=True):
    """Khai mạc."""


class SuspendSession(Struct, frozen=True):
    """Begin a break, to end at `returns_at` (milliseconds since the epoch) if that is known."""

    returns_at: int | None


class ResumeSession(Struct, frozen=True):
    """End the break."""


class HandOverChair(Struct, frozen=True):
    """Let a deputy, or the chair again, preside."""

    person: str
    device: str


class CloseSession(Struct, frozen=True):
    """Bế mạc."""


class RecordMinutes(Struct, frozen=True):
    """Note that the minutes exist."""

    file: str
    sha256: str
    size: int


class RecordReceipt(Struct, frozen=True):
    """Note the central server's signed receipt."""

    bundle_sha256: str
    centre: str
    receipt: str
    signature: str
