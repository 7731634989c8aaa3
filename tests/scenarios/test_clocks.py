"""A terminal whose own clock is a day off shows the hub's time and loses no vote by it."""

from __future__ import annotations

import pytest

from device.screens import Choice, SeatSession, Step
from hub.domain.events import BallotCast, PollClosed
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import accepted, poll_opened, recorded, step, vote
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import DAY_MS, SimulatedRoom


@pytest.mark.parametrize("error", [-DAY_MS, DAY_MS])
def test_a_seat_with_a_wrong_clock_counts_down_with_the_others_and_votes(error: int) -> None:
    room = SimulatedRoom(make_plan(4), roster(4), MemoryEventLog())
    for number in (1, 2, 3, 4):
        room.stations[device_id(number)].clock_error = error if number == 2 else 0
    poll_opened(room, 4)
    for number in (1, 2):
        vote(room, number, Choice.FOR)
    accepted(room, [1, 2])
    screens = [room.sees(device_id(number)) for number in (1, 2)]
    left = [s.ballot.countdown for s in screens if isinstance(s, SeatSession) and s.ballot]
    clocks = {s.header.clock for s in screens if isinstance(s, SeatSession)}

    assert left[0] == left[1]
    assert left[0].remaining_ms
    assert len(clocks) == 1
    assert len([e for e in recorded(room) if isinstance(e, BallotCast)]) == 2


def test_a_poll_whose_time_runs_out_closes_by_the_hubs_clock_alone() -> None:
    room = SimulatedRoom(make_plan(4), roster(4), MemoryEventLog())
    room.stations[device_id(1)].clock_error = -DAY_MS
    poll_opened(room, 4)
    vote(room, 1, Choice.FOR)
    opened = room.now
    room.until(lambda: any(isinstance(e, PollClosed) for e in recorded(room)))

    assert room.now - opened <= 30_000
    assert [e.reason for e in recorded(room) if isinstance(e, PollClosed)] == ["time"]
    step(room, Step.ANNOUNCE_POLL)
