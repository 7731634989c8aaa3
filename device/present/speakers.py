"""Speaking, as screens show it: who has the floor, who waits, who has spoken."""

from __future__ import annotations

from device.present.clocks import speech_clock
from device.room_view import RoomView
from device.screens import (
    BudgetRow,
    PollStage,
    QueueMode,
    SpeakBar,
    SpeakerRow,
    Speakers,
    SpeakersPanel,
    Speech,
    SpeechKind,
    SpokenRow,
)
from device.speaking import has_the_floor, request_of
from device.terminal import Terminal
from protocol.messages import PersonAt, RequestState, SpokenState
from protocol.topics import Said

ASKED_FOR = (
    SpeechKind.CONTRIBUTION,
    SpeechKind.DEBATE,
    SpeechKind.QUESTION,
    SpeechKind.ANSWER,
    SpeechKind.ORDER,
)
TALKING = frozenset({"presenting", "discussing", "concluding"})
_UNSETTLED = frozenset({PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED})


def speakers(terminal: Terminal, now: int) -> Speakers:
    """The queue as everybody may see it."""
    return Speakers(
        mode=QueueMode(terminal.view.speakers.mode),
        current=speech(terminal, now),
        queue=queue(terminal.view),
    )


def speech(terminal: Terminal, now: int) -> Speech | None:
    """The speech going on, if there is one."""
    view = terminal.view
    current = view.speakers.current
    if current is None:
        return None
    found, item = view.person(current.person), view.item_called(current.item)
    printed = item.presenter if item else ""
    return Speech(
        person=current.person,
        name=found.name if found else "",
        title=found.title if found else printed,
        kind=SpeechKind(current.kind),
        turn=current.turn,
        clock=speech_clock(terminal, current, now),
    )


def queue(view: RoomView) -> tuple[SpeakerRow, ...]:
    """Everybody who waits, in the order of speaking."""
    told = view.speakers
    spoken = {each.person: each.ms for each in told.spoken}
    labels = {each.group: each.label for each in told.budgets}
    return tuple(
        _row(view, place, each, spoken.get(each.person, 0), labels)
        for place, each in enumerate(told.queue, 1)
    )


def _row(
    view: RoomView, place: int, request: RequestState, spoken_ms: int, labels: dict[str, str]
) -> SpeakerRow:
    found = view.person(request.person)
    group = found.group if isinstance(found, PersonAt) else ""
    return SpeakerRow(
        place=place,
        person=request.person,
        name=found.name if found else request.person,
        title=found.title if found else "",
        kind=SpeechKind(request.kind),
        turn=request.turn,
        allotted_ms=request.allotted_ms,
        spoken_ms=spoken_ms,
        group=labels.get(group, group),
    )


# ── the console ─────────────────────────────────────────────────────────────────────────────────


def speakers_panel(terminal: Terminal, now: int) -> SpeakersPanel:
    """Speaking at the console."""
    view = terminal.view
    return SpeakersPanel(
        speakers=speakers(terminal, now),
        spoken=_spoken(view),
        budgets=tuple(
            BudgetRow(each.label, each.budget_ms, each.spent_ms) for each in view.speakers.budgets
        ),
        may_grant=_may_grant(view),
    )


def _spoken(view: RoomView) -> tuple[SpokenRow, ...]:
    """Whoever has spoken, longest first; then members who are here and never did, in their seats' order."""
    told = {each.person: each for each in view.speakers.spoken}
    silent = [
        SpokenState(seat.person, 0, 0)
        for seat in view.people.seats
        if seat.present and seat.votes and seat.person not in told
    ]
    ordered = sorted(told.values(), key=lambda each: (-each.ms, -each.times))
    here = {seat.person for seat in view.people.seats if seat.present}
    rows = [each for each in ordered if each.times or each.person in here]
    return tuple(_spoken_row(view, each) for each in (*rows, *silent))


def _spoken_row(view: RoomView, spoken: SpokenState) -> SpokenRow:
    found = view.person(spoken.person)
    return SpokenRow(
        person=spoken.person,
        name=found.name if found else spoken.person,
        title=found.title if found else "",
        ms=spoken.ms,
        times=spoken.times,
        year_ms=spoken.year_ms,
        year_times=spoken.year_times,
    )


def _may_grant(view: RoomView) -> bool:
    session, item, poll = view.session, view.item, view.poll
    in_talk = item is not None and item.stage in TALKING
    voting = poll is not None and poll.stage in _UNSETTLED
    return session is not None and session.phase == "open" and in_talk and not voting


# ── the seat ────────────────────────────────────────────────────────────────────────────────────


def speak_bar(terminal: Terminal, now: int) -> SpeakBar | None:
    """Speaking at a seat, for whoever is signed in there."""
    view, person, session = terminal.view, terminal.person, terminal.view.session
    if not person or session is None:
        return None
    place, request = request_of(view, person) or (0, None)
    speaking = has_the_floor(view, person)
    in_session = session.phase in {"open", "suspended"}
    return SpeakBar(
        may_ask=in_session and view.item is not None and not speaking,
        asked=SpeechKind(request.kind) if request else None,
        place=place,
        speaking=speaking,
        waiting=terminal.asking.waiting(Said.SPEAK),
        refusal=terminal.asking.refusal.get(Said.SPEAK, ""),
        kinds=ASKED_FOR,
        speakers=speakers(terminal, now),
    )
