"""The course of the agenda as the minutes tell it: who presented and spoke, what was noted and concluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from hub.application.minutes_attendance import Record
from hub.application.minutes_polls import PollMinutes
from hub.application.roster import Name, Roster
from hub.domain import agenda
from hub.domain.events import (
    Event,
    ItemConcluded,
    ItemInserted,
    ItemMoved,
    ItemPaused,
    ItemPostponed,
    ItemTaken,
    ItemWithdrawn,
    SpeechBegun,
)
from hub.domain.vocabulary import Assignment, ItemPlan, MeetingPlan, SpeechKind, Stage

E = TypeVar("E")


class Conclusion(Struct, frozen=True):
    """What the chair concluded on an item, and the tasks it orders."""

    at: int
    text: str
    tasks: tuple[Assignment, ...] = ()


class Speaker(Struct, frozen=True):
    """Somebody who had the floor on an item, `times` times with one kind of speech."""

    name: Name
    kind: SpeechKind
    times: int


class Away(Struct, frozen=True):
    """An item left aside for a while; `back_at` is None if it was not taken up again."""

    left_at: int
    back_at: int | None


class Leaving(Struct, frozen=True):
    """An item postponed or withdrawn, when, and the reason given, if any."""

    at: int
    stage: Stage
    reason: str


class ItemMinutes(Struct, frozen=True):
    """The course of one agenda item that was taken.

    `presenter` is as printed; `presented_by` the person, where one was named. `inserted` items were added in
    the session. `leaving` is set of one that ended without a conclusion.
    """

    number: int
    title: str
    presenter: str
    presented_by: Name | None
    inserted: bool
    taken_at: int
    discussed_at: int | None
    away: tuple[Away, ...]
    speakers: tuple[Speaker, ...]
    notes: str
    polls: tuple[PollMinutes, ...]
    conclusions: tuple[Conclusion, ...]
    leaving: Leaving | None


class Passed(Struct, frozen=True):
    """An item carried without discussion: by a package poll, or, without `question`, as nobody objected."""

    item: ItemPlan
    question: str


class PutOff(Struct, frozen=True):
    """An item postponed or withdrawn before it was taken."""

    item: ItemPlan
    leaving: Leaving


class AgendaMinutes(Struct, frozen=True):
    """All items by what became of them; those taken in the order in which they were first taken."""

    items: tuple[ItemMinutes, ...]
    passed: tuple[Passed, ...]
    put_off: tuple[PutOff, ...]
    not_taken: tuple[ItemPlan, ...]


def agenda_minutes(
    records: Sequence[Record],
    plan: MeetingPlan,
    polls: Mapping[str, tuple[PollMinutes, ...]],
    roster: Roster,
) -> AgendaMinutes:
    """What became of every item; `polls` are the opened ones by item."""
    course = agenda.start(plan)
    for at, event in records:
        course = agenda.evolve(course, event, at)
    taken = dict.fromkeys(event.item for _, event in _of(records, ItemTaken))
    untaken = [item for item in course.ordered if item.item not in taken]
    asked = {poll.plan.poll: poll.plan.question for each in polls.values() for poll in each}
    return AgendaMinutes(
        items=tuple(
            _item(_about(records, item), course, item, polls.get(item, ()), roster)
            for item in taken
        ),
        passed=tuple(
            Passed(item, asked.get(course.items[item.item].by_poll, ""))
            for item in course.ordered
            if course.items[item.item].stage is Stage.PASSED
        ),
        put_off=tuple(
            PutOff(item, leaving)
            for item in untaken
            if (leaving := _leaving(_about(records, item.item), course, item.item))
        ),
        not_taken=tuple(item for item in untaken if course.items[item.item].stage is Stage.PLANNED),
    )


def _of(records: Iterable[Record], kind: type[E]) -> list[tuple[int, E]]:
    return [(at, event) for at, event in records if isinstance(event, kind)]


def _about(records: Sequence[Record], item: str) -> list[Record]:
    """What happened to one item."""
    return [(at, event) for at, event in records if _item_of(event) == item]


def _item_of(event: Event) -> str:
    return event.plan.item if isinstance(event, ItemInserted) else getattr(event, "item", "")


def _item(
    records: Sequence[Record],
    course: agenda.Agenda,
    item: str,
    polls: tuple[PollMinutes, ...],
    roster: Roster,
) -> ItemMinutes:
    plan = course.plans[item]
    discussed = (at for at, event in _of(records, ItemMoved) if event.stage is Stage.DISCUSSING)
    concluded = _of(records, ItemConcluded)
    return ItemMinutes(
        number=plan.number,
        title=plan.title,
        presenter=plan.presenter,
        presented_by=_presented_by(records, roster),
        inserted=bool(_of(records, ItemInserted)),
        taken_at=_of(records, ItemTaken)[0][0],
        discussed_at=next(discussed, None),
        away=_away(records),
        speakers=_speakers(records, roster),
        notes=course.items[item].note,
        polls=polls,
        conclusions=tuple(Conclusion(at, event.text, event.tasks) for at, event in concluded),
        leaving=_leaving(records, course, item),
    )


def _presented_by(records: Sequence[Record], roster: Roster) -> Name | None:
    for _, event in _of(records, SpeechBegun):
        if event.kind is SpeechKind.PRESENTATION and event.person:
            return roster.of(event.person)
    return None


def _speakers(records: Sequence[Record], roster: Roster) -> tuple[Speaker, ...]:
    """By person and kind, in the order of their first speech; presentations apart."""
    times: dict[tuple[str, SpeechKind], int] = {}
    for _, event in _of(records, SpeechBegun):
        if event.kind is not SpeechKind.PRESENTATION:
            key = event.person, event.kind
            times[key] = times.get(key, 0) + 1
    return tuple(Speaker(roster.of(person), kind, count) for (person, kind), count in times.items())


def _away(records: Sequence[Record]) -> tuple[Away, ...]:
    found: list[Away] = []
    for at, event in records:
        if isinstance(event, ItemPaused):
            found.append(Away(at, None))
        elif isinstance(event, ItemTaken) and found and found[-1].back_at is None:
            found[-1] = Away(found[-1].left_at, at)
    return tuple(found)


def _leaving(records: Sequence[Record], course: agenda.Agenda, item: str) -> Leaving | None:
    """How the item left the agenda, unless it was put back on it."""
    stage = course.items[item].stage
    if stage not in {Stage.POSTPONED, Stage.WITHDRAWN}:
        return None
    left = [
        (at, event) for at, event in records if isinstance(event, ItemPostponed | ItemWithdrawn)
    ]
    at, event = left[-1]
    return Leaving(at, stage, event.reason)
