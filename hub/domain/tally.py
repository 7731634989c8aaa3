"""Counting, in integers: what was cast and a rule in, a result out.

Of the N members some do not vote in the matter (excluded), the rest are entitled; of these some are absent,
P are present; of these some are silent, the rest have cast. Y, K, A are those for, against and abstaining.
A person who left during the poll keeps a cast ballot; without one, they were present when it opened and are
silent. Percentages are never compared.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from hub.domain.vocabulary import (
    Abstention,
    Base,
    Choice,
    Entry,
    Form,
    Level,
    MajorityRule,
    Outcome,
    PollPlan,
    PollSettings,
    Share,
    Standing,
    TieRule,
)


class OptionCount(Struct, frozen=True):
    """One option counted: its votes (OPTIONS), or its high, medium and low ratings (CONFIDENCE)."""

    option: str
    votes: tuple[int, ...]
    standing: Standing


class Result(Struct, frozen=True):
    """A counted poll. `base_count` is B of the rule, `needed` the smallest Y that carries it.

    `cast + silent + absent + excluded = members`; a motion's three numbers and `invalid` make up `cast`.
    `options` stands in the order of the poll's plan; there `needed` is what one option needs.
    """

    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int
    base_count: int
    needed: int
    outcome: Outcome
    cast: int = 0
    blank: int = 0
    invalid: int = 0
    excluded: int = 0
    options: tuple[OptionCount, ...] = ()


class Lists(Struct, frozen=True):
    """How many members there are, how many of them are on the frozen roll, and present at the opening."""

    members: int
    entitled: int
    present: int


def count(
    plan: PollPlan,
    entry: Entry,
    lists: Lists,
    *,
    chair_choice: Choice | None = None,
    deciding: Choice | None = None,
) -> Result:
    """Count `entry`, which fits the plan (`answers.check_entry`), under the plan's rule.

    `chair_choice` is how the chair voted, as far as known. `deciding` is the vote of a chair who votes only
    in a tie: one more person entitled, present and voting.
    """
    settings = plan.settings
    if deciding is not None:
        entry, lists = _with_vote(entry, lists, deciding)
        settings = replace(settings, tie=TieRule.NONE)
    base_count = _base_count(plan, entry, lists)
    yes, no, abstain = entry.counts if plan.form is Form.MOTION else (0, 0, 0)
    options = _options(plan, entry, base_count)
    return Result(
        in_favour=yes,
        against=no,
        abstain=abstain,
        silent=lists.present - entry.cast,
        absent=lists.entitled - lists.present,
        members=lists.members,
        base_count=base_count,
        needed=_needed(plan, base_count),
        outcome=_outcome(plan, settings, entry, lists, base_count, options, chair_choice),
        cast=entry.cast,
        blank=entry.blank,
        invalid=entry.invalid,
        excluded=lists.members - lists.entitled,
        options=options,
    )


def carries(yes: int, base_count: int, rule: MajorityRule) -> bool:
    """Whether `yes` of `base_count` satisfies the rule. Nobody in favour never carries anything."""
    if rule.plus is not None:
        return yes >= needed(rule, base_count)
    left, right = yes * rule.denominator, rule.numerator * base_count
    return yes > 0 and (left > right if rule.strict else left >= right)


def needed(rule: MajorityRule, base_count: int) -> int:
    """The smallest number in favour that carries the rule over `base_count`; at least one."""
    if rule.plus is not None:
        return max(1, rule.numerator * base_count // rule.denominator + rule.plus)
    return max(1, reaching(Share(rule.numerator, rule.denominator, rule.strict), base_count))


def reaching(share: Share, base_count: int) -> int:
    """The smallest number that is more than (`strict`), or at least, the share of `base_count`."""
    exact = share.numerator * base_count
    return exact // share.denominator + 1 if share.strict else -(-exact // share.denominator)


def _with_vote(entry: Entry, lists: Lists, deciding: Choice) -> tuple[Entry, Lists]:
    yes, no, abstain = entry.counts
    counts = (yes + (deciding is Choice.FOR), no + (deciding is Choice.AGAINST), abstain)
    return (
        replace(entry, cast=entry.cast + 1, counts=counts),
        replace(lists, entitled=lists.entitled + 1, present=lists.present + 1),
    )


def _base_count(plan: PollPlan, entry: Entry, lists: Lists) -> int:
    motion = plan.form is Form.MOTION
    valid = entry.cast - entry.invalid
    base = plan.settings.majority.base
    whole = {
        Base.MEMBERS: lists.members,
        Base.ENTITLED: lists.entitled,
        Base.PRESENT: lists.present,
        Base.CAST: valid,
        Base.FOR_AND_AGAINST: sum(entry.counts[:2]) if motion else valid - entry.blank,
    }[base]
    subtracted = plan.settings.abstention is Abstention.SUBTRACTED
    if motion and subtracted and base is not Base.FOR_AND_AGAINST:
        return max(0, whole - entry.counts[2])
    return whole


def _needed(plan: PollPlan, base_count: int) -> int:
    confidence = plan.settings.confidence
    if plan.form is Form.CONFIDENCE and confidence:
        return max(1, reaching(confidence.resign, base_count))
    return needed(plan.settings.majority, base_count)


def _outcome(
    plan: PollPlan,
    settings: PollSettings,
    entry: Entry,
    lists: Lists,
    base_count: int,
    options: tuple[OptionCount, ...],
    chair_choice: Choice | None,
) -> Outcome:
    if plan.form is Form.CONFIDENCE:
        return Outcome.COUNTED
    if plan.form is Form.OPTIONS:
        elected = sum(option.standing is Standing.ELECTED for option in options)
        return Outcome.CARRIED if elected == plan.places else Outcome.VOTE_AGAIN
    return judge(entry, lists.members, base_count, settings, chair_choice)


# ── motions ─────────────────────────────────────────────────────────────────────────────────────


def judge(
    entry: Entry,
    members: int,
    base_count: int,
    settings: PollSettings,
    chair_choice: Choice | None,
) -> Outcome:
    """The verdict on a motion, with the side of the chair deciding a tie where the rule says so.

    In such a tie a chair who did not take a side leaves the matter open: vote again. Where more than half
    is asked for no tie comes near it, so there is nothing for the chair to decide.
    """
    yes, no, abstain = entry.counts
    rule = settings.majority
    if settings.abstention is Abstention.BARRING and abstain > max(yes, no):
        return Outcome.NOT_CARRIED
    if carries(yes, base_count, rule):
        return Outcome.CARRIED
    if 2 * rule.numerator > rule.denominator or not _tied(yes, no, members, settings.tie):
        return Outcome.NOT_CARRIED
    if settings.tie is TieRule.CHAIR_ONLY_IN_TIE:
        return Outcome.CHAIR_DECIDES
    sides = {Choice.FOR: Outcome.CARRIED, Choice.AGAINST: Outcome.NOT_CARRIED}
    return sides.get(chair_choice or Choice.ABSTAIN, Outcome.VOTE_AGAIN)


def _tied(yes: int, no: int, members: int, tie: TieRule) -> bool:
    if tie is TieRule.NONE or yes != no or yes == 0:
        return False
    return tie is not TieRule.CHAIR_SIDE or 2 * yes == members


# ── options ─────────────────────────────────────────────────────────────────────────────────────


def _options(plan: PollPlan, entry: Entry, base_count: int) -> tuple[OptionCount, ...]:
    if plan.form is Form.OPTIONS:
        return _elect(plan, entry.counts, base_count)
    if plan.form is Form.CONFIDENCE:
        return _rate(plan, entry.counts, base_count)
    return ()


def _elect(plan: PollPlan, votes: tuple[int, ...], base_count: int) -> tuple[OptionCount, ...]:
    """The best of those who carry the rule, as many as there are places; level ones have none."""
    enough = needed(plan.settings.majority, base_count)
    ranked = sorted((each for each in votes if each >= enough), reverse=True)
    border = ranked[plan.places] if len(ranked) > plan.places else None  # the best left out
    return tuple(
        OptionCount(option.option, (each,), _standing(each, enough, border, ranked, plan.places))
        for option, each in zip(plan.options, votes, strict=True)
    )


def _standing(
    votes: int, enough: int, border: int | None, ranked: list[int], places: int
) -> Standing:
    if votes < enough:
        return Standing.NOT_ELECTED
    if border is None or votes > border:
        return Standing.ELECTED
    level = votes == border == ranked[places - 1]
    return Standing.TIED if level else Standing.NOT_ELECTED


def _rate(plan: PollPlan, counts: tuple[int, ...], base_count: int) -> tuple[OptionCount, ...]:
    width = len(Level)
    rated = (counts[place * width : (place + 1) * width] for place in range(len(plan.options)))
    return tuple(
        OptionCount(option.option, levels, _confidence(plan.settings, levels[-1], base_count))
        for option, levels in zip(plan.options, rated, strict=True)
    )


def _confidence(settings: PollSettings, low: int, base_count: int) -> Standing:
    rule = settings.confidence
    if rule is None or low == 0:
        return Standing.KEPT
    if low >= reaching(rule.dismiss, base_count):
        return Standing.DISMISSAL
    return Standing.MAY_RESIGN if low >= reaching(rule.resign, base_count) else Standing.KEPT
