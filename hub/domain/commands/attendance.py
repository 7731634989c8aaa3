"""Coming, going and moving."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Absence


class SignIn(Struct, frozen=True):
    """A person says: I am here, at this seat. `proven` tells whether the PIN was right, if one is needed."""

    person: str
    seat: str
    device: str
    proven: bool = False


class SignOut(Struct, frozen=True):
    """A person leaves."""

    person: str
    reason: str


class MovePerson(Struct, frozen=True):
    """Give a person another seat; whoever is present keeps being so, open ballot included."""

    person: str
    seat: str


class AcceptAbsence(Struct, frozen=True):
    """The chair takes note that a person is absent, with or without reason."""

    person: str
    absence: Absence


class UnlockPerson(Struct, frozen=True):
    """Let a person whose PIN was wrong too often try again."""

    person: str
