"""Machines are switched off in the worst moments; nothing that was accepted is lost."""

from __future__ import annotations

import pytest
from msgspec.structs import asdict

from device.intents import PressKey, TakeStep
from device.screens import ChairScreen, Choice, Lamp, SeatSession, Step, Witness
from hub.domain.events import BallotCast, PollAnnounced, PollClosed
from hub.domain.meeting import LAST_CALL_MS
from hub.store.memory import MemoryEventLog
from protocol.messages import Receipt
from tests.support.dialogue import (
    accepted,
    chair,
    may_vote,
    poll_opened,
    recorded,
    step,
    steps,
    vote,
)
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import CALM, STORM, SimulatedRoom, Weather


def make_room(members: int, weather: Weather = CALM, seed: int = 1) -> SimulatedRoom:
    return SimulatedRoom(make_plan(members), roster(members), MemoryEventLog(), weather, seed)


def witness_of(room: SimulatedRoom, device: str) -> Witness | None:
    shown = room.sees(device)
    return shown.result.witness if isinstance(shown, SeatSession) and shown.result else None


def test_a_hub_restarted_in_an_open_poll_loses_no_accepted_ballot() -> None:
    room = make_room(10, STORM, seed=3)
    poll_opened(room, 10)
    for number in range(1, 11):
        vote(room, number, Choice.FOR)
        if number % 3 == 0:
            room.restart_hub()
    accepted(room, range(1, 11))
    step(room, Step.CLOSE_POLL)

    assert len([event for event in recorded(room) if isinstance(event, BallotCast)]) == 10


def test_a_hub_restarted_between_close_and_announce_goes_on_with_the_same_count() -> None:
    room = make_room(7, STORM, seed=4)
    poll_opened(room, 7)
    for number in range(1, 8):
        vote(room, number, Choice.FOR)
    accepted(room, range(1, 8))
    step(room, Step.CLOSE_POLL)
    room.restart_hub()
    step(room, Step.ANNOUNCE_POLL)

    events = recorded(room)
    assert [type(e) for e in events if isinstance(e, PollClosed | PollAnnounced)] == [
        PollClosed,
        PollAnnounced,
    ]
    for number in range(1, 8):
        room.until(lambda n=number: witness_of(room, device_id(n)) is Witness.AGREES)


@pytest.mark.parametrize("away_ms", [30_000, 90_000])
def test_a_hub_that_was_away_past_the_end_of_a_poll_gives_delegates_some_time_back(
    away_ms: int,
) -> None:
    """Else a press in the outage would be too late, and nobody's fault."""
    room = make_room(5)
    poll_opened(room, 5)
    vote(room, 1, Choice.FOR)
    accepted(room, [1])
    room.disconnect()
    room.does(device_id(2), PressKey(Choice.AGAINST))
    room.now += away_ms  # nobody is there to do anything
    room.restart_hub()
    accepted(room, [2])
    assert 0 < clock_of(room) <= LAST_CALL_MS
    room.advance(LAST_CALL_MS)
    (closed,) = (event for event in recorded(room) if isinstance(event, PollClosed))
    assert (closed.reason, closed.result.in_favour, closed.result.against) == ("time", 1, 1)


def clock_of(room: SimulatedRoom) -> int:
    """Milliseconds that the open poll has left, as the console shows them."""
    shown = chair(room).poll
    assert shown is not None
    assert shown.countdown.remaining_ms is not None
    return shown.countdown.remaining_ms


def test_after_a_restart_the_seats_tell_the_hub_again_what_they_counted() -> None:
    room = make_room(5)
    poll_opened(room, 5)
    for number in range(1, 6):
        vote(room, number, Choice.AGAINST)
    accepted(room, range(1, 6))
    step(room, Step.CLOSE_POLL)
    room.advance(1_000)
    room.restart_hub()
    assert chair(room).result is not None
    room.until_sees(
        "chair",
        lambda shown: (
            isinstance(shown, ChairScreen)
            and shown.result is not None
            and shown.result.seats_agreeing == 5
        ),
    )


def test_a_terminal_switched_off_after_pressing_says_its_ballot_again_when_it_is_back() -> None:
    room = make_room(4)
    poll_opened(room, 4)
    device = device_id(2)
    room.until_sees(device, may_vote)
    room.weather = Weather(drop=100)
    room.does(device, PressKey(Choice.AGAINST))
    room.advance(3_000)
    assert room.stations[device].lamp is Lamp.WAITING
    room.weather = CALM
    room.restart_terminal(device)

    room.until(lambda: room.stations[device].lamp is Lamp.ACCEPTED)
    ballots = room.room.state.polls["poll-1-1"].ballots
    assert ballots["p002"].answer == ("against",)


