"""The agenda lived through again: which items could take which step, their order, and what was ordered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import singledispatchmethod

from protocol.record import Record
from protocol.verifier.bodies import (
    AgendaEvent,
    AgendaReordered,
    Assignment,
    ConclusionDrafted,
    ItemConcluded,
    ItemInserted,
    ItemMoved,
    ItemNoted,
    ItemPassed,
    ItemPaused,
    ItemPlan,
    ItemPostponed,
    ItemRestored,
    ItemTaken,
    ItemWithdrawn,
    MeetingPlan,
)
from protocol.verifier.bodies.words import Stage
from protocol.verifier.findings import Fact, Findings
from protocol.verifier.report import ItemCourse

TALKING = frozenset({Stage.PRESENTING, Stage.DISCUSSING, Stage.CONCLUDING})
_LEAVABLE = TALKING | {Stage.PLANNED, Stage.PAUSED}
_SETTLED = frozenset({Stage.CONCLUDED, Stage.PASSED})
MAX_TASKS = 20
MAX_SUPPORT = 20
MAX_LINE = 500
MAX_MINUTES = 600


class AgendaTrail:
    """All items as their records come by; what does not hold goes to `findings`."""

    def __init__(self, plan: MeetingPlan, findings: Findings) -> None:
        self.plans = {item.item: item for item in plan.items}
        self.active = ""
        self._findings = findings
        self._record: Record
        self._due = False
        self._order = [item.item for item in plan.items]
        self._stages = dict.fromkeys(self.plans, Stage.PLANNED)
        self._resumes: dict[str, Stage] = {}
        self._by_poll: set[str] = set()

    def apply(
        self, record: Record, event: AgendaEvent, *, due: bool, voted: Collection[str]
    ) -> None:
        """Take in the next record.

        `due`: the record before it made it follow. `voted` are items of a package being voted on.
        """
        self._record, self._due = record, due
        item = getattr(event, "item", None)
        leaves = isinstance(event, ItemPostponed | ItemWithdrawn | ItemPassed) and not due
        if item is not None and (item not in self._stages or (leaves and item in voted)):
            self._misstep(item)
        else:
            self._take(event)

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    @property
    def stage(self) -> Stage | None:
        """Where the active item stands; None while there is none."""
        return self._stages.get(self.active)

    @property
    def planned(self) -> set[str]:
        """Items that have not begun."""
        return {item for item, stage in self._stages.items() if stage is Stage.PLANNED}

    @property
    def items(self) -> tuple[ItemCourse, ...]:
        """Planned and added ones, in the order the meeting ended with."""
        return tuple(ItemCourse(self.plans[item], self._stages[item].value) for item in self._order)

    # ── one kind of record each ─────────────────────────────────────────────────────────────────

    @singledispatchmethod
    def _take(self, event: AgendaEvent) -> None:
        raise NotImplementedError(type(event).__name__)

    @_take.register
    def _taken(self, event: ItemTaken) -> None:
        if self.active:
            self._misstep(event.item)
        elif self._in(event.item, {Stage.PLANNED, Stage.PAUSED}):
            self._stages[event.item] = self._resumes.pop(event.item, Stage.PRESENTING)
            self.active = event.item

    @_take.register
    def _moved(self, event: ItemMoved) -> None:
        """Into voting and out of it only with a poll; to discussion as the chair likes."""
        before = self._stages[event.item]
        discussed = event.stage is Stage.DISCUSSING and before in (
            Stage.PRESENTING,
            Stage.CONCLUDING,
        )
        if event.item != self.active or not (self._due or discussed):
            self._misstep(event.item)
        else:
            self._stages[event.item] = event.stage

    @_take.register
    def _paused(self, event: ItemPaused) -> None:
        if self._in(event.item, TALKING):
            self._resumes[event.item] = self._stages[event.item]
            self._leave(event.item, Stage.PAUSED)

    @_take.register
    def _postponed(self, event: ItemPostponed) -> None:
        if self._in(event.item, _LEAVABLE):
            self._leave(event.item, Stage.POSTPONED)
            self._resumes.pop(event.item, None)

    @_take.register
    def _withdrawn(self, event: ItemWithdrawn) -> None:
        if self._in(event.item, _LEAVABLE):
            self._leave(event.item, Stage.WITHDRAWN)
            self._resumes.pop(event.item, None)

    @_take.register
    def _restored(self, event: ItemRestored) -> None:
        """What a poll passed stays passed."""
        away = {Stage.POSTPONED, Stage.WITHDRAWN, Stage.PASSED}
        if event.item in self._by_poll:
            self._misstep(event.item)
        elif self._in(event.item, away):
            self._stages[event.item] = Stage.PLANNED

    @_take.register
    def _passed(self, event: ItemPassed) -> None:
        if self._in(event.item, {Stage.PLANNED}):
            self._stages[event.item] = Stage.PASSED
            if event.poll:
                self._by_poll.add(event.item)

    @_take.register
    def _concluded(self, event: ItemConcluded) -> None:
        self._check_tasks(event.tasks)
        if self._in(event.item, TALKING):
            self._leave(event.item, Stage.CONCLUDED)

    @_take.register
    def _drafted(self, event: ConclusionDrafted) -> None:
        self._check_tasks(event.tasks)
        self._in(event.item, set(Stage) - _SETTLED)

    @_take.register
    def _noted(self, event: ItemNoted) -> None:
        """Notes are taken on any item."""

    @_take.register
    def _inserted(self, event: ItemInserted) -> None:
        plan, before = event.plan, self._order[event.position : event.position + 1]
        fits = (
            plan.item not in self._stages
            and plan == _bare(plan)
            and plan.number == max((each.number for each in self.plans.values()), default=0) + 1
            and bool(plan.title.strip())
            and 1 <= plan.planned_minutes <= MAX_MINUTES
            and 0 <= event.position <= len(self._order)
            and all(self._stages[item] is Stage.PLANNED for item in before)
        )
        if not fits:
            self._error("bad-item", item=plan.item[:80])
        if plan.item not in self._stages:
            self.plans[plan.item] = plan
            self._stages[plan.item] = Stage.PLANNED
            self._order.insert(max(0, event.position), plan.item)

    @_take.register
    def _reordered(self, event: AgendaReordered) -> None:
        if not self._is_reordering(list(event.order)):
            self._error("bad-order")
        else:
            self._order = list(event.order)

    # ── checks ──────────────────────────────────────────────────────────────────────────────────

    def _is_reordering(self, order: list[str]) -> bool:
        """Every item once, and those that have begun in the order they were in."""
        if sorted(order) != sorted(self._order):
            return False
        begun = [item for item in self._order if item not in self.planned]
        return [item for item in order if item not in self.planned] == begun

    def _in(self, item: str, stages: Collection[Stage]) -> bool:
        """Whether the item is in one of these stages; a finding if it is not."""
        if self._stages[item] in stages:
            return True
        self._misstep(item)
        return False

    def _leave(self, item: str, stage: Stage) -> None:
        self._stages[item] = stage
        if self.active == item:
            self.active = ""

    def _check_tasks(self, tasks: tuple[Assignment, ...]) -> None:
        for number, task in enumerate(tasks, start=1):
            if number > MAX_TASKS or not _is_task(task):
                self._error("bad-task", task=number)
                return

    def _misstep(self, item: str) -> None:
        self._error("item-out-of-order", item=item[:80])

    def _error(self, code: str, **facts: Fact) -> None:
        self._findings.error(code, self._record.seq, **facts)


def _bare(plan: ItemPlan) -> ItemPlan:
    """What an item added in the session may say about itself."""
    return ItemPlan(
        plan.item, plan.number, plan.title, plan.presenter, plan.planned_minutes, draft=""
    )


def _is_task(task: Assignment) -> bool:
    lines = (task.task, task.lead, *task.support)
    said = all(line.strip() and len(line) <= MAX_LINE for line in lines)
    return said and len(task.support) <= MAX_SUPPORT and (not task.due or _is_date(task.due))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
