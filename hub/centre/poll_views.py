"""A poll as the centre's pages show it: its outcome, a bar of its counts, and its options. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import asdict

from hub.centre.summary import PollSummary
from hub.domain.vocabulary import Form, Standing

NARROWEST = 25  # a twenty-fifth of the bar still holds a number of three digits
Words = Mapping[str, str]


class Segment(Struct, frozen=True):
    """Part of a poll's bar: which count, its label and number, and where it lies, as `12.5%`.

    `shown` is the number to write into it, empty where it would not fit.
    """

    kind: str
    label: str
    count: int
    left: str
    middle: str
    width: str
    shown: str


class PollView(Struct, frozen=True):
    """A poll: `kind` is its outcome (also `voided`, `superseded`), `share` is `19/21` of the base.

    `mark` is where on the bar enough are in favour, as `52.38%`; there is none but of a motion. `options`
    have label, votes and verdict each.
    """

    kind: str
    outcome: str
    share: str
    item: str
    question: str
    segments: tuple[Segment, ...]
    mark: str
    formula: str
    description: str
    options: tuple[tuple[str, str, str], ...]


def poll_view(poll: PollSummary, words: Words) -> PollView:
    """What the pages show of a poll."""
    kind, result = _kind(poll), poll.result
    motion = poll.form is Form.MOTION
    counts = _counts(poll)
    stated = ", ".join(f"{words[name].lower()} {count}" for name, count in counts.items())
    return PollView(
        kind=kind,
        outcome=words[f"outcome_{kind}"],
        share=_share(poll),
        item=words["item"].format(number=poll.item_number),
        question=poll.question,
        segments=_segments(counts, result.members, words),
        mark=_percent(result.needed, result.members) if motion else "",
        formula=words["needed"].format(
            needed=result.needed, base=result.base_count, citation=poll.citation
        ),
        description=words["bar"].format(
            counts=stated, members=result.members, needed=result.needed
        ),
        options=_options(poll, words),
    )


def number(value: int, words: Words) -> str:
    """An integer with thousands apart: `1.234`, in English `1,234`."""
    text = f"{value:,}"
    return text if words["lang"] == "en" else text.replace(",", ".")


def _kind(poll: PollSummary) -> str:
    if poll.voided:
        return "voided"
    return "superseded" if poll.superseded else poll.result.outcome.value


def _share(poll: PollSummary) -> str:
    """In favour of the base; of an election the elected of the places; else those who answered."""
    result = poll.result
    if poll.form is Form.MOTION:
        return f"{result.in_favour}/{result.base_count}"
    if poll.form is Form.OPTIONS:
        elected = sum(each.standing is Standing.ELECTED for each in result.options)
        return f"{elected}/{poll.places}"
    return f"{result.cast}/{result.members}"


def _counts(poll: PollSummary) -> dict[str, int]:
    result = poll.result
    if poll.form is Form.MOTION:
        kinds: tuple[str, ...] = ("in_favour", "against", "abstain", "silent", "absent")
        return {kind: asdict(result)[kind] for kind in kinds}
    return {"cast": result.cast, "silent": result.silent, "absent": result.absent}


def _segments(counts: Mapping[str, int], members: int, words: Words) -> tuple[Segment, ...]:
    found, start, whole = [], 0, max(1, members)
    for kind, count in counts.items():
        left, width = _percent(start, whole), _percent(count, whole)
        middle = _percent(2 * start + count, 2 * whole)
        shown = number(count, words) if count * NARROWEST >= whole else ""
        found.append(Segment(kind, words[kind], count, left, middle, width, shown))
        start += count
    return tuple(found)


def _options(poll: PollSummary, words: Words) -> tuple[tuple[str, str, str], ...]:
    labels = {option.option: option.label or option.option for option in poll.options}
    return tuple(
        (
            labels.get(each.option, each.option),
            " · ".join(number(votes, words) for votes in each.votes),
            words[f"standing_{each.standing}"],
        )
        for each in poll.result.options
    )


def _percent(part: int, whole: int) -> str:
    """Only for drawing: a place on a bar."""
    return f"{100 * min(part, whole) / max(1, whole):.2f}%"
