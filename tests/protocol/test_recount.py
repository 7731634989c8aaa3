"""The witness's recount must agree with the hub's count on everything, and with the printed formulas."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from hub.domain import answers, tally, vocabulary
from hub.domain.vocabulary import (
    Abstention,
    Base,
    Choice,
    Form,
    Level,
    MajorityRule,
    PollPlan,
    TieRule,
)
from protocol import shapes
from protocol.errors import RemoteProtocolError
from protocol.messages import (
    BallotShown,
    EntryState,
    NamedState,
    OnePoll,
    OptionState,
    ResultState,
    RuleState,
    ShareState,
)
from protocol.recount import (
    ABSTENTIONS,
    BASES,
    TIES,
    Asked,
    Lists,
    asked_of,
    recount,
    roll_hash,
    threshold,
)
from tests.support.plans import SETTINGS

OPTIONS = ("a", "b", "c")
HALF, TWO_THIRDS = ShareState(1, 2, strict=True), ShareState(2, 3, strict=False)


def rule(base: str = "members", numerator: int = 1, denominator: int = 2, **more: Any) -> RuleState:
    found = RuleState(base, numerator, denominator, True, "none", 0, 0, "Điều 117", False)  # noqa: FBT003
    return replace(found, resign=HALF, dismiss=TWO_THIRDS, **more)


def motion(given_rule: RuleState) -> Asked:
    return Asked("motion", (), 1, 1, given_rule)


def ballots(yes: int, no: int = 0, abstain: int = 0) -> list[BallotShown]:
    choices = ["for"] * yes + ["against"] * no + ["abstain"] * abstain
    return [BallotShown(f"p{i}", (choice,), f"ballot-{i}") for i, choice in enumerate(choices)]


def shown(*given_answers: tuple[str, ...]) -> list[BallotShown]:
    return [BallotShown(f"p{i}", answer, f"ballot-{i}") for i, answer in enumerate(given_answers)]


def count(
    asked: Asked | RuleState,
    given_ballots: list[BallotShown],
    members: int,
    entry: EntryState | None = None,
    **more: Any,
) -> ResultState:
    lists = Lists(members, more.pop("entitled", members), more.pop("present", members))
    known = motion(asked) if isinstance(asked, RuleState) else asked
    return recount(known, lists, given_ballots, entry, chair=more.pop("chair", "p0"), **more)


# ── agreement with the hub ──────────────────────────────────────────────────────────────────────

shares = st.builds(
    lambda numerator, denominator, strict: (numerator, denominator, strict),
    st.integers(0, 7),
    st.integers(1, 7),
    st.booleans(),
)
rules = st.fixed_dictionaries(
    {
        "base": st.sampled_from(Base),
        "share": shares,
        "plus": st.none() | st.integers(-2, 3),
        "tie": st.sampled_from(TieRule),
        "abstention": st.sampled_from(Abstention),
        "resign": shares,
        "dismiss": shares,
    }
)
forms = {
    Form.MOTION: st.lists(st.sampled_from(Choice).map(lambda choice: (str(choice),)), max_size=14),
    Form.OPTIONS: st.lists(
        st.sets(st.sampled_from(OPTIONS), max_size=2).map(lambda some: tuple(sorted(some))),
        max_size=14,
    ),
    Form.CONFIDENCE: st.lists(
        st.tuples(*[st.sampled_from(Level).map(str) for _ in OPTIONS]), max_size=14
    ),
}


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    form = draw(st.sampled_from(Form))
    return {
        "form": form,
        "answers": draw(forms[form]),
        "silent": draw(st.integers(0, 3)),
        "absent": draw(st.integers(0, 3)),
        "excluded": draw(st.integers(0, 3)),
        "places": draw(st.integers(1, 3)),
        "deciding": draw(st.sampled_from((Choice.FOR, Choice.AGAINST))),
        **draw(rules),
    }


def planned(case: dict[str, Any]) -> PollPlan:
    confidence = vocabulary.ConfidenceRule(
        vocabulary.Share(*case["resign"]), vocabulary.Share(*case["dismiss"])
    )
    majority = MajorityRule(
        case["base"], *case["share"], citation="", verified=False, plus=case["plus"]
    )
    settings = replace(
        SETTINGS,
        majority=majority,
        tie=case["tie"],
        abstention=case["abstention"],
        confidence=confidence,
    )
    options = tuple(vocabulary.Option(name, name) for name in OPTIONS)
    kind = vocabulary.PollKind.ROLL_CALL
    plan = PollPlan("poll-1", "item-1", "Thông qua?", kind, settings, form=case["form"], picks=2)
    return (
        plan if plan.form is Form.MOTION else replace(plan, options=options, places=case["places"])
    )


def asked_by(plan: PollPlan) -> Asked:
    settings, majority, confidence = (
        plan.settings,
        plan.settings.majority,
        plan.settings.confidence,
    )
    assert confidence
    known = RuleState(
        base=majority.base,
        numerator=majority.numerator,
        denominator=majority.denominator,
        strict=majority.strict,
        tie=settings.tie,
        needed=0,
        base_count=0,
        citation="",
        verified=False,
        plus=majority.plus,
        abstention=settings.abstention,
        resign=ShareState(**asdict(confidence.resign)),
        dismiss=ShareState(**asdict(confidence.dismiss)),
    )
    names = tuple(option.option for option in plan.options)
    return Asked(plan.form, names, plan.picks, plan.places, known)


@given(cases())
def test_recount_agrees_with_the_hub_on_everything(case: dict[str, Any]) -> None:
    plan, given_answers = planned(case), case["answers"]
    present = len(given_answers) + case["silent"]
    entitled = present + case["absent"]
    lists = (entitled + case["excluded"], entitled, present)
    entry = answers.sum_up(plan, given_answers)
    is_motion = plan.form is Form.MOTION
    chair = Choice(given_answers[0][0]) if is_motion and given_answers else None
    hub = tally.count(plan, entry, tally.Lists(*lists), chair_choice=chair)
    ours = recount(asked_by(plan), Lists(*lists), shown(*given_answers), None, chair="p0")
    assert shapes.to_json(ours) == shapes.to_json(hub)
    if hub.outcome == "chair-decides":
        decided = tally.count(plan, entry, tally.Lists(*lists), deciding=case["deciding"])
        again = recount(
            asked_by(plan),
            Lists(*lists),
            shown(*given_answers),
            None,
            chair="p0",
            tie_choice=case["deciding"],
        )
        assert shapes.to_json(again) == shapes.to_json(decided)


@given(cases())
def test_everybody_is_counted_once(case: dict[str, Any]) -> None:
    given_answers = case["answers"]
    present = len(given_answers) + case["silent"]
    entitled = present + case["absent"]
    members = entitled + case["excluded"]
    ours = recount(
        asked_by(planned(case)),
        Lists(members, entitled, present),
        shown(*given_answers),
        None,
        chair="p0",
    )
    assert ours.cast + ours.silent + ours.absent + ours.excluded == members
    assert case["form"] != "motion" or ours.in_favour + ours.against + ours.abstain == ours.cast


@given(cases())
def test_typed_counts_come_to_the_same_as_the_ballots_they_stand_for(case: dict[str, Any]) -> None:
    plan, given_answers = planned(case), case["answers"]
    members = len(given_answers) + case["silent"]
    entry = answers.sum_up(plan, given_answers)
    typed = EntryState("an", True, entry.cast, entry.counts, entry.blank, 0, ())  # noqa: FBT003
    lists = Lists(members, members, members)
    asked = asked_by(plan)
    assert recount(asked, lists, (), typed, chair="") == recount(
        asked, lists, shown(*given_answers), None, chair=""
    )


# ── the worked numbers ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("base", [20, 21, 30])
@pytest.mark.parametrize(
    ("share", "needed"),
    [
        ({"numerator": 1, "denominator": 2}, {20: 11, 21: 11, 30: 16}),
        ({"numerator": 2, "denominator": 3, "strict": False}, {20: 14, 21: 14, 30: 20}),
        ({"numerator": 3, "denominator": 4, "strict": False}, {20: 15, 21: 16, 30: 23}),
        ({"numerator": 4, "denominator": 5, "strict": False}, {20: 16, 21: 17, 30: 24}),
        ({"numerator": 1, "denominator": 1, "strict": False}, {20: 20, 21: 21, 30: 30}),
        ({"numerator": 1, "denominator": 2, "plus": 1}, {20: 11, 21: 11, 30: 16}),
    ],
)
@pytest.mark.parametrize("kind", BASES)
def test_the_number_needed_is_the_worked_one_and_one_fewer_does_not_carry(
    kind: str, base: int, share: dict[str, Any], needed: dict[int, int]
) -> None:
    given_rule = rule(kind, **share)
    enough = count(given_rule, ballots(needed[base], base - needed[base]), base)
    short = count(given_rule, ballots(needed[base] - 1, base - needed[base] + 1), base)
    assert (enough.needed, enough.base_count, enough.outcome) == (needed[base], base, "carried")
    assert short.outcome == "not-carried"


def test_more_for_than_against_carries_where_only_those_count() -> None:
    given_rule = rule("for-and-against")
    assert count(given_rule, ballots(3, 2, 15), 20).outcome == "carried"
    assert count(given_rule, ballots(2, 2, 16), 20).outcome == "not-carried"


def test_each_base_counts_whom_it_names() -> None:
    found = {
        kind: count(rule(kind), ballots(5, 3, 2), 20, entitled=18, present=14).base_count
        for kind in BASES
    }
    assert found == {
        "members": 20,
        "entitled": 18,
        "present": 14,
        "cast": 10,
        "for-and-against": 8,
    }


def test_invalid_paper_is_cast_but_in_no_base_of_ballots() -> None:
    entry = EntryState("an", True, 10, (5, 3, 0), 0, 2, ())  # noqa: FBT003
    found = {kind: count(rule(kind), [], 20, entry).base_count for kind in BASES}
    assert (found["cast"], found["for-and-against"], found["members"]) == (8, 8, 20)


@pytest.mark.parametrize(
    ("abstention", "kind", "base_count"),
    [("subtracted", "members", 16), ("subtracted", "for-and-against", 8), ("counted", "cast", 12)],
)
def test_abstentions_leave_the_base_only_where_they_are_subtracted(
    abstention: str, kind: str, base_count: int
) -> None:
    result = count(rule(kind, abstention=abstention), ballots(5, 3, 4), 20)
    assert result.base_count == base_count


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [((5, 4, 6), "not-carried"), ((5, 4, 5), "carried"), ((5, 5, 6), "not-carried")],
)
def test_a_majority_of_abstentions_bars_a_motion_and_a_tie(
    votes: tuple[int, int, int], outcome: str
) -> None:
    given_rule = rule("for-and-against", abstention="barring", tie="chair-side-any")
    assert count(given_rule, ballots(*votes), 20).outcome == outcome


# ── ties ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tie", "yes", "no", "chair", "outcome"),
    [
        ("none", 10, 10, "p0", "not-carried"),
        ("chair-side", 10, 10, "p0", "carried"),
        ("chair-side", 10, 10, "p19", "not-carried"),
        ("chair-side", 10, 10, "nobody", "vote-again"),
        ("chair-side", 8, 8, "p0", "not-carried"),
        ("chair-side-any", 8, 8, "p0", "carried"),
        ("chair-side-any", 0, 0, "p0", "not-carried"),
        ("chair-only-in-tie", 8, 8, "p0", "chair-decides"),
        ("chair-only-in-tie", 8, 7, "p0", "not-carried"),
        ("chair-only-in-tie", 0, 0, "p0", "not-carried"),
    ],
)
def test_a_tie_is_decided_by_the_chair_only_where_the_rule_says_so(
    tie: str, yes: int, no: int, chair: str, outcome: str
) -> None:
    assert count(rule(tie=tie), ballots(yes, no), 20, chair=chair).outcome == outcome


def test_two_thirds_are_never_reached_by_a_tie() -> None:
    given_rule = rule("members", 2, 3, tie="chair-side-any")
    assert count(given_rule, ballots(10, 10), 20).outcome == "not-carried"


@pytest.mark.parametrize(
    ("choice", "numbers", "outcome"),
    [("for", (3, 2), "carried"), ("against", (2, 3), "not-carried")],
)
def test_the_chairs_deciding_vote_is_one_more_person_who_votes(
    choice: str, numbers: tuple[int, int], outcome: str
) -> None:
    given_rule = rule("present", tie="chair-only-in-tie")
    result = count(given_rule, ballots(2, 2), 6, entitled=5, present=4, tie_choice=choice)
    assert ((result.in_favour, result.against), result.outcome) == (numbers, outcome)
    assert (result.base_count, result.excluded, result.absent, result.silent) == (5, 0, 1, 0)


def test_a_deciding_vote_does_not_count_where_there_is_no_tie_any_more() -> None:
    given_rule = rule("present", tie="chair-only-in-tie")
    result = count(given_rule, ballots(3, 2), 6, entitled=5, present=5, tie_choice="against")
    assert (result.against, result.outcome) == (2, "carried")


@pytest.mark.parametrize(("named", "outcome"), [(True, "carried"), (False, "vote-again")])
def test_the_side_of_the_chair_is_known_by_hands_only_where_names_were_taken(
    named: bool, outcome: str
) -> None:
    hands = (NamedState("an", ("for",)), NamedState("binh", ("against",)))
    entry = EntryState("chi", True, 2, (1, 1, 0), 0, 0, hands if named else ())  # noqa: FBT003
    given_rule = rule("cast", tie="chair-side-any")
    assert count(given_rule, [], 5, entry, chair="an").outcome == outcome


def test_nobody_in_favour_never_carries() -> None:
    assert count(rule("cast", 0, 1, strict=False), [], 20).outcome == "not-carried"


# ── options and confidence ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("votes", "places", "standings", "outcome"),
    [
        ((8, 7, 2), 2, ("elected", "elected", "not-elected"), "carried"),
        ((8, 5, 2), 2, ("elected", "not-elected", "not-elected"), "vote-again"),
        ((8, 7, 7), 2, ("elected", "tied", "tied"), "vote-again"),
        ((7, 7, 7), 2, ("tied", "tied", "tied"), "vote-again"),
        ((7, 7, 6), 2, ("elected", "elected", "not-elected"), "carried"),
        ((3, 2, 1), 1, ("not-elected", "not-elected", "not-elected"), "vote-again"),
    ],
)
def test_the_best_of_those_who_carry_are_elected_and_level_ones_are_not(
    votes: tuple[int, ...], places: int, standings: tuple[str, ...], outcome: str
) -> None:
    asked = Asked("options", OPTIONS, 3, places, rule("cast"))
    entry = EntryState("an", True, 10, votes, 0, 0, ())  # noqa: FBT003
    if sum(votes) < 10:
        entry = replace(entry, blank=10 - sum(votes))
    result = count(asked, [], 20, entry)
    assert tuple(option.standing for option in result.options) == standings
    assert (result.outcome, result.in_favour, result.needed) == (outcome, 0, 6)


def test_in_a_relative_round_most_votes_win() -> None:
    asked = Asked("options", ("a", "b"), 1, 1, rule("cast", 0, 1))
    result = count(asked, shown(("a",), ("b",), ("a",), ()), 20)
    assert [option.standing for option in result.options] == ["elected", "not-elected"]
    assert (result.blank, result.base_count) == (1, 4)


@pytest.mark.parametrize(
    ("low", "standing"),
    [(0, "kept"), (10, "kept"), (11, "may-resign"), (13, "may-resign"), (14, "dismissal")],
)
def test_low_ratings_count_against_all_members(low: int, standing: str) -> None:
    asked = Asked("confidence", ("an",), 1, 1, rule())
    result = count(asked, shown(*[("low",)] * low, *[("high",)] * (18 - low)), 20)
    assert (result.options[0].standing, result.outcome, result.needed) == (standing, "counted", 11)
    assert result.options[0].votes == (18 - low, 0, low)


# ── what cannot be counted ──────────────────────────────────────────────────────────────────────


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
    ("asked", "given_ballots", "code"),
    [
        (rule(), ballots(1) * 2, "duplicate-ballot"),
        (rule(), [BallotShown("", ("for",), "b-1")] * 2, "duplicate-ballot"),
        (rule(), shown(("perhaps",)), "bad-answer"),
        (rule(), shown(("for", "for")), "bad-answer"),
        (rule(), ballots(21), "too-many-ballots"),
        (rule("moon"), [], "bad-rule"),
        (rule(tie="coin"), [], "bad-rule"),
        (rule(abstention="ignored"), [], "bad-rule"),
        (rule(denominator=0), [], "bad-rule"),
        (rule(numerator=-1), [], "bad-rule"),
        (
            Asked("confidence", ("an",), 1, 1, replace(rule(), resign=None)),
            shown(("low",)),
            "bad-rule",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(
    asked: Asked | RuleState, given_ballots: list[BallotShown], code: str
) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        count(asked, given_ballots, 20)
    assert refusal.value.code == code


def test_two_answers_put_right_by_one_correction_share_its_id() -> None:
    corrected = [BallotShown("", ("for",), "c-1", corrected=True)] * 2
    assert count(rule(), corrected, 20).in_favour == 2


def test_the_hash_of_a_roll_is_over_sorted_canonical_json() -> None:
    expected = hashlib.sha256(b'["an","binh","chi"]').hexdigest()
    assert roll_hash(["chi", "an", "binh"]) == expected


def test_a_published_poll_says_what_it_asks() -> None:
    poll = OnePoll(
        *("p", "i", "Q?", "paper", "closed", rule(), "last", "nobody", None, None, None),
        *((), (), "", None, 0, ""),
        form="options",
        options=(OptionState("a", "A"), OptionState("b", "B")),
        picks=2,
        places=1,
    )
    assert asked_of(poll) == Asked("options", ("a", "b"), 2, 1, poll.rule)


def test_the_words_of_a_rule_are_those_of_the_record() -> None:
    assert (tuple(Base), tuple(TieRule), tuple(Abstention)) == (BASES, TIES, ABSTENTIONS)
