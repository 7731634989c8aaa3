"""Counting: the numbers of the law, and the same as two counters written apart from it."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.tally import Result, carries, count, judge, needed
from hub.domain.vocabulary import Base, Choice, MajorityRule, Outcome, TieRule
from protocol.messages import BallotShown
from protocol.recount import Rule, recount

FRACTIONS = [(1, 2), (2, 3), (1, 3), (1, 1)]


def rule(base: Base, numerator: int, denominator: int, *, strict: bool) -> MajorityRule:
    return MajorityRule(base, numerator, denominator, strict=strict, citation="", verified=False)


@pytest.mark.parametrize(
    ("numerator", "denominator", "strict", "of_20", "of_21", "of_30"),
    [
        (1, 2, True, 11, 11, 16),  # quá nửa
        (2, 3, False, 14, 14, 20),  # ít nhất hai phần ba
        (3, 4, False, 15, 16, 23),  # ba phần tư
        (4, 5, False, 16, 17, 24),  # bốn phần năm
        (1, 1, False, 20, 21, 30),  # nhất trí
    ],
)
def test_the_numbers_needed_are_those_of_the_rule_table(
    numerator: int, denominator: int, strict: bool, of_20: int, of_21: int, of_30: int
) -> None:
    each = rule(Base.MEMBERS, numerator, denominator, strict=strict)
    assert [needed(each, base) for base in (20, 21, 30)] == [of_20, of_21, of_30]
    for base, enough in ((20, of_20), (21, of_21), (30, of_30)):
        assert carries(enough, base, each)
        assert not carries(enough - 1, base, each)


def test_a_simple_majority_leaves_abstentions_out() -> None:
    each = rule(Base.FOR_AND_AGAINST, 1, 2, strict=True)
    ballots = {"a": Choice.FOR, "b": Choice.ABSTAIN, "c": Choice.ABSTAIN}
    result = tally(ballots, members=5, present=4, each=each)
    assert (result.base_count, result.needed, result.outcome) == (1, 1, Outcome.CARRIED)


def test_a_decision_of_a_committee_needs_more_than_half_of_all_members_not_of_those_present() -> (
    None
):
    ballots = dict.fromkeys("abcdefghij", Choice.FOR)
    of_all = rule(Base.MEMBERS, 1, 2, strict=True)
    assert tally(ballots, members=20, present=14, each=of_all).outcome is Outcome.NOT_CARRIED
    of_present = rule(Base.PRESENT, 1, 2, strict=True)
    assert tally(ballots, members=20, present=14, each=of_present).outcome is Outcome.CARRIED


def tally(
    ballots: dict[str, Choice],
    *,
    members: int,
    present: int,
    each: MajorityRule,
    tie: TieRule = TieRule.NONE,
    chair: Choice | None = None,
) -> Result:
    return count(
        ballots,
        members=members,
        entitled=members,
        present=present,
        rule=each,
        tie=tie,
        chair_choice=chair,
    )


@pytest.mark.parametrize(
    ("tie", "yes", "no", "chair", "outcome"),
    [
        (TieRule.NONE, 10, 10, Choice.FOR, Outcome.NOT_CARRIED),
        (TieRule.CHAIR_SIDE, 10, 10, Choice.FOR, Outcome.CARRIED),
        (TieRule.CHAIR_SIDE, 10, 10, Choice.AGAINST, Outcome.NOT_CARRIED),
        (TieRule.CHAIR_SIDE, 10, 10, None, Outcome.VOTE_AGAIN),
        (TieRule.CHAIR_SIDE, 9, 9, Choice.FOR, Outcome.NOT_CARRIED),
        (TieRule.CHAIR_SIDE_ANY, 9, 9, Choice.FOR, Outcome.CARRIED),
        (TieRule.CHAIR_SIDE_ANY, 9, 9, Choice.ABSTAIN, Outcome.VOTE_AGAIN),
        (TieRule.CHAIR_SIDE_ANY, 0, 0, Choice.ABSTAIN, Outcome.NOT_CARRIED),
    ],
)
def test_a_tie_goes_to_the_side_on_which_the_chair_voted_where_the_rule_says_so(
    tie: TieRule, yes: int, no: int, chair: Choice | None, outcome: Outcome
) -> None:
    each = rule(Base.MEMBERS, 1, 2, strict=True)
    assert judge(yes, no, 20, 20, each, tie, chair) is outcome


@pytest.mark.parametrize("tie", TieRule)
@pytest.mark.parametrize(("numerator", "denominator"), [(2, 3), (3, 4), (1, 1)])
def test_half_of_all_never_meets_a_rule_that_asks_for_more_whatever_the_chair_says(
    tie: TieRule, numerator: int, denominator: int
) -> None:
    """Else 10 of 20 would carry where 11 of 20 do not."""
    each = rule(Base.MEMBERS, numerator, denominator, strict=False)
    assert judge(10, 10, 20, 20, each, tie, Choice.FOR) is Outcome.NOT_CARRIED


# ── every small case, counted by hand ───────────────────────────────────────────────────────────

ABSENT, SILENT = "absent", "silent"


def by_hand(people: tuple[str, ...], each: MajorityRule, tie: TieRule) -> tuple[object, ...]:
    """The five facts and the verdict, from the words of the rules; the first person is the chair."""
    piles = {pile: people.count(pile) for pile in ("for", "against", "abstain", SILENT, ABSENT)}
    yes, no = piles["for"], piles["against"]
    out_of = {
        Base.MEMBERS: len(people),
        Base.ENTITLED: len(people),
        Base.PRESENT: len(people) - piles[ABSENT],
        Base.CAST: yes + no + piles["abstain"],
        Base.FOR_AND_AGAINST: yes + no,
    }[each.base]
    share = Fraction(each.numerator, each.denominator) * out_of
    reached = yes > share if each.strict else yes >= share
    if reached and yes:
        return (*piles.values(), "carried")
    asks_for_half = Fraction(each.numerator, each.denominator) <= Fraction(1, 2)
    equal = yes == no != 0
    literal = tie is TieRule.CHAIR_SIDE_ANY
    half_of_all = tie is TieRule.CHAIR_SIDE and yes + no == len(people)
    if not (asks_for_half and equal and (literal or half_of_all)):
        return (*piles.values(), "not-carried")
    chair = people[0] if people else ""
    return (*piles.values(), {"for": "carried", "against": "not-carried"}.get(chair, "vote-again"))


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("tie", TieRule)
def test_every_meeting_of_up_to_four_is_counted_as_by_hand(base: Base, tie: TieRule) -> None:
    states = ("for", "against", "abstain", SILENT, ABSENT)
    others = [each for size in range(4) for each in combinations_with_replacement(states, size)]
    cases = [(), *((chair, *rest) for chair in states for rest in others)]
    for (numerator, denominator), strict in product(FRACTIONS, (True, False)):
        each = rule(base, numerator, denominator, strict=strict)
        for people in cases:
            ballots = {
                str(n): Choice(choice)
                for n, choice in enumerate(people)
                if choice not in {SILENT, ABSENT}
            }
            result = tally(
                ballots,
                members=len(people),
                present=len(people) - people.count(ABSENT),
                each=each,
                tie=tie,
                chair=ballots.get("0"),
            )
            found = (
                result.in_favour,
                result.against,
                result.abstain,
                result.silent,
                result.absent,
                result.outcome,
            )
            assert found == by_hand(people, each, tie), (people, each)


# ── properties ──────────────────────────────────────────────────────────────────────────────────

rules = st.builds(
    rule, st.sampled_from(Base), st.integers(0, 5), st.integers(1, 5), strict=st.booleans()
)
choices = st.lists(st.sampled_from(Choice), max_size=12)


def some(chosen: list[Choice]) -> dict[str, Choice]:
    return {f"p{n}": choice for n, choice in enumerate(chosen)}


@given(choices, st.integers(0, 5), st.integers(0, 5), rules, st.sampled_from(TieRule))
def test_everybody_is_counted_once(
    chosen: list[Choice], silent: int, absent: int, each: MajorityRule, tie: TieRule
) -> None:
    present = len(chosen) + silent
    result = tally(some(chosen), members=present + absent, present=present, each=each, tie=tie)
    pressed = result.in_favour + result.against + result.abstain
    assert pressed == len(chosen)
    assert pressed + result.silent == present
    assert pressed + result.silent + result.absent == result.members == present + absent
    assert (result.in_favour >= result.needed) == carries(result.in_favour, result.base_count, each)
    assert result.needed >= 1


@given(choices, st.integers(0, 4), rules, st.sampled_from([TieRule.NONE, TieRule.CHAIR_SIDE]))
def test_one_more_in_favour_never_turns_a_carried_poll_down(
    chosen: list[Choice], silent: int, each: MajorityRule, tie: TieRule
) -> None:
    """Somebody who was against, abstained or did not press says yes instead; the chair stays."""
    members = len(chosen) + silent
    ballots, chair = some(chosen), chosen[0] if chosen else None

    def outcome(given_ones: dict[str, Choice]) -> Outcome:
        return tally(
            given_ones, members=members, present=members, each=each, tie=tie, chair=chair
        ).outcome

    before = outcome(ballots)
    for person in [*list(ballots)[1:], *(f"late{n}" for n in range(silent))]:
        after = outcome({**ballots, person: Choice.FOR})
        assert not (before is Outcome.CARRIED and after is not Outcome.CARRIED)


@given(
    choices,
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 3),
    rules,
    st.sampled_from(TieRule),
)
def test_the_auditors_counter_comes_to_the_same(
    chosen: list[Choice], silent: int, away: int, more: int, each: MajorityRule, tie: TieRule
) -> None:
    ballots, present = some(chosen), len(chosen) + silent
    members = present + away
    chair = ballots.get("p0")
    ours = count(
        ballots,
        members=members,
        entitled=members + more,
        present=present,
        rule=each,
        tie=tie,
        chair_choice=chair,
    )
    theirs = recount(
        _Rule(each, tie),
        [BallotShown(person, choice, "") for person, choice in ballots.items()],
        members=members,
        entitled=members + more,
        present=present,
        chair_choice=chair,
    )
    assert vars(ours) == vars(theirs)


class _Rule:
    def __init__(self, each: MajorityRule, tie: TieRule) -> None:
        self.base: str = each.base
        self.numerator, self.denominator = each.numerator, each.denominator
        self.strict, self.tie = each.strict, str(tie)


_: type[Rule] = _Rule  # has what a rule needs
