"""Who came, went and moved, and the quorum they make."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Absence


class PersonSignedIn(Struct, frozen=True):
    """A person confirmed being at a seat; `method` is how, one of the sign-in modes."""

    person: str
    seat: str
    device: str
    method: str


class PersonSignedOut(Struct, frozen=True):
    """A person left the session; `reason` is a code."""

    person: str
    seat: str
    reason: str


class PersonAssigned(Struct, frozen=True):
    """A person who is not there yet was given another seat."""

    person: str
    seat: str


class PersonMoved(Struct, frozen=True):
    """A present person went on at another seat, without having been away."""

    person: str
    from_seat: str
    seat: str
    device: str


class AbsenceAccepted(Struct, frozen=True):
    """The chair took note that a person is absent."""

    person: str
    absence: Absence


class PinFailed(Struct, frozen=True):
    """A wrong PIN was typed for a person; `failures` so far, the third one locks."""

    person: str
    seat: str
    device: str
    failures: int


class PinUnlocked(Struct, frozen=True):
    """A locked person may try again."""

    person: str


class QuorumMet(Struct, frozen=True):
    """Enough members are present to proceed."""

    present: int
    needed: int
    members: int


class QuorumLost(Struct, frozen=True):
    """Members left and too few remain."""

    present: int
    needed: int
    members: int
