"""The agenda: one active item at a time, each going through its stages.

Theory of operation. Taking an item makes it active and starts its clock; it stays active until it is
concluded. Polls move their item into voting and out of it; anybody may look at other items meanwhile,
which is no state of the meeting. Announcing a package that was carried passes planned items that were
never taken. A missing pair in the table is refused and changes nothing.

| stage      | command                    | stage after |
|------------|----------------------------|-------------|
| planned    | TakeItem                   | presenting  |
| planned    | AnnouncePoll               | passed      |
| presenting | StartDiscussion            | discussing  |
| presenting, discussing, concluding | OpenPoll | voting |
| voting     | AnnouncePoll               | concluding  |
| voting     | AnswerVoid                 | discussing  |
| concluding | StartDiscussion            | discussing  |
| presenting, discussing, concluding | ConcludeItem | concluded |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hub.domain.commands import ConcludeItem, StartDiscussion, TakeItem
from hub.domain.errors import DomainError
from hub.domain.events import Event, ItemConcluded, ItemMoved, ItemPassed, ItemTaken
from hub.domain.vocabulary import MeetingPlan, Stage

MAX_CONCLUSION = 4000  # characters: two pages of print, more than any conclusion read out aloud

TRANSITIONS: dict[tuple[Stage, str], Stage] = {
    (Stage.PLANNED, "TakeItem"): Stage.PRESENTING,
    (Stage.PLANNED, "AnnouncePoll"): Stage.PASSED,
    (Stage.PRESENTING, "StartDiscussion"): Stage.DISCUSSING,
    (Stage.CONCLUDING, "StartDiscussion"): Stage.DISCUSSING,
    (Stage.PRESENTING, "OpenPoll"): Stage.VOTING,
    (Stage.DISCUSSING, "OpenPoll"): Stage.VOTING,
    (Stage.CONCLUDING, "OpenPoll"): Stage.VOTING,
    (Stage.VOTING, "AnnouncePoll"): Stage.CONCLUDING,
    (Stage.VOTING, "AnswerVoid"): Stage.DISCUSSING,
    (Stage.PRESENTING, "ConcludeItem"): Stage.CONCLUDED,
    (Stage.DISCUSSING, "ConcludeItem"): Stage.CONCLUDED,
    (Stage.CONCLUDING, "ConcludeItem"): Stage.CONCLUDED,
}


@dataclass(frozen=True)
class Item:
    """One agenda item; times in milliseconds since the epoch."""

    stage: Stage = Stage.PLANNED
    taken_at: int | None = None
    concluded_at: int | None = None
    conclusion: str = ""


@dataclass(frozen=True)
class Agenda:
    """All items by id, and the active one or empty."""

    items: Mapping[str, Item] = field(default_factory=dict)
    active: str = ""


def start(plan: MeetingPlan) -> Agenda:
    """The agenda of a meeting just convened."""
    return Agenda({item.item: Item() for item in plan.items})


def move(agenda: Agenda, item: str, command: str) -> Stage:
    """The stage `item` reaches by `command`, or a refusal naming the stage it is in."""
    found = agenda.items.get(item)
    if found is None:
        raise DomainError("unknown-item", item=item)
    stage = TRANSITIONS.get((found.stage, command))
    if stage is None:
        raise DomainError("item-not-ready", item=item, stage=found.stage)
    return stage


def take(agenda: Agenda, command: TakeItem) -> tuple[Event, ...]:
    """Make an item active, unless another one still is."""
    move(agenda, command.item, "TakeItem")
    if agenda.active:
        raise DomainError("item-not-concluded", item=agenda.active)
    return (ItemTaken(command.item),)


def start_discussion(agenda: Agenda, command: StartDiscussion) -> tuple[Event, ...]:
    """Move the active item to discussion."""
    return (ItemMoved(command.item, move(agenda, command.item, "StartDiscussion")),)


def conclude(agenda: Agenda, command: ConcludeItem) -> tuple[Event, ...]:
    """Record the conclusion and finish the item."""
    move(agenda, command.item, "ConcludeItem")
    text = command.text.strip()
    if not text:
        raise DomainError("conclusion-empty")
    if len(text) > MAX_CONCLUSION:
        raise DomainError("conclusion-too-long", limit=MAX_CONCLUSION)
    return (ItemConcluded(command.item, text),)


def evolve(agenda: Agenda, event: Event, at: int) -> Agenda:
    """The agenda after `event`."""
    if isinstance(event, ItemTaken):
        taken = replace(agenda.items[event.item], stage=Stage.PRESENTING, taken_at=at)
        return Agenda({**agenda.items, event.item: taken}, active=event.item)
    if isinstance(event, ItemMoved):
        moved = replace(agenda.items[event.item], stage=event.stage)
        return replace(agenda, items={**agenda.items, event.item: moved})
    if isinstance(event, ItemPassed):
        passed = replace(agenda.items[event.item], stage=Stage.PASSED)
        return replace(agenda, items={**agenda.items, event.item: passed})
    if isinstance(event, ItemConcluded):
        done = replace(
            agenda.items[event.item],
            stage=Stage.CONCLUDED,
            concluded_at=at,
            conclusion=event.text,
        )
        return Agenda({**agenda.items, event.item: done}, active="")
    return agenda
