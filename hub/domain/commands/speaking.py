"""Asking for the floor, giving it, and timing whoever has it."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import QueueMode, SpeechKind


@dataclass(frozen=True)
class RequestSpeech:
    """A person at a seat asks to speak on the active item; another kind replaces an earlier request."""

    person: str
    kind: SpeechKind
    device: str


@dataclass(frozen=True)
class WithdrawSpeech:
    """A request is taken back by the person (`by` person) or struck out (`by` chair)."""

    person: str
    by: str


@dataclass(frozen=True)
class GrantSpeech:
    """The chair gives the floor to a person, who need not have asked; whoever has it stops."""

    person: str
    kind: SpeechKind | None = None  # None: as asked for, else a contribution


@dataclass(frozen=True)
class PauseSpeech:
    """Stop the clock of the speech."""


@dataclass(frozen=True)
class ResumeSpeech:
    """Let it go on."""


@dataclass(frozen=True)
class ExtendSpeech:
    """Give the speech the norms' extension."""


@dataclass(frozen=True)
class EndSpeech:
    """Free the floor: the chair (`by` chair), or the speaker (`by` a person)."""

    by: str = "chair"


@dataclass(frozen=True)
class SetQueueMode:
    """Decide otherwise who speaks next."""

    mode: QueueMode
