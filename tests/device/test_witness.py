"""Every terminal counts again: when it agrees, when it differs, and when it cannot tell yet."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device import witness
from device.inputs import SavedBallot
from protocol.check_code import code, digest
from protocol.messages import (
    Ballot,
    BallotShown,
    BallotsState,
    EntryState,
    NamedState,
    OnePoll,
    OptionState,
    ShareState,
)
from protocol.recount import roll_hash
from tests.support.hub_voice import HASH, MEETING, ballots, counted, poll

PUBLISHED = ballots(p001="for", p002="against", p003="for")
COUNTED = counted(PUBLISHED)


def own(ballot: str) -> SavedBallot:
    said = Ballot("", "")
    return SavedBallot("m1", MEETING, "poll-1", "p001", ("for",), ballot, said, receipt=5)


def recounts(
    meeting: str, state: OnePoll, published: BallotsState, chair: str, mine: SavedBallot | None
) -> witness.Testimony | None:
    return witness.testify(witness.Evidence(meeting, state, published, chair, mine))


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
        entry=None,
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
    turned = replace(PUBLISHED.ballots[0], answer=("against",))
    assert not agrees(published=BallotsState("poll-1", (turned, *PUBLISHED.ballots[1:])))


@pytest.mark.parametrize(
    "extra",
    [
        BallotShown("p001", ("for",), "b-p001"),  # twice
        BallotShown("p009", ("for",), "b-p009"),  # nobody on the roll
        BallotShown("p003", ("maybe",), "b-p003"),
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


# ── its own ballot ──────────────────────────────────────────────────────────────────────────────


def as_counted(published: BallotsState, mine: SavedBallot, **changes: Any) -> witness.Testimony:
    """What a recount says when the hub's result fits what it published."""
    found = recounts(MEETING, counted(published, **changes), published, "p001", mine)
    assert found is not None
    return found


def test_its_own_ballot_counted_with_another_answer_differs_though_all_numbers_fit() -> None:
    turned = replace(PUBLISHED.ballots[0], answer=("against",))
    found = as_counted(BallotsState("poll-1", (turned, *PUBLISHED.ballots[1:])), own("b-p001"))
    assert (found.agrees, found.own_counted, found.own_corrected) == (False, False, False)


def test_its_own_ballot_under_another_persons_name_differs() -> None:
    swapped = (
        replace(PUBLISHED.ballots[0], person="p003"),
        replace(PUBLISHED.ballots[2], person="p001"),
    )
    found = as_counted(BallotsState("poll-1", (*swapped, PUBLISHED.ballots[1])), own("b-p001"))
    assert not found.agrees


CORRECTED = BallotShown("p001", ("against",), "c-1", corrected=True)


@pytest.mark.parametrize("kept", [(CORRECTED,), ()], ids=["put right", "struck out"])
def test_a_corrected_ballot_is_not_missed_and_said_to_be_corrected(
    kept: tuple[BallotShown, ...],
) -> None:
    published = BallotsState("poll-1", (*kept, *PUBLISHED.ballots[1:]))
    found = as_counted(published, own("b-p001"), corrections=1)
    assert (found.agrees, found.own_counted, found.own_corrected) == (True, False, True)


def test_a_correction_of_somebody_else_does_not_hide_that_its_own_ballot_was_exchanged() -> None:
    exchanged = replace(PUBLISHED.ballots[0], ballot="b-other")
    others = replace(PUBLISHED.ballots[1], ballot="c-1", corrected=True)
    published = BallotsState("poll-1", (exchanged, others, PUBLISHED.ballots[2]))
    assert not as_counted(published, own("b-p001"), corrections=1).agrees


UNNAMED = BallotsState("poll-1", tuple(replace(each, person="") for each in PUBLISHED.ballots))


def test_in_an_unnamed_poll_its_own_ballot_is_found_by_its_id() -> None:
    found = as_counted(UNNAMED, own("b-p001"), kind="unnamed")
    assert (found.agrees, found.own_counted) == (True, True)
    missing = as_counted(UNNAMED, own("b-somebody-elses"), kind="unnamed")
    assert (missing.agrees, missing.own_counted) == (False, False)


def test_a_roll_call_without_names_differs() -> None:
    assert not as_counted(UNNAMED, own("b-somebody-elses")).agrees
    found = recounts(MEETING, counted(UNNAMED), UNNAMED, "p001", None)
    assert found is not None
    assert not found.agrees


