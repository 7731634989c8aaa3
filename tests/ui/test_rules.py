"""Rules and results in numbers: integers only, percent half up, formula as the rule is written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device import screens as s
from ui.viewmodels.rules import bars, percent, proof, rule_key, thousands


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
    lines = bars(s.Counts(15, 2, 1, 1, 2, 21), HALF)
    assert [line.count for line in lines] == [15, 2, 1, 1, 2]
    assert [line.key for line in lines][:1] == ["choice-for"]
    assert [line.tick for line in lines] == [11 / 21, None, None, None, None]
    assert sum(line.fraction for line in lines) == pytest.approx(1)
