"""A poll of every kind and form on a wire that loses every fifth message, to the result on every seat."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.intents import CountByName, SendCount, SetNamed
from device.screens import (
    Choice,
    Form,
    Level,
    Outcome,
    SeatSession,
    Standing,
    Step,
    WallResult,
)
from hub.domain.events import BallotCast, CountEntered, ItemPassed
from hub.domain.vocabulary import Base, Interim, MajorityRule, PollKind, SecondRound
from tests.support.dialogue import accepted, chair, recorded, step, steps, vote
from tests.support.plans import LAW, device_id
from tests.support.votes import (
    UNTIMED,
    agreed,
    confidence,
    counting,
    counts,
    election,
    motion,
    offered,
    opened,
    picks,
    rates,
    result_at,
    session,
    until_desk,
)

HANDS, PAPER, UNNAMED = PollKind.SHOW_OF_HANDS, PollKind.PAPER, PollKind.UNNAMED


def test_an_unnamed_poll_shows_counts_alone_and_every_seat_finds_its_own_ballot() -> None:
    room = opened(6, motion(UNNAMED))
    for number in range(1, 7):
        vote(room, number, Choice.AGAINST if number == 6 else Choice.FOR)
    accepted(room, range(1, 7))
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 6)

    assert (result.outcome, result.counts.in_favour) == (Outcome.CARRIED, 5)
    shown = room.stations["wall"].terminal.view.ballots.ballots
    assert {ballot.person for ballot in shown} == {""}
    assert len([e for e in recorded(room) if isinstance(e, BallotCast)]) == 6
    own = result_at(room, 6)
    assert own is not None
    assert (own.own_counted, own.own_choice) == (True, Choice.AGAINST)


def test_hands_are_counted_by_the_secretary_and_the_chair_closes_when_they_are() -> None:
    room = opened(5, motion(HANDS))
    room.until(lambda: chair(room).next_step.obstacle == "count-missing")
    counts(room, 2, **{"for": 4, "against": 1})
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 5)

    assert (result.kind, result.outcome) == (HANDS, Outcome.CARRIED)
    assert (result.counts.in_favour, result.counts.against, result.counts.silent) == (4, 1, 0)


def test_hands_taken_by_name_are_public_like_a_roll_call() -> None:
    room = opened(4, motion(HANDS))
    until_desk(room, 2, lambda shown: shown.count)
    room.does(device_id(2), CountByName(by_name=True))
    for person in ("p001", "p002", "p003"):
        room.does(device_id(2), SetNamed(person, ("for",)))
    room.does(device_id(2), SetNamed("p004", ("abstain",)))
    room.does(device_id(2), SendCount())
    until_desk(room, 2, lambda shown: shown.count and shown.count.entered)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)

    assert agreed(room, 4).counts.in_favour == 3
    entry = room.stations["wall"].terminal.view.ballots.entry
    assert entry is not None
    assert len(entry.named) == 4


def test_paper_typed_twice_with_a_difference_is_reconciled_before_it_counts() -> None:
    room = opened(5, motion(PAPER), tellers=("p003",))
    counts(room, 2, **{"for": 3, "against": 1, "invalid": 1})
    until_desk(room, 3, lambda shown: shown.count and shown.count.others == 1)
    assert not any(row.differs for row in counting(room, 3).rows)
    counts(room, 3, **{"for": 4, "against": 1})
    room.until(lambda: chair(room).next_step.obstacle == "counts-differ")
    until_desk(room, 2, lambda shown: shown.count and shown.count.rows[0].differs)
    counts(room, 3, **{"for": 3, "invalid": 1})
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 5)

    assert (result.counts.in_favour, result.counts.invalid, result.counts.cast) == (3, 1, 5)
    assert len([e for e in recorded(room) if isinstance(e, CountEntered)]) == 3


def test_an_election_without_a_majority_goes_to_a_second_round_of_those_left() -> None:
    rule = MajorityRule(Base.CAST, 1, 2, strict=True, citation=LAW, verified=False)
    settings = replace(UNTIMED, majority=rule, second_round=SecondRound.RELATIVE)
    room = opened(5, election(places=2, settings=settings))
    for number, chosen in enumerate((("a", "b"), ("a", "c"), ("a",), ("b",), ()), 1):
        picks(room, number, *chosen)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    first = agreed(room, 5)
    assert first.outcome is Outcome.VOTE_AGAIN
    assert [row.standing for row in first.options] == [
        Standing.ELECTED,
        Standing.NOT_ELECTED,
        Standing.NOT_ELECTED,
    ]

    steps(room, Step.REVOTE, Step.OPEN_POLL)
    for number, chosen in enumerate(("b", "b", "c"), 1):
        picks(room, number, chosen)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    second = agreed(room, 5)
    assert (second.outcome, second.repeats, second.places) == (Outcome.CARRIED, True, 1)
    assert [(row.option, row.standing) for row in second.options] == [
        ("b", Standing.ELECTED),
        ("c", Standing.NOT_ELECTED),
    ]


def test_confidence_is_rated_person_by_person() -> None:
    room = opened(3, confidence())
    for number in (1, 2, 3):
        rates(room, number, Level.LOW if number > 1 else Level.HIGH, Level.MEDIUM)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 3)

    assert (result.form, result.outcome) == (Form.CONFIDENCE, Outcome.COUNTED)
    assert [(row.votes, row.standing) for row in result.options] == [
        ((1, 0, 2), Standing.DISMISSAL),
        ((0, 3, 0), Standing.KEPT),
    ]


def test_one_vote_carries_a_package_of_items_and_the_session_may_end() -> None:
    room = opened(3, motion(package=("item-2", "item-3")))
    for number in (1, 2, 3):
        vote(room, number, Choice.FOR)
    accepted(room, (1, 2, 3))
    assert len(session(room, 1).ballot.package) == 3  # type: ignore[union-attr]
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    assert len(agreed(room, 3).package) == 3
    step(room, Step.CONCLUDE_ITEM, "Thống nhất.")
    step(room, Step.CLOSE_SESSION)

    assert [e.item for e in recorded(room) if isinstance(e, ItemPassed)] == ["item-2", "item-3"]


@pytest.mark.parametrize("kind", [HANDS, PAPER])
def test_an_election_by_hand_is_typed_and_recounted(kind: PollKind) -> None:
    room = opened(4, election(kind), tellers=("p003",))
    for number in (2, 3):
        counts(room, number, cast=4, a=3, b=2, blank=1)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 4)

    assert [row.standing for row in result.options] == [
        Standing.ELECTED,
        Standing.NOT_ELECTED,
        Standing.NOT_ELECTED,
    ]


def test_running_counts_are_seen_by_all_where_the_poll_says_so() -> None:
    room = opened(4, motion(settings=replace(UNTIMED, interim=Interim.ALL)))
    vote(room, 1, Choice.FOR)
    vote(room, 2, Choice.AGAINST)

    def seen() -> bool:
        shown = room.sees(device_id(4))
        counted = isinstance(shown, SeatSession) and shown.ballot and shown.ballot.counts
        return bool(counted and (counted.in_favour, counted.against) == (1, 1))

    room.until(seen)


def test_a_drafted_poll_is_declared_ready_before_it_is_opened() -> None:
    room = opened(3, motion(), motion(poll="poll-2", drafted=True))
    for number in (1, 2, 3):
        vote(room, number, Choice.FOR)
    accepted(room, (1, 2, 3))
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL, Step.READY_POLL)
    assert offered(room, Step.OPEN_POLL) == "poll-2"
    room.until_sees("wall", lambda shown: isinstance(shown, WallResult))
