"""Speaking as every terminal may know it: who has the floor, who waits, who has spoken how long."""

from __future__ import annotations

from collections.abc import Mapping

from hub.domain import speaking_steps
from hub.domain.meeting import Meeting
from hub.domain.speaking import Request, Speech, Spoken
from hub.domain.speaking_order import turn
from protocol.messages import (
    BudgetState,
    RequestState,
    SpeakersState,
    SpeechState,
    SpokenState,
)

NEVER = Spoken()


def speakers_state(state: Meeting, before: Mapping[str, Spoken]) -> SpeakersState:
    """The speech, the queue of the active item, and times of persons and groups.

    `before` tells by person what was spoken in the year before this meeting. Who never spoke is left out.
    """
    norms, current = state.convened.norms, state.speaking.current
    return SpeakersState(
        mode=state.speaking.mode,
        warning_ms=norms.warning_ms,
        extension_ms=norms.extension_ms,
        current=None if current is None else _speech(current),
        queue=tuple(_request(state, each) for each in speaking_steps.queue(state)),
        spoken=_spoken(state, before),
        budgets=tuple(
            BudgetState(
                each.group,
                each.label,
                each.budget_ms,
                state.speaking.group_spent.get(each.group, 0),
            )
            for each in state.convened.groups
        ),
    )


def _speech(speech: Speech) -> SpeechState:
    return SpeechState(
        person=speech.person,
        item=speech.item,
        kind=speech.kind,
        turn=speech.turn,
        begun_at=speech.begun_at,
        since=speech.since,
        spent_ms=speech.spent_ms,
        allotted_ms=speech.allotted_ms,
    )


def _request(state: Meeting, request: Request) -> RequestState:
    return RequestState(
        person=request.person,
        kind=request.kind,
        asked_at=request.asked_at,
        turn=turn(state.speaking, state.agenda.active, request.person),
        allotted_ms=speaking_steps.allotted(state, request.person, request.kind),
    )


def _spoken(state: Meeting, before: Mapping[str, Spoken]) -> tuple[SpokenState, ...]:
    told = state.speaking.spoken
    persons = (each.person for each in state.convened.persons)
    return tuple(
        SpokenState(
            person,
            told.get(person, NEVER).ms,
            told.get(person, NEVER).times,
            before.get(person, NEVER).ms,
            before.get(person, NEVER).times,
        )
        for person in persons
        if person in told or person in before
    )
