"""Counting: the numbers of the law, and the same as two counters written apart from it."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.domain.answers import sum_up
from hub.domain.tally import Lists, Result, carries, count, judge, needed
from hub.domain.vocabulary import (
    Abstention,
    Base,
    Choice,
    ConfidenceRule,
    Entry,
    Form,
    MajorityRule,
    Option,
    Outcome,
    PollKind,
    PollPlan,
    PollSettings,
    Share,
    Standing,
    TieRule,
)
from protocol import shapes
from protocol.messages import BallotShown, EntryState, RuleState, ShareState
from protocol.recount import Asked, recount
from protocol.recount import Lists as RecountLists
from tests.support.plans import SETTINGS

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


def motion(
    each: MajorityRule, tie: TieRule, abstention: Abstention = Abstention.COUNTED
) -> PollPlan:
    settings = replace(SETTINGS, majority=each, tie=tie, abstention=abstention)
    return PollPlan("p", "item-1", "Thông qua", PollKind.ROLL_CALL, settings)


def tally(
    ballots: dict[str, Choice],
    *,
    members: int,
    present: int,
    each: MajorityRule,
    tie: TieRule = TieRule.NONE,
    chair: Choice | None = None,
    abstention: Abstention = Abstention.COUNTED,
) -> Result:
    plan = motion(each, tie, abstention)
    entry = sum_up(plan, ((choice,) for choice in ballots.values()))
    return count(plan, entry, Lists(members, members, present), chair_choice=chair)


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
    settings = replace(SETTINGS, majority=each, tie=tie)
    assert judge(Entry(yes + no, (yes, no, 0)), 20, 20, settings, chair) is outcome


@pytest.mark.parametrize("tie", TieRule)
@pytest.mark.parametrize(("numerator", "denominator"), [(2, 3), (3, 4), (1, 1)])
def test_half_of_all_never_meets_a_rule_that_asks_for_more_whatever_the_chair_says(
    tie: TieRule, numerator: int, denominator: int
) -> None:
    """Else 10 of 20 would carry where 11 of 20 do not."""
    each = rule(Base.MEMBERS, numerator, denominator, strict=False)
    settings = replace(SETTINGS, majority=each, tie=tie)
    level = Entry(20, (10, 10, 0))
    assert judge(level, 20, 20, settings, Choice.FOR) is Outcome.NOT_CARRIED


# ── every small case, counted by hand ───────────────────────────────────────────────────────────

ABSENT, SILENT = "absent", "silent"


def by_hand(
    people: tuple[str, ...], each: MajorityRule, tie: TieRule, abstention: Abstention
) -> tuple[object, ...]:
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
    if abstention is Abstention.SUBTRACTED and each.base is not Base.FOR_AND_AGAINST:
        out_of -= piles["abstain"]
    if abstention is Abstention.BARRING and piles["abstain"] > yes and piles["abstain"] > no:
        return (*piles.values(), "not-carried")
    share = Fraction(each.numerator, each.denominator) * out_of
    reached = yes > share if each.strict else yes >= share
    if reached and yes:
        return (*piles.values(), "carried")
    asks_for_half = Fraction(each.numerator, each.denominator) <= Fraction(1, 2)
    equal = yes == no != 0
    if asks_for_half and equal and tie is TieRule.CHAIR_ONLY_IN_TIE:
        return (*piles.values(), "chair-decides")
    literal = tie is TieRule.CHAIR_SIDE_ANY
    half_of_all = tie is TieRule.CHAIR_SIDE and yes + no == len(people)
    if not (asks_for_half and equal and (literal or half_of_all)):
        return (*piles.values(), "not-carried")
    chair = people[0] if people else ""
    return (*piles.values(), {"for": "carried", "against": "not-carried"}.get(chair, "vote-again"))


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("abstention", Abstention)
def test_every_meeting_of_up_to_three_is_counted_as_by_hand(
    base: Base, abstention: Abstention
) -> None:
    states = ("for", "against", "abstain", SILENT, ABSENT)
    others = [each for size in range(3) for each in combinations_with_replacement(states, size)]
    cases = [(), *((chair, *rest) for chair in states for rest in others)]
    for (numerator, denominator), strict, tie in product(FRACTIONS, (True, False), TieRule):
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
                abstention=abstention,
            )
            found = (
                result.in_favour,
                result.against,
                result.abstain,
                result.silent,
                result.absent,
                result.outcome,
            )
            assert found == by_hand(people, each, tie, abstention), (people, each, tie)


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


# ── other forms of rules and polls ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("base", "enough"), [(20, 11), (21, 11), (30, 16)])
def test_the_formula_of_hall_systems_comes_to_the_same_majority(base: int, enough: int) -> None:
    each = replace(rule(Base.MEMBERS, 1, 2, strict=False), plus=1)
    assert needed(each, base) == enough
    assert carries(enough, base, each)
    assert not carries(enough - 1, base, each)


def test_the_chair_who_votes_only_in_a_tie_decides_it_with_a_vote_more() -> None:
    plan = motion(rule(Base.PRESENT, 1, 2, strict=True), TieRule.CHAIR_ONLY_IN_TIE)
    level, lists = Entry(20, (10, 10, 0)), Lists(members=21, entitled=20, present=20)
    tied = count(plan, level, lists)
    assert (tied.outcome, tied.excluded) == (Outcome.CHAIR_DECIDES, 1)
    carried = count(plan, level, lists, deciding=Choice.FOR)
    assert (carried.in_favour, carried.cast, carried.excluded) == (11, 21, 0)
    assert carried.outcome is Outcome.CARRIED
    assert count(plan, level, lists, deciding=Choice.AGAINST).outcome is Outcome.NOT_CARRIED


def test_invalid_paper_ballots_are_cast_but_leave_the_base() -> None:
    plan = replace(motion(rule(Base.CAST, 1, 2, strict=True), TieRule.NONE), kind=PollKind.PAPER)
    result = count(plan, Entry(11, (5, 4, 0), invalid=2), Lists(12, 12, 12))
    assert (result.base_count, result.needed, result.outcome) == (9, 5, Outcome.CARRIED)
    assert (result.cast, result.invalid, result.silent) == (11, 2, 1)


def election(
    votes: tuple[int, ...], places: int, cast: int, base: Base = Base.CAST, blank: int = 0
) -> tuple[Result, str]:
    """The result, and a letter for each option: elected, tied, not elected."""
    plan = replace(
        motion(rule(base, 1, 2, strict=True), TieRule.NONE),
        form=Form.OPTIONS,
        options=tuple(Option(f"o{n}", "") for n in range(len(votes))),
        picks=len(votes),
        places=places,
    )
    result = count(plan, Entry(cast, votes, blank=blank), Lists(cast, cast, cast))
    return result, "".join(each.standing[0] for each in result.options)


@pytest.mark.parametrize(
    ("votes", "places", "cast", "standings", "outcome"),
    [
        ((8, 7, 3), 2, 10, "een", Outcome.CARRIED),
        ((8, 5, 3), 2, 10, "enn", Outcome.VOTE_AGAIN),  # five of ten are not more than half
        ((8, 7, 7), 2, 10, "ett", Outcome.VOTE_AGAIN),  # level for the last place
        ((7, 7, 7), 2, 10, "ttt", Outcome.VOTE_AGAIN),
        ((7, 7, 8), 3, 10, "eee", Outcome.CARRIED),
        ((9, 8, 7, 6), 2, 10, "eenn", Outcome.CARRIED),
        ((9, 8, 7, 7), 2, 10, "eenn", Outcome.CARRIED),
        ((4, 3, 2), 1, 10, "nnn", Outcome.VOTE_AGAIN),
    ],
)
def test_the_best_of_those_with_a_majority_are_elected_and_level_ones_are_not(
    votes: tuple[int, ...], places: int, cast: int, standings: str, outcome: Outcome
) -> None:
    result, found = election(votes, places, cast)
    assert (found, result.outcome) == (standings, outcome)


def test_blank_ballots_count_as_cast_unless_the_rule_leaves_them_out() -> None:
    assert election((5, 4), 1, 10, blank=1)[1] == "nn"
    assert election((5, 4), 1, 10, Base.FOR_AND_AGAINST, blank=1)[1] == "en"


@pytest.mark.parametrize(
    ("low", "standing"),
    [
        (15, Standing.KEPT),
        (16, Standing.MAY_RESIGN),
        (19, Standing.MAY_RESIGN),
        (20, Standing.DISMISSAL),
    ],
)
def test_low_confidence_lets_resign_above_half_and_leads_to_dismissal_from_two_thirds(
    low: int, standing: Standing
) -> None:
    """Thirty members: more than half is 16, two thirds are 20."""
    result = count(rating(), Entry(30, (30 - low, 0, low)), Lists(30, 30, 30))
    assert result.options[0].standing is standing
    assert (result.outcome, result.needed) == (Outcome.COUNTED, 16)


def rating() -> PollPlan:
    each = rule(Base.MEMBERS, 1, 2, strict=True)
    plan = motion(each, TieRule.NONE)
    shares = ConfidenceRule(Share(1, 2, strict=True), Share(2, 3, strict=False))
    settings: PollSettings = replace(plan.settings, confidence=shares)
    return replace(plan, form=Form.CONFIDENCE, options=(Option("a", ""),), settings=settings)


# ── the auditor's counter, written apart ────────────────────────────────────────────────────────


@st.composite
def polls(draw: st.DrawFn) -> PollPlan:
    form = draw(st.sampled_from(Form))
    each = draw(rules)
    plus = draw(st.none() | st.integers(0, 3))
    settings = replace(
        SETTINGS,
        majority=replace(each, plus=plus),
        tie=draw(st.sampled_from(TieRule)),
        abstention=draw(st.sampled_from(Abstention)),
        confidence=ConfidenceRule(Share(1, 2, strict=True), Share(2, 3, strict=False)),
    )
    width = draw(st.integers(1, 4))
    options = () if form is Form.MOTION else tuple(Option(f"o{n}", "") for n in range(width))
    picks, places = draw(st.integers(1, width)), draw(st.integers(1, width))
    kind = draw(st.sampled_from([PollKind.ROLL_CALL, PollKind.UNNAMED]))
    return PollPlan("p", "i", "?", kind, settings, form, options, picks, places)


def answers(plan: PollPlan) -> st.SearchStrategy[tuple[str, ...]]:
    names = [each.option for each in plan.options]
    if plan.form is Form.MOTION:
        return st.sampled_from(Choice).map(lambda choice: (choice.value,))
    if plan.form is Form.OPTIONS:
        some_of = st.lists(st.sampled_from(names), max_size=plan.picks, unique=True)
        return some_of.map(lambda picked: tuple(name for name in names if name in picked))
    levels = st.sampled_from(["high", "medium", "low"])
    return st.lists(levels, min_size=len(names), max_size=len(names)).map(tuple)


@given(st.data(), polls(), st.integers(0, 4), st.integers(0, 4), st.integers(0, 2))
def test_the_auditors_counter_comes_to_the_same(
    data: st.DataObject, plan: PollPlan, silent: int, away: int, excluded: int
) -> None:
    given_ones = data.draw(st.lists(answers(plan), max_size=8))
    chair = data.draw(st.sampled_from([0, 99]))
    present = len(given_ones) + silent
    entitled = present + away
    members = entitled + excluded
    chosen = given_ones[0][0] if plan.form is Form.MOTION and chair == 0 and given_ones else ""
    ours = count(
        plan,
        sum_up(plan, given_ones),
        Lists(members, entitled, present),
        chair_choice=Choice(chosen) if chosen else None,
    )
    shown = [BallotShown(f"p{n}", answer, f"{n:08}") for n, answer in enumerate(given_ones)]
    lists = RecountLists(members, entitled, present)
    theirs = recount(asked(plan), lists, shown, None, chair=f"p{chair}")
    assert as_json(ours) == as_json(theirs)
    if ours.outcome is Outcome.CHAIR_DECIDES and excluded:
        side = data.draw(st.sampled_from([Choice.FOR, Choice.AGAINST]))
        decided = count(
            plan, sum_up(plan, given_ones), Lists(members, entitled, present), deciding=side
        )
        again = recount(asked(plan), lists, shown, None, chair=f"p{chair}", tie_choice=side)
        assert as_json(decided) == as_json(again)


@given(st.data(), polls(), st.integers(0, 4))
def test_typed_counts_come_to_what_the_same_ballots_come_to(
    data: st.DataObject, plan: PollPlan, silent: int
) -> None:
    plan = replace(plan, settings=replace(plan.settings, tie=TieRule.NONE))
    given_ones = data.draw(st.lists(answers(plan), max_size=8))
    entry = sum_up(plan, given_ones)
    lists = RecountLists(
        len(given_ones) + silent, len(given_ones) + silent, len(given_ones) + silent
    )
    typed = EntryState("", True, entry.cast, entry.counts, entry.blank, entry.invalid, ())  # noqa: FBT003
    shown = [BallotShown(f"p{n}", answer, f"{n:08}") for n, answer in enumerate(given_ones)]
    pressed = recount(asked(plan), lists, shown, None, chair="")
    assert recount(asked(plan), lists, [], typed, chair="") == pressed


def asked(plan: PollPlan) -> Asked:
    """The poll as the auditor's counter takes it."""
    majority, confidence = plan.settings.majority, plan.settings.confidence
    assert confidence is not None
    return Asked(
        form=plan.form,
        options=tuple(each.option for each in plan.options),
        picks=plan.picks,
        places=plan.places,
        rule=RuleState(
            base=majority.base,
            numerator=majority.numerator,
            denominator=majority.denominator,
            strict=majority.strict,
            tie=plan.settings.tie,
            needed=0,
            base_count=0,
            citation="",
            verified=False,
            plus=majority.plus,
            abstention=plan.settings.abstention,
            resign=_share(confidence.resign),
            dismiss=_share(confidence.dismiss),
        ),
    )


def _share(share: Share) -> ShareState:
    return ShareState(share.numerator, share.denominator, share.strict)


def as_json(result: object) -> object:
    return shapes.to_json(result)
