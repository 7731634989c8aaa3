"""Requests to speak and speeches. Their times are those of their records."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import QueueMode, SpeechKind


class SpeechRequested(Struct, frozen=True):
    """A person at a seat asked to speak on an item; another kind replaces an earlier request.

    Who registered before the session stands in the plan.
    """

    person: str
    item: str
    kind: SpeechKind
    device: str


class SpeechWithdrawn(Struct, frozen=True):
    """A request is no more: taken back by the person, or struck out by the chair (`by`: person, chair)."""

    person: str
    item: str
    by: str


class QueueModeSet(Struct, frozen=True):
    """Who speaks next is decided otherwise from here on."""

    mode: QueueMode


class SpeechBegun(Struct, frozen=True):
    """A person was given the floor.

    `person` is empty for a presenter nobody named. `allotted_ms` is None for whoever is not timed.
    `turn` counts the person's speeches on this item from 1, points of order apart.
    """

    person: str
    item: str
    kind: SpeechKind
    allotted_ms: int | None
    turn: int


class SpeechPaused(Struct, frozen=True):
    """The speech's clock stands still. `reason`: chair, or break (it goes on when the break is over)."""

    person: str
    reason: str = "chair"


class SpeechResumed(Struct, frozen=True):
    """The speech's clock goes on."""

    person: str


class SpeechExtended(Struct, frozen=True):
    """The chair gave more time: what is allotted now."""

    person: str
    allotted_ms: int


class SpeechEnded(Struct, frozen=True):
    """The floor is free. `spent_ms` is net speaking time.

    `reason`: chair, person, next (somebody else was called), item (it moved on), poll.
    """

    person: str
    item: str
    kind: SpeechKind
    spent_ms: int
    reason: str
