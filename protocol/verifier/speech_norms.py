"""How long a speech may take: by the plan's norms, and by what is left of a group's budget."""

from __future__ import annotations

from collections import defaultdict

from protocol.verifier.bodies import MeetingPlan
from protocol.verifier.bodies.words import SpeechKind

APART = frozenset(
    {SpeechKind.PRESENTATION, SpeechKind.ORDER}
)  # neither a group's time nor a turn of it


class SpeechBudget:
    """Norms and budgets, with what every group has used and every person has spoken as."""

    def __init__(self, plan: MeetingPlan) -> None:
        self._norms = plan.norms
        self._budgets = {group.group: group.budget_ms for group in plan.groups}
        self._group_of = {person.person: person.group for person in plan.persons if person.group}
        self._used: defaultdict[str, int] = defaultdict(int)
        self._given: defaultdict[tuple[str, str], list[SpeechKind]] = defaultdict(list)

    def turn(self, person: str, item: str) -> int:
        """Which speech of the person on the item the next one is; points of order do not count."""
        return 1 + sum(kind is not SpeechKind.ORDER for kind in self._given[item, person])

    def allotted(self, person: str, item: str, kind: SpeechKind) -> int:
        """Milliseconds for a speech that is timed."""
        norm = self._norm(kind, again=SpeechKind.CONTRIBUTION in self._given[item, person])
        group = self._group_of.get(person, "")
        budget = None if kind in APART else self._budgets.get(group)
        return norm if budget is None else min(norm, max(0, budget - self._used[group]))

    def begin(self, person: str, item: str, kind: SpeechKind) -> None:
        """A speech has begun."""
        self._given[item, person].append(kind)

    def end(self, person: str, kind: SpeechKind, spent_ms: int, *, timed: bool) -> None:
        """It is over: a timed one counts for the group, but for presentations and points of order."""
        if timed and kind not in APART:
            self._used[self._group_of.get(person, "")] += spent_ms

    def _norm(self, kind: SpeechKind, *, again: bool) -> int:
        norms = self._norms
        if kind is SpeechKind.CONTRIBUTION:
            return norms.again_ms if again else norms.contribution_ms
        times = {
            SpeechKind.PRESENTATION: norms.presentation_ms,
            SpeechKind.DEBATE: norms.debate_ms,
            SpeechKind.QUESTION: norms.question_ms,
            SpeechKind.ANSWER: norms.answer_ms,
            SpeechKind.ORDER: norms.order_ms,
        }
        return times[kind]
