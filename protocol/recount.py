"""Counting a poll again, by whoever holds its ballots: every terminal as a witness, and the verifier.

This is deliberately a second implementation of the rules, not a call into the hub's: two programs that
were written apart and come to the same numbers are worth more than one that agrees with itself. The hub
compares cross products; here the threshold is an exact fraction and the number needed comes first.

Ballots or typed counts become votes (`protocol.votes`); votes are judged here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from protocol import canonical
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, EntryState, OnePoll, OptionResult, ResultState
from protocol.votes import CONFIDENCE, MOTION, Paper, Votes, added, of_ballots, of_entry

BASES = ("members", "entitled", "present", "cast", "for-and-against")
ABSTENTIONS = ("counted", "subtracted", "barring")
TIES = ("none", "chair-side", "chair-side-any", "chair-only-in-tie")
CARRIED, NOT_CARRIED, VOTE_AGAIN = "carried", "not-carried", "vote-again"
CHAIR_DECIDES, COUNTED = "chair-decides", "counted"


class Share(Protocol):
    """More than (`strict`) or at least `numerator`/`denominator` of a base."""

    @property
    def numerator(self) -> int: ...  # noqa: D102  described above, all three
    @property
    def denominator(self) -> int: ...  # noqa: D102
    @property
    def strict(self) -> bool: ...  # noqa: D102


class Rule(Share, Protocol):
    """How a poll is judged: a share of `base`, or with `plus` the share rounded down and so many more.

    `abstention`: those who abstain are `counted` in the base, `subtracted` from it, or bar the motion where
    they outnumber either side (`barring`). `tie` is `none` (a tie is not a majority), `chair-side` (the
    chair's own choice decides if exactly half of all members stand on each side), `chair-side-any` (the
    same for any tie with a ballot) or `chair-only-in-tie` (the chair, who has not voted, decides any tie
    with a ballot). Where more than half is asked for it is always as if `none`. `resign` and `dismiss`
    are the shares of low ratings that count in a confidence rating.
    `protocol.messages.RuleState` is such a rule.
    """

    @property
    def base(self) -> str: ...  # noqa: D102  described above, all six
    @property
    def plus(self) -> int | None: ...  # noqa: D102
    @property
    def abstention(self) -> str: ...  # noqa: D102
    @property
    def tie(self) -> str: ...  # noqa: D102
    @property
    def resign(self) -> Share | None: ...  # noqa: D102
    @property
    def dismiss(self) -> Share | None: ...  # noqa: D102


class Asked(Struct, frozen=True):
    """What was asked, and by which rule it is judged; `options` are ids in their order."""

    form: str
    options: tuple[str, ...]
    picks: int
    places: int
    rule: Rule


class Lists(Struct, frozen=True):
    """How many: all persons with a vote, those on the frozen roll, those of them there at the opening."""

    members: int
    entitled: int
    present: int


def asked_of(poll: OnePoll) -> Asked:
    """What a published poll asks."""
    options = tuple(option.option for option in poll.options)
    return Asked(poll.form, options, poll.picks, poll.places, poll.rule)


def recount(
    asked: Asked,
    lists: Lists,
    ballots: Iterable[BallotShown],
    entry: EntryState | None,
    *,
    chair: str,
    tie_choice: str = "",
) -> ResultState:
    """Count the final ballots of a poll, or the `entry` typed for it, and judge them by its rule.

    `chair` is the person whose side may decide a tie, `tie_choice` the vote the chair gave after one; it
    counts only where there was such a tie.
    Raises `bad-rule`, `bad-answer`, `duplicate-ballot`, `too-many-ballots` or `bad-entry`
    (`RemoteProtocolError`) for what cannot be counted.
    """
    _check(asked)
    paper = Paper(asked.form, asked.options, asked.picks)
    votes = of_ballots(paper, ballots, chair) if entry is None else of_entry(paper, entry, chair)
    if votes.cast > lists.present:
        raise RemoteProtocolError("too-many-ballots", f"{votes.cast} of {lists.present}")
    first = _judged(asked, lists, votes)
    if not tie_choice or first.outcome != CHAIR_DECIDES:
        return first
    decided = replace(asked, rule=_Untied(asked.rule))
    with_chair = replace(lists, entitled=lists.entitled + 1, present=lists.present + 1)
    return _judged(decided, with_chair, added(votes, tie_choice))


def threshold(numerator: int, denominator: int, of: int, *, strict: bool) -> int:
    """The smallest whole number that reaches (`strict`: exceeds) the fraction of `of`."""
    share = Fraction(numerator, denominator) * of
    whole = share.numerator // share.denominator
    reached = share == whole and not strict
    return whole if reached else whole + 1


def roll_hash(persons: Iterable[str]) -> str:
    """SHA-256 in hex of the canonical JSON list of the sorted person ids."""
    return hashlib.sha256(canonical.dump([*sorted(persons)])).hexdigest()


def computable(share: Share) -> bool:
    """Whether a share can be worked out at all."""
    return share.denominator > 0 and share.numerator >= 0


class _Untied:
    """The same rule after the chair has decided: a second tie is not a majority."""

    tie = "none"

    def __init__(self, rule: Rule) -> None:
        self.base, self.plus, self.abstention = rule.base, rule.plus, rule.abstention
        self.numerator, self.denominator = rule.numerator, rule.denominator
        self.strict, self.resign, self.dismiss = rule.strict, rule.resign, rule.dismiss


def _check(asked: Asked) -> None:
    rule = asked.rule
    known = rule.base in BASES and rule.tie in TIES and rule.abstention in ABSTENTIONS
    shares = [rule.resign, rule.dismiss] if asked.form == CONFIDENCE else []
    if not known or not all(share and computable(share) for share in (rule, *shares)):
        raise RemoteProtocolError("bad-rule", f"{rule.numerator}/{rule.denominator} {rule.base}")


def _judged(asked: Asked, lists: Lists, votes: Votes) -> ResultState:
    base_count = _base_count(asked.rule, lists, votes)
    counted = ResultState(
        in_favour=votes.in_favour,
        against=votes.against,
        abstain=votes.abstain,
        silent=lists.present - votes.cast,
        absent=lists.entitled - lists.present,
        members=lists.members,
        base_count=base_count,
        needed=_needed(asked.rule, base_count),
        outcome=COUNTED,
        cast=votes.cast,
        blank=votes.blank,
        invalid=votes.invalid,
        excluded=lists.members - lists.entitled,
    )
    if asked.form == MOTION:
        return replace(counted, outcome=_verdict(asked.rule, counted, votes.chair))
    if asked.form == CONFIDENCE:
        return _rated(asked, counted, votes)
    return _elected(asked, counted, votes)


def _base_count(rule: Rule, lists: Lists, votes: Votes) -> int:
    taking_sides = votes.cast - votes.invalid - votes.blank - votes.abstain
    valid = votes.cast - votes.invalid
    sizes = (lists.members, lists.entitled, lists.present, valid, taking_sides)
    size = dict(zip(BASES, sizes, strict=True))[rule.base]
    if rule.abstention == "subtracted" and rule.base != "for-and-against":
        return max(0, size - votes.abstain)
    return size


def _needed(rule: Rule, base_count: int) -> int:
    """The smallest number in favour that carries: nobody in favour never carries anything."""
    if rule.plus is None:
        return _reaching(rule, base_count)
    share = Fraction(rule.numerator, rule.denominator) * base_count
    return max(1, share.numerator // share.denominator + rule.plus)


def _reaching(share: Share, base_count: int) -> int:
    return max(1, threshold(share.numerator, share.denominator, base_count, strict=share.strict))


# ── motions ─────────────────────────────────────────────────────────────────────────────────────


def _verdict(rule: Rule, counted: ResultState, chair: str) -> str:
    yes, no = counted.in_favour, counted.against
    if rule.abstention == "barring" and counted.abstain > max(yes, no):
        return NOT_CARRIED
    if yes >= counted.needed:
        return CARRIED
    half = Fraction(rule.numerator, rule.denominator) <= Fraction(1, 2)
    if yes != no or yes == 0 or not half:  # two thirds are never reached by a tie
        return NOT_CARRIED
    return _tied(rule.tie, chair, halves=yes == counted.members - no)


def _tied(tie: str, chair: str, *, halves: bool) -> str:
    """The verdict on a tie: not carried, unless the rule lets the chair decide."""
    if tie == "none" or (tie == "chair-side" and not halves):
        return NOT_CARRIED
    if tie == "chair-only-in-tie":
        return CHAIR_DECIDES
    return {"for": CARRIED, "against": NOT_CARRIED}.get(chair, VOTE_AGAIN)


# ── options and confidence ──────────────────────────────────────────────────────────────────────


def _elected(asked: Asked, counted: ResultState, votes: Votes) -> ResultState:
    numbers = [of_option[0] for of_option in votes.options]
    standings = _standings(numbers, counted.needed, asked.places)
    full = standings.count("elected") == asked.places
    return replace(
        counted,
        outcome=CARRIED if full else VOTE_AGAIN,
        options=_option_results(asked, votes, standings),
    )


def _standings(numbers: Sequence[int], needed: int, places: int) -> list[str]:
    """The best `places` of those that carry; whoever is level across the last place has not got it."""
    carrying = sorted((number for number in numbers if number >= needed), reverse=True)
    in_, out = carrying[:places], carrying[places:]
    level = in_[-1] if out and in_ and in_[-1] == out[0] else None
    last = in_[-1] if in_ else None

    def standing(number: int) -> str:
        if number == level:
            return "tied"
        return "elected" if last is not None and number >= last else "not-elected"

    return [standing(number) for number in numbers]


def _rated(asked: Asked, counted: ResultState, votes: Votes) -> ResultState:
    resign, dismiss = asked.rule.resign, asked.rule.dismiss
    if resign is None or dismiss is None:
        raise RemoteProtocolError("bad-rule", CONFIDENCE)
    to_resign = _reaching(resign, counted.base_count)
    to_dismiss = _reaching(dismiss, counted.base_count)

    def standing(low: int) -> str:
        if low >= to_dismiss:
            return "dismissal"
        return "may-resign" if low >= to_resign else "kept"

    standings = [standing(low) for _, _, low in votes.options]
    options = _option_results(asked, votes, standings)
    return replace(counted, needed=to_resign, options=options)


def _option_results(
    asked: Asked, votes: Votes, standings: Sequence[str]
) -> tuple[OptionResult, ...]:
    rows = zip(asked.options, votes.options, standings, strict=True)
    return tuple(OptionResult(option, numbers, standing) for option, numbers, standing in rows)
