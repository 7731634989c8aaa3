"""Records of the meeting itself: who is there, the session, its papers."""

from __future__ import annotations

from msgspec import Struct

from protocol.verifier.bodies.plan import MeetingPlan, Paper
from protocol.verifier.bodies.words import Absence


class MeetingConvened(Struct, frozen=True):
    """The plan as released."""

    plan: MeetingPlan


class PersonSignedIn(Struct, frozen=True):
    """A person arrived."""

    person: str
    seat: str
    device: str
    method: str


class PersonSignedOut(Struct, frozen=True):
    """A person left."""

    person: str
    seat: str
    reason: str


class PersonAssigned(Struct, frozen=True):
    """Somebody not there yet got another seat."""

    person: str
    seat: str


class PersonMoved(Struct, frozen=True):
    """Somebody present went on at another seat."""

    person: str
    from_seat: str
    seat: str
    device: str


class AbsenceAccepted(Struct, frozen=True):
    """The chair took note of an absence."""

    person: str
    absence: Absence


class PinFailed(Struct, frozen=True):
    """A wrong PIN; `failures` in a row."""

    person: str
    seat: str
    device: str
    failures: int


class PinUnlocked(Struct, frozen=True):
    """A locked person may try again."""

    person: str


class QuorumMet(Struct, frozen=True):
    """Enough are present from here on."""

    present: int
    needed: int
    members: int


class QuorumLost(Struct, frozen=True):
    """Too few are present from here on."""

    present: int
    needed: int
    members: int


class SessionOpened(Struct, frozen=True):
    """The session began."""

    present: int
    members: int


class SessionSuspended(Struct, frozen=True):
    """A break began; `returns_at` is when it is to end, if that was said."""

    returns_at: int | None


class SessionResumed(Struct, frozen=True):
    """The break is over."""


class ChairHandedOver(Struct, frozen=True):
    """Another person presides."""

    from_person: str
    person: str
    device: str


class SessionClosed(Struct, frozen=True):
    """The session ended."""


class PaperReleased(Struct, frozen=True):
    """A paper was added, or its next version; `changed` are the pages that differ."""

    paper: Paper
    changed: tuple[int, ...]


class PaperRecalled(Struct, frozen=True):
    """A paper was taken away from everybody."""

    paper: str
    version: int
    reason: str


class MinutesWritten(Struct, frozen=True):
    """The minutes exist."""

    file: str
    sha256: str
    size: int


class BundleReceived(Struct, frozen=True):
    """A central server signed for an earlier export of this record."""

    bundle_sha256: str
    centre: str
    receipt: str
    signature: str
