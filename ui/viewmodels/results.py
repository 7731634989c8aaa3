"""A counted poll of any form: its headline, its lines, and why the verdict is what it is."""

from __future__ import annotations

from msgspec import Struct

from device.screens import Choice, Counts, Form, Outcome, PollKind, Result, Rule, Standing
from ui.viewmodels.rules import Bar, proof

OUTCOME_ICONS = {
    Outcome.CARRIED: "check-decagram",
    Outcome.NOT_CARRIED: "close-octagon",
    Outcome.VOTE_AGAIN: "refresh",
    Outcome.CHAIR_DECIDES: "gavel",
    Outcome.COUNTED: "clipboard-check-outline",
}
STANDING_ICONS = {
    Standing.ELECTED: "check-bold",
    Standing.NOT_ELECTED: "minus",
    Standing.TIED: "equal",
    Standing.KEPT: "check-bold",
    Standing.MAY_RESIGN: "alert",
    Standing.DISMISSAL: "close-octagon",
}
# Standings a person has to act on.
GRAVE = frozenset({Standing.TIED, Standing.MAY_RESIGN, Standing.DISMISSAL})


class Headline(Struct, frozen=True):
    """The number beside the verdict, what it is measured against, and the key of its name."""

    count: int
    base: int
    key: str


def headline(result: Result) -> Headline:
    """In favour of the base; elected of the places; ballots of those present."""
    if result.form is Form.OPTIONS:
        elected = sum(row.standing is Standing.ELECTED for row in result.options)
        return Headline(elected, result.places, "elected-of-places")
    if result.form is Form.CONFIDENCE:
        counts = result.counts
        return Headline(counts.cast, counts.cast + counts.silent, "ballots-of-present")
    return Headline(result.counts.in_favour, result.rule.base_count, "share-of-base")


def reason(result: Result) -> str:
    """Key of the sentence that says why the numbers alone do not tell the verdict, "" when they do."""
    if result.form is not Form.MOTION:
        tied = any(row.standing is Standing.TIED for row in result.options)
        return "why-places-tied" if tied else ""
    if result.tie_choice is not None:
        return f"why-chair-decided-{result.tie_choice}"
    reached = proof(result.rule, result.counts.in_favour).holds
    return {
        (Outcome.CARRIED, False): "why-chair-side",
        (Outcome.NOT_CARRIED, True): "why-abstentions",
        (Outcome.VOTE_AGAIN, False): "why-level",
        (Outcome.VOTE_AGAIN, True): "why-level",
        (Outcome.CHAIR_DECIDES, False): "why-chair-to-decide",
        (Outcome.CHAIR_DECIDES, True): "why-chair-to-decide",
    }.get((result.outcome, reached), "")


def facts(result: Result) -> tuple[Bar, ...]:
    """The lines under the verdict, in their fixed order, measured against all members.

    The five facts of a motion; the turnout of any other form. Blank, invalid and excluded are shown
    only when there are any.
    """
    counts = result.counts
    motion = result.form is Form.MOTION
    lines = [*(vote_bars(counts, result.rule) if motion else _turnout(counts))]
    lines += _rest(counts, result.kind)
    return tuple(lines)


def vote_bars(counts: Counts, rule: Rule) -> list[Bar]:
    """The three answers to a motion, the first with the tick of what is needed."""
    whole = max(counts.members, 1)
    tick = min(rule.needed / whole, 1.0)
    return [
        _bar("choice-for", "check-circle", counts.in_favour, whole, Choice.FOR, tick),
        _bar("choice-against", "close-circle", counts.against, whole, Choice.AGAINST),
        _bar("choice-abstain", "minus-circle", counts.abstain, whole, Choice.ABSTAIN),
        *_some("invalid", "close", counts.invalid, whole),
    ]


def _turnout(counts: Counts) -> list[Bar]:
    whole = max(counts.members, 1)
    valid = counts.cast - counts.blank - counts.invalid
    return [
        _bar("ballots-valid", "ballot-outline", valid, whole),
        *_some("blank", "checkbox-blank-outline", counts.blank, whole),
        *_some("invalid", "close", counts.invalid, whole),
    ]


def _rest(counts: Counts, kind: PollKind) -> list[Bar]:
    whole = max(counts.members, 1)
    silent = {PollKind.SHOW_OF_HANDS: "silent-hands", PollKind.PAPER: "silent-paper"}
    return [
        _bar(silent.get(kind, "silent"), "circle-outline", counts.silent, whole),
        _bar("absent", "account-off", counts.absent, whole),
        *_some("excluded", "account-cancel", counts.excluded, whole),
    ]


def _bar(
    key: str,
    icon: str,
    count: int,
    whole: int,
    choice: Choice | None = None,
    tick: float | None = None,
) -> Bar:
    return Bar(key, icon, count, count / whole, choice, tick)


def _some(key: str, icon: str, count: int, whole: int) -> list[Bar]:
    return [_bar(key, icon, count, whole)] if count else []


class OptionBar(Struct, frozen=True):
    """One option of a result: its votes against the base, the needed tick, the verdict on it."""

    option: str
    label: str
    votes: tuple[int, ...]
    fractions: tuple[float, ...]
    tick: float
    standing: Standing


def option_bars(result: Result) -> tuple[OptionBar, ...]:
    """Options with the most votes first; persons rated by confidence in the order of the ballot."""
    whole = max(result.rule.base_count, 1)
    rows = result.options
    if result.form is Form.OPTIONS:
        rows = tuple(sorted(rows, key=lambda row: -sum(row.votes)))
    tick = min(result.rule.needed / whole, 1.0)
    return tuple(
        OptionBar(
            row.option,
            row.label,
            row.votes,
            tuple(min(votes / whole, 1.0) for votes in row.votes),
            tick,
            row.standing,
        )
        for row in rows
    )
