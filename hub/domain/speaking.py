"""Who speaks, who waits to, and how long everybody spoke.

Theory of operation. Persons ask to speak on the active item; the chair gives the floor, or in FIFO mode
the queue does as soon as the floor is free. One person has the floor at a time. A speech's clock runs from
beginning to end but for pauses; what is allotted comes from the norms, capped by what is left of the
group's budget, and running over it ends nothing. Whoever presides is never timed. Requests of an item wait
until it is active again, and those of absent persons until they are back.

| floor    | command        | event           | floor after |
|----------|----------------|-----------------|-------------|
| idle     | GrantSpeech    | SpeechBegun     | speaking    |
| idle     | TakeItem       | SpeechBegun     | speaking    |
| speaking, paused | GrantSpeech | SpeechEnded, SpeechBegun | speaking |
| speaking | PauseSpeech    | SpeechPaused    | paused      |
| paused   | ResumeSpeech   | SpeechResumed   | speaking    |
| speaking, paused | ExtendSpeech | SpeechExtended | as it was |
| speaking | SuspendSession | SpeechPaused    | paused      |
| paused   | ResumeSession  | SpeechResumed   | speaking    |
| speaking, paused | EndSpeech | SpeechEnded  | idle        |
| speaking, paused | StartDiscussion | SpeechEnded | idle  |
| speaking, paused | PauseItem | SpeechEnded  | idle        |
| speaking, paused | PostponeItem | SpeechEnded | idle     |
| speaking, paused | WithdrawItem | SpeechEnded | idle     |
| speaking, paused | ConcludeItem | SpeechEnded | idle     |
| speaking, paused | OpenPoll  | SpeechEnded  | idle        |
| speaking, paused | AskNow    | SpeechEnded  | idle        |
| speaking, paused | SignOut   | SpeechEnded  | idle        |

ResumeSession resumes what the break paused, and nothing else. StartDiscussion ends a presentation, SignOut
the speech of whoever leaves, the steps of an item and of a poll any speech. Where a speech ends in FIFO
mode and the item is being discussed, the first of the queue begins in the same decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from hub.domain.errors import DomainError
from hub.domain.events import (
    Event,
    QueueModeSet,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechRequested,
    SpeechResumed,
    SpeechWithdrawn,
)
from hub.domain.session import elapsed
from hub.domain.vocabulary import MeetingPlan, QueueMode, SpeechKind

MAX_REQUESTS = 500  # waiting on one item: everybody of the largest hall
MAX_ALLOTTED_MS = 3_600_000  # with all extensions: an hour is a lecture

APART = frozenset({SpeechKind.PRESENTATION, SpeechKind.ORDER})  # no group's turn, no group's time


class Floor(StrEnum):
    """Whether somebody speaks."""

    IDLE = "idle"
    SPEAKING = "speaking"
    PAUSED = "paused"


_TAKEN = (Floor.SPEAKING, Floor.PAUSED)
_FREEING = (
    "EndSpeech",
    "StartDiscussion",
    "PauseItem",
    "PostponeItem",
    "WithdrawItem",
    "ConcludeItem",
    "OpenPoll",
    "AskNow",
    "SignOut",
)

TRANSITIONS: dict[tuple[Floor, str], Floor] = {
    **{(floor, "GrantSpeech"): Floor.SPEAKING for floor in Floor},
    (Floor.IDLE, "TakeItem"): Floor.SPEAKING,
    (Floor.SPEAKING, "PauseSpeech"): Floor.PAUSED,
    (Floor.PAUSED, "ResumeSpeech"): Floor.SPEAKING,
    **{(floor, "ExtendSpeech"): floor for floor in _TAKEN},
    (Floor.SPEAKING, "SuspendSession"): Floor.PAUSED,
    (Floor.PAUSED, "ResumeSession"): Floor.SPEAKING,
    **{(floor, name): Floor.IDLE for name in _FREEING for floor in _TAKEN},
}


class Request(Struct, frozen=True):
    """Somebody who waits to speak; asked before the session where `asked_at` is 0."""

    person: str
    kind: SpeechKind
    asked_at: int = 0
    device: str = ""


class Speech(Struct, frozen=True):
    """The speech going on. It has taken `spent_ms` up to `since`, or in all while `since` is None (paused).

    `person` is empty for a presenter nobody named; `allotted_ms` is None for whoever is not timed.
    """

    person: str
    item: str
    kind: SpeechKind
    turn: int
    begun_at: int
    since: int | None
    allotted_ms: int | None
    spent_ms: int = 0
    paused_by_break: bool = False


class Spoken(Struct, frozen=True):
    """How long one person spoke, net, and how often; presentations apart."""

    ms: int = 0
    times: int = 0


class Speaking(Struct, frozen=True):
    """Requests by item, the speech going on, and what was spoken so far.

    `given` are the kinds of a person's speeches on an item, by (item, person); `heard` the groups in the
    order they last had the floor, by item; `belongs` the group of each person who has one.
    """

    mode: QueueMode = QueueMode.CHAIR
    requests: Mapping[str, tuple[Request, ...]] = field(default_factory=dict)
    current: Speech | None = None
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    given: Mapping[tuple[str, str], tuple[SpeechKind, ...]] = field(default_factory=dict)
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group_spent: Mapping[str, int] = field(default_factory=dict)
    belongs: Mapping[str, str] = field(default_factory=dict)

    @property
    def floor(self) -> Floor:
        """Where the table stands."""
        if self.current is None:
            return Floor.IDLE
        return Floor.PAUSED if self.current.since is None else Floor.SPEAKING


def start(plan: MeetingPlan) -> Speaking:
    """Speaking in a meeting just convened: those who registered wait already."""
    return Speaking(
        mode=plan.norms.mode,
        requests={
            item.item: tuple(Request(each.person, each.kind) for each in item.registered)
            for item in plan.items
            if item.registered
        },
        belongs={each.person: each.group for each in plan.persons if each.group},
    )


def has_floor(speaking: Speaking) -> Speech:
    """The speech going on, or the refusal `nobody-speaks`."""
    if speaking.current is None:
        raise DomainError("nobody-speaks")
    return speaking.current


def waiting(speaking: Speaking, item: str, person: str) -> Request | None:
    """The request of a person on an item, if there is one."""
    asked = speaking.requests.get(item, ())
    return next((request for request in asked if request.person == person), None)


def spent(speech: Speech, at: int) -> int:
    """Net speaking time of the speech at `at`, in milliseconds."""
    return speech.spent_ms + elapsed(speech.since, at)


def ended(speaking: Speaking, reason: str, at: int) -> tuple[Event, ...]:
    """What frees the floor; nothing where nobody speaks."""
    speech = speaking.current
    if speech is None:
        return ()
    return (SpeechEnded(speech.person, speech.item, speech.kind, spent(speech, at), reason),)


# ── evolving ────────────────────────────────────────────────────────────────────────────────────


def evolve(speaking: Speaking, event: Event, at: int) -> Speaking:
    """Speaking after `event`."""
    if isinstance(event, SpeechRequested):
        return _requested(speaking, event, at)
    if isinstance(event, SpeechWithdrawn):
        return _without_request(speaking, event.item, event.person)
    if isinstance(event, QueueModeSet):
        return replace(speaking, mode=event.mode)
    if isinstance(event, SpeechBegun):
        return _begun(speaking, event, at)
    if isinstance(event, SpeechEnded):
        return _ended(speaking, event)
    if speaking.current is None:
        return speaking
    return replace(speaking, current=_evolve_speech(speaking.current, event, at))


def _evolve_speech(speech: Speech, event: Event, at: int) -> Speech:
    if isinstance(event, SpeechPaused):
        by_break = event.reason == "break"
        return replace(speech, since=None, spent_ms=spent(speech, at), paused_by_break=by_break)
    if isinstance(event, SpeechResumed):
        return replace(speech, since=at, paused_by_break=False)
    if isinstance(event, SpeechExtended):
        return replace(speech, allotted_ms=event.allotted_ms)
    return speech


def _requested(speaking: Speaking, event: SpeechRequested, at: int) -> Speaking:
    """A new request, or another kind of it: its place stays unless it is or was a point of order."""
    before = waiting(speaking, event.item, event.person)
    kept = before and SpeechKind.ORDER not in {before.kind, event.kind}
    asked_at = before.asked_at if before and kept else at
    request = Request(event.person, event.kind, asked_at, event.device)
    asked = speaking.requests.get(event.item, ())
    if kept:
        changed = tuple(request if each == before else each for each in asked)
    else:
        changed = (*(each for each in asked if each != before), request)
    return replace(speaking, requests={**speaking.requests, event.item: changed})


def _without_request(speaking: Speaking, item: str, person: str) -> Speaking:
    left = tuple(each for each in speaking.requests.get(item, ()) if each.person != person)
    return replace(speaking, requests={**speaking.requests, item: left})


def _begun(speaking: Speaking, event: SpeechBegun, at: int) -> Speaking:
    """The floor is taken, and the request used up; presenting uses up none."""
    presents = event.kind is SpeechKind.PRESENTATION
    before = speaking if presents else _without_request(speaking, event.item, event.person)
    speech = Speech(
        person=event.person,
        item=event.item,
        kind=event.kind,
        turn=event.turn,
        begun_at=at,
        since=at,
        allotted_ms=event.allotted_ms,
    )
    given = speaking.given.get((event.item, event.person), ())
    return replace(
        before,
        current=speech,
        given={**speaking.given, (event.item, event.person): (*given, event.kind)},
        heard=_heard(speaking, event),
    )


def _heard(speaking: Speaking, event: SpeechBegun) -> Mapping[str, tuple[str, ...]]:
    if event.kind in APART:
        return speaking.heard
    group = speaking.belongs.get(event.person, "")
    others = (each for each in speaking.heard.get(event.item, ()) if each != group)
    return {**speaking.heard, event.item: (*others, group)}


def _ended(speaking: Speaking, event: SpeechEnded) -> Speaking:
    """The floor is free; the time counts for the person, and for the group if it was timed."""
    timed = speaking.current is not None and speaking.current.allotted_ms is not None
    free = replace(speaking, current=None)
    if event.kind is SpeechKind.PRESENTATION:
        return free
    before = speaking.spoken.get(event.person, Spoken())
    after = Spoken(before.ms + event.spent_ms, before.times + 1)
    free = replace(free, spoken={**speaking.spoken, event.person: after})
    group = speaking.belongs.get(event.person, "")
    if not group or not timed or event.kind in APART:
        return free
    sum_ms = speaking.group_spent.get(group, 0) + event.spent_ms
    return replace(free, group_spent={**speaking.group_spent, group: sum_ms})
