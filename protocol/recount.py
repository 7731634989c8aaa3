"""Counting a poll again, by whoever holds its ballots: every terminal as a witness, and the verifier.

This is deliberately a second implementation of the rules, not a call into the hub's: two programs that
were written apart and come to the same numbers are worth more than one that agrees with itself. The hub
compares cross products; here the threshold is an exact fraction and the number needed comes first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from protocol import canonical
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, ResultState

CHOICES = ("for", "against", "abstain")
BASES = ("members", "entitled", "present", "cast", "for-and-against")
TIES = ("none", "chair-side", "chair-side-any")
CARRIED, NOT_CARRIED, VOTE_AGAIN = "carried", "not-carried", "vote-again"


class Rule(Protocol):
    """How a poll is judged: `numerator`/`denominator` of `base`, exceeded when `strict`, else reached.

    `tie` is `none` (a tie is not a majority), `chair-side` (the chair's own choice decides if exactly
    half of all members stand on each side) or `chair-side-any` (the same for any tie with a ballot). Where
    more than half is asked for it is always as if `none`.
    `protocol.messages.RuleState` is such a rule.
    """

    @property
    def base(self) -> str: ...  # noqa: D102  described above, all five
    @property
    def numerator(self) -> int: ...  # noqa: D102
    @property
    def denominator(self) -> int: ...  # noqa: D102
    @property
    def strict(self) -> bool: ...  # noqa: D102
    @property
    def tie(self) -> str: ...  # noqa: D102


def recount(
    rule: Rule,
    ballots: Iterable[BallotShown],
    *,
    members: int,
    entitled: int,
    present: int,
    chair_choice: str | None,
) -> ResultState:
    """Count the final ballots of a poll, one a person, and judge them by `rule`.

    `members` are all persons with a vote, `entitled` those on the frozen roll, `present` those of them
    signed in at the opening, `chair_choice` the chair's own ballot. Raises `duplicate-ballot`,
    `unknown-choice` or `bad-rule` (`RemoteProtocolError`) for what cannot be counted.
    """
    _check(rule)
    counts = _counts(ballots)
    yes, no, abstain = (counts[choice] for choice in CHOICES)
    cast = counts.total()
    sizes = (members, entitled, present, cast, cast - abstain)
    base_count = dict(zip(BASES, sizes, strict=True))[rule.base]
    share = threshold(rule.numerator, rule.denominator, base_count, strict=rule.strict)
    enough = max(1, share)  # nobody in favour never carries anything
    half = Fraction(rule.numerator, rule.denominator) <= Fraction(1, 2)
    tie = rule.tie if half else TIES[0]  # two thirds are never reached by a tie
    verdict = CARRIED if yes >= enough else _below(tie, yes, no, members, chair_choice)
    return ResultState(
        in_favour=yes,
        against=no,
        abstain=abstain,
        silent=present - cast,
        absent=members - present,
        members=members,
        base_count=base_count,
        needed=enough,
        outcome=verdict,
    )


def threshold(numerator: int, denominator: int, of: int, *, strict: bool) -> int:
    """The smallest whole number that reaches (`strict`: exceeds) the fraction of `of`."""
    share = Fraction(numerator, denominator) * of
    whole = share.numerator // share.denominator
    reached = share == whole and not strict
    return whole if reached else whole + 1


def roll_hash(persons: Iterable[str]) -> str:
    """SHA-256 in hex of the canonical JSON list of the sorted person ids."""
    return hashlib.sha256(canonical.dump([*sorted(persons)])).hexdigest()


def _check(rule: Rule) -> None:
    known = rule.base in BASES and rule.tie in TIES
    if not known or rule.denominator <= 0 or rule.numerator < 0:
        raise RemoteProtocolError("bad-rule", f"{rule.numerator}/{rule.denominator} {rule.base}")


def _counts(ballots: Iterable[BallotShown]) -> Counter[str]:
    choices: dict[str, str] = {}
    for ballot in ballots:
        if ballot.person in choices:
            raise RemoteProtocolError("duplicate-ballot", ballot.person[:64])
        if ballot.choice not in CHOICES:
            raise RemoteProtocolError("unknown-choice", ballot.choice[:40])
        choices[ballot.person] = ballot.choice
    return Counter(choices.values())


def _below(tie: str, yes: int, no: int, members: int, chair_choice: str | None) -> str:
    """The verdict when too few are in favour: not carried, unless a tie lets the chair's side decide."""
    halves = yes == members - no
    if yes != no or yes == 0 or tie == "none" or (tie == "chair-side" and not halves):
        return NOT_CARRIED
    sides = {"for": CARRIED, "against": NOT_CARRIED}
    return sides.get(chair_choice or "", VOTE_AGAIN)
