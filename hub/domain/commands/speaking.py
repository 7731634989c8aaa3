"""Asking for the floor, giving it, and timing whoever has it."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import QueueMode, SpeechKind


class RequestSpeech(Struct, frozen=True):
    """A person at a seat asks to speak on the active item; another kind replaces an earlier request."""

    person: str
    kind: SpeechKind
    device: str


class WithdrawSpeech(Struct, frozen=True):
    """A request is taken back by the person (`by` person) or struck out (`by` chair)."""

    person: str
    by: str


class GrantSpeech(Struct, frozen=True):
    """The chair gives the floor to a person, who need not have asked; whoever has it stops."""

    person: str
    kind: SpeechKind | None = None  # None: as asked for, else a contribution


class PauseSpeech(Struct, frozen=True):
    """Stop the clock of the speech."""


class ResumeSpeech(Struct, frozen=True):
    """Let it go on."""


class ExtendSpeech(Struct, frozen=True):
    """Give the speech the norms' extension."""


class EndSpeech(Struct, frozen=True):
    """Free the floor: the chair (`by` chair), or the speaker (`by` a person)."""

    by: str = "chair"


class SetQueueMode(Struct, frozen=True):
    """Decide otherwise who speaks next."""

    mode: QueueMode
