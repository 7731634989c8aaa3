"""Counting, in integers: ballots and a rule in, a result out.

Y, K, A are those for, against and abstaining; U were present and did not press; the rest of the N
members are absent. Y + K + A + U + absent = N always. A person who left during the poll keeps a cast
ballot; without one, they were present when it opened and count under U. Percentages are never compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.domain.vocabulary import Base, Choice, MajorityRule, Outcome, TieRule


@dataclass(frozen=True)
class Result:
    """A counted poll. `base_count` is B of the rule, `needed` the smallest Y that carries it."""

    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int
    base_count: int
    needed: int
    outcome: Outcome


def count(
    ballots: Mapping[str, Choice],
    *,
    members: int,
    entitled: int,
    present: int,
    rule: MajorityRule,
    tie: TieRule,
    chair_choice: Choice | None,
) -> Result:
    """Count `ballots` (person to final choice).

    `entitled` are those on the frozen roll, `present` those of them present at the opening; ballots
    come only from persons on the roll, so `len(ballots) <= present` holds.
    """
    chosen = list(ballots.values())
    yes, no, abstain = (chosen.count(choice) for choice in Choice)
    base_count = {
        Base.MEMBERS: members,
        Base.ENTITLED: entitled,
        Base.PRESENT: present,
        Base.CAST: yes + no + abstain,
        Base.FOR_AND_AGAINST: yes + no,
    }[rule.base]
    return Result(
        in_favour=yes,
        against=no,
        abstain=abstain,
        silent=present - len(chosen),
        absent=members - present,
        members=members,
        base_count=base_count,
        needed=needed(rule, base_count),
        outcome=judge(yes, no, members, base_count, rule, tie, chair_choice),
    )


def carries(yes: int, base_count: int, rule: MajorityRule) -> bool:
    """Whether `yes` of `base_count` satisfies the rule. Nobody in favour never carries anything."""
    left, right = yes * rule.denominator, rule.numerator * base_count
    return yes > 0 and (left > right if rule.strict else left >= right)


def needed(rule: MajorityRule, base_count: int) -> int:
    """The smallest number in favour that carries the rule over `base_count`."""
    exact = rule.numerator * base_count
    if rule.strict:
        return exact // rule.denominator + 1
    return max(1, -(-exact // rule.denominator))


def judge(
    yes: int,
    no: int,
    members: int,
    base_count: int,
    rule: MajorityRule,
    tie: TieRule,
    chair_choice: Choice | None,
) -> Outcome:
    """The verdict, with the side of the chair deciding a tie where the rule says so.

    In such a tie a chair who did not take a side leaves the matter open: vote again. Where more than half
    is asked for no tie comes near it, so there is nothing for the chair to decide.
    """
    if carries(yes, base_count, rule):
        return Outcome.CARRIED
    if 2 * rule.numerator > rule.denominator or not _tied(yes, no, members, tie):
        return Outcome.NOT_CARRIED
    if chair_choice is Choice.FOR:
        return Outcome.CARRIED
    if chair_choice is Choice.AGAINST:
        return Outcome.NOT_CARRIED
    return Outcome.VOTE_AGAIN


def _tied(yes: int, no: int, members: int, tie: TieRule) -> bool:
    if tie is TieRule.NONE or yes != no or yes == 0:
        return False
    return tie is TieRule.CHAIR_SIDE_ANY or 2 * yes == members
