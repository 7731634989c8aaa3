"""A hub that tells different terminals different things is found out by those it lies to."""

from __future__ import annotations

from msgspec.structs import replace

from device.screens import Choice, SeatSession, Step, WallResult, Witness
from hub.domain.vocabulary import PollKind
from hub.store.memory import MemoryEventLog
from protocol.envelope import Envelope
from protocol.messages import BallotsState, Head, PollState
from tests.support.dialogue import accepted, poll_opened, step, steps, vote
from tests.support.plans import device_id, make_plan, roster
from tests.support.votes import counts, motion, opened
from tests.support.wire import CALM, SimulatedRoom

DECEIVED = device_id(2)


def witness(room: SimulatedRoom, device: str) -> Witness | None:
    shown = room.sees(device)
    return shown.result.witness if isinstance(shown, SeatSession) and shown.result else None


def turn_the_third_ballot(device: str, envelope: Envelope) -> Envelope:
    """One seat is told that the third member was against."""
    told = envelope.message
    if device != DECEIVED or not isinstance(told, BallotsState) or not told.ballots:
        return envelope
    third = replace(told.ballots[2], answer=("against",))
    ballots = (*told.ballots[:2], third, *told.ballots[3:])
    return replace(envelope, message=replace(told, ballots=ballots))


def turn_the_third_ballot_and_the_count(device: str, envelope: Envelope) -> Envelope:
    """The same, with a count that fits the lie."""
    told = envelope.message
    if device == DECEIVED and isinstance(told, PollState):
        polls = tuple(
            replace(
                poll, result=replace(poll.result, in_favour=4, against=1) if poll.result else None
            )
            for poll in told.polls
        )
        return replace(envelope, message=replace(told, polls=polls))
    return turn_the_third_ballot(device, envelope)


def hold(lie: object) -> SimulatedRoom:
    room = SimulatedRoom(make_plan(5), roster(5), MemoryEventLog())
    room.told = lie  # type: ignore[assignment]
    poll_opened(room, 5)
    for number in range(1, 6):
        vote(room, number, Choice.FOR)
    accepted(room, range(1, 6))
    step(room, Step.CLOSE_POLL)
    step(room, Step.ANNOUNCE_POLL)
    room.advance(1_000)
    return room


def test_a_seat_told_other_ballots_shows_that_the_count_differs() -> None:
    room = hold(turn_the_third_ballot)

    assert witness(room, DECEIVED) is Witness.DIFFERS
    assert witness(room, device_id(1)) is Witness.AGREES
    room.advance(1_000)
    assert room.stations["chair"].terminal.view.chair_view.differing == 1


def test_a_lie_that_adds_up_shows_in_the_check_code() -> None:
    """The seat lied to cannot know; the room that compares four syllables does."""
    room = hold(turn_the_third_ballot_and_the_count)
    deceived, wall = room.sees(DECEIVED), room.sees("wall")

    assert isinstance(deceived, SeatSession)
    assert isinstance(wall, WallResult)
    assert deceived.result is not None
    assert deceived.result.witness is Witness.AGREES
    assert deceived.result.code != wall.result.code


def test_a_seat_whose_own_ballot_was_turned_knows_it() -> None:
    def other_ballot(device: str, envelope: Envelope) -> Envelope:
        told = envelope.message
        if device != DECEIVED or not isinstance(told, BallotsState) or not told.ballots:
            return envelope
        own = replace(told.ballots[1], ballot="00000000-0000-4000-8000-ffffffffffff")
        return replace(
            envelope, message=replace(told, ballots=(told.ballots[0], own, *told.ballots[2:]))
        )

    room = hold(other_ballot)
    assert witness(room, DECEIVED) is Witness.DIFFERS
    assert witness(room, device_id(3)) is Witness.AGREES


def test_a_seat_told_other_counts_of_hands_shows_it_too() -> None:
    """What nobody pressed has no ballots to miss; the numbers and the code tell."""

    def other_numbers(device: str, envelope: Envelope) -> Envelope:
        told = envelope.message
        if device != DECEIVED or not isinstance(told, BallotsState) or told.entry is None:
            return envelope
        turned = replace(told.entry, counts=tuple(reversed(told.entry.counts)))
        return replace(envelope, message=replace(told, entry=turned))

    room = opened(4, motion(PollKind.SHOW_OF_HANDS), weather=CALM)
    room.told = other_numbers
    counts(room, 2, **{"for": 3, "against": 1})
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    room.advance(1_000)

    assert witness(room, DECEIVED) is Witness.DIFFERS
    assert witness(room, device_id(1)) is Witness.AGREES


def test_a_hub_that_tells_two_heads_for_one_record_is_seen_by_the_seat_that_hears_both() -> None:
    def two_heads(device: str, envelope: Envelope) -> Envelope:
        told = envelope.message
        if device != DECEIVED or not isinstance(told, Head):
            return envelope
        return replace(envelope, message=replace(told, hash="ab" * 32))

    room = opened(4, motion(), weather=CALM)
    for number in range(1, 5):
        vote(room, number, Choice.FOR)
    accepted(room, range(1, 5))
    room.told = two_heads
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    room.advance(3_000)
    assert witness(room, DECEIVED) is Witness.DIFFERS
    assert room.stations["chair"].terminal.view.chair_view.differing == 1
