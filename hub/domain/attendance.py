"""Who is here, and whether that is enough.

Theory of operation. A person is present from signing in at the seat assigned to them until signing out.
Only persons with a vote count towards quorum: P present of N members, `P·d >= n·N` (or `>`). Crossing
that line is itself a fact of the record, so an auditor can check each crossing against the sign-ins.

| quorum | after a sign-in or sign-out | event      | quorum after |
|--------|-----------------------------|------------|--------------|
| short  | enough                      | QuorumMet  | met          |
| met    | too few                     | QuorumLost | lost         |
| lost   | enough                      | QuorumMet  | met          |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hub.domain.commands import SignIn, SignOut
from hub.domain.errors import DomainError
from hub.domain.events import Event, PersonSignedIn, PersonSignedOut, QuorumLost, QuorumMet
from hub.domain.vocabulary import MeetingPlan, QuorumRule


class Quorum(StrEnum):
    """Chưa đủ, đủ, vừa mất."""

    SHORT = "short"
    MET = "met"
    LOST = "lost"


@dataclass(frozen=True)
class Place:
    """Where a present person sits, and since when."""

    seat: str
    device: str
    since: int


@dataclass(frozen=True)
class Attendance:
    """Everybody present, by person, and the state of the quorum."""

    present: Mapping[str, Place] = field(default_factory=dict)
    quorum: Quorum = Quorum.SHORT


def needed(rule: QuorumRule, members: int) -> int:
    """The smallest number of members present that meets the rule."""
    exact = rule.numerator * members
    if rule.strict:
        return exact // rule.denominator + 1
    return -(-exact // rule.denominator)


def members(plan: MeetingPlan) -> tuple[str, ...]:
    """All persons with a vote, sorted: N is their number."""
    return tuple(sorted(person.person for person in plan.persons if person.votes))


def members_present(plan: MeetingPlan, attendance: Attendance) -> tuple[str, ...]:
    """Those of them who are here, sorted: P is their number."""
    return tuple(person for person in members(plan) if person in attendance.present)


def sign_in(plan: MeetingPlan, attendance: Attendance, command: SignIn) -> tuple[Event, ...]:
    """Sign a person in at the assigned seat; repeating it at the same seat changes nothing."""
    seat = next((seat for seat in plan.seats if seat.seat == command.seat), None)
    if seat is None or seat.device != command.device:
        raise DomainError("not-this-seat")
    if not seat.person or seat.person != command.person:
        raise DomainError("seat-not-assigned")
    if command.person in attendance.present:
        return ()
    signed_in = PersonSignedIn(command.person, command.seat, command.device, command.method)
    return (signed_in, *_crossing(plan, attendance, gained=command.person))


def sign_out(plan: MeetingPlan, attendance: Attendance, command: SignOut) -> tuple[Event, ...]:
    """Note that a present person left."""
    place = attendance.present.get(command.person)
    if place is None:
        raise DomainError("not-present")
    signed_out = PersonSignedOut(command.person, place.seat, command.reason)
    return (signed_out, *_crossing(plan, attendance, lost=command.person))


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


def evolve(attendance: Attendance, event: Event, at: int) -> Attendance:
    """Attendance after `event`."""
    if isinstance(event, PersonSignedIn):
        place = Place(event.seat, event.device, at)
        return replace(attendance, present={**attendance.present, event.person: place})
    if isinstance(event, PersonSignedOut):
        left = {who: place for who, place in attendance.present.items() if who != event.person}
        return replace(attendance, present=left)
    if isinstance(event, QuorumMet):
        return replace(attendance, quorum=Quorum.MET)
    if isinstance(event, QuorumLost):
        return replace(attendance, quorum=Quorum.LOST)
    return attendance
