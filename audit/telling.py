"""What every part of the report for people needs: the report itself, the words, and names for ids."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from audit.wording import Words, formula, plus_formula
from protocol.verifier.bodies import MajorityRule, PollPlan, QuorumRule
from protocol.verifier.report import Report

INDENT = "  "


class Telling(Struct, frozen=True):
    """A report told in the words of one language."""

    report: Report
    words: Words

    def name(self, person: str) -> str:
        """The person's name, or the id where no roster came along."""
        return self.report.names.get(person, person)

    def names(self, persons: Iterable[str]) -> str:
        """Several names, or that it is nobody."""
        return "; ".join(self.name(person) for person in persons) or self.words.say("nobody")

    def option(self, plan: PollPlan, option: str) -> str:
        """The label of an option, or the name of the person it is."""
        labels = {each.option: each.label for each in plan.options}
        return labels.get(option) or self.name(option)

    def items(self, items: Iterable[str]) -> str:
        """Titles of agenda items."""
        courses = self.report.session.items if self.report.session else ()
        planned = [course.plan for course in courses]
        titles = {each.item: f"{each.number}. {each.title}" for each in planned}
        return "; ".join(titles.get(item, item) for item in items)

    def question(self, poll: str) -> str:
        """A poll by its number in this report and its question; by its id where it was not held."""
        for number, each in enumerate(self.report.polls, 1):
            if each.plan.poll == poll:
                return self.words.say("poll-named", number=number, question=each.plan.question)
        return self.words.say("poll-unheld", poll=poll)

    def basis(self, rule: MajorityRule | QuorumRule) -> str:
        """The citation, and whether somebody compared it with the law."""
        unchecked = self.words.say("unverified", citation=rule.citation)
        return rule.citation if rule.verified else unchecked


def rule_formula(rule: MajorityRule, count: int, base_count: int) -> str:
    """A rule with its numbers filled in."""
    if rule.plus is not None:
        return plus_formula(rule.numerator, rule.denominator, count, base_count, rule.plus)
    return formula(rule.numerator, rule.denominator, count, base_count, strict=rule.strict)