# ── every kind and form ─────────────────────────────────────────────────────────────────────────

OPTIONS = tuple(OptionState(name, name.upper()) for name in ("a", "b", "c"))


def published_answers(*answers: tuple[str, ...]) -> BallotsState:
    shown = (BallotShown(f"p{n:03d}", a, f"b-p{n:03d}") for n, a in enumerate(answers, 1))
    return BallotsState("poll-1", tuple(shown))


def entered(*counts: int, cast: int, **changes: Any) -> BallotsState:
    values = {"shown": True, "blank": 0, "invalid": 0, "named": ()} | changes
    return BallotsState("poll-1", (), EntryState("p002", cast=cast, counts=counts, **values))


ELECTION = {"form": "options", "options": OPTIONS, "picks": 2, "places": 1}
RATING = {
    "form": "confidence",
    "options": OPTIONS[:1],
    "rule": replace(
        COUNTED.rule, resign=ShareState(1, 2, strict=True), dismiss=ShareState(2, 3, strict=False)
    ),
}
NAMED = tuple(NamedState(f"p{n:03d}", ("for",)) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("published", "changes"),
    [
        (published_answers(("a", "c"), ("a",), ()), ELECTION),
        (published_answers(("low",), ("low",), ("high",)), RATING),
        (entered(2, 1, 0, cast=3), {"kind": "show-of-hands"}),
        (entered(3, 0, 0, cast=3, named=NAMED), {"kind": "show-of-hands"}),
        (entered(1, 1, 0, cast=3, invalid=1), {"kind": "paper"}),
    ],
    ids=["election", "rating", "hands", "hands by name", "paper"],
)
def test_polls_of_every_kind_and_form_are_recounted_and_any_other_outcome_differs(
    published: BallotsState, changes: dict[str, Any]
) -> None:
    closed = counted(published, **changes)
    assert agrees(closed, published)
    assert closed.result is not None
    for lie in ({"outcome": "nonsense"}, {"cast": 1}, {"needed": 0}, {"excluded": 1}):
        assert not agrees(replace(closed, result=replace(closed.result, **lie)), published)


def test_hands_of_somebody_who_was_not_there_differ() -> None:
    published = entered(3, 0, 0, cast=3, named=NAMED)
    closed = counted(published, kind="show-of-hands")
    assert not agrees(replace(closed, present=("p001", "p002")), published)


@pytest.mark.parametrize(
    ("kind", "published"),
    [
        ("roll-call", replace(PUBLISHED, entry=entered(2, 1, 0, cast=3).entry)),
        ("paper", replace(PUBLISHED, entry=entered(2, 1, 0, cast=3).entry)),
        ("paper", PUBLISHED),
        ("paper", BallotsState("poll-1", ())),
    ],
)
def test_ballots_and_typed_counts_are_never_mixed(kind: str, published: BallotsState) -> None:
    assert not agrees(replace(COUNTED, kind=kind), published)


def test_a_tie_the_chair_decided_is_recounted_with_the_deciding_vote() -> None:
    rule = replace(COUNTED.rule, base="cast", tie="chair-only-in-tie")
    tied = ballots(p002="for", p003="against")
    roll = ("p002", "p003")
    lists = {"roll": roll, "present": roll, "roll_sha256": roll_hash(roll), "rule": rule}
    decided = counted(tied, tie_choice="for", **lists)
    assert decided.result is not None
    assert (decided.result.outcome, decided.result.in_favour) == ("carried", 2)
    assert agrees(decided, tied)
    assert not agrees(replace(decided, tie_choice="against"), tied)


def test_the_stand_counts_and_speaks_once_until_something_is_new() -> None:
    stand = witness.WitnessStand()
    assert stand.speak(0, contradicted=False) is None
    evidence = witness.Evidence(MEETING, COUNTED, PUBLISHED, "p001", None)
    stand.look(evidence, 0, fits=True)
    first = stand.speak(0, contradicted=False)
    assert first is not None
    assert first.agrees
    stand.look(evidence, 1, fits=True)
    assert stand.speak(1, contradicted=False) is None
    stand.begin_again()
    assert stand.speak(1, contradicted=False) == first
    assert stand.speak(1, contradicted=True) == replace(first, agrees=False)
    stand.rest()
    assert stand.wake_at is None
