"""Records of requests to speak and of speeches."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.verifier.bodies.words import QueueMode, SpeechKind


@dataclass(frozen=True)
class SpeechRequested:
    """Somebody asked to speak, or to speak as something else."""

    person: str
    item: str
    kind: SpeechKind
    device: str


@dataclass(frozen=True)
class SpeechWithdrawn:
    """A request is no more."""

    person: str
    item: str
    by: str


@dataclass(frozen=True)
class QueueModeSet:
    """Who speaks next is decided otherwise."""

    mode: QueueMode


@dataclass(frozen=True)
class SpeechBegun:
    """Somebody was given the floor; `person` is empty for a presenter nobody named."""

    person: str
    item: str
    kind: SpeechKind
    allotted_ms: int | None
    turn: int


@dataclass(frozen=True)
class SpeechPaused:
    """The speech's clock stands still."""

    person: str
    reason: str = "chair"


@dataclass(frozen=True)
class SpeechResumed:
    """And goes on."""

    person: str


@dataclass(frozen=True)
class SpeechExtended:
    """What is allotted now."""

    person: str
    allotted_ms: int


@dataclass(frozen=True)
class SpeechEnded:
    """The floor is free; `spent_ms` is net speaking time."""

    person: str
    item: str
    kind: SpeechKind
    spent_ms: int
    reason: str
