"""Steps of the agenda as the whole meeting decides them: what they do to speeches, and what polls forbid."""

from __future__ import annotations

from itertools import count

from hub.domain import (
    agenda,
    commands,
    conclusions,
    events,
    poll,
    session,
    speaking,
    speaking_steps,
)
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.state import Meeting, after
from hub.domain.vocabulary import ItemPlan, SpeechKind, Stage

Events = tuple[Event, ...]

MAX_ITEMS = 200  # of one agenda: ten times the longest session, and one message can tell them
MAX_MINUTES = 600  # planned for one item: a day


# ── going through it ────────────────────────────────────────────────────────────────────────────


def take(state: Meeting, command: commands.TakeItem, now: int) -> Events:
    """Make an item active, unless another one still is; its presentation begins by itself."""
    session.require_open(state.session)
    stage = agenda.move(state.agenda, command.item, "TakeItem")
    if state.agenda.active:
        raise DomainError("item-not-concluded", item=state.agenda.active)
    taken = events.ItemTaken(command.item)
    speaker = state.agenda.plans[command.item].speaker
    absent = speaker and speaker not in state.attendance.present
    if stage is not Stage.PRESENTING or absent:
        return (taken,)
    then = after(state, (taken,), now)
    return (taken, speaking_steps.begun(then, speaker, SpeechKind.PRESENTATION))


def start_discussion(state: Meeting, command: commands.StartDiscussion, now: int) -> Events:
    """Move the active item to discussion; the presentation is over."""
    session.require_open(state.session)
    stage = agenda.move(state.agenda, command.item, "StartDiscussion")
    moved = events.ItemMoved(command.item, stage)
    speech = state.speaking.current
    presenting = speech is not None and speech.kind is SpeechKind.PRESENTATION
    ended = speaking.ended(state.speaking, "item", now) if presenting else ()
    return speaking_steps.and_next(state, (*ended, moved), now)


def pause(state: Meeting, command: commands.PauseItem, now: int) -> Events:
    """Put the active item aside for later in this session."""
    session.require_open(state.session)
    agenda.move(state.agenda, command.item, "PauseItem")
    return (*_ended(state, command.item, now), events.ItemPaused(command.item))


def postpone(state: Meeting, command: commands.PostponeItem, now: int) -> Events:
    """Leave an item to the next session."""
    session.require_open(state.session)
    agenda.move(state.agenda, command.item, "PostponeItem")
    _require_no_poll_about(state, command.item)
    reason = conclusions.reason(command.reason)
    return (*_ended(state, command.item, now), events.ItemPostponed(command.item, reason))


def withdraw(state: Meeting, command: commands.WithdrawItem, now: int) -> Events:
    """Take an item off the agenda."""
    session.require_open(state.session)
    agenda.move(state.agenda, command.item, "WithdrawItem")
    _require_no_poll_about(state, command.item)
    reason = conclusions.reason(command.reason)
    return (*_ended(state, command.item, now), events.ItemWithdrawn(command.item, reason))


def pass_items(state: Meeting, command: commands.PassItems, _now: int) -> Events:
    """Pass planned items without discussion, all of them or none."""
    session.require_open(state.session)
    if not command.items or len(set(command.items)) != len(command.items):
        raise DomainError("bad-items")
    for item in command.items:
        agenda.move(state.agenda, item, "PassItems")
        _require_no_poll_about(state, item)
    return tuple(events.ItemPassed(item) for item in command.items)


def restore(state: Meeting, command: commands.RestoreItem, _now: int) -> Events:
    """Plan an item again, unless a poll has passed it."""
    session.require_open(state.session)
    agenda.move(state.agenda, command.item, "RestoreItem")
    if state.agenda.items[command.item].by_poll:
        raise DomainError("package-settled", item=command.item)
    return (events.ItemRestored(command.item),)


