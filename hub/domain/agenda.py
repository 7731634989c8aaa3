"""The agenda: one active item at a time, each going through its stages.

Theory of operation. Taking an item makes it active and starts its clock; it stays active until it is
concluded, paused, postponed or withdrawn. A paused item keeps the stage it goes on in. Polls move their
item into voting and out of it; anybody may look at other items meanwhile, which is no state of the
meeting. Announcing a package that was carried passes planned items that were never taken; the chair
passes planned items where nobody objects. `order` is the order everybody shows, whatever the numbers are.
An item's clock runs while it is active and the session is open. A missing pair in the table is refused
and changes nothing.

| stage      | command                    | stage after |
|------------|----------------------------|-------------|
| planned    | TakeItem                   | presenting  |
| planned    | AnnouncePoll, PassItems    | passed      |
| presenting, concluding | StartDiscussion | discussing |
| presenting, discussing, concluding | OpenPoll | voting |
| voting     | AnnouncePoll               | concluding  |
| voting     | AnswerVoid                 | discussing  |
| presenting, discussing, concluding | ConcludeItem | concluded |
| presenting, discussing, concluding | PauseItem | paused |
| paused     | TakeItem                   | presenting, discussing, concluding |
| planned, presenting, discussing, concluding, paused | PostponeItem | postponed |
| planned, presenting, discussing, concluding, paused | WithdrawItem | withdrawn |
| postponed, withdrawn, passed | RestoreItem | planned |

A paused item goes on in the stage it was paused in. An item that a package poll passed stays passed.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from hub.domain.errors import DomainError
from hub.domain.events import (
    AgendaReordered,
    ConclusionDrafted,
    Event,
    ItemConcluded,
    ItemInserted,
    ItemMoved,
    ItemNoted,
    ItemPassed,
    ItemPaused,
    ItemPostponed,
    ItemRestored,
    ItemTaken,
    ItemWithdrawn,
    SessionResumed,
    SessionSuspended,
)
from hub.domain.session import elapsed
from hub.domain.vocabulary import Assignment, ItemPlan, MeetingPlan, Stage

TALKING = (Stage.PRESENTING, Stage.DISCUSSING, Stage.CONCLUDING)  # under way, and no poll about it
_LEAVABLE = (Stage.PLANNED, *TALKING, Stage.PAUSED)

TRANSITIONS: dict[tuple[Stage, str], tuple[Stage, ...]] = {
    (Stage.PLANNED, "TakeItem"): (Stage.PRESENTING,),
    (Stage.PLANNED, "AnnouncePoll"): (Stage.PASSED,),
    (Stage.PLANNED, "PassItems"): (Stage.PASSED,),
    (Stage.PRESENTING, "StartDiscussion"): (Stage.DISCUSSING,),
    (Stage.CONCLUDING, "StartDiscussion"): (Stage.DISCUSSING,),
    **{(stage, "OpenPoll"): (Stage.VOTING,) for stage in TALKING},
    (Stage.VOTING, "AnnouncePoll"): (Stage.CONCLUDING,),
    (Stage.VOTING, "AnswerVoid"): (Stage.DISCUSSING,),
    **{(stage, "ConcludeItem"): (Stage.CONCLUDED,) for stage in TALKING},
    **{(stage, "PauseItem"): (Stage.PAUSED,) for stage in TALKING},
    (Stage.PAUSED, "TakeItem"): TALKING,  # the one it was paused in
    **{(stage, "PostponeItem"): (Stage.POSTPONED,) for stage in _LEAVABLE},
    **{(stage, "WithdrawItem"): (Stage.WITHDRAWN,) for stage in _LEAVABLE},
    (Stage.POSTPONED, "RestoreItem"): (Stage.PLANNED,),
    (Stage.WITHDRAWN, "RestoreItem"): (Stage.PLANNED,),
    (Stage.PASSED, "RestoreItem"): (Stage.PLANNED,),
}


class Item(Struct, frozen=True):
    """One agenda item; times in milliseconds since the epoch.

    `resumes` is the stage that a paused one goes on in. It has taken `spent_ms` up to `since`, or in all
    while `since` is None. `tasks` are those of the draft, then of the conclusion. `by_poll` passed it.
    """

    stage: Stage = Stage.PLANNED
    resumes: Stage | None = None
    since: int | None = None
    spent_ms: int = 0
    taken_at: int | None = None
    concluded_at: int | None = None
    conclusion: str = ""
    draft: str = ""
    tasks: tuple[Assignment, ...] = ()
    note: str = ""
    reason: str = ""
    by_poll: str = ""


class Agenda(Struct, frozen=True):
    """All items by id, their plans and their order, and the active one or empty."""

    items: Mapping[str, Item] = field(default_factory=dict)
    active: str = ""
    plans: Mapping[str, ItemPlan] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    @property
    def ordered(self) -> tuple[ItemPlan, ...]:
        """The plans of all items, those of the session included, in the order everybody shows."""
        return tuple(self.plans[item] for item in self.order)


def start(plan: MeetingPlan) -> Agenda:
    """The agenda of a meeting just convened."""
    return Agenda(
        items={item.item: Item(draft=item.draft) for item in plan.items},
        plans={item.item: item for item in plan.items},
        order=tuple(item.item for item in plan.items),
    )


def find(agenda: Agenda, item: str) -> Item:
    """An item of this agenda, or the refusal `unknown-item`."""
    found = agenda.items.get(item)
    if found is None:
        raise DomainError("unknown-item", item=item[:80])
    return found


def move(agenda: Agenda, item: str, command: str) -> Stage:
    """The stage `item` reaches by `command`, or a refusal naming the stage it is in."""
    found = find(agenda, item)
    reached = TRANSITIONS.get((found.stage, command))
    if reached is None:
        raise DomainError("item-not-ready", item=item, stage=found.stage)
    return found.resumes or reached[0] if command == "TakeItem" else reached[0]


# ── evolving ────────────────────────────────────────────────────────────────────────────────────


def evolve(agenda: Agenda, event: Event, at: int) -> Agenda:
    """The agenda after `event`."""
    if isinstance(event, ItemTaken):
        return replace(_with(agenda, event.item, _taken(agenda, event, at)), active=event.item)
    if isinstance(event, ItemConcluded):
        return _left(agenda, event.item, _concluded(agenda, event, at))
    if isinstance(event, ItemPaused | ItemPostponed | ItemWithdrawn):
        return _left(agenda, event.item, _put_aside(agenda.items[event.item], event, at))
    if isinstance(event, SessionSuspended | SessionResumed):
        return _break(agenda, event, at)
    if isinstance(event, ItemInserted):
        return _inserted(agenda, event)
    if isinstance(event, AgendaReordered):
        return replace(agenda, order=event.order)
    return _evolve_item(agenda, event)


def _evolve_item(agenda: Agenda, event: Event) -> Agenda:
    """What changes one item and neither which is active nor a clock."""
    if isinstance(event, ItemMoved | ItemPassed | ItemRestored | ConclusionDrafted | ItemNoted):
        return _with(agenda, event.item, _changed(agenda.items[event.item], event))
    return agenda


def _changed(
    item: Item, event: ItemMoved | ItemPassed | ItemRestored | ConclusionDrafted | ItemNoted
) -> Item:
    if isinstance(event, ItemMoved):
        return replace(item, stage=event.stage)
    if isinstance(event, ItemPassed):
        return replace(item, stage=Stage.PASSED, by_poll=event.poll)
    if isinstance(event, ItemRestored):
        return replace(item, stage=Stage.PLANNED, reason="")
    if isinstance(event, ConclusionDrafted):
        return replace(item, draft=event.text, tasks=event.tasks)
    return replace(item, note=event.text)


def _taken(agenda: Agenda, event: ItemTaken, at: int) -> Item:
    found = agenda.items[event.item]
    return replace(
        found,
        stage=found.resumes or Stage.PRESENTING,
        resumes=None,
        since=at,
        taken_at=at if found.taken_at is None else found.taken_at,
    )


def _concluded(agenda: Agenda, event: ItemConcluded, at: int) -> Item:
    return replace(
        _stopped(agenda.items[event.item], at),
        stage=Stage.CONCLUDED,
        concluded_at=at,
        conclusion=event.text,
        tasks=event.tasks,
    )


def _put_aside(item: Item, event: ItemPaused | ItemPostponed | ItemWithdrawn, at: int) -> Item:
    stopped = _stopped(item, at)
    if isinstance(event, ItemPaused):
        return replace(stopped, stage=Stage.PAUSED, resumes=item.stage)
    stage = Stage.POSTPONED if isinstance(event, ItemPostponed) else Stage.WITHDRAWN
    return replace(stopped, stage=stage, resumes=None, reason=event.reason)


def _stopped(item: Item, at: int) -> Item:
    return replace(item, since=None, spent_ms=item.spent_ms + elapsed(item.since, at))


def _break(agenda: Agenda, event: SessionSuspended | SessionResumed, at: int) -> Agenda:
    """The active item's clock stands during a break."""
    if not agenda.active:
        return agenda
    item = agenda.items[agenda.active]
    resumed = isinstance(event, SessionResumed)
    return _with(agenda, agenda.active, replace(item, since=at) if resumed else _stopped(item, at))


def _inserted(agenda: Agenda, event: ItemInserted) -> Agenda:
    item, order = event.plan.item, agenda.order
    return replace(
        agenda,
        items={**agenda.items, item: Item(draft=event.plan.draft)},
        plans={**agenda.plans, item: event.plan},
        order=(*order[: event.position], item, *order[event.position :]),
    )


def _left(agenda: Agenda, name: str, item: Item) -> Agenda:
    """The agenda with an item that is no longer under way."""
    active = "" if agenda.active == name else agenda.active
    return replace(_with(agenda, name, item), active=active)


def _with(agenda: Agenda, name: str, item: Item) -> Agenda:
    return replace(agenda, items={**agenda.items, name: item})
