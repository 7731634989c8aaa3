"""What the person at a console did, beside the steps it asks of the hub."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from device.screens import PollKind, Step, TaskChip


@dataclass(frozen=True)
class TakeStep:
    """A step of the chair; irreversible ones were confirmed on the screen. What each needs: `Step`."""

    step: Step
    target: str = ""
    text: str = ""
    kind: PollKind | str | None = None  # of a poll asked on the spot, or of a speech
    names: tuple[str, ...] = ()
    minutes: int = 0
    tasks: tuple[TaskChip, ...] = ()  # of a conclusion; the core fills them in from its text


@dataclass(frozen=True)
class DraftConclusion:
    """The draft conclusion of an item is being edited: this is the text so far."""

    item: str
    text: str


@dataclass(frozen=True)
class SaveDraft:
    """Editing is over: the hub is to keep the draft."""

    item: str


@dataclass(frozen=True)
class WriteNote:
    """The secretary's notes on an item are being edited: this is the text so far."""

    item: str
    text: str


@dataclass(frozen=True)
class SaveNote:
    """And the hub is to keep them."""

    item: str


@dataclass(frozen=True)
class TapSeat:
    """The console looks at one seat of the map (empty: at none)."""

    seat: str


@dataclass(frozen=True)
class TapItem:
    """The console looks at one line of the agenda (empty: at none)."""

    item: str


ChairIntent: TypeAlias = (
    TakeStep | DraftConclusion | SaveDraft | WriteNote | SaveNote | TapSeat | TapItem
)
