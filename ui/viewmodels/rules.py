"""Majority rules and results as texts and fractions; integer arithmetic only."""

from __future__ import annotations

from msgspec import Struct

from device.screens import Choice, Rule


def percent(part: int, whole: int) -> str:
    """Turn 15 of 21 into "71,43 %": two decimals, half up, and a decimal comma."""
    if whole <= 0:
        return "–"
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02d} %"


def thousands(number: int) -> str:
    """Turn 1204 into "1.204"."""
    return f"{number:,}".replace(",", ".")


class Proof(Struct, frozen=True):
    """A formula with its numbers: "2 × 15 = 30 > 21". `holds` says whether it is true."""

    numbers: str
    holds: bool


def proof(rule: Rule, in_favour: int) -> Proof:
    """Compare the numbers as the rule is written: multiplied out, or against a whole number plus some."""
    if rule.plus is not None:
        return _proof_plus(rule, in_favour, rule.plus)
    left = rule.denominator * in_favour
    right = rule.numerator * rule.base_count
    holds = left > right if rule.strict else left >= right
    sign = {(True, True): ">", (True, False): "≤", (False, True): "≥", (False, False): "<"}
    multiplied = f" ({rule.numerator} × {rule.base_count})" if rule.numerator != 1 else ""
    comparison = sign[rule.strict, holds]
    numbers = f"{rule.denominator} × {in_favour} = {left} {comparison} {right}{multiplied}"
    return Proof(numbers, holds)


def _proof_plus(rule: Rule, in_favour: int, plus: int) -> Proof:
    whole = rule.base_count * rule.numerator // rule.denominator
    holds = in_favour >= whole + plus
    share = f"{rule.base_count} × {rule.numerator} ÷ {rule.denominator}"
    numbers = f"{in_favour} {'≥' if holds else '<'} {whole + plus} = [{share}] + {plus}"
    return Proof(numbers, holds)


def rule_key(rule: Rule) -> str:
    """Key of the wording for a fraction; other fractions than the usual have a generic sentence."""
    usual = {(1, 2, True): "rule-half", (2, 3, False): "rule-two-thirds", (1, 1, False): "rule-all"}
    if rule.plus is not None:
        return "rule-plus"
    if rule.numerator == 0:
        return "rule-most"
    general = "rule-more-than" if rule.strict else "rule-at-least"
    return usual.get((rule.numerator, rule.denominator, rule.strict), general)


class Bar(Struct, frozen=True):
    """One line of a result. `choice` is None for the two lines that are no votes."""

    key: str
    icon: str
    count: int
    fraction: float
    choice: Choice | None
    tick: float | None = None  # where the needed number stands, as a fraction
