"""Whole sessions on the in-memory wire."""

from __future__ import annotations

import pytest

from device.screens import Choice, Outcome, SeatSession, Step, WallResult, Witness
from hub.domain.events import BallotCast, PollClosed
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import accepted, poll_opened, recorded, steps, vote
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import CALM, STORM, SimulatedRoom, Weather

SEATS = 60
EVERYBODY = range(1, SEATS + 1)


def choice_of(number: int) -> Choice:
    """Who answers what, always the same: 40 for, 15 against, 4 abstain, one does not press."""
    if number <= 40:
        return Choice.FOR
    return Choice.AGAINST if number <= 55 else Choice.ABSTAIN


def hold_session(weather: Weather, seed: int = 1) -> SimulatedRoom:
    room = SimulatedRoom(
        make_plan(SEATS, guests=2), roster(SEATS, 2), MemoryEventLog(), weather, seed
    )
    poll_opened(room, SEATS)
    for number in EVERYBODY[:-1]:
        vote(room, number, choice_of(number))
    accepted(room, EVERYBODY[:-1])
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    return room


@pytest.fixture(scope="module")
def storm() -> SimulatedRoom:
    """A session held while the wire loses every fifth message, repeats and reorders."""
    return hold_session(STORM, seed=7)


def results(room: SimulatedRoom) -> list[object]:
    return [event.result for event in recorded(room) if isinstance(event, PollClosed)]


def test_a_session_on_a_lossy_wire_gives_the_same_result_as_on_a_perfect_one(
    storm: SimulatedRoom,
) -> None:
    calm = hold_session(CALM)

    assert results(calm) == results(storm)
    assert len(results(calm)) == 1
    votes = [event for event in recorded(storm) if isinstance(event, BallotCast)]
    assert len({vote.person for vote in votes}) == SEATS - 1
    assert len(votes) == SEATS - 1


def test_every_seat_and_the_wall_show_the_same_check_code_and_agree(storm: SimulatedRoom) -> None:
    for number in EVERYBODY:
        storm.until_sees(
            device_id(number),
            lambda shown: (
                isinstance(shown, SeatSession) and bool(shown.result and shown.result.code)
            ),
        )
    storm.until_sees("wall", lambda shown: isinstance(shown, WallResult))
    screens = [storm.sees(device_id(number)) for number in EVERYBODY]
    wall = storm.sees("wall")

    assert isinstance(wall, WallResult)
    assert wall.result.outcome is Outcome.CARRIED
    shown = [s.result for s in screens if isinstance(s, SeatSession) and s.result]
    assert len(shown) == SEATS
    assert {result.code for result in shown} == {wall.result.code}
    assert {result.witness for result in shown} == {Witness.AGREES}
    assert [result.own_counted for result in shown] == [True] * (SEATS - 1) + [False]
