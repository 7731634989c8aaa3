"""Requests to speak and speeches. Their times are those of their records."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import QueueMode, SpeechKind


@dataclass(frozen=True)
class SpeechRequested:
    """A person at a seat asked to speak on an item; another kind replaces an earlier request.

    Who registered before the session stands in the plan.
    """

    person: str
    item: str
    kind: SpeechKind
    device: str


@dataclass(frozen=True)
class SpeechWithdrawn:
    """A request is no more: taken back by the person, or struck out by the chair (`by`: person, chair)."""

    person: str
    item: str
    by: str


@dataclass(frozen=True)
class QueueModeSet:
    """Who speaks next is decided otherwise from here on."""

    mode: QueueMode


@dataclass(frozen=True)
class SpeechBegun:
    """A person was given the floor.

    `person` is empty for a presenter nobody named. `allotted_ms` is None for whoever is not timed.
    `turn` counts the person's speeches on this item from 1, points of order apart.
    """

    person: str
    item: str
    kind: SpeechKind
    allotted_ms: int | None
    turn: int


@dataclass(frozen=True)
class SpeechPaused:
    """The speech's clock stands still. `reason`: chair, or break (it goes on when the break is over)."""

    person: str
    reason: str = "chair"


@dataclass(frozen=True)
class SpeechResumed:
    """The speech's clock goes on."""

    person: str


@dataclass(frozen=True)
class SpeechExtended:
    """The chair gave more time: what is allotted now."""

    person: str
    allotted_ms: int


@dataclass(frozen=True)
class SpeechEnded:
    """The floor is free. `spent_ms` is net speaking time.

    `reason`: chair, person, next (somebody else was called), item (it moved on), poll.
    """

    person: str
    item: str
    kind: SpeechKind
    spent_ms: int
    reason: str
