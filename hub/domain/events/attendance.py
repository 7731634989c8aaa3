"""Who came, went and moved, and the quorum they make."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Absence


@dataclass(frozen=True)
class PersonSignedIn:
    """A person confirmed being at a seat; `method` is how, one of the sign-in modes."""

    person: str
    seat: str
    device: str
    method: str


@dataclass(frozen=True)
class PersonSignedOut:
    """A person left the session; `reason` is a code."""

    person: str
    seat: str
    reason: str


@dataclass(frozen=True)
class PersonAssigned:
    """A person who is not there yet was given another seat."""

    person: str
    seat: str


@dataclass(frozen=True)
class PersonMoved:
    """A present person went on at another seat, without having been away."""

    person: str
    from_seat: str
    seat: str
    device: str


@dataclass(frozen=True)
class AbsenceAccepted:
    """The chair took note that a person is absent."""

    person: str
    absence: Absence


@dataclass(frozen=True)
class PinFailed:
    """A wrong PIN was typed for a person; `failures` so far, the third one locks."""

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
    """Enough members are present to proceed."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class QuorumLost:
    """Members left and too few remain."""

    present: int
    needed: int
    members: int
