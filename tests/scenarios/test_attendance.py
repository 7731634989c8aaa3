"""Coming, going and moving on a lossy wire: PINs, two seats for one person, quorum, a spare seat."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.effects import Say
from device.intents import ChoosePerson, ConfirmPresence, LeaveSeat, PressKey, TapSeat, TypePin
from device.screens import (
    ChairScreen,
    Choice,
    Lamp,
    Outcome,
    Quorum,
    SeatSession,
    SeatWaiting,
    SeatWelcome,
    SignInMode,
    Step,
)
from hub.domain.events import (
    AbsenceAccepted,
    BallotCast,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    QuorumLost,
    QuorumMet,
)
from hub.domain.vocabulary import PressRule
from hub.domain.vocabulary import SignInMode as Mode
from protocol.messages import SignIn
from protocol.topics import Said
from tests.support.dialogue import accepted, chair, may_vote, recorded, sign_in, steps, vote
from tests.support.plans import device_id, person_id
from tests.support.votes import (
    SPARE,
    SPARE_SEAT,
    TO_DISCUSSION,
    UNTIMED,
    agreed,
    motion,
    opened,
    result_at,
    room_with,
    takes,
)
from tests.support.wire import PIN, SimulatedRoom


def welcome(room: SimulatedRoom, device: str) -> SeatWelcome:
    room.until_sees(device, lambda shown: isinstance(shown, SeatWelcome))
    shown = room.sees(device)
    assert isinstance(shown, SeatWelcome)
    return shown


def types(room: SimulatedRoom, device: str, pin: str = PIN, person: str = "") -> None:
    """Somebody types a PIN and waits for the answer."""
    welcome(room, device)
    if person:
        room.does(device, ChoosePerson(person))
    for digit in pin:
        room.does(device, TypePin(digit))
    room.does(device, ConfirmPresence())
    room.until(lambda: not room.stations[device].terminal.asking.waiting(Said.SIGN_IN))


def present(room: SimulatedRoom, members: int) -> None:
    room.until_sees(
        "chair", lambda shown: isinstance(shown, ChairScreen) and shown.present == members
    )


def signed_in(room: SimulatedRoom) -> list[PersonSignedIn]:
    return [event for event in recorded(room) if isinstance(event, PersonSignedIn)]


# ── modes ───────────────────────────────────────────────────────────────────────────────────────


def test_where_nobody_signs_in_everybody_is_there_and_who_leaves_stays_away() -> None:
    room = room_with(5, motion(), sign_in=Mode.OFF)
    present(room, 5)
    assert {event.method for event in signed_in(room)} == {"off"}
    room.until_sees(device_id(4), lambda shown: isinstance(shown, SeatSession))
    room.does(device_id(4), LeaveSeat())
    present(room, 4)
    room.advance(10_000)
    room.restart_hub()
    room.advance(10_000)
    assert chair(room).present == 4
    room.does(device_id(4), ConfirmPresence())
    present(room, 5)


def test_a_pin_wrong_three_times_locks_until_the_console_unlocks() -> None:
    room = room_with(3, motion(), sign_in=Mode.PIN_HERE)
    device = device_id(2)
    for fault in ("wrong-pin", "wrong-pin"):
        types(room, device, "9999")
        assert welcome(room, device).fault == fault
    types(room, device, "9999")
    room.until(lambda: welcome(room, device).locked)
    types(room, device)  # the right one, too late: not even said
    assert not signed_in(room)

    room.does("chair", TapSeat("002"))
    room.until(lambda: bool(chair(room).seat and chair(room).seat.locked))  # type: ignore[union-attr]
    assert takes(room, Step.UNLOCK_PERSON, person_id(2)) == ""
    room.until(lambda: not welcome(room, device).locked)
    types(room, device)
    room.until_sees(device, lambda shown: isinstance(shown, SeatSession))
    kinds = [type(e) for e in recorded(room) if isinstance(e, PinFailed | PinUnlocked)]
    assert kinds == [PinFailed, PinFailed, PinFailed, PinUnlocked]
    assert [event.method for event in signed_in(room)] == [SignInMode.PIN_HERE]


def test_a_wrong_pin_said_again_over_a_bad_line_fails_once() -> None:
    for seed in range(5):
        room = room_with(2, motion(), sign_in=Mode.PIN_HERE, seed=seed)
        types(room, device_id(1), "9999")
        room.advance(5_000)
        assert len([e for e in recorded(room) if isinstance(e, PinFailed)]) == 1


# ── two seats, one person ───────────────────────────────────────────────────────────────────────


def test_by_assignment_nobody_is_claimed_from_another_seat() -> None:
    room = room_with(3, motion())
    sign_in(room, 3)
    station = room.stations[device_id(3)]
    for seat in ("001", "003"):
        claim = Say(room._new_id(), Said.SIGN_IN, "phien-1", 0, SignIn("p001", seat))
        for _ in range(5):  # the line loses some
            room._perform(station, claim)
        room.advance(2_000)

    assert [e.person for e in signed_in(room)].count("p001") == 1
    assert room.room.state.attendance.present["p001"].seat == "001"


def test_by_pin_the_person_goes_on_at_the_second_seat_and_the_first_one_is_dead() -> None:
    room = room_with(4, motion(), sign_in=Mode.PIN_ANYWHERE, spare=True)
    for number in (1, 2, 3, 4):
        types(room, device_id(number))
    present(room, 4)
    steps(room, *TO_DISCUSSION, Step.OPEN_POLL)
    types(room, SPARE, person="p003")
    room.until_sees(SPARE, may_vote)
    assert welcome(room, device_id(3)).persons
    room.does(device_id(3), PressKey(Choice.AGAINST))
    room.does(SPARE, PressKey(Choice.FOR))
    room.until(lambda: room.stations[SPARE].lamp is Lamp.ACCEPTED)

    ballots = room.room.state.polls["poll-1"].ballots
    assert {who: cast.answer for who, cast in ballots.items()} == {"p003": ("for",)}
    assert len([e for e in recorded(room) if isinstance(e, PersonMoved)]) == 1


def test_a_wrong_pin_takes_nobody_from_their_seat() -> None:
    room = room_with(3, motion(), sign_in=Mode.PIN_ANYWHERE, spare=True)
    types(room, device_id(1))
    types(room, SPARE, "0000", person="p001")
    assert welcome(room, SPARE).fault == "wrong-pin"
    assert room.room.state.attendance.present["p001"].seat == "001"


# ── leaving, quorum, absence ────────────────────────────────────────────────────────────────────


def test_leaving_and_returning_in_an_open_poll_loses_and_regains_the_quorum_and_no_vote() -> None:
    room = opened(3, motion())
    vote(room, 3, Choice.FOR)
    accepted(room, [3])
    for number in (2, 3):
        room.until_sees(device_id(number), lambda shown: isinstance(shown, SeatSession))
        room.does(device_id(number), LeaveSeat())
    room.until_sees("chair", lambda s: isinstance(s, ChairScreen) and s.quorum is Quorum.LOST)
    welcome(room, device_id(3))
    for number in (2, 3):
        welcome(room, device_id(number))
        room.does(device_id(number), ConfirmPresence())
    room.until_sees("chair", lambda s: isinstance(s, ChairScreen) and s.quorum is Quorum.MET)
    for number in (1, 2):
        vote(room, number, Choice.FOR)
    accepted(room, (1, 2, 3))
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)

    assert agreed(room, 3).counts.in_favour == 3
    crossings = [type(e) for e in recorded(room) if isinstance(e, QuorumMet | QuorumLost)]
    assert crossings == [QuorumMet, QuorumLost, QuorumMet]
    left = [e for e in recorded(room) if isinstance(e, PersonSignedOut)]
    assert {e.reason for e in left} == {"left"}


def test_who_comes_late_joins_the_next_poll_only() -> None:
    room = room_with(4, motion(), motion(poll="poll-2"))
    sign_in(room, 3)
    steps(room, *TO_DISCUSSION, Step.OPEN_POLL)
    room.until_sees(device_id(4), lambda shown: isinstance(shown, SeatWelcome))
    room.does(device_id(4), ConfirmPresence())
    room.until_sees(device_id(4), lambda s: isinstance(s, SeatSession) and s.ballot is not None)
    assert not may_vote(room.sees(device_id(4)))
    room.does(device_id(4), PressKey(Choice.FOR))
    room.advance(2_000)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL, Step.OPEN_POLL)
    vote(room, 4, Choice.FOR)
    accepted(room, [4])
    cast = [e for e in recorded(room) if isinstance(e, BallotCast)]
    assert [(e.poll, e.person) for e in cast] == [("poll-2", "p004")]


def test_the_chair_takes_note_of_absences_and_signs_out_who_went_without_a_word() -> None:
    room = room_with(4, motion())
    sign_in(room, 3)
    assert takes(room, Step.ACCEPT_ABSENCE, "p004", "excused") == ""
    assert takes(room, Step.SIGN_OUT, "p003") == ""
    present(room, 2)

    def away(shown: ChairScreen) -> list[tuple[str, str]]:
        return [(each.person, each.absence) for each in shown.absent]

    room.until(lambda: away(chair(room)) == [("p003", ""), ("p004", "excused")])
    assert len([e for e in recorded(room) if isinstance(e, AbsenceAccepted)]) == 1
    assert takes(room, Step.ACCEPT_ABSENCE, "p001", "excused") == "person-present"


# ── a spare seat ────────────────────────────────────────────────────────────────────────────────


def test_whoever_moves_to_a_spare_seat_in_an_open_poll_votes_there_within_half_a_minute() -> None:
    room = opened(4, motion(), spare=True)
    assert isinstance(room.sees(SPARE), SeatWaiting)
    began = room.now
    room.does("chair", TapSeat("003"))
    shown = chair(room).seat
    assert shown is not None
    assert shown.free_seats == (SPARE_SEAT,)
    assert takes(room, Step.MOVE_PERSON, "p003", SPARE_SEAT) == ""
    room.until_sees(SPARE, may_vote)
    assert room.now - began < 30_000
    room.until_sees(device_id(3), lambda shown: isinstance(shown, SeatWaiting))
    room.does(SPARE, PressKey(Choice.FOR))
    room.until(lambda: room.stations[SPARE].lamp is Lamp.ACCEPTED)
    for number in (1, 2, 4):
        vote(room, number, Choice.AGAINST)
    accepted(room, (1, 2, 4))
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    room.until(lambda: bool(result_at(room, 4) and result_at(room, 4).code))  # type: ignore[union-attr]
    shown_there = room.sees(SPARE)
    assert isinstance(shown_there, SeatSession)
    room.until_sees(
        SPARE,
        lambda s: isinstance(s, SeatSession) and bool(s.result and s.result.own_counted),
    )


@pytest.mark.parametrize(
    ("press", "lamp", "counted"),
    [
        (PressRule.LAST, Lamp.ACCEPTED, ("against",)),
        (PressRule.FIRST, Lamp.REFUSED, ("for",)),
    ],
)
def test_who_has_voted_before_moving_is_answered_by_the_press_rule_and_no_seat_is_amber(
    press: PressRule, lamp: Lamp, counted: tuple[str, ...]
) -> None:
    room = opened(4, motion(settings=replace(UNTIMED, press=press)), spare=True)
    vote(room, 3, Choice.FOR)
    accepted(room, [3])
    takes(room, Step.MOVE_PERSON, "p003", SPARE_SEAT)
    room.until_sees(SPARE, may_vote)
    room.does(SPARE, PressKey(Choice.AGAINST))
    room.until(lambda: room.stations[SPARE].lamp is lamp)
    assert room.room.state.polls["poll-1"].ballots["p003"].answer == counted
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    told = room.stations["chair"].terminal.view
    room.until(lambda: told.chair_view.agreeing == 4)  # of those at a seat
    assert told.chair_view.differing == 0


def test_back_at_the_first_seat_an_older_ballot_there_is_not_missed() -> None:
    room = opened(4, motion(), spare=True)
    vote(room, 3, Choice.FOR)
    accepted(room, [3])
    takes(room, Step.MOVE_PERSON, "p003", SPARE_SEAT)
    room.until_sees(SPARE, may_vote)
    room.does(SPARE, PressKey(Choice.AGAINST))
    room.until(lambda: room.stations[SPARE].lamp is Lamp.ACCEPTED)
    room.until_sees(device_id(3), lambda shown: isinstance(shown, SeatWaiting))
    takes(room, Step.MOVE_PERSON, "p003", "003")
    room.until_sees(device_id(3), may_vote)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    assert agreed(room, 4).outcome is Outcome.NOT_CARRIED
