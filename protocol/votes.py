"""Answers and typed counts become votes, for whoever counts a poll again.

One answer is a tuple: of a motion one of for, against and abstain; of a poll with options those chosen, in
the order of the poll, none for a blank ballot; of a confidence rating one level for each option.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, EntryState, NamedState

MOTION, OPTIONS, CONFIDENCE = "motion", "options", "confidence"
CHOICES = ("for", "against", "abstain")
LEVELS = ("high", "medium", "low")


class Paper(Struct, frozen=True):
    """What an answer may look like: the form, the options in their order, how many may be chosen."""

    form: str
    options: tuple[str, ...]
    picks: int


class Votes(Struct, frozen=True):
    """Everything counted. `options` has the votes of each one, or its high, medium and low ratings.

    `cast` is all ballots, `blank` and `invalid` among them. `chair` is the chair's own choice in a motion
    as far as it is known.
    """

    cast: int
    in_favour: int = 0
    against: int = 0
    abstain: int = 0
    blank: int = 0
    invalid: int = 0
    options: tuple[tuple[int, ...], ...] = ()
    chair: str = ""


def check_answer(paper: Paper, answer: Sequence[str]) -> None:
    """Raise `bad-answer` unless `answer` is one to this paper."""
    if not _fits(paper, answer):
        raise RemoteProtocolError("bad-answer", ", ".join(answer)[:80])


def of_ballots(paper: Paper, ballots: Iterable[BallotShown], chair: str) -> Votes:
    """Votes of ballots, each counted once: `duplicate-ballot`, `bad-answer`.

    One correction may set several answers right, which then share its id.
    """
    shown = tuple(ballots)
    _check_once([ballot.person for ballot in shown if ballot.person])
    _check_once([ballot.ballot for ballot in shown if not ballot.corrected])
    votes = _of_answers(paper, [ballot.answer for ballot in shown])
    return replace(votes, chair=_choice_of(chair, shown))


def of_entry(paper: Paper, entry: EntryState, chair: str) -> Votes:
    """Votes of counts that somebody typed; `bad-entry` where they do not fit each other."""
    _check_entry(paper, entry)
    valid = replace(Votes(entry.cast), blank=entry.blank, invalid=entry.invalid)
    if paper.form == MOTION:
        yes, no, abstain = entry.counts
        choice = _choice_of(chair, entry.named)
        return replace(valid, in_favour=yes, against=no, abstain=abstain, chair=choice)
    width = len(LEVELS) if paper.form == CONFIDENCE else 1
    starts = range(0, len(entry.counts), width)
    return replace(valid, options=tuple(entry.counts[at : at + width] for at in starts))


def entry_of(paper: Paper, person: str, named: Sequence[NamedState]) -> EntryState:
    """The counts that follow from a show of hands by name."""
    votes = _of_answers(paper, [one.answer for one in named])
    motion = (votes.in_favour, votes.against, votes.abstain)
    options = tuple(number for numbers in votes.options for number in numbers)
    counts = motion if paper.form == MOTION else options
    return EntryState(
        person,
        shown=True,
        cast=votes.cast,
        counts=counts,
        blank=votes.blank,
        invalid=0,
        named=tuple(named),
    )


def added(votes: Votes, choice: str) -> Votes:
    """The votes of a motion and the chair's one more."""
    if choice == "for":
        return replace(votes, in_favour=votes.in_favour + 1, cast=votes.cast + 1)
    if choice == "against":
        return replace(votes, against=votes.against + 1, cast=votes.cast + 1)
    raise RemoteProtocolError("bad-answer", choice[:80])


def _fits(paper: Paper, answer: Sequence[str]) -> bool:
    if paper.form == MOTION:
        return len(answer) == 1 and answer[0] in CHOICES
    if paper.form == CONFIDENCE:
        return len(answer) == len(paper.options) and set(answer) <= set(LEVELS)
    chosen = [option for option in paper.options if option in answer]
    return chosen == [*answer] and len(chosen) <= paper.picks


def _of_answers(paper: Paper, answers: Sequence[Sequence[str]]) -> Votes:
    for answer in answers:
        check_answer(paper, answer)
    votes = Votes(len(answers))
    if paper.form == MOTION:
        found = Counter(answer[0] for answer in answers)
        yes, no, abstain = (found[choice] for choice in CHOICES)
        return replace(votes, in_favour=yes, against=no, abstain=abstain)
    if paper.form == CONFIDENCE:
        columns = [Counter(levels) for levels in zip(*answers, strict=True)]
        columns = columns or [Counter() for _ in paper.options]
        rated = tuple(tuple(column[level] for level in LEVELS) for column in columns)
        return replace(votes, options=rated)
    chosen = Counter(option for answer in answers for option in answer)
    blank = sum(1 for answer in answers if not answer)
    return replace(votes, options=tuple((chosen[it],) for it in paper.options), blank=blank)


def _choice_of(person: str, named: Iterable[BallotShown | NamedState]) -> str:
    answers = [one.answer for one in named if one.person == person]
    return answers[0][0] if person and answers and len(answers[0]) == 1 else ""


def _check_once(names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise RemoteProtocolError("duplicate-ballot", name[:64])


def _check_entry(paper: Paper, entry: EntryState) -> None:
    numbers = (entry.cast, entry.blank, entry.invalid, *entry.counts)
    if min(numbers) < 0 or not _adds_up(paper, entry):
        raise RemoteProtocolError("bad-entry", ", ".join(str(number) for number in numbers)[:80])
    if entry.named:
        _check_once([one.person for one in entry.named])
        if entry != replace(entry_of(paper, entry.person, entry.named), shown=entry.shown):
            raise RemoteProtocolError("bad-entry", "named")


def _adds_up(paper: Paper, entry: EntryState) -> bool:
    filled = entry.cast - entry.blank - entry.invalid
    counts, options = entry.counts, len(paper.options)
    if paper.form == MOTION:
        return len(counts) == len(CHOICES) and entry.blank == 0 and sum(counts) == filled
    if paper.form == CONFIDENCE:
        rows = [counts[at : at + len(LEVELS)] for at in range(0, len(counts), len(LEVELS))]
        fit = all(sum(row) == filled for row in rows)
        return len(counts) == options * len(LEVELS) and filled >= 0 and fit
    within = all(count <= filled for count in counts)
    return len(counts) == options and within and filled <= sum(counts) <= paper.picks * filled
