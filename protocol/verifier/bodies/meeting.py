"""Records of the meeting itself: who is there, the session, its papers."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.verifier.bodies.plan import MeetingPlan, Paper
from protocol.verifier.bodies.words import Absence


@dataclass(frozen=True)
class MeetingConvened:
    """The plan as released."""

    plan: MeetingPlan


@dataclass(frozen=True)
class PersonSignedIn:
    """A person arrived."""

    person: str
    seat: str
    device: str
    method: str


@dataclass(frozen=True)
class PersonSignedOut:
    """A person left."""

    person: str
    seat: str
    reason: str


@dataclass(frozen=True)
class PersonAssigned:
    """Somebody not there yet got another seat."""

    person: str
    seat: str


@dataclass(frozen=True)
class PersonMoved:
    """Somebody present went on at another seat."""

    person: str
    from_seat: str
    seat: str
    device: str


@dataclass(frozen=True)
class AbsenceAccepted:
    """The chair took note of an absence."""

    person: str
    absence: Absence


@dataclass(frozen=True)
class PinFailed:
    """A wrong PIN; `failures` in a row."""

    person: str
    seat: str
    device: str
    failures: int


@dataclass(frozen=True)
class PinUnlocked:
    """A locked person may try again."""

    person: str


@dataclass(frozen=True)
class QuorumMet:
    """Enough are present from here on."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class QuorumLost:
    """Too few are present from here on."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class SessionOpened:
    """The session began."""

    present: int
    members: int


@dataclass(frozen=True)
class SessionSuspended:
    """A break began; `returns_at` is when it is to end, if that was said."""

    returns_at: int | None


@dataclass(frozen=True)
class SessionResumed:
    """The break is over."""


@dataclass(frozen=True)
class ChairHandedOver:
    """Another person presides."""

    from_person: str
    person: str
    device: str


@dataclass(frozen=True)
class SessionClosed:
    """The session ended."""


@dataclass(frozen=True)
class PaperReleased:
    """A paper was added, or its next version; `changed` are the pages that differ."""

    paper: Paper
    changed: tuple[int, ...]


@dataclass(frozen=True)
class PaperRecalled:
    """A paper was taken away from everybody."""

    paper: str
    version: int
    reason: str


@dataclass(frozen=True)
class MinutesWritten:
    """The minutes exist."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class BundleReceived:
    """A central server signed for an earlier export of this record."""

    bundle_sha256: str
    centre: str
    receipt: str
    signature: str
