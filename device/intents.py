"""What a person just did at a terminal, as frozen values: the only thing a screen ever emits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from device.screens import Choice, Step


@dataclass(frozen=True)
class ConfirmPresence:
    """The delegate assigned to this seat says: here I am."""


@dataclass(frozen=True)
class TouchChoice:
    """A vote button on the screen was touched; touch asks once to confirm."""

    choice: Choice


@dataclass(frozen=True)
class ConfirmChoice:
    """The touched choice was confirmed."""


@dataclass(frozen=True)
class CancelChoice:
    """The touched choice was taken back before it was confirmed."""


@dataclass(frozen=True)
class PressKey:
    """A physical vote key (or keyboard 1, 2, 3) went down; a key counts at once."""

    choice: Choice


@dataclass(frozen=True)
class KeysTrouble:
    """The keys said something that is no answer: `keys-together` or `key-stuck`."""

    code: str


@dataclass(frozen=True)
class SelectItem:
    """Look at an agenda item's papers. Never moves the room."""

    item: str


@dataclass(frozen=True)
class OpenPaper:
    """Put a paper of the selected item on the reader."""

    paper: str


@dataclass(frozen=True)
class GoToPage:
    """Turn to a page, 1-based; out of range is clamped."""

    page: int


@dataclass(frozen=True)
class DismissResult:
    """Back from the result to the papers."""


@dataclass(frozen=True)
class TakeStep:
    """The chair does a step; irreversible ones were confirmed on the screen."""

    step: Step
    target: str = ""
    text: str = ""  # the conclusion, for CONCLUDE_ITEM


@dataclass(frozen=True)
class DraftConclusion:
    """The chair edited the draft conclusion of an item."""

    item: str
    text: str


Intent: TypeAlias = (
    ConfirmPresence
    | TouchChoice
    | ConfirmChoice
    | CancelChoice
    | PressKey
    | KeysTrouble
    | SelectItem
    | OpenPaper
    | GoToPage
    | DismissResult
    | TakeStep
    | DraftConclusion
)
