"""What terminals are told: everything a witness needs, nothing that is somebody else's, and it fits."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.application import snapshots
from hub.application.roster import Roster
from hub.domain import commands
from hub.domain.errors import DomainError
from hub.domain.meeting import decide
from hub.domain.vocabulary import Absence, SignInMode
from tests.hub import minutes_kinds
from tests.support.meeting import Play, sign_in
from tests.support.plans import STARTS_AT, make_plan, roster

POLL = "poll-1-1"


def test_the_session_counts_members_guests_and_what_is_needed() -> None:
    play = Play(make_plan(3, guests=2))
    play.signs_in(1, 4, 5)
    told = snapshots.session_state(play.state)
    assert (told.phase, told.quorum) == ("convened", "short")
    assert (told.present, told.guests, told.needed, told.members) == (1, 2, 2, 3)
    play.signs_in(2)
    play.does(commands.OpenSession())
    assert snapshots.session_state(play.state).opened_at == STARTS_AT


def test_the_people_stand_at_their_seats_with_name_and_key() -> None:
    play = Play(make_plan(2, guests=1))
    play.signs_in(1)
    told = snapshots.people_state(play.state, Roster.parse(roster(2, 1)), {"seat-001": "ab"})
    assert [(s.name, s.votes, s.present, s.public_key) for s in told.seats] == [
        ("Người 1", True, True, "ab"),
        ("Người 2", True, False, ""),
        ("Người 3", False, False, ""),
    ]


def test_an_empty_seat_is_shown_without_a_person() -> None:
    plan = make_plan(2)
    empty = replace(plan.seats[1], person="")
    play = Play(replace(plan, seats=(plan.seats[0], empty)))
    seat = snapshots.people_state(play.state, Roster.parse(roster(2)), {}).seats[1]
    assert (seat.person, seat.name, seat.votes, seat.present) == ("", "", False, False)


def test_whoever_is_moved_is_told_at_the_new_seat_and_the_old_one_is_empty() -> None:
    plan = make_plan(3)
    spare = replace(plan.seats[2], person="")
    play = Play(replace(plan, seats=(*plan.seats[:2], spare)))
    play.signs_in(1)
    play.does(commands.MovePerson("p001", "003"))
    told = snapshots.people_state(play.state, Roster.parse(roster(3)), {})
    assert [(seat.person, seat.present) for seat in told.seats] == [
        ("", False),
        ("p002", False),
        ("p001", True),
    ]


def test_whoever_has_no_seat_is_told_apart_with_role_and_absence() -> None:
    plan = minutes_kinds.plan()
    seats = tuple(seat for seat in plan.seats if seat.person not in {"p007", "p009"})
    play = Play(replace(plan, seats=seats))
    play.does(commands.AcceptAbsence("p007", Absence.UNEXCUSED))
    told = snapshots.people_state(play.state, Roster.parse(roster(8, 2)), {})
    assert [(one.person, one.role, one.stands_for, one.absence) for one in told.others] == [
        ("p007", "member", "", "unexcused"),
        ("p009", "substitute", "p008", ""),
    ]
    seated = {seat.person: seat for seat in told.seats}
    assert (seated["p008"].absence, seated["p010"].role) == ("excused", "guest")


def test_a_lock_is_told_and_no_pin() -> None:
    play = Play(replace(make_plan(2), sign_in=SignInMode.PIN_HERE))
    wrong = replace(sign_in(1), proven=False)
    for _ in range(3):
        with pytest.raises(DomainError) as refused:
            decide(play.state, wrong, play.now)
        play.records(*refused.value.events)
    told = snapshots.people_state(play.state, Roster.parse(roster(2)), {})
    assert [seat.locked for seat in told.seats] == [True, False]
    assert snapshots.session_state(play.state).sign_in == "pin-here"


def test_the_offices_of_the_meeting_are_told() -> None:
    told = snapshots.session_state(Play(minutes_kinds.plan()).state)
    assert (told.chair, told.secretary, told.tellers) == ("p001", "p002", ("p003",))
