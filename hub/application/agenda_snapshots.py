"""The agenda as every terminal may know it, in one message however long it is.

Drafts, conclusions, tasks and reasons of all items may together be longer than a message. Then those of the
active item are told first, of the latest concluded next, then as the agenda goes; what does not fit is
told empty. Titles of an agenda with very many long ones are cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from msgspec.structs import replace

from hub.domain.agenda import Item
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Assignment, ItemPlan
from protocol import canonical, shapes
from protocol.codec import MAX_MESSAGE_BYTES
from protocol.messages import AgendaState, ItemState, OpinionsState, TaskState

ROOM = MAX_MESSAGE_BYTES - 8 * 1024  # beside the envelope and its signature
BYTES = 6  # of a character at most, as JSON escapes it
BARE = 600  # bytes of an item without its words: names of fields, times, its id
TASK = 10  # characters that stand for the 45 bytes of a task without its words
LINES = 80 * 1024  # bytes of all titles and presenters: 200 lines that fill a screen's width twice


def agenda_state(state: Meeting) -> AgendaState:
    """All items in order, and the active one with its notes."""
    active = state.agenda.active
    note = state.agenda.items[active].note if active else ""
    polls = _polls(state)
    line = LINES // max(1, 2 * len(state.agenda.order))
    items = {
        plan.item: _item(state.agenda.items[plan.item], plan, polls.get(plan.item, ()), line)
        for plan in state.agenda.ordered
    }
    return AgendaState(_fitting(state, items, note), active, note)


def _polls(state: Meeting) -> dict[str, tuple[str, ...]]:
    """The polls of each item."""
    found: dict[str, tuple[str, ...]] = {}
    for name, poll in state.polls.items():
        found[poll.plan.item] = (*found.get(poll.plan.item, ()), name)
    return found


def _item(found: Item, plan: ItemPlan, polls: tuple[str, ...], line: int) -> ItemState:
    told = plan.opinions
    return ItemState(
        item=plan.item,
        number=plan.number,
        title=_cut(plan.title, line),
        presenter=_cut(plan.presenter, line),
        planned_minutes=plan.planned_minutes,
        stage=found.stage,
        started_at=found.taken_at,
        since=found.since,
        spent_ms=found.spent_ms,
        polls=polls,
        conclusion=found.conclusion,
        draft="" if found.conclusion else found.draft,
        tasks=tuple(_task(each) for each in found.tasks),
        expected_papers=plan.expected_papers,
        opinions=OpinionsState(told.agree, told.other, told.against) if told else None,
        resumes=found.resumes or "",
        reason=found.reason,
    )


def _task(one: Assignment) -> TaskState:
    return TaskState(one.task, one.lead, one.support, one.due)


# ── fitting into a message ──────────────────────────────────────────────────────────────────────


def _fitting(state: Meeting, items: Mapping[str, ItemState], note: str) -> tuple[ItemState, ...]:
    """The items, with as many texts as there is room for."""
    whole = tuple(items.values())
    if _at_most(whole, note) <= ROOM or _size(_told(state, whole, note)) <= ROOM:
        return whole
    bare = {
        name: replace(item, conclusion="", draft="", tasks=(), reason="")
        for name, item in items.items()
    }
    room = ROOM - _size(_told(state, bare.values(), note))
    for name in _by_urgency(state):
        cost = _size(items[name]) - _size(bare[name])
        if cost <= room:
            bare[name] = items[name]
            room -= cost
    return tuple(bare.values())


def _by_urgency(state: Meeting) -> list[str]:
    def urgency(name: str) -> tuple[bool, int]:
        return name != state.agenda.active, -(state.agenda.items[name].concluded_at or 0)

    return sorted(state.agenda.order, key=urgency)


def _told(state: Meeting, items: Iterable[ItemState], note: str) -> AgendaState:
    return AgendaState(tuple(items), state.agenda.active, note)


def _at_most(items: Iterable[ItemState], note: str) -> int:
    """More bytes than these make in a message: quick to say, and enough for most agendas."""
    return BYTES * len(note) + sum(BARE + BYTES * _characters(item) for item in items)


def _characters(item: ItemState) -> int:
    """Of all words of an item; one more for each stands for its quotes and comma."""
    lines = (item.title, item.presenter, item.conclusion, item.draft, item.reason, *item.polls)
    tasks = ((each.task, each.lead, each.due, *each.support) for each in item.tasks)
    words = sum(len(line) + 1 for line in chain(lines, *tasks))
    return words + TASK * len(item.tasks)


def _size(shape: AgendaState | ItemState) -> int:
    return len(canonical.dump(shapes.to_json(shape)))


def _cut(words: str, limit: int) -> str:
    """`words`, or as much of them as `limit` bytes hold."""
    if len(words.encode()) <= limit:
        return words
    return words.encode()[: limit - len("…".encode())].decode(errors="ignore") + "…"
