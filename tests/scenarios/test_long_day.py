"""Eight hours with eighty seats, replayed in seconds: the clocks of everybody agree at the end."""

from __future__ import annotations

import pytest

from device.intents import AskToSpeak, PressKey, TakeStep
from device.screens import Choice, Lamp, SeatSession, Step, WallConclusion
from hub.domain import commands
from hub.domain.events import (
    BallotCast,
    PollAnnounced,
    SessionClosed,
    SessionOpened,
    SpeechEnded,
)
from hub.domain.vocabulary import SpeechKind
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import ask, chair, recorded, speak
from tests.support.meeting import sign_in
from tests.support.plans import device_id, make_plan, person_id, roster
from tests.support.wire import CALM, SimulatedRoom

SEATS, ITEMS, SPEAKERS = 80, 4, 10  # half of them speak, once and over their time
EVERYBODY = range(1, SEATS + 1)
MINUTE = 60_000
PRESENTING, SPEAKING, BREAK = 15 * MINUTE, 9 * MINUTE, 65 * MINUTE
HOURS = 8 * 60 * MINUTE


def poll_everybody(room: SimulatedRoom, item: int) -> None:
    poll = f"poll-{item}-1"
    assert ask(room, TakeStep(Step.OPEN_POLL, poll)) == ""
    stations = [room.stations[device_id(number)] for number in EVERYBODY]
    room.until(lambda: all(s.terminal.view.polls.current == poll for s in stations))
    for number in EVERYBODY:
        room.does(device_id(number), PressKey(Choice.FOR if number % 4 else Choice.AGAINST))
    room.until(lambda: all(station.lamp is Lamp.ACCEPTED for station in stations))
    assert ask(room, TakeStep(Step.CLOSE_POLL, poll)) == ""
    assert ask(room, TakeStep(Step.ANNOUNCE_POLL, poll)) == ""


def discuss(room: SimulatedRoom, item: int) -> None:
    first = (item - 1) * SPEAKERS + 1
    numbers = range(first, first + SPEAKERS)
    for number in numbers:
        assert speak(room, number, AskToSpeak()) == ""
    for number in numbers:
        assert ask(room, TakeStep(Step.GRANT_SPEECH, person_id(number))) == ""
        room.leap(SPEAKING)
    assert ask(room, TakeStep(Step.END_SPEECH)) == ""


def hold_item(room: SimulatedRoom, item: int) -> None:
    name = f"item-{item}"
    assert ask(room, TakeStep(Step.TAKE_ITEM, name)) == ""
    room.leap(PRESENTING)
    assert ask(room, TakeStep(Step.START_DISCUSSION, name)) == ""
    discuss(room, item)
    poll_everybody(room, item)
    assert ask(room, TakeStep(Step.CONCLUDE_ITEM, name, "Thống nhất.")) == ""


@pytest.fixture(scope="module")
def day() -> SimulatedRoom:
    room = SimulatedRoom(make_plan(SEATS, items=ITEMS), roster(SEATS), MemoryEventLog(), CALM)
    for number in EVERYBODY:
        room.exchange.ask(room._new_id(), sign_in(number))
    room.exchange.ask(room._new_id(), commands.OpenSession())
    room.advance(1)
    room.connect()
    stations = [room.stations[device_id(number)] for number in EVERYBODY]
    room.until(lambda: all(s.terminal.person for s in stations))
    for item in range(1, ITEMS + 1):
        hold_item(room, item)
        if item == ITEMS // 2:
            assert ask(room, TakeStep(Step.SUSPEND_SESSION, minutes=65)) == ""
            room.leap(BREAK)
            assert ask(room, TakeStep(Step.RESUME_SESSION)) == ""
    return room


def test_it_takes_eight_hours_and_all_that_was_said_and_voted_is_recorded(
    day: SimulatedRoom,
) -> None:
    told = recorded(day)
    assert day.now >= HOURS
    spoken = [e for e in told if isinstance(e, SpeechEnded) and e.kind is SpeechKind.CONTRIBUTION]
    assert [e.person for e in spoken] == [person_id(n) for n in range(1, ITEMS * SPEAKERS + 1)]
    assert all(SPEAKING <= e.spent_ms < SPEAKING + 5_000 for e in spoken)
    assert len([e for e in told if isinstance(e, BallotCast)]) == SEATS * ITEMS
    assert len([e for e in told if isinstance(e, PollAnnounced)]) == ITEMS


def test_every_seat_shows_the_same_agenda_and_the_time_of_its_items(day: SimulatedRoom) -> None:
    shown = [day.sees(device_id(number)) for number in EVERYBODY]
    agendas = {screen.agenda for screen in shown if isinstance(screen, SeatSession)}
    assert len(shown) == SEATS
    (agenda,) = agendas
    planned = (PRESENTING + SPEAKERS * SPEAKING) // MINUTE
    assert [row.spent_minutes for row in agenda] == [planned] * ITEMS


def test_the_console_counts_who_spoke_how_long_and_who_never_did(day: SimulatedRoom) -> None:
    panel = chair(day).speakers
    assert panel is not None
    rows = panel.spoken
    assert [row.times for row in rows] == [1] * 40 + [0] * 40
    assert all(row.ms // MINUTE == SPEAKING // MINUTE for row in rows[:40])


def test_closing_ends_it_for_everybody(day: SimulatedRoom) -> None:
    assert ask(day, TakeStep(Step.CLOSE_SESSION)) == ""
    day.until_sees("wall", lambda shown: isinstance(shown, WallConclusion) and shown.closed)
    closed = [e for e in recorded(day) if isinstance(e, SessionClosed | SessionOpened)]
    assert len(closed) == 2
