"""Who took part in a meeting and when, for its minutes: read from sign-ins, absences and quorum events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from hub.application.roster import Name, Roster
from hub.domain.events import (
    AbsenceAccepted,
    Event,
    PersonSignedIn,
    PersonSignedOut,
    QuorumLost,
    QuorumMet,
    SessionOpened,
)
from hub.domain.vocabulary import Absence, MeetingPlan, Role

Record: TypeAlias = tuple[int, Event]


class Attendee(Struct, frozen=True):
    """A person in the room. Times are set only if they came after the opening or left for good.

    `stands_for` is the member whom a substitute came for.
    """

    name: Name
    came_at: int | None
    left_at: int | None
    stands_for: Name | None = None


class Absentee(Struct, frozen=True):
    """A member who was not there; `absence` is what the chair took note of, if anything."""

    name: Name
    absence: Absence | None


class Attendance(Struct, frozen=True):
    """Members, substitutes, guests. `present_at_opening` and `members` are numbers the record states."""

    members: int
    present_at_opening: int
    present: tuple[Attendee, ...]
    absent: tuple[Absentee, ...]
    substitutes: tuple[Attendee, ...]
    guests: tuple[Attendee, ...]


class QuorumChange(Struct, frozen=True):
    """Quorum lost or regained while the session ran."""

    at: int
    met: bool
    present: int
    needed: int
    members: int


def attendance(
    records: Sequence[Record],
    plan: MeetingPlan,
    roster: Roster,
    opened: tuple[int, SessionOpened] | None,
) -> Attendance:
    """Who was there, in the order of the plan; `opened` is the opening with its time, if any."""
    stays, absences = _stays(records), _absences(records, plan)
    voting = [person.person for person in plan.persons if person.votes]
    present = [person for person in voting if person in stays]
    others = [each for each in plan.persons if not each.votes and each.person in stays]
    return Attendance(
        members=opened[1].members if opened else len(voting),
        present_at_opening=opened[1].present if opened else len(present),
        present=tuple(Attendee(roster.of(person), *stays[person]) for person in present),
        absent=tuple(
            Absentee(roster.of(person), absences.get(person))
            for person in voting
            if person not in stays
        ),
        substitutes=tuple(
            Attendee(roster.of(each.person), *stays[each.person], roster.of(each.stands_for))
            for each in others
            if each.role is Role.SUBSTITUTE
        ),
        guests=tuple(
            Attendee(roster.of(each.person), *stays[each.person])
            for each in others
            if each.role is not Role.SUBSTITUTE
        ),
    )


def _absences(records: Sequence[Record], plan: MeetingPlan) -> dict[str, Absence]:
    """Accepted before the session, or in it."""
    absences = {each.person: each.absence for each in plan.persons if each.absence}
    noted = (event for _, event in records if isinstance(event, AbsenceAccepted))
    return absences | {event.person: event.absence for event in noted}


def _stays(records: Sequence[Record]) -> dict[str, tuple[int | None, int | None]]:
    """Who took part, with (came late at, left at). Somebody gone before the opening did not."""
    stays: dict[str, tuple[int | None, int | None]] = {}
    opened = False
    for at, event in records:
        if isinstance(event, SessionOpened):
            opened = True
        elif isinstance(event, PersonSignedIn):
            late = at if opened else None
            came_at = stays[event.person][0] if event.person in stays else late
            stays[event.person] = (came_at, None)
        elif isinstance(event, PersonSignedOut) and event.person in stays:
            came_at, _ = stays.pop(event.person)
            if opened:
                stays[event.person] = (came_at, at)
    return stays


def quorum_changes(
    records: Sequence[Record], opened: tuple[int, SessionOpened] | None
) -> tuple[QuorumChange, ...]:
    """Every loss and return of the quorum after the opening."""
    if opened is None:
        return ()
    running = records[[event for _, event in records].index(opened[1]) :]
    return tuple(
        QuorumChange(at, isinstance(event, QuorumMet), event.present, event.needed, event.members)
        for at, event in running
        if isinstance(event, QuorumMet | QuorumLost)
    )
