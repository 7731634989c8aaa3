"""Who speaks next, for which time, and how long: read off the state of speaking, pure.

The queue: points of order first, then as they asked; those registered before the session asked first. In
groups' mode the groups take turns, the one that was heard longest ago first, and within a group as asked.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import chain, zip_longest

from hub.domain.speaking import APART, Request, Speaking
from hub.domain.vocabulary import MeetingPlan, QueueMode, SpeechKind, SpeechNorms


def queue(
    plan: MeetingPlan, speaking: Speaking, item: str, present: Container[str]
) -> tuple[Request, ...]:
    """Who waits on an item and is present, in the order they are to speak."""
    asked = [each for each in speaking.requests.get(item, ()) if each.person in present]
    asked.sort(key=lambda request: request.asked_at)
    points = [each for each in asked if each.kind is SpeechKind.ORDER]
    others = [each for each in asked if each.kind is not SpeechKind.ORDER]
    if speaking.mode is QueueMode.GROUPS:
        others = _in_turn(plan, speaking, item, others)
    return (*points, *others)


def _in_turn(
    plan: MeetingPlan, speaking: Speaking, item: str, asked: Iterable[Request]
) -> list[Request]:
    """One of each group, then the second of each, and so on; persons of no group are a group."""
    heard = speaking.heard.get(item, ())
    groups = [*(each.group for each in plan.groups), ""]
    groups.sort(key=lambda group: heard.index(group) if group in heard else -1)
    by_group: dict[str, list[Request]] = {group: [] for group in groups}
    for request in asked:
        by_group.setdefault(speaking.belongs.get(request.person, ""), []).append(request)
    rounds = chain.from_iterable(zip_longest(*by_group.values()))
    return [request for request in rounds if request is not None]


# ── turns and time ──────────────────────────────────────────────────────────────────────────────


def turn(speaking: Speaking, item: str, person: str) -> int:
    """Which of the person's speeches on the item the next one is, from 1; points of order do not count."""
    given = speaking.given.get((item, person), ())
    return sum(kind is not SpeechKind.ORDER for kind in given) + 1


def allotted(
    plan: MeetingPlan, speaking: Speaking, item: str, person: str, kind: SpeechKind
) -> int | None:
    """Milliseconds by the norms, at most what is left to the person's group; None for no limit."""
    again = SpeechKind.CONTRIBUTION in speaking.given.get((item, person), ())
    norm = _norm(plan.norms, kind, again=again)
    left = None if kind in APART else _left(plan, speaking, speaking.belongs.get(person, ""))
    return norm if left is None else min(norm, left)


def _norm(norms: SpeechNorms, kind: SpeechKind, *, again: bool) -> int:
    times = {
        SpeechKind.PRESENTATION: norms.presentation_ms,
        SpeechKind.CONTRIBUTION: norms.again_ms if again else norms.contribution_ms,
        SpeechKind.DEBATE: norms.debate_ms,
        SpeechKind.QUESTION: norms.question_ms,
        SpeechKind.ANSWER: norms.answer_ms,
        SpeechKind.ORDER: norms.order_ms,
    }
    return times[kind]


def _left(plan: MeetingPlan, speaking: Speaking, group: str) -> int | None:
    budgets = (each.budget_ms for each in plan.groups if each.group == group)
    budget = next(budgets, None)
    return None if budget is None else max(0, budget - speaking.group_spent.get(group, 0))