def test_a_seat_unplugged_before_its_receipt_comes_back_with_the_one_ballot_the_hub_has() -> None:
    room = make_room(4)
    poll_opened(room, 4)
    device = device_id(2)
    room.until_sees(device, may_vote)
    room.does(device, PressKey(Choice.FOR))
    ballots = lambda: room.room.state.polls["poll-1-1"].ballots  # noqa: E731
    room.until(lambda: "p002" in ballots())
    room.disconnect(device)
    assert room.stations[device].lamp is Lamp.WAITING
    seq = next(n for n, e in enumerate(recorded(room), 1) if isinstance(e, BallotCast))
    room.restart_terminal(device)
    room.until(lambda: room.stations[device].lamp is Lamp.ACCEPTED)

    assert len([event for event in recorded(room) if isinstance(event, BallotCast)]) == 1
    shown = room.sees(device)
    assert isinstance(shown, SeatSession)
    assert shown.ballot is not None
    assert (shown.ballot.choice, shown.ballot.receipt) == (Choice.FOR, seq)


def test_a_seat_that_is_never_plugged_in_again_keeps_what_the_hub_has_and_loses_nothing_else() -> (
    None
):
    room = make_room(4)
    poll_opened(room, 4)
    for number in (1, 2):
        vote(room, number, Choice.FOR)
    accepted(room, (1, 2))
    room.disconnect(device_id(2))
    room.until_sees(device_id(3), may_vote)
    room.disconnect(device_id(3))
    room.does(device_id(3), PressKey(Choice.AGAINST))
    room.advance(5_000)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = room.room.state.polls["poll-1-1"].result
    assert result is not None
    assert (result.in_favour, result.against, result.silent) == (2, 0, 2)

    room.connect(device_id(3))  # the poll is over: it is told so, and its person sees it
    room.until(lambda: not room.stations[device_id(3)].disk)
    voting = room.stations[device_id(3)].terminal.voting
    assert voting.refusal("poll-1-1", "p003") == "poll-announced"


@pytest.mark.parametrize("hub_too", [False, True])
def test_a_console_that_dies_while_a_poll_is_open_comes_back_to_it_and_closes_it(
    *, hub_too: bool
) -> None:
    room = make_room(6, STORM, seed=9)
    poll_opened(room, 6)
    room.disconnect("chair")
    for number in range(1, 7):
        vote(room, number, Choice.FOR)
    accepted(room, range(1, 7))
    if hub_too:
        room.restart_hub()
    room.restart_terminal("chair")
    room.until(lambda: chair(room).poll is not None)
    panel = chair(room).poll
    assert panel is not None
    assert (panel.poll, panel.entitled_present) == ("poll-1-1", 6)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    for number in range(1, 7):
        room.until(lambda n=number: witness_of(room, device_id(n)) is Witness.AGREES)


def test_a_step_the_console_died_over_is_done_once() -> None:
    """It said "close", and was switched off before any answer; the chair looks, and goes on."""
    room = make_room(3)
    poll_opened(room, 3)
    for number in (1, 2, 3):
        vote(room, number, Choice.FOR)
    accepted(room, (1, 2, 3))
    button = chair(room).next_step
    room.does("chair", TakeStep(button.step, button.target))
    room.advance(2)
    room.restart_terminal("chair")
    steps(room, Step.ANNOUNCE_POLL)
    closed = [event for event in recorded(room) if isinstance(event, PollClosed | PollAnnounced)]
    assert [type(event) for event in closed] == [PollClosed, PollAnnounced]


def test_a_seat_that_waits_for_a_receipt_does_not_cry_that_the_count_differs() -> None:
    """It changed its answer, the hub has it, only the receipt is lost: it knows too little to judge."""
    room = make_room(4)
    poll_opened(room, 4)
    device = device_id(3)
    vote(room, 3, Choice.FOR)
    accepted(room, [3])
    honest = room.told
    room.told = lambda name, envelope: (
        honest("", envelope)
        if name != device or not isinstance(envelope.message, Receipt)
        else honest(name, envelope.__class__(**{**asdict(envelope), "to": "nobody"}))
    )
    room.does(device, PressKey(Choice.AGAINST))
    room.until(lambda: room.room.state.polls["poll-1-1"].ballots["p003"].answer == ("against",))
    step(room, Step.CLOSE_POLL)
    step(room, Step.ANNOUNCE_POLL)
    room.advance(4_000)
    assert witness_of(room, device) is Witness.COUNTING
    assert chair(room).notice == ""

    room.told = honest
    room.until(lambda: witness_of(room, device) is Witness.AGREES, limit=5_000)
