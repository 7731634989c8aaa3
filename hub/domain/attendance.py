"""Who is here, where, and whether that is enough.

Theory of operation. Every seat is assigned to at most one person, as the plan has it until somebody is
moved. A person is present from signing in at a seat until signing out; moving does not interrupt that. How
persons sign in is the meeting's sign-in mode: without a PIN the assignment is the proof, with one a wrong
PIN is recorded, and the third locks that person out until the console unlocks. Only persons with a vote
count towards quorum: P present of N members, `P·d >= n·N` (or `>`). Crossing that line is itself a fact of
the record, so an auditor can check each crossing against the sign-ins.

| person             | command       | event                        | person after            |
|--------------------|---------------|------------------------------|-------------------------|
| away               | SignIn        | PersonSignedIn               | present                 |
| away               | SignIn, wrong | PinFailed, and a refusal     | away, locked at three   |
| locked             | SignIn        | none, a refusal              | locked                  |
| locked             | UnlockPerson  | PinUnlocked                  | away                    |
| present            | SignIn there  | none                         | present                 |
| present            | SignIn at another seat, by PIN | PersonMoved | present                 |
| away               | MovePerson    | PersonAssigned               | away                    |
| present            | MovePerson    | PersonMoved                  | present                 |
| present            | SignOut       | PersonSignedOut              | away                    |
| away               | AcceptAbsence | AbsenceAccepted              | away, absence noted     |

| quorum | after a sign-in or sign-out | event      | quorum after |
|--------|-----------------------------|------------|--------------|
| short  | enough                      | QuorumMet  | met          |
| met    | too few                     | QuorumLost | lost         |
| lost   | enough                      | QuorumMet  | met          |
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from hub.domain.commands import AcceptAbsence, MovePerson, SignIn, SignOut, UnlockPerson
from hub.domain.errors import DomainError
from hub.domain.events import (
    AbsenceAccepted,
    Event,
    PersonAssigned,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    QuorumLost,
    QuorumMet,
)
from hub.domain.tally import reaching
from hub.domain.vocabulary import Absence, MeetingPlan, QuorumRule, Seat, Share, SignInMode

T = TypeVar("T")

MAX_PIN_FAILURES = 3  # what hall systems allow before they lock a card


class Quorum(StrEnum):
    """Chưa đủ, đủ, vừa mất."""

    SHORT = "short"
    MET = "met"
    LOST = "lost"


class Place(Struct, frozen=True):
    """Where a present person sits, and since when."""

    seat: str
    device: str
    since: int


class Attendance(Struct, frozen=True):
    """Everybody present, by person; who belongs to which seat; absences and wrong PINs by person."""

    present: Mapping[str, Place] = field(default_factory=dict)
    quorum: Quorum = Quorum.SHORT
    assigned: Mapping[str, str] = field(default_factory=dict)
    absences: Mapping[str, Absence] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)


def start(plan: MeetingPlan) -> Attendance:
    """The attendance of a meeting just convened."""
    return Attendance(
        assigned={seat.seat: seat.person for seat in plan.seats if seat.person},
        absences={each.person: each.absence for each in plan.persons if each.absence},
    )


def needed(rule: QuorumRule, members: int) -> int:
    """The smallest number of members present that meets the rule."""
    return reaching(Share(rule.numerator, rule.denominator, rule.strict), members)


def members(plan: MeetingPlan) -> tuple[str, ...]:
    """All persons with a vote, sorted: N is their number."""
    return tuple(sorted(person.person for person in plan.persons if person.votes))


def members_present(plan: MeetingPlan, attendance: Attendance) -> tuple[str, ...]:
    """Those of them who are here, sorted: P is their number."""
    return tuple(person for person in members(plan) if person in attendance.present)


def locked(attendance: Attendance, person: str) -> bool:
    """Whether wrong PINs keep this person out."""
    return attendance.failures.get(person, 0) >= MAX_PIN_FAILURES


def require_here(attendance: Attendance, person: str, device: str) -> None:
    """Raise `not-signed-in-here` unless `person` is present at the terminal `device`."""
    place = attendance.present.get(person)
    if place is None or place.device != device:
        raise DomainError("not-signed-in-here")


# ── signing in and out ──────────────────────────────────────────────────────────────────────────


def sign_in(plan: MeetingPlan, attendance: Attendance, command: SignIn) -> tuple[Event, ...]:
    """Sign a person in; repeating it at the same seat changes nothing."""
    seat = _seat(plan, command.seat)
    if seat is None or seat.device != command.device:
        raise DomainError("not-this-seat")
    _check_place(plan, attendance, command)
    place = attendance.present.get(command.person)
    if place is not None and place.seat == command.seat:
        return ()
    if plan.sign_in in {SignInMode.PIN_HERE, SignInMode.PIN_ANYWHERE}:
        _check_pin(attendance, command)
    if place is not None:
        return (PersonMoved(command.person, place.seat, command.seat, command.device),)
    signed_in = PersonSignedIn(command.person, command.seat, command.device, plan.sign_in)
    return (signed_in, *_crossing(plan, attendance, gained=command.person))


def sign_out(plan: MeetingPlan, attendance: Attendance, command: SignOut) -> tuple[Event, ...]:
    """Note that a present person left."""
    place = attendance.present.get(command.person)
    if place is None:
        raise DomainError("not-present")
    signed_out = PersonSignedOut(command.person, place.seat, command.reason)
    return (signed_out, *_crossing(plan, attendance, lost=command.person))


def unlock(attendance: Attendance, command: UnlockPerson) -> tuple[Event, ...]:
    """Let a person try again; whoever is not locked needs nothing."""
    return (PinUnlocked(command.person),) if locked(attendance, command.person) else ()


def _check_place(plan: MeetingPlan, attendance: Attendance, command: SignIn) -> None:
    if plan.sign_in is not SignInMode.PIN_ANYWHERE:
        if attendance.assigned.get(command.seat) != command.person:
            raise DomainError("seat-not-assigned")
        return
    _check_known(plan, command.person)
    if _occupant(attendance, command.seat) not in {"", command.person}:
        raise DomainError("seat-taken")


def _check_pin(attendance: Attendance, command: SignIn) -> None:
    if locked(attendance, command.person):
        raise DomainError("pin-locked")
    if command.proven:
        return
    failures = attendance.failures.get(command.person, 0) + 1
    failed = PinFailed(command.person, command.seat, command.device, failures)
    code = "pin-locked" if failures >= MAX_PIN_FAILURES else "wrong-pin"
    raise DomainError(code, events=(failed,), left=MAX_PIN_FAILURES - failures)


# ── moving, absence ─────────────────────────────────────────────────────────────────────────────


def move(plan: MeetingPlan, attendance: Attendance, command: MovePerson) -> tuple[Event, ...]:
    """Give a person another seat, where nobody else is or is expected."""
    seat = _seat(plan, command.seat)
    if seat is None:
        raise DomainError("unknown-seat", seat=command.seat)
    _check_known(plan, command.person)
    place = attendance.present.get(command.person)
    here = place.seat if place else _assigned_seat(attendance, command.person)
    if here == command.seat:
        return ()
    expected = attendance.assigned.get(command.seat, "")
    if {_occupant(attendance, command.seat), expected} - {"", command.person}:
        raise DomainError("seat-taken", seat=command.seat)
    if place is None:
        return (PersonAssigned(command.person, command.seat),)
    return (PersonMoved(command.person, place.seat, command.seat, seat.device),)


def accept_absence(
    plan: MeetingPlan, attendance: Attendance, command: AcceptAbsence
) -> tuple[Event, ...]:
    """Note an absence; the same one again is no news."""
    _check_known(plan, command.person)
    if command.person in attendance.present:
        raise DomainError("person-present")
    if attendance.absences.get(command.person) is command.absence:
        return ()
    return (AbsenceAccepted(command.person, command.absence),)


def _seat(plan: MeetingPlan, name: str) -> Seat | None:
    return next((seat for seat in plan.seats if seat.seat == name), None)


def _occupant(attendance: Attendance, seat: str) -> str:
    here = (who for who, place in attendance.present.items() if place.seat == seat)
    return next(here, "")


def _assigned_seat(attendance: Attendance, person: str) -> str:
    seats = (seat for seat, who in attendance.assigned.items() if who == person)
    return next(seats, "")


def _check_known(plan: MeetingPlan, person: str) -> None:
    if all(each.person != person for each in plan.persons):
        raise DomainError("unknown-person", person=person[:80])


# ── quorum ──────────────────────────────────────────────────────────────────────────────────────


def _crossing(
    plan: MeetingPlan, attendance: Attendance, gained: str = "", lost: str = ""
) -> tuple[Event, ...]:
    voting = set(members(plan))
    present = ({*attendance.present, gained} - {lost}) & voting
    need = needed(plan.quorum, len(voting))
    enough = len(present) >= need
    if enough and attendance.quorum is not Quorum.MET:
        return (QuorumMet(len(present), need, len(voting)),)
    if not enough and attendance.quorum is Quorum.MET:
        return (QuorumLost(len(present), need, len(voting)),)
    return ()


# ── evolving ────────────────────────────────────────────────────────────────────────────────────


def evolve(attendance: Attendance, event: Event, at: int) -> Attendance:
    """Attendance after `event`."""
    if isinstance(event, PersonSignedIn):
        place = Place(event.seat, event.device, at)
        return replace(
            _settled(attendance, event.person, event.seat),
            present={**attendance.present, event.person: place},
            absences=_without(attendance.absences, event.person),
            failures=_without(attendance.failures, event.person),
        )
    if isinstance(event, PersonSignedOut):
        return replace(attendance, present=_without(attendance.present, event.person))
    if isinstance(event, PersonMoved):
        since = attendance.present[event.person].since
        place = Place(event.seat, event.device, since)
        return replace(
            _settled(attendance, event.person, event.seat),
            present={**attendance.present, event.person: place},
            failures=_without(attendance.failures, event.person),
        )
    if isinstance(event, PersonAssigned):
        return _settled(attendance, event.person, event.seat)
    if isinstance(event, QuorumMet):
        return replace(attendance, quorum=Quorum.MET)
    if isinstance(event, QuorumLost):
        return replace(attendance, quorum=Quorum.LOST)
    return _evolve_notes(attendance, event)


def _evolve_notes(attendance: Attendance, event: Event) -> Attendance:
    if isinstance(event, AbsenceAccepted):
        return replace(attendance, absences={**attendance.absences, event.person: event.absence})
    if isinstance(event, PinFailed):
        return replace(attendance, failures={**attendance.failures, event.person: event.failures})
    if isinstance(event, PinUnlocked):
        return replace(attendance, failures=_without(attendance.failures, event.person))
    return attendance


def _settled(attendance: Attendance, person: str, seat: str) -> Attendance:
    """The person belongs to this seat and to no other one."""
    others = {each: who for each, who in attendance.assigned.items() if who != person}
    return replace(attendance, assigned={**others, seat: person})


def _without(mapping: Mapping[str, T], key: str) -> Mapping[str, T]:
    return {name: value for name, value in mapping.items() if name != key}
