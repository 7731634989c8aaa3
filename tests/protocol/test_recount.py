"""The witness's recount must agree with the hub's count on everything, and with the printed formulas."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain import tally
from hub.domain.vocabulary import Base, Choice, MajorityRule, TieRule
from protocol import shapes
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, ResultState, RuleState
from protocol.recount import recount, roll_hash, threshold


def rule(
    base: str = "members",
    numerator: int = 1,
    denominator: int = 2,
    *,
    strict: bool = True,
    tie: str = "none",
) -> RuleState:
    return RuleState(base, numerator, denominator, strict, tie, 0, 0, "Điều 117", verified=False)


def ballots(yes: int, no: int = 0, abstain: int = 0) -> list[BallotShown]:
    choices = ["for"] * yes + ["against"] * no + ["abstain"] * abstain
    return [BallotShown(f"person-{i}", choice, f"ballot-{i}") for i, choice in enumerate(choices)]


def count(
    given_rule: RuleState, shown: list[BallotShown], members: int, **other: int
) -> ResultState:
    return recount(
        given_rule,
        shown,
        members=members,
        entitled=other.get("entitled", members),
        present=other.get("present", members),
        chair_choice=None,
    )


@given(
    choices=st.lists(st.sampled_from(Choice), max_size=40),
    silent=st.integers(0, 10),
    absent=st.integers(0, 10),
    entitled=st.integers(0, 60),
    base=st.sampled_from(Base),
    numerator=st.integers(0, 7),
    denominator=st.integers(1, 7),
    strict=st.booleans(),
    tie=st.sampled_from(TieRule),
    chair_choice=st.none() | st.sampled_from(Choice),
)
def test_recount_agrees_with_the_hub_on_everything(
    choices: list[Choice],
    silent: int,
    absent: int,
    entitled: int,
    base: Base,
    numerator: int,
    denominator: int,
    strict: bool,
    tie: TieRule,
    chair_choice: Choice | None,
) -> None:
    present = len(choices) + silent
    hub = tally.count(
        {f"person-{i}": choice for i, choice in enumerate(choices)},
        members=present + absent,
        entitled=entitled,
        present=present,
        rule=MajorityRule(base, numerator, denominator, strict, "", verified=False),
        tie=tie,
        chair_choice=chair_choice,
    )
    ours = recount(
        RuleState(base, numerator, denominator, strict, tie, 0, 0, "", verified=False),
        [BallotShown(f"person-{i}", choice, "") for i, choice in enumerate(choices)],
        members=present + absent,
        entitled=entitled,
        present=present,
        chair_choice=chair_choice,
    )
    assert shapes.to_json(ours) == shapes.to_json(hub)


@pytest.mark.parametrize("base", [20, 21, 30])
@pytest.mark.parametrize(
    ("numerator", "denominator", "strict", "needed"),
    [
        (1, 2, True, {20: 11, 21: 11, 30: 16}),
        (2, 3, False, {20: 14, 21: 14, 30: 20}),
        (3, 4, False, {20: 15, 21: 16, 30: 23}),
        (4, 5, False, {20: 16, 21: 17, 30: 24}),
        (1, 1, False, {20: 20, 21: 21, 30: 30}),
    ],
)
@pytest.mark.parametrize("kind", ["members", "entitled", "present", "cast", "for-and-against"])
def test_the_number_needed_is_the_worked_one_and_one_fewer_does_not_carry(
    kind: str, base: int, numerator: int, denominator: int, strict: bool, needed: dict[int, int]
) -> None:
    given_rule = rule(kind, numerator, denominator, strict=strict)
    enough = count(given_rule, ballots(needed[base], base - needed[base]), base)
    short = count(given_rule, ballots(needed[base] - 1, base - needed[base] + 1), base)
    assert (enough.needed, enough.base_count, enough.outcome) == (needed[base], base, "carried")
    assert short.outcome == "not-carried"


def test_each_base_counts_whom_it_names() -> None:
    shown = ballots(5, 3, 2)
    found = {
        kind: count(rule(kind), shown, 20, entitled=18, present=14).base_count
        for kind in ("members", "entitled", "present", "cast", "for-and-against")
    }
    assert found == {
        "members": 20,
        "entitled": 18,
        "present": 14,
        "cast": 10,
        "for-and-against": 8,
    }


def test_everybody_is_counted_once() -> None:
    result = count(rule(), ballots(5, 3, 2), 20, present=14)
    assert (result.silent, result.absent) == (4, 6)
    assert 5 + 3 + 2 + result.silent + result.absent == result.members == 20


@pytest.mark.parametrize(
    ("tie", "yes", "no", "chair", "outcome"),
    [
        ("none", 10, 10, "for", "not-carried"),
        ("chair-side", 10, 10, "for", "carried"),
        ("chair-side", 10, 10, "against", "not-carried"),
        ("chair-side", 10, 10, "abstain", "vote-again"),
        ("chair-side", 10, 10, None, "vote-again"),
        ("chair-side", 8, 8, "for", "not-carried"),
        ("chair-side-any", 8, 8, "for", "carried"),
        ("chair-side-any", 0, 0, "for", "not-carried"),
    ],
)
def test_a_tie_goes_to_the_side_of_the_chair_only_where_the_rule_says_so(
    tie: str, yes: int, no: int, chair: str | None, outcome: str
) -> None:
    result = recount(
        rule(tie=tie), ballots(yes, no), members=20, entitled=20, present=20, chair_choice=chair
    )
    assert result.outcome == outcome


def test_nobody_in_favour_never_carries() -> None:
    assert count(rule("cast", 0, 1, strict=False), [], 20).outcome == "not-carried"


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 500), st.booleans())
def test_threshold_is_the_smallest_whole_number_that_is_enough(
    numerator: int, denominator: int, of: int, strict: bool
) -> None:
    enough = [
        number
        for number in range(numerator * of + 2)
        if number * denominator > numerator * of
        or (not strict and number * denominator == numerator * of)
    ]
    assert threshold(numerator, denominator, of, strict=strict) == enough[0]


@pytest.mark.parametrize(
    ("given_rule", "shown", "code"),
    [
        (rule(), ballots(1) * 2, "duplicate-ballot"),
        (rule(), [BallotShown("an", "perhaps", "")], "unknown-choice"),
        (rule("moon"), [], "bad-rule"),
        (rule(tie="coin"), [], "bad-rule"),
        (rule(denominator=0), [], "bad-rule"),
        (rule(numerator=-1), [], "bad-rule"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(
    given_rule: RuleState, shown: list[BallotShown], code: str
) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        count(given_rule, shown, 20)
    assert refusal.value.code == code


def test_the_hash_of_a_roll_is_over_sorted_canonical_json() -> None:
    expected = hashlib.sha256(b'["an","binh","chi"]').hexdigest()
    assert roll_hash(["chi", "an", "binh"]) == expected
