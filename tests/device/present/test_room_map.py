"""The console's map: one tapped seat, and who is missing."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.intents import TapSeat
from device.present.chair import chair_screen
from device.screens import Absentee, ChairScreen, SeatActions, SeatState
from protocol.messages import Attendee, PeopleState
from tests.support.hub_voice import SESSION, HubVoice, make_terminal, people, poll, polls

ABROAD = Attendee("p009", "Người 9", "Ủy viên 9", "UV 9", True, "member", "", "excused", False)  # noqa: FBT003
GUEST = replace(ABROAD, person="g1", votes=False, role="guest")


def seats(**changes: Any) -> PeopleState:
    """Three seats: nobody's, one of a member with these `changes`, one of a member who is there."""
    first, second, third = people().seats
    free = replace(first, person="", name="", title="", short="", present=False, votes=False)
    return PeopleState((free, replace(second, present=False, **changes), third), (ABROAD, GUEST))


def console(told: PeopleState, tapped: str = "") -> ChairScreen:
    terminal, hub = make_terminal("chair", "chair"), HubVoice()
    for message in (SESSION, told):
        terminal.handle(hub.says(message), 0)
    terminal.handle(TapSeat(tapped), 0)
    return chair_screen(terminal, 0)


def test_a_tapped_seat_shows_its_person_and_where_they_could_go_on() -> None:
    shown = console(seats(locked=True, absence="unexcused"), "002").seat
    assert shown == SeatActions(
        seat="002",
        person="p002",
        name="Người 2",
        title="Ủy viên 2",
        present=False,
        locked=True,
        absence="unexcused",
        free_seats=("001",),
    )


@pytest.mark.parametrize("tapped", ["", "009"])
def test_no_seat_is_looked_at_that_was_not_tapped_or_is_not_there(tapped: str) -> None:
    assert console(seats(), tapped).seat is None


def test_from_a_seat_nobody_has_nobody_moves() -> None:
    shown = console(seats(), "001").seat
    assert shown is not None
    assert (shown.person, shown.free_seats) == ("", ())


def test_missing_are_members_with_a_seat_or_without_but_no_guests() -> None:
    assert console(seats()).absent == (
        Absentee("p002", "Người 2", "Ủy viên 2", ""),
        Absentee("p009", "Người 9", "Ủy viên 9", "excused"),
    )


@pytest.mark.parametrize(
    ("absence", "state"),
    [("excused", SeatState.EXCUSED), ("unexcused", SeatState.ABSENT), ("", SeatState.ABSENT)],
)
def test_an_excused_absence_is_seen_on_the_map(absence: str, state: SeatState) -> None:
    assert [seat.state for seat in console(seats(absence=absence)).map] == [
        SeatState.EMPTY,
        state,
        SeatState.PRESENT,
    ]


@pytest.mark.parametrize(
    ("kind", "state"), [("roll-call", SeatState.NOT_PRESSED), ("paper", SeatState.PRESENT)]
)
def test_seats_are_waited_for_only_where_votes_are_pressed(kind: str, state: SeatState) -> None:
    terminal, hub = make_terminal("chair", "chair"), HubVoice()
    for message in (SESSION, people(), polls(poll(kind=kind))):
        terminal.handle(hub.says(message), 0)
    assert {seat.state for seat in chair_screen(terminal, 0).map} == {state}
