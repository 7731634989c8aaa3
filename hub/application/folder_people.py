"""The people of a meeting folder: members, substitutes, guests, their offices, PINs and seats."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import asdict, replace

from hub.application.pins import PIN
from hub.application.roster import Name
from hub.application.toml_table import TomlTable
from hub.domain.vocabulary import Absence, Group, Person, Role, Seat, SignInMode
from protocol.hiding import hiding

MAX_MEMBERS = 500  # the largest hall the hub is measured with
MAX_GUESTS = 200
MAX_SUBSTITUTES = 200
MAX_SEATS = MAX_MEMBERS + MAX_GUESTS + MAX_SUBSTITUTES
MAX_DEPUTIES = 20  # vice chairs; a committee has three to five
MAX_TELLERS = 20  # a counting committee (ban kiểm phiếu) has three to eleven
RESERVED = "chair"  # who ended a speech or struck out a request is a person's id, or this word
PIN_MODES = frozenset({SignInMode.PIN_HERE, SignInMode.PIN_ANYWHERE})


class RoomSeat(Struct, frozen=True):
    """A place in the room and the terminal standing there; column and row count from 0."""

    seat: str
    device: str
    column: int
    row: int


class RoomLayout(Struct, frozen=True):
    """The room as the technician mapped it."""

    room: str
    name: str
    seats: tuple[RoomSeat, ...]


class People(Struct, frozen=True):
    """Everybody expected, with a vote or without, the names they are printed with, how they sign in.

    `pins` are as typed, by person; there are none unless the meeting asks for them.
    """

    persons: tuple[Person, ...]
    names: tuple[Name, ...]
    sign_in: SignInMode
    pins: Mapping[str, str]

    __repr__ = hiding("pins")

    def name_of(self, person: str) -> Name | None:
        """The name of `person`, None if unknown."""
        return next((name for name in self.names if name.id == person), None)

    def knows(self, person: str) -> bool:
        """Whether `person` is expected."""
        return any(known.person == person for known in self.persons)

    def is_member(self, person: str) -> bool:
        """Whether `person` is expected and has a vote."""
        return any(known.person == person for known in self.persons if known.votes)


def roster(names: Iterable[Name]) -> bytes:
    """The names as canonical JSON: `{"persons":[{"id","name","short","title"}]}`."""
    persons = [asdict(name) for name in names]
    return json.dumps(
        {"persons": persons}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def read_people(top: TomlTable, sign_in: SignInMode, groups: Sequence[Group] = ()) -> People:
    """Members (who vote), those who come for one, and guests (who do not), each under an id.

    `sign_in` is the rule pack's way, unless the folder has its own; where it asks for PINs everybody
    needs one. Whoever belongs to a group belongs to one of `groups`.
    """
    sign_in = top.choice("sign_in", SignInMode, sign_in)
    tables = {
        role: list(top.tables(key, most))
        for role, key, most in (
            (Role.MEMBER, "members", MAX_MEMBERS),
            (Role.SUBSTITUTE, "substitutes", MAX_SUBSTITUTES),
            (Role.GUEST, "guests", MAX_GUESTS),
        )
    }
    if not tables[Role.MEMBER]:
        top.wrong("no-members", "members")
    taken: dict[str, Name] = {}
    persons: list[Person] = []
    pins: dict[str, str] = {}
    for role, listed in tables.items():
        for table in listed:
            name = _name(table, role, taken)
            person = _person(table, role, name.id, {p.person for p in persons if p.votes})
            persons.append(replace(person, group=_group(table, groups)))
            pins[name.id] = _pin(table, needed=sign_in in PIN_MODES)
    kept = pins if sign_in in PIN_MODES else {}
    return People(tuple(persons), tuple(taken.values()), sign_in, kept)


def read_chair(top: TomlTable, people: People) -> str:
    """The person in the chair, who must be a member."""
    chair = top.identifier("chair")
    if chair and not people.is_member(chair):
        top.wrong("chair-not-a-member", "chair", id=chair[:80])
    return chair


def read_secretary(top: TomlTable, people: People) -> str:
    """The person who keeps the minutes: a member or a guest."""
    secretary = top.identifier("secretary")
    if secretary and not people.knows(secretary):
        top.wrong("unknown-person", "secretary", id=secretary[:80])
    return secretary


def read_deputies(top: TomlTable, people: People) -> tuple[str, ...]:
    """Members who may take the chair in the session."""
    deputies = top.identifiers("deputies", MAX_DEPUTIES)
    for deputy in deputies:
        if not people.is_member(deputy):
            top.wrong("not-a-member", "deputies", id=deputy[:80])
    return deputies


def read_tellers(top: TomlTable, people: People) -> tuple[str, ...]:
    """Who may enter counts beside chair and secretary (ban kiểm phiếu)."""
    tellers = top.identifiers("tellers", MAX_TELLERS)
    for teller in tellers:
        if not people.knows(teller):
            top.wrong("unknown-person", "tellers", id=teller[:80])
    return tellers


def read_seats(top: TomlTable, people: People, layout: RoomLayout) -> tuple[Seat, ...]:
    """Every seat of the room in the room's order, with the person assigned to it, if any."""
    sitting: dict[str, str] = {}
    known_seats = {seat.seat for seat in layout.seats}
    for table in top.tables("seats", MAX_SEATS):
        table.only("seat", "person")
        seat, person = table.text("seat"), table.identifier("person")
        if seat and seat not in known_seats:
            table.wrong("unknown-seat", "seat", seat=seat[:80], room=layout.room)
        if seat in sitting:
            table.wrong("duplicate-seat", "seat", seat=seat[:80])
        if person and not people.knows(person):
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


def _name(table: TomlTable, role: Role, taken: dict[str, Name]) -> Name:
    extra = {Role.MEMBER: ("absence",), Role.SUBSTITUTE: ("for",), Role.GUEST: ()}[role]
    table.only("id", "name", "title", "short", "pin", "group", *extra)
    name = Name(
        id=table.identifier("id"),
        name=table.text("name"),
        title=table.text("title"),
        short=table.text("short"),
    )
    if name.id == RESERVED:
        table.wrong("reserved-id", "id", id=name.id)
    if name.id in taken:
        table.wrong("duplicate-id", "id", id=name.id[:80])
    taken[name.id] = name
    return name


def _person(table: TomlTable, role: Role, person: str, members: set[str]) -> Person:
    absence, stands_for = None, ""
    if "absence" in table.values:
        absence = table.choice("absence", Absence)
    if role is Role.SUBSTITUTE:
        stands_for = table.identifier("for")
        if stands_for and stands_for not in members:
            table.wrong("not-a-member", "for", id=stands_for[:80])
    return Person(person, role is Role.MEMBER, role, stands_for, absence)


def _group(table: TomlTable, groups: Sequence[Group]) -> str:
    if "group" not in table.values:
        return ""
    group = table.identifier("group")
    if group and all(each.group != group for each in groups):
        table.wrong("unknown-group", "group", id=group[:80])
    return group


def _pin(table: TomlTable, *, needed: bool) -> str:
    """The digits; what is wrong with them is said without them."""
    if not needed and "pin" not in table.values:
        return ""
    pin = table.text("pin", absent="pin-missing")
    if pin and not PIN.fullmatch(pin):
        table.wrong("bad-pin", "pin")
    return pin
