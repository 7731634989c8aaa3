"""The people of a meeting folder: members, guests, chair, secretary, and who sits where."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from hub.application.roster import Name
from hub.application.toml_table import TomlTable
from hub.domain.vocabulary import Person, Seat

MAX_MEMBERS = 500  # the largest hall the hub is measured with
MAX_GUESTS = 200
MAX_SEATS = MAX_MEMBERS + MAX_GUESTS


@dataclass(frozen=True)
class RoomSeat:
    """A place in the room and the terminal standing there; column and row count from 0."""

    seat: str
    device: str
    column: int
    row: int


@dataclass(frozen=True)
class RoomLayout:
    """The room as the technician mapped it."""

    room: str
    name: str
    seats: tuple[RoomSeat, ...]


@dataclass(frozen=True)
class People:
    """Everybody expected, with a vote or without, and the names they are printed with."""

    persons: tuple[Person, ...]
    names: tuple[Name, ...]

    def title_of(self, person: str) -> str:
        """The office of `person`, empty if unknown."""
        return next((name.title for name in self.names if name.id == person), "")

    def roster(self) -> bytes:
        """The names as canonical JSON: `{"persons":[{"id","name","short","title"}]}`."""
        persons = [asdict(name) for name in self.names]
        return json.dumps(
            {"persons": persons}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()


def read_people(top: TomlTable) -> People:
    """Members (who vote) and guests (who do not), under ids of their own."""
    taken: set[str] = set()
    members = [_name(table, taken) for table in top.tables("members", MAX_MEMBERS)]
    guests = [_name(table, taken) for table in top.tables("guests", MAX_GUESTS)]
    if not members:
        top.wrong("no-members", "members")
    persons = [Person(name.id, votes=True) for name in members]
    persons += [Person(name.id, votes=False) for name in guests]
    return People(tuple(persons), tuple(members + guests))


def read_chair(top: TomlTable, people: People) -> str:
    """The person in the chair, who must be a member."""
    chair = top.identifier("chair")
    if chair and not any(person.person == chair for person in people.persons if person.votes):
        top.wrong("chair-not-a-member", "chair", id=chair[:80])
    return chair


def read_secretary(top: TomlTable, people: People) -> str:
    """The person who keeps the minutes: a member or a guest."""
    secretary = top.identifier("secretary")
    if secretary and not any(person.person == secretary for person in people.persons):
        top.wrong("unknown-person", "secretary", id=secretary[:80])
    return secretary


def read_seats(top: TomlTable, people: People, layout: RoomLayout) -> tuple[Seat, ...]:
    """Every seat of the room in the room's order, with the person assigned to it, if any."""
    sitting: dict[str, str] = {}
    known_seats = {seat.seat for seat in layout.seats}
    known_persons = {person.person for person in people.persons}
    for table in top.tables("seats", MAX_SEATS):
        table.only("seat", "person")
        seat, person = table.text("seat"), table.identifier("person")
        if seat and seat not in known_seats:
            table.wrong("unknown-seat", "seat", seat=seat[:80], room=layout.room)
        if seat in sitting:
            table.wrong("duplicate-seat", "seat", seat=seat[:80])
        if person and person not in known_persons:
            table.wrong("unknown-person", "person", id=person[:80])
        elif person and person in sitting.values():
            table.wrong("person-on-two-seats", "person", id=person[:80])
        sitting.setdefault(seat, person)
    return tuple(
        Seat(seat.seat, seat.device, sitting.get(seat.seat, ""), seat.column, seat.row)
        for seat in layout.seats
    )


def sha256_hex(data: bytes) -> str:
    """SHA-256 in lower-case hex, as the plan carries it."""
    return hashlib.sha256(data).hexdigest()


def _name(table: TomlTable, taken: set[str]) -> Name:
    table.only("id", "name", "title", "short")
    name = Name(
        id=table.identifier("id"),
        name=table.text("name"),
        title=table.text("title"),
        short=table.text("short"),
    )
    if name.id in taken:
        table.wrong("duplicate-id", "id", id=name.id[:80])
    taken.add(name.id)
    return name
