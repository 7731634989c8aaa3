"""How the result of one poll comes about: the rule with its numbers, ties, options, and both counts."""

from __future__ import annotations

from collections.abc import Iterator

from audit.telling import INDENT, Telling, rule_formula
from audit.wording import formula, plain
from protocol.entry import Entry
from protocol.messages import ResultState
from protocol.recount import threshold
from protocol.verifier.bodies import PollPlan, Share
from protocol.verifier.bodies.words import PRESSED, Abstention, Form
from protocol.verifier.report import PollReport

_CHAIR_SIDES = ("chair-side", "chair-side-any")
_OUTCOMES = ("carried", "not-carried", "vote-again", "chair-decides", "counted")


def count_lines(telling: Telling, poll: PollReport, counted: ResultState) -> Iterator[str]:
    """The recount explained, then compared with what was recorded."""
    words, plan = telling.words, poll.plan
    parts = {Form.MOTION: _motion, Form.OPTIONS: _options, Form.CONFIDENCE: _confidence}
    yield from parts[plan.form](telling, poll, counted)
    yield words.say("basis", citation=telling.basis(plan.settings.majority))
    yield words.say(
        "outcome",
        recounted=result_text(telling, plan, counted),
        recorded=result_text(telling, plan, poll.recorded),
        verdict=words.say("agrees" if poll.agrees else "differs"),
    )
    yield words.say("check-code", code=" ".join(poll.check_code))


def result_text(telling: Telling, plan: PollPlan, result: ResultState | None) -> str:
    """Verdict and numbers in one line."""
    words = telling.words
    if result is None:
        return words.say("none")
    # An outcome of another program is shown as it stands.
    known = result.outcome in _OUTCOMES
    outcome = words.say(result.outcome) if known else plain(result.outcome)
    rest = {"silent": result.silent, "absent": result.absent}
    if plan.form is Form.MOTION:
        counts = words.say(
            "counts" if plan.kind in PRESSED else "counts-by-hand",
            yes=result.in_favour,
            no=result.against,
            abstain=result.abstain,
            invalid=result.invalid,
            **rest,
        )
    else:
        ballots = {"cast": result.cast, "blank": result.blank, "invalid": result.invalid}
        counts = words.say("counts-of-ballots", **ballots, **rest)
        votes = ", ".join(
            f"{telling.option(plan, each.option)} {'/'.join(map(str, each.votes))}"
            for each in result.options
        )
        counts = f"{counts}; {plain(votes)}"
    return f"{outcome} ({counts})"


def entry_text(telling: Telling, plan: PollPlan, entry: Entry) -> str:
    """Typed counts in one line."""
    words = telling.words
    if plan.form is Form.MOTION:
        labels = [words.say(choice) for choice in ("for", "against", "abstain")]
        numbers = [str(count) for count in entry.counts]
    else:
        labels = [telling.option(plan, each.option) for each in plan.options]
        width = 3 if plan.form is Form.CONFIDENCE else 1
        rows = [entry.counts[at : at + width] for at in range(0, len(entry.counts), width)]
        numbers = ["/".join(str(count) for count in row) for row in rows]
    counts = ", ".join(
        words.say("option-count", option=label, votes=number)
        for label, number in zip(labels, numbers, strict=False)
    )
    ballots = {"cast": entry.cast, "blank": entry.blank, "invalid": entry.invalid}
    return words.say("entry", counts=counts, **ballots)


# ── motions ─────────────────────────────────────────────────────────────────────────────────────


def _motion(telling: Telling, poll: PollReport, counted: ResultState) -> Iterator[str]:
    words, settings = telling.words, poll.plan.settings
    rule = settings.majority
    yield words.say(
        "formula",
        formula=rule_formula(rule, counted.in_favour, counted.base_count),
        base=words.say(f"base-{rule.base}"),
        base_count=counted.base_count,
        needed=counted.needed,
    )
    if settings.abstention is not Abstention.COUNTED:
        yield words.say(f"abstention-{settings.abstention}")
    yield from _tie(telling, poll, counted)


def _tie(telling: Telling, poll: PollReport, counted: ResultState) -> Iterator[str]:
    words = telling.words
    if poll.tie_choice:
        yield words.say("tie-decided", choice=words.say(poll.tie_choice))
    elif counted.outcome == "chair-decides":
        yield words.say("tie-waits")
    elif counted.outcome == "vote-again":
        yield words.say("tie-chair-side-unknown")
    elif _decided_by_side(poll, counted):
        side = "for" if counted.outcome == "carried" else "against"
        yield words.say("tie-chair-side", choice=words.say(side))


def _decided_by_side(poll: PollReport, counted: ResultState) -> bool:
    """A tie that the chair's side decided; one below the scope of the rule needs no explaining."""
    tie, yes = poll.plan.settings.tie, counted.in_favour
    if tie not in _CHAIR_SIDES or yes != counted.against or not 0 < yes < counted.needed:
        return False
    rule = poll.plan.settings.majority
    halves = 2 * yes == counted.members
    return 2 * rule.numerator <= rule.denominator and (tie == "chair-side-any" or halves)


# ── options and confidence ──────────────────────────────────────────────────────────────────────


def _options(telling: Telling, poll: PollReport, counted: ResultState) -> Iterator[str]:
    words, rule = telling.words, poll.plan.settings.majority
    base = words.say(f"base-{rule.base}")
    sizes = {"base_count": counted.base_count, "needed": counted.needed}
    yield words.say("options-formula", base=base, **sizes)
    if rule.numerator == 0:
        yield words.say("relative")
    for each in counted.options:
        yield INDENT + words.say(
            "option",
            option=telling.option(poll.plan, each.option),
            votes=each.votes[0],
            formula=rule_formula(rule, each.votes[0], counted.base_count),
            standing=words.say(each.standing),
        )


def _confidence(telling: Telling, poll: PollReport, counted: ResultState) -> Iterator[str]:
    words, settings = telling.words, poll.plan.settings
    rule, base_count = settings.confidence, counted.base_count
    if rule is None:
        return
    yield words.say(
        "confidence-formula",
        base=words.say(f"base-{settings.majority.base}"),
        base_count=base_count,
        resign=_reached(rule.resign, base_count),
        dismiss=_reached(rule.dismiss, base_count),
    )
    for each in counted.options:
        high, medium, low = each.votes
        share = rule.dismiss if each.standing == "dismissal" else rule.resign
        yield INDENT + words.say(
            "rated",
            option=telling.option(poll.plan, each.option),
            high=high,
            medium=medium,
            low=low,
            formula=formula(
                share.numerator, share.denominator, low, base_count, strict=share.strict
            ),
            standing=words.say(each.standing),
        )


def _reached(share: Share, base_count: int) -> int:
    return max(1, threshold(share.numerator, share.denominator, base_count, strict=share.strict))
