"""Whole sessions on the in-memory wire."""

from __future__ import annotations

from device.intents import ConfirmChoice, ConfirmPresence, PressKey, TakeStep, TouchChoice
from device.screens import (
    ChairScreen,
    Choice,
    Lamp,
    Outcome,
    SeatSession,
    SeatWelcome,
    Step,
    WallResult,
    Witness,
)
from hub.application.recording import from_record
from hub.domain.events import BallotCast, PollClosed
from hub.store.memory import MemoryEventLog
from protocol.record import verify_chain
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import CALM, STORM, SimulatedRoom, Weather

SEATS = 60


def choice_of(number: int) -> Choice:
    """Who answers what, always the same: 40 for, 15 against, 4 abstain, one does not press."""
    if number <= 40:
        return Choice.FOR
    return Choice.AGAINST if number <= 55 else Choice.ABSTAIN


def chair(room: SimulatedRoom) -> ChairScreen:
    shown = room.sees("chair")
    assert isinstance(shown, ChairScreen)
    return shown


def step(room: SimulatedRoom, wanted: Step, text: str = "") -> None:
    """The chair waits for a step to be offered, takes it, and waits until it is done."""

    def offered() -> bool:
        return chair(room).next_step.step is wanted and chair(room).next_step.enabled

    room.until(offered)
    button = chair(room).next_step
    room.does("chair", TakeStep(button.step, button.target, text))
    room.until(lambda: chair(room).next_step != button and not chair(room).waiting)


def sign_in(room: SimulatedRoom, members: int) -> None:
    for number in range(1, members + 1):
        device = device_id(number)
        room.until(lambda device=device: isinstance(room.sees(device), SeatWelcome))
        room.does(device, ConfirmPresence())
    room.until(lambda: chair(room).present == members)


def vote(room: SimulatedRoom, number: int) -> None:
    device, choice = device_id(number), choice_of(number)
    room.until(lambda: ballot_open(room, device))
    if number % 2:
        room.does(device, PressKey(choice))
    else:
        room.does(device, TouchChoice(choice))
        room.does(device, ConfirmChoice())


def ballot_open(room: SimulatedRoom, device: str) -> bool:
    shown = room.sees(device)
    return isinstance(shown, SeatSession) and shown.ballot is not None and shown.ballot.may_vote


def hold_poll(room: SimulatedRoom) -> None:
    step(room, Step.OPEN_POLL)
    for number in range(1, SEATS):
        vote(room, number)
    room.until(
        lambda: all(room.stations[device_id(n)].lamp is Lamp.ACCEPTED for n in range(1, SEATS))
    )
    step(room, Step.CLOSE_POLL)
    step(room, Step.ANNOUNCE_POLL)


def hold_session(weather: Weather, seed: int = 1) -> SimulatedRoom:
    plan = make_plan(SEATS, guests=2, settings=make_plan(1).polls[0].settings)
    room = SimulatedRoom(plan, roster(SEATS, 2), MemoryEventLog(), weather, seed)
    room.connect()
    sign_in(room, SEATS)
    step(room, Step.OPEN_SESSION)
    step(room, Step.TAKE_ITEM)
    step(room, Step.START_DISCUSSION)
    hold_poll(room)
    return room


def results(room: SimulatedRoom) -> list[object]:
    events = [from_record(record) for record, _ in verify_chain(room.log.lines())]
    return [event.result for event in events if isinstance(event, PollClosed)]


def test_a_session_on_a_lossy_wire_gives_the_same_result_as_on_a_perfect_one() -> None:
    calm, storm = hold_session(CALM), hold_session(STORM)

    assert results(calm) == results(storm)
    assert len(results(calm)) == 1
    votes = [
        from_record(record)
        for record, _ in verify_chain(storm.log.lines())
        if record.type == "BallotCast"
    ]
    assert len({vote.person for vote in votes if isinstance(vote, BallotCast)}) == SEATS - 1
    assert len(votes) == SEATS - 1


def test_every_seat_and_the_wall_show_the_same_check_code_and_agree() -> None:
    room = hold_session(STORM, seed=7)

    def shows(device: str) -> bool:
        shown = room.sees(device)
        return (
            isinstance(shown, SeatSession) and shown.result is not None and bool(shown.result.code)
        )

    room.until(lambda: all(shows(device_id(n)) for n in range(1, SEATS + 1)))
    room.until(lambda: isinstance(room.sees("wall"), WallResult))
    screens = [room.sees(device_id(n)) for n in range(1, SEATS + 1)]
    wall = room.sees("wall")

    assert isinstance(wall, WallResult)
    assert wall.result.outcome is Outcome.CARRIED
    codes = {s.result.code for s in screens if isinstance(s, SeatSession) and s.result}
    assert codes == {wall.result.code}
    assert all(
        s.result.witness is Witness.AGREES
        for s in screens
        if isinstance(s, SeatSession) and s.result
    )
    assert screens[0].result.own_counted  # type: ignore[union-attr]


def test_a_hub_restarted_in_an_open_poll_loses_no_accepted_ballot() -> None:
    plan = make_plan(10)
    room = SimulatedRoom(plan, roster(10), MemoryEventLog(), STORM, seed=3)
    room.connect()
    sign_in(room, 10)
    for wanted in (Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION, Step.OPEN_POLL):
        step(room, wanted)
    for number in range(1, 11):
        vote(room, number)
        if number % 3 == 0:
            room.restart_hub()
    room.until(lambda: all(room.stations[device_id(n)].lamp is Lamp.ACCEPTED for n in range(1, 11)))
    step(room, Step.CLOSE_POLL)

    cast = [record for record, _ in verify_chain(room.log.lines()) if record.type == "BallotCast"]
    assert len(cast) == 10


def test_a_terminal_switched_off_after_pressing_says_its_ballot_again_when_it_is_back() -> None:
    plan = make_plan(4)
    room = SimulatedRoom(plan, roster(4), MemoryEventLog(), CALM)
    room.connect()
    sign_in(room, 4)
    for wanted in (Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION, Step.OPEN_POLL):
        step(room, wanted)
    device = device_id(2)
    room.until(lambda: ballot_open(room, device))
    room.weather = Weather(drop=100)
    room.does(device, PressKey(Choice.AGAINST))
    room.advance(3_000)
    assert room.stations[device].lamp is Lamp.WAITING
    room.weather = CALM
    room.restart_terminal(device)

    room.until(lambda: room.stations[device].lamp is Lamp.ACCEPTED)
    ballots = room.room.state.polls["poll-1-1"].ballots
    assert ballots["p002"].choice == Choice.AGAINST