def conclude(state: Meeting, command: commands.ConcludeItem, now: int) -> Events:
    """Record the conclusion with its tasks, and finish the item."""
    session.require_open(state.session)
    agenda.move(state.agenda, command.item, "ConcludeItem")
    text, tasks = conclusions.conclusion(command.text), conclusions.tasks(command.tasks)
    return (*_ended(state, command.item, now), events.ItemConcluded(command.item, text, tasks))


def _ended(state: Meeting, item: str, now: int) -> Events:
    """The end of a speech on this item, if there is one."""
    speech = state.speaking.current
    about_it = speech is not None and speech.item == item
    return speaking.ended(state.speaking, "item", now) if about_it else ()


def _require_no_poll_about(state: Meeting, item: str) -> None:
    """Raise `poll-unsettled` while a package with this item is being voted on."""
    for found in state.polls.values():
        if found.stage in poll.UNSETTLED and item in found.plan.package:
            raise DomainError("poll-unsettled", poll=found.plan.poll)


# ── its order ───────────────────────────────────────────────────────────────────────────────────


def insert(state: Meeting, command: commands.InsertItem, _now: int) -> Events:
    """Add an item on the spot."""
    _require_in_work(state)
    if len(state.agenda.order) >= MAX_ITEMS:
        raise DomainError("agenda-full", limit=MAX_ITEMS)
    if not 1 <= command.planned_minutes <= MAX_MINUTES:
        raise DomainError("bad-minutes", limit=MAX_MINUTES)
    position = _place(state.agenda, command.before)
    plan = ItemPlan(
        item=next(name for n in count(1) if (name := f"them-{n}") not in state.agenda.items),
        number=max((each.number for each in state.agenda.plans.values()), default=0) + 1,
        title=conclusions.title(command.title),
        presenter=conclusions.presenter(command.presenter),
        planned_minutes=command.planned_minutes,
        draft="",
    )
    return (events.ItemInserted(plan, position),)


def reorder(state: Meeting, command: commands.MoveItem, _now: int) -> Events:
    """Put an item that has not begun somewhere else."""
    _require_in_work(state)
    _require_planned(state.agenda, command.item)
    if command.before == command.item:
        return ()
    _place(state.agenda, command.before)
    others = [item for item in state.agenda.order if item != command.item]
    at = others.index(command.before) if command.before else len(others)
    order = (*others[:at], command.item, *others[at:])
    return () if order == state.agenda.order else (events.AgendaReordered(order),)


def _place(items: agenda.Agenda, before: str) -> int:
    """Where an item goes that is to stand before another planned one, or at the end."""
    if not before:
        return len(items.order)
    _require_planned(items, before)
    return items.order.index(before)


def _require_planned(items: agenda.Agenda, item: str) -> None:
    stage = agenda.find(items, item).stage
    if stage is not Stage.PLANNED:
        raise DomainError("item-not-ready", item=item, stage=stage)


# ── paperwork ───────────────────────────────────────────────────────────────────────────────────


def draft(state: Meeting, command: commands.DraftConclusion, _now: int) -> Events:
    """Keep the draft of a conclusion."""
    _require_in_work(state)
    item = agenda.find(state.agenda, command.item)
    if item.stage in {Stage.CONCLUDED, Stage.PASSED}:
        raise DomainError("item-not-ready", item=command.item, stage=item.stage)
    text, tasks = conclusions.draft(command.text), conclusions.tasks(command.tasks)
    if (text, tasks) == (item.draft, item.tasks):
        return ()
    return (events.ConclusionDrafted(command.item, text, tasks),)


def note(state: Meeting, command: commands.NoteItem, _now: int) -> Events:
    """Keep the secretary's notes."""
    _require_in_work(state)
    item = agenda.find(state.agenda, command.item)
    before = item.note if command.more else ""
    text = conclusions.notes("\n".join(filter(None, (before, command.text))))
    return () if text == item.note else (events.ItemNoted(command.item, text),)


def _require_in_work(state: Meeting) -> None:
    """Raise unless there is a meeting, and its session is not closed."""
    _ = state.convened
    session.require_not_closed(state.session)
