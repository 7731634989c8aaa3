"""A hall of 500 seats: everybody presses within one second, and nobody is lost."""

from __future__ import annotations

from device.intents import PressKey
from device.screens import Choice, Lamp
from hub.domain import commands
from hub.domain.events import BallotCast
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import recorded
from tests.support.meeting import sign_in
from tests.support.plans import device_id, roster
from tests.support.votes import motion, plan_with
from tests.support.wire import SimulatedRoom, Weather

SEATS = 500
WINDOW_MS = 1_000
LOSSY = Weather(drop=20, repeat=5, least=1, most=40)
EVERYBODY = range(1, SEATS + 1)


def in_open_poll() -> SimulatedRoom:
    """Everybody is signed in and the poll is open when the terminals come online."""
    room = SimulatedRoom(plan_with(SEATS, motion()), roster(SEATS), MemoryEventLog())
    for command in (
        *(sign_in(number) for number in EVERYBODY),
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.OpenPoll("poll-1"),
    ):
        room.exchange.ask(room._new_id(), command)
    room.advance(1)
    room.connect()
    return room


def test_five_hundred_press_within_a_second_on_a_line_that_loses_a_fifth() -> None:
    room = in_open_poll()
    stations = [room.stations[device_id(number)] for number in EVERYBODY]
    room.until(lambda: all(s.terminal.view.poll and s.terminal.person for s in stations))
    room.weather = LOSSY
    began = room.now
    for number in EVERYBODY:
        room.advance(began + number * WINDOW_MS // SEATS - room.now)
        room.does(device_id(number), PressKey(Choice.FOR if number % 3 else Choice.AGAINST))
    assert room.now - began <= WINDOW_MS
    room.until(lambda: all(station.lamp is Lamp.ACCEPTED for station in stations))

    cast = [event for event in recorded(room) if isinstance(event, BallotCast)]
    assert len(cast) == len({event.person for event in cast}) == SEATS
    assert sum(event.answer == ("for",) for event in cast) == SEATS - SEATS // 3
