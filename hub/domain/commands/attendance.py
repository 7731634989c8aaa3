"""Coming, going and moving."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Absence


@dataclass(frozen=True)
class SignIn:
    """A person says: I am here, at this seat. `proven` tells whether the PIN was right, if one is needed."""

    person: str
    seat: str
    device: str
    proven: bool = False


@dataclass(frozen=True)
class SignOut:
    """A person leaves."""

    person: str
    reason: str


@dataclass(frozen=True)
class MovePerson:
    """Give a person another seat; whoever is present keeps being so, open ballot included."""

    person: str
    seat: str


@dataclass(frozen=True)
class AcceptAbsence:
    """The chair takes note that a person is absent, with or without reason."""

    person: str
    absence: Absence


@dataclass(frozen=True)
class UnlockPerson:
    """Let a person whose PIN was wrong too often try again."""

    person: str
