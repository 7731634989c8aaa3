"""What may be answered to a poll, and what may be typed of it; and the way from one to the other.

Every count starts from an `Entry`: pressed ballots are summed into one, hands and paper are typed as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hub.domain.errors import DomainError
from hub.domain.vocabulary import Choice, Entry, Form, Level, PollKind, PollPlan

Answer = tuple[str, ...]


def check_answer(plan: PollPlan, answer: Answer) -> None:
    """Raise `bad-answer` unless `answer` is one that `plan` allows."""
    options = [option.option for option in plan.options]
    allowed = {
        Form.MOTION: len(answer) == 1 and answer[0] in set(Choice),
        Form.OPTIONS: len(answer) <= plan.picks and answer == _in_order(options, answer),
        Form.CONFIDENCE: len(answer) == len(options) and set(answer) <= set(Level),
    }
    if not allowed[plan.form]:
        raise DomainError("bad-answer", poll=plan.poll)


def sum_up(plan: PollPlan, answers: Iterable[Answer]) -> Entry:
    """The counts of valid answers, as if somebody had typed them."""
    given = list(answers)
    if plan.form is Form.MOTION:
        chosen = [answer[0] for answer in given]
        return Entry(len(given), tuple(chosen.count(choice) for choice in Choice))
    if plan.form is Form.OPTIONS:
        votes = tuple(sum(each.option in answer for answer in given) for each in plan.options)
        return Entry(len(given), votes, blank=sum(not answer for answer in given))
    ratings = ([answer[place] for answer in given] for place in range(len(plan.options)))
    return Entry(len(given), tuple(levels.count(lv) for levels in ratings for lv in Level))


def check_entry(plan: PollPlan, entry: Entry, present: Iterable[str]) -> None:
    """Raise `bad-entry` unless the numbers fit the poll, each other, and the persons `present`."""
    here = frozenset(present)
    numbers = (entry.cast, entry.blank, entry.invalid, *entry.counts)
    fits = (
        all(number >= 0 for number in numbers)
        and len(entry.counts) == _columns(plan)
        and entry.cast <= len(here)
        and (plan.kind is PollKind.PAPER or entry.invalid == 0)
        and _adds_up(plan, entry)
        and _named_fits(plan, entry, here)
    )
    if not fits:
        raise DomainError("bad-entry", poll=plan.poll)


def named_answers(entry: Entry) -> Mapping[str, Answer]:
    """The answers of a show of hands by name, by person."""
    return {named.person: named.answer for named in entry.named}


def _in_order(options: list[str], answer: Answer) -> Answer:
    return tuple(option for option in options if option in answer)


def _columns(plan: PollPlan) -> int:
    return {
        Form.MOTION: len(Choice),
        Form.OPTIONS: len(plan.options),
        Form.CONFIDENCE: len(plan.options) * len(Level),
    }[plan.form]


def _adds_up(plan: PollPlan, entry: Entry) -> bool:
    filled = entry.cast - entry.blank - entry.invalid
    if plan.form is Form.MOTION:
        return entry.blank == 0 and sum(entry.counts) == filled
    if plan.form is Form.OPTIONS:
        within = all(votes <= filled for votes in entry.counts)
        return within and filled <= sum(entry.counts) <= plan.picks * filled
    rated = zip(*[iter(entry.counts)] * len(Level), strict=True)
    return entry.blank == 0 and all(sum(levels) == filled for levels in rated)


def _named_fits(plan: PollPlan, entry: Entry, here: frozenset[str]) -> bool:
    if not entry.named:
        return True
    answers = named_answers(entry)
    if plan.kind is not PollKind.SHOW_OF_HANDS or len(answers) != len(entry.named):
        return False
    if not all(answers.values()):  # a hand that was not raised is not written down
        return False
    for answer in answers.values():
        check_answer(plan, answer)
    found = sum_up(plan, answers.values())
    same = (found.cast, found.counts, found.blank) == (entry.cast, entry.counts, entry.blank)
    return same and answers.keys() <= here
