"""Every terminal counts again: when it agrees, when it differs, and when it cannot tell yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from device.inputs import SavedBallot
from device.screens import Choice
from device.witness import testify as recounts
from protocol.check_code import code, digest
from protocol.messages import Ballot, BallotShown, BallotsState, OnePoll
from protocol.recount import roll_hash
from tests.support.hub_voice import HASH, MEETING, ballots, counted, poll

PUBLISHED = ballots(p001="for", p002="against", p003="for")
COUNTED = counted(PUBLISHED)


def own(ballot: str) -> SavedBallot:
    return SavedBallot("m1", MEETING, "poll-1", Choice.FOR, ballot, Ballot("", ""), receipt=5)


def result_with(**changes: Any) -> OnePoll:
    assert COUNTED.result is not None
    return replace(COUNTED, result=replace(COUNTED.result, **changes))


def agrees(
    state: OnePoll = COUNTED, published: BallotsState = PUBLISHED, mine: SavedBallot | None = None
) -> bool:
    found = recounts(MEETING, state, published, "p001", mine)
    assert found is not None
    return found.agrees


def test_it_agrees_with_an_honest_count_and_finds_its_own_ballot() -> None:
    found = recounts(MEETING, COUNTED, PUBLISHED, "p001", own("b-p001"))
    assert found is not None
    assert (found.poll, found.agrees, found.own_counted) == ("poll-1", True, True)


def test_the_code_is_that_of_the_evidence_as_anybody_can_compute_it() -> None:
    found = recounts(MEETING, COUNTED, PUBLISHED, "p001", None)
    assert found is not None
    assert COUNTED.result is not None
    evidence = digest(
        meeting=MEETING,
        poll="poll-1",
        roll_sha256=COUNTED.roll_sha256,
        ballots=PUBLISHED.ballots,
        result=COUNTED.result,
        record_seq=9,
        record_hash=HASH,
    )
    assert (found.code, found.digest) == (code(evidence), evidence.hex())
    assert len(found.code) == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"in_favour": 3},
        {"against": 0},
        {"abstain": 1},
        {"silent": 1},
        {"absent": 1},
        {"needed": 1},
        {"base_count": 2},
        {"outcome": "not-carried"},
        {"members": 4},
    ],
)
def test_any_number_that_does_not_follow_from_the_ballots_differs(changes: dict[str, Any]) -> None:
    assert not agrees(result_with(**changes))


def test_a_ballot_left_out_of_the_published_ones_differs() -> None:
    assert not agrees(published=BallotsState("poll-1", PUBLISHED.ballots[:2]))


def test_a_ballot_turned_round_differs() -> None:
    turned = replace(PUBLISHED.ballots[0], choice="against")
    assert not agrees(published=BallotsState("poll-1", (turned, *PUBLISHED.ballots[1:])))


@pytest.mark.parametrize(
    "extra",
    [
        BallotShown("p001", "for", "b-p001"),  # twice
        BallotShown("p009", "for", "b-p009"),  # nobody on the roll
        BallotShown("p003", "maybe", "b-p003"),
    ],
)
def test_a_ballot_that_cannot_be_differs(extra: BallotShown) -> None:
    assert not agrees(published=BallotsState("poll-1", (*PUBLISHED.ballots, extra)))


def test_a_ballot_of_somebody_not_present_at_the_opening_differs() -> None:
    assert not agrees(replace(COUNTED, present=("p001", "p002")))


def test_a_roll_that_is_not_the_frozen_one_differs() -> None:
    assert not agrees(replace(COUNTED, roll=("p001", "p002", "p003", "p004")))
    shorter = ("p001", "p002")
    assert not agrees(replace(COUNTED, roll=shorter, roll_sha256=roll_hash(shorter)))


def test_its_own_accepted_ballot_missing_differs_though_all_numbers_fit() -> None:
    found = recounts(MEETING, COUNTED, PUBLISHED, "p001", own("b-somebody-elses"))
    assert found is not None
    assert (found.agrees, found.own_counted) == (False, False)


def test_a_terminal_that_did_not_vote_agrees_without_a_ballot_of_its_own() -> None:
    found = recounts(MEETING, COUNTED, PUBLISHED, "p001", None)
    assert found is not None
    assert (found.agrees, found.own_counted) == (True, False)


def test_the_chairs_side_decides_a_tie_here_too() -> None:
    rule = replace(COUNTED.rule, tie="chair-side-any")
    tied = ballots(p001="for", p002="against")
    carried = replace(counted(tied), rule=rule)
    assert carried.result is not None
    carried = replace(carried, result=replace(carried.result, outcome="carried"))
    found = recounts(MEETING, carried, tied, "p001", None)
    assert found is not None
    assert found.agrees
    found = recounts(MEETING, carried, tied, "p002", None)
    assert found is not None
    assert not found.agrees


@pytest.mark.parametrize(
    ("state", "published"),
    [
        (poll(), PUBLISHED),
        (COUNTED, BallotsState("", ())),
        (COUNTED, replace(PUBLISHED, poll="poll-2")),
    ],
)
def test_until_result_and_ballots_are_published_there_is_nothing_to_say(
    state: OnePoll, published: BallotsState
) -> None:
    assert recounts(MEETING, state, published, "p001", None) is None
