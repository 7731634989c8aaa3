"""What a delegate did about speaking, and what they called for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from device.screens import CallKind, Choice, SpeechKind


@dataclass(frozen=True)
class AskToSpeak:
    """One touch, or the speech button held: I ask for the floor."""

    kind: SpeechKind = SpeechKind.CONTRIBUTION


@dataclass(frozen=True)
class WithdrawRequest:
    """I take that back."""


@dataclass(frozen=True)
class EndOwnSpeech:
    """I have finished speaking."""


@dataclass(frozen=True)
class HoldKey:
    """A key was held down: while nothing is voted on, that asks for the floor or takes the request back.

    `key` is the vote key; None for one that does nothing else.
    """

    key: Choice | None = None


@dataclass(frozen=True)
class CallService:
    """Call somebody to this seat."""

    kind: CallKind


@dataclass(frozen=True)
class CancelCall:
    """No need any more."""


@dataclass(frozen=True)
class DismissMessage:
    """The chair's message was read."""


SpeakingIntent: TypeAlias = (
    AskToSpeak
    | WithdrawRequest
    | EndOwnSpeech
    | HoldKey
    | CallService
    | CancelCall
    | DismissMessage
)
