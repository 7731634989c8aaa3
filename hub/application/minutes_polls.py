"""The polls of a meeting as its minutes tell them: how each was taken, what came of it, what was mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hub.application.minutes_attendance import Record
from hub.application.roster import Name, Roster
from hub.domain.answers import Answer
from hub.domain.events import (
    CountEntered,
    PollClosed,
    PollCorrected,
    PollDrafted,
    PollOpened,
    PollSuperseded,
    PollVoided,
    TieDecided,
    VoidDeclined,
    VoidProposed,
)
from hub.domain.tally import Result
from hub.domain.vocabulary import Choice, MeetingPlan, PollKind, PollPlan

E = TypeVar("E")

COUNTS = PollClosed | TieDecided | PollCorrected


class Voided(Struct, frozen=True):
    """A poll declared void, why, and the secretary who agreed."""

    at: int
    reason: str
    secretary: Name


class Declined(Struct, frozen=True):
    """The chair wanted the poll void; the secretary did not agree."""

    at: int
    reason: str


class Correction(Struct, frozen=True):
    """A counted poll put right. `answers` are the new ones by person, empty of an unnamed poll.

    `before` is the result as it stood until then, `changed` how many answers were replaced.
    """

    at: int
    reason: str
    secretary: Name
    answers: tuple[tuple[Name, Answer], ...]
    changed: int
    before: Result


class PollMinutes(Struct, frozen=True):
    """One poll that was opened. `result` is None if it was never closed; a void one keeps its numbers.

    `present` counts entitled members present at the opening. `labels` name the plan's options, `package`
    the further items, `typed_by` those who typed its counts. `again_of` is when the poll that this one
    repeats was opened, `superseded_at` when a re-vote took its place. `places_before` and `places_after` are
    of an election in rounds: how many places this round was given, how many it left to the next; else None.
    `check_code` is empty if not known.
    """

    plan: PollPlan
    opened_at: int
    closed_at: int | None
    present: int
    quorum_met: bool
    result: Result | None
    labels: tuple[str, ...]
    package: tuple[str, ...]
    excluded: tuple[Name, ...]
    typed_by: tuple[Name, ...]
    deciding: Choice | None
    corrections: tuple[Correction, ...]
    declined: tuple[Declined, ...]
    voided: Voided | None
    again_of: int | None
    superseded_at: int | None
    check_code: str
    places_before: int | None = None
    places_after: int | None = None


def polls_by_item(
    records: Sequence[Record], plan: MeetingPlan, roster: Roster, check_codes: Mapping[str, str]
) -> dict[str, tuple[PollMinutes, ...]]:
    """The opened polls in order, by item."""
    plans = {poll.poll: poll for poll in plan.polls}
    plans |= {event.plan.poll: event.plan for _, event in records if isinstance(event, PollDrafted)}
    items = {item.item: f"{item.number}. {item.title}" for item in plan.items}
    opened: dict[str, int] = {}
    polls: dict[str, tuple[PollMinutes, ...]] = {}
    for name, history in _histories(records).items():
        opened[name] = history[0][0]
        poll = plans[name]
        told = _poll(poll, history, items, opened, roster, check_codes.get(name, ""))
        polls[poll.item] = (*polls.get(poll.item, ()), _in_rounds(told, plans, history))
    return polls


def _in_rounds(
    told: PollMinutes, plans: Mapping[str, PollPlan], history: Sequence[Record]
) -> PollMinutes:
    """With how an election goes on from round to round: who is elected stays so, fewer places are left."""
    places = told.plan.places
    before = plans.get(told.plan.replaces)
    superseded = next((event for _, event in history if isinstance(event, PollSuperseded)), None)
    after = plans.get(superseded.by) if superseded else None
    return replace(
        told,
        places_before=places if before and before.places != places else None,
        places_after=after.places if after and after.places != places else None,
    )


def _histories(records: Sequence[Record]) -> dict[str, list[Record]]:
    """What happened to each poll from its opening on."""
    histories: dict[str, list[Record]] = {}
    for at, event in records:
        if isinstance(event, PollOpened):
            histories[event.poll] = [(at, event)]
        elif (name := getattr(event, "poll", "")) in histories:
            histories[name].append((at, event))
    return histories


def _of(history: Sequence[Record], kind: type[E]) -> list[tuple[int, E]]:
    return [(at, event) for at, event in history if isinstance(event, kind)]


def _poll(
    plan: PollPlan,
    history: Sequence[Record],
    items: Mapping[str, str],
    opened: Mapping[str, int],
    roster: Roster,
    check_code: str,
) -> PollMinutes:
    ((opened_at, opening),) = _of(history, PollOpened)
    closed = next(iter(_of(history, PollClosed)), None)
    tie = next(iter(_of(history, TieDecided)), None)
    superseded = next(iter(_of(history, PollSuperseded)), None)
    typists = {event.person: None for _, event in _of(history, CountEntered)}
    return PollMinutes(
        plan=plan,
        opened_at=opened_at,
        closed_at=closed and closed[0],
        present=len(opening.present),
        quorum_met=opening.quorum_met,
        result=_result(history),
        labels=tuple(each.label or roster.of(each.option).name for each in plan.options),
        package=tuple(items[item] for item in plan.package),
        excluded=tuple(roster.of(person) for person in plan.excluded),
        typed_by=tuple(roster.of(person) for person in typists),
        deciding=tie and tie[1].choice,
        corrections=_corrections(plan, history, roster),
        declined=_declined(history),
        voided=_voided(history, roster),
        again_of=opened.get(plan.replaces),
        superseded_at=superseded and superseded[0],
        check_code=check_code,
    )


def _result(history: Sequence[Record]) -> Result | None:
    """The latest count: of the close, with the chair's deciding vote, or as corrected."""
    counts = [event.result for _, event in history if isinstance(event, COUNTS)]
    return counts[-1] if counts else None


def _corrections(
    plan: PollPlan, history: Sequence[Record], roster: Roster
) -> tuple[Correction, ...]:
    corrections = []
    before: Result | None = None
    for at, event in history:
        if isinstance(event, PollCorrected) and before:
            hidden = plan.kind is PollKind.UNNAMED
            answers = () if hidden else event.answers
            corrections.append(
                Correction(
                    at=at,
                    reason=event.reason,
                    secretary=roster.of(event.person),
                    answers=tuple((roster.of(each.person), each.answer) for each in answers),
                    changed=len(event.answers),
                    before=before,
                )
            )
        if isinstance(event, COUNTS):
            before = event.result
    return tuple(corrections)


def _declined(history: Sequence[Record]) -> tuple[Declined, ...]:
    declined, reason = [], ""
    for at, event in history:
        if isinstance(event, VoidProposed):
            reason = event.reason
        elif isinstance(event, VoidDeclined):
            declined.append(Declined(at, reason))
    return tuple(declined)


def _voided(history: Sequence[Record], roster: Roster) -> Voided | None:
    for at, event in _of(history, PollVoided):
        return Voided(at, event.reason, roster.of(event.secretary))
    return None
