"""What a delegate did about speaking, and what they called for."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from device.screens import CallKind, Choice, SpeechKind


class AskToSpeak(Struct, frozen=True):
    """One touch, or the speech button held: I ask for the floor."""

    kind: SpeechKind = SpeechKind.CONTRIBUTION


class WithdrawRequest(Struct, frozen=True):
    """I take that back."""


class EndOwnSpeech(Struct, frozen=True):
    """I have finished speaking."""


class HoldKey(Struct, frozen=True):
    """A key was held down: while nothing is voted on, that asks for the floor or takes the request back.

    `key` is the vote key; None for one that does nothing else.
    """

    key: Choice | None = None


class CallService(Struct, frozen=True):
    """Call somebody to this seat."""

    kind: CallKind


class CancelCall(Struct, frozen=True):
    """No need any more."""


class DismissMessage(Struct, frozen=True):
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
