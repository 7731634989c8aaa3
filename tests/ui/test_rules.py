"""Rules and results in numbers: integers only, percent half up, formula as the rule is written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from device import screens as s
from tests.screen import samples, samples_votes
from ui.viewmodels.results import facts, headline, option_bars, reason
from ui.viewmodels.rules import percent, proof, rule_key, thousands


def rule(numerator: int, denominator: int, *, strict: bool, needed: int, base: int) -> s.Rule:
    return s.Rule(
        s.Base.MEMBERS, numerator, denominator, strict, needed, base, "Luật", verified=True
    )


HALF = rule(1, 2, strict=True, needed=11, base=21)
TWO_THIRDS = rule(2, 3, strict=False, needed=14, base=21)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (15, 21, "71,43 %"),
        (0, 21, "0,00 %"),
        (21, 21, "100,00 %"),
        (1, 3, "33,33 %"),
        (2, 3, "66,67 %"),
        (1, 8000, "0,01 %"),
        (1, 0, "–"),
    ],
)
def test_percent_has_two_decimals_and_a_comma(part, whole, text):
    assert percent(part, whole) == text


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_percent_is_rounded_half_up_exactly(part, whole):
    exact = Fraction(part * 10_000, whole)
    shown = int(percent(part, whole).removesuffix(" %").replace(",", ""))
    assert shown == (exact + Fraction(1, 2)).__floor__()


def test_thousands_are_separated_by_points():
    assert thousands(1204) == "1.204"
    assert thousands(12) == "12"


@pytest.mark.parametrize(
    ("its_rule", "count", "numbers", "holds"),
    [
        (HALF, 15, "2 × 15 = 30 > 21", True),
        (HALF, 10, "2 × 10 = 20 ≤ 21", False),
        (TWO_THIRDS, 14, "3 × 14 = 42 ≥ 42 (2 × 21)", True),
        (TWO_THIRDS, 13, "3 × 13 = 39 < 42 (2 × 21)", False),
    ],
)
def test_a_proof_is_the_rule_with_its_numbers(its_rule, count, numbers, holds):
    assert proof(its_rule, count).numbers == numbers
    assert proof(its_rule, count).holds is holds


def test_unusual_fractions_have_a_general_sentence():
    assert rule_key(HALF) == "rule-half"
    assert rule_key(TWO_THIRDS) == "rule-two-thirds"
    assert rule_key(rule(3, 5, strict=True, needed=13, base=21)) == "rule-more-than"
    assert rule_key(rule(3, 4, strict=False, needed=16, base=21)) == "rule-at-least"


def test_bars_keep_their_order_and_only_the_first_has_the_tick():
    lines = facts(replace(samples.RESULT, counts=s.Counts(15, 2, 1, 1, 2, 21), rule=HALF))
    assert [line.count for line in lines] == [15, 2, 1, 1, 2]
    assert [line.key for line in lines][:1] == ["choice-for"]
    assert [line.tick for line in lines] == [11 / 21, None, None, None, None]
    assert sum(line.fraction for line in lines) == pytest.approx(1)


@pytest.mark.parametrize("name", samples_votes.RESULTS)
def test_the_lines_of_a_result_add_up_to_all_members(name):
    result = samples_votes.RESULTS[name]
    assert sum(line.count for line in facts(result)) == result.counts.members


def test_what_is_not_zero_is_shown_and_what_is_zero_is_not():
    keys = [line.key for line in facts(samples_votes.FORMULA)]
    assert "invalid" in keys
    assert "excluded" not in keys
    assert "excluded" in [line.key for line in facts(samples_votes.TIE)]


def test_a_formula_with_a_plus_is_written_with_its_whole_part():
    plus = replace(HALF, plus=1, base_count=21)
    assert proof(plus, 11).numbers == "11 ≥ 11 = [21 × 1 ÷ 2] + 1"
    assert proof(plus, 11).holds
    assert not proof(plus, 10).holds


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("tied", "why-places-tied"),
        ("tie", "why-chair-to-decide"),
        ("decided", "why-chair-decided-for"),
        ("barred", "why-abstentions"),
        ("options", ""),
        ("formula", ""),
    ],
)
def test_a_verdict_the_numbers_do_not_tell_says_why(name, why):
    assert reason(samples_votes.RESULTS[name]) == why


def test_the_number_beside_the_verdict_counts_what_was_asked():
    assert (headline(samples.RESULT).count, headline(samples.RESULT).base) == (15, 21)
    assert (headline(samples_votes.ELECTED).count, headline(samples_votes.ELECTED).base) == (3, 3)
    assert headline(samples_votes.RATED).count == 18


def test_options_are_listed_by_their_votes_and_persons_as_on_the_ballot():
    assert [o.votes[0] for o in option_bars(samples_votes.ELECTED)] == [16, 14, 12, 7, 4]
    assert [o.option for o in option_bars(samples_votes.RATED)] == ["o-0", "o-1", "o-2", "o-3"]
