"""Persons, seats, attendance and quorum."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class SignInMode(StrEnum):
    """How persons sign in.

    OFF: a terminal says by itself that the person assigned to it is there. ASSIGNMENT: that person touches
    it. PIN_HERE: and types a PIN. PIN_ANYWHERE: anybody at any free seat, by name and PIN.
    """

    OFF = "off"
    ASSIGNMENT = "assignment"
    PIN_HERE = "pin-here"
    PIN_ANYWHERE = "pin-anywhere"


class Role(StrEnum):
    """Thành viên, người dự thay (may speak, has no vote), khách mời."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    GUEST = "guest"


class Absence(StrEnum):
    """Vắng có lý do, vắng không lý do; accepted by the chair."""

    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


class QuorumRule(Struct, frozen=True):
    """Quorum is met when `P·d >= n·N` (`P·d > n·N` when strict), P present of N members."""

    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool


class Person(Struct, frozen=True):
    """Somebody expected at the meeting. Names live in the roster, outside the record.

    `stands_for` is the member a substitute comes for; `absence` was accepted before the session;
    `group` is one of the plan's.
    """

    person: str
    votes: bool  # member of the body with a vote; guests and substitutes have none
    role: Role = Role.MEMBER
    stands_for: str = ""
    absence: Absence | None = None
    group: str = ""


class Seat(Struct, frozen=True):
    """One place of the room and the terminal standing there; column and row count from 0."""

    seat: str
    device: str
    person: str  # empty: nobody assigned
    column: int
    row: int
