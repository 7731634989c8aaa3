"""Records of requests to speak and of speeches."""

from __future__ import annotations

from msgspec import Struct

from protocol.verifier.bodies.words import QueueMode, SpeechKind


class SpeechRequested(Struct, frozen=True):
    """Somebody asked to speak, or to speak as something else."""

    person: str
    item: str
    kind: SpeechKind
    device: str


class SpeechWithdrawn(Struct, frozen=True):
    """A request is no more."""

    person: str
    item: str
    by: str


class QueueModeSet(Struct, frozen=True):
    """Who speaks next is decided otherwise."""

    mode: QueueMode


class SpeechBegun(Struct, frozen=True):
    """Somebody was given the floor; `person` is empty for a presenter nobody named."""

    person: str
    item: str
    kind: SpeechKind
    allotted_ms: int | None
    turn: int


class SpeechPaused(Struct, frozen=True):
    """The speech's clock stands still."""

    person: str
    reason: str = "chair"


class SpeechResumed(Struct, frozen=True):
    """And goes on."""

    person: str


class SpeechExtended(Struct, frozen=True):
    """What is allotted now."""

    person: str
    allotted_ms: int


class SpeechEnded(Struct, frozen=True):
    """The floor is free; `spent_ms` is net speaking time."""

    person: str
    item: str
    kind: SpeechKind
    spent_ms: int
    reason: str
