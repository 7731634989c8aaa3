"""What every terminal may know of the room, as the messages that say it: pure views of a meeting's state.

Each function makes one complete snapshot. Agenda, speaking and polls have theirs in `agenda_snapshots`,
`speaking_snapshots` and `poll_snapshots`.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.application.roster import Roster
from hub.domain import attendance
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Person, Seat
from protocol.messages import (
    Attendee,
    PeopleState,
    PersonAt,
    SessionState,
)

NOBODY = Person("", votes=False)


def session_state(state: Meeting) -> SessionState:
    """The meeting, its phase and its quorum."""
    plan = state.convened
    members = attendance.members(plan)
    present = attendance.members_present(plan, state.attendance)
    return SessionState(
        title=plan.title,
        body_name=plan.body_name,
        room_name=plan.room_name,
        chair_title=plan.chair_title,
        chair=plan.chair,
        starts_at=plan.starts_at,
        phase=state.session.phase,
        opened_at=state.session.opened_at,
        closed_at=state.session.closed_at,
        quorum=state.attendance.quorum,
        present=len(present),
        needed=attendance.needed(plan.quorum, len(members)),
        members=len(members),
        guests=len(state.attendance.present) - len(present),
        minutes_ready=state.minutes is not None,
        bundle_received=state.receipt is not None,
        secretary=plan.secretary,
        tellers=plan.tellers,
        sign_in=plan.sign_in,
        presiding=state.presiding,
        deputies=plan.deputies,
        suspended_at=state.session.suspended_at,
        returns_at=state.session.returns_at,
        break_ms=state.session.break_ms,
        agencies=plan.agencies,
    )


def people_state(state: Meeting, roster: Roster, public_keys: Mapping[str, str]) -> PeopleState:
    """The room map and those without a seat; `public_keys` maps a device to its Ed25519 key in hex."""
    plan, assigned = state.convened, state.attendance.assigned
    persons = {person.person: person for person in plan.persons}
    seats = tuple(
        _seated(state, roster, seat, persons.get(assigned.get(seat.seat, ""), NOBODY), public_keys)
        for seat in plan.seats
    )
    seated = frozenset(assigned.values())
    others = (person for person in plan.persons if person.person not in seated)
    return PeopleState(seats, tuple(_other(state, roster, person) for person in others))


def _seated(
    state: Meeting, roster: Roster, seat: Seat, person: Person, public_keys: Mapping[str, str]
) -> PersonAt:
    there = state.attendance
    name = roster.of(person.person) if person.person else None
    return PersonAt(
        seat=seat.seat,
        device=seat.device,
        public_key=public_keys.get(seat.device, ""),
        person=person.person,
        name=name.name if name else "",
        title=name.title if name else "",
        short=name.short if name else "",
        votes=person.votes,
        present=person.person in there.present,
        column=seat.column,
        row=seat.row,
        role=person.role,
        stands_for=person.stands_for,
        absence=there.absences.get(person.person, ""),
        locked=attendance.locked(there, person.person),
        group=person.group,
    )


def _other(state: Meeting, roster: Roster, person: Person) -> Attendee:
    name = roster.of(person.person)
    return Attendee(
        person=person.person,
        name=name.name,
        title=name.title,
        short=name.short,
        votes=person.votes,
        role=person.role,
        stands_for=person.stands_for,
        absence=state.attendance.absences.get(person.person, ""),
        locked=attendance.locked(state.attendance, person.person),
    )
