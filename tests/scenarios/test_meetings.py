"""One meeting after another in the same room: terminals start over and mix nothing up."""

from __future__ import annotations

from device.intents import PressKey
from device.screens import ChairScreen, Choice, SeatWelcome, Step
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import accepted, may_vote, poll_opened, recorded, step, steps, vote
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import STORM, SimulatedRoom, Weather


def first_meeting(weather: Weather) -> SimulatedRoom:
    room = SimulatedRoom(make_plan(5), roster(5), MemoryEventLog(), weather, seed=8)
    poll_opened(room, 5)
    for number in range(1, 5):
        vote(room, number, Choice.FOR)
    accepted(room, range(1, 5))
    return room


def test_terminals_start_over_when_a_second_meeting_begins() -> None:
    room = first_meeting(STORM)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    first_log = len(recorded(room))
    room.begin(make_plan(5, meeting="phien-2"), MemoryEventLog())

    for number in range(1, 6):
        station = room.stations[device_id(number)]
        room.until(lambda s=station: s.terminal.view.meeting == "phien-2")
        room.until_sees(device_id(number), lambda shown: isinstance(shown, SeatWelcome))
        assert station.disk == {}
        assert station.terminal.stand.testimony is None
    room.until_sees("chair", lambda s: isinstance(s, ChairScreen) and s.present == 0)
    assert first_log > len(recorded(room)) == 1


def test_the_second_meeting_is_held_to_its_end_on_the_same_wire() -> None:
    room = first_meeting(STORM)
    room.begin(make_plan(5, meeting="phien-2"), MemoryEventLog())
    room.until(lambda: all(s.terminal.view.meeting == "phien-2" for s in room.stations.values()))
    poll_opened(room, 5)
    for number in range(1, 6):
        vote(room, number, Choice.AGAINST)
    accepted(room, range(1, 6))
    step(room, Step.CLOSE_POLL)

    ballots = room.room.state.polls["poll-1-1"].ballots
    assert {cast.answer for cast in ballots.values()} == {("against",)}


def test_a_ballot_of_the_first_meeting_never_counts_in_the_second() -> None:
    """Poll and seats have the same names; the ballot waits on a disk until the second meeting is on."""
    room = first_meeting(Weather())
    device = device_id(5)
    room.until_sees(device, may_vote)
    room.disconnect(device)
    room.does(device, PressKey(Choice.AGAINST))
    room.begin(make_plan(5, meeting="phien-2"), MemoryEventLog())
    room.connect(device)
    room.advance(10_000)

    assert room.stations[device].disk == {}
    assert not room.room.state.polls["poll-1-1"].ballots
