"""What the person at a console did, beside the steps it asks of the hub."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from device.screens import PollKind, Step, TaskChip


class TakeStep(Struct, frozen=True):
    """A step of the chair; irreversible ones were confirmed on the screen. What each needs: `Step`."""

    step: Step
    target: str = ""
    text: str = ""
    kind: PollKind | str | None = None  # of a poll asked on the spot, or of a speech
    names: tuple[str, ...] = ()
    minutes: int = 0
    tasks: tuple[TaskChip, ...] = ()  # of a conclusion; the core fills them in from its text


class DraftConclusion(Struct, frozen=True):
    """The draft conclusion of an item is being edited: this is the text so far."""

    item: str
    text: str


class SaveDraft(Struct, frozen=True):
    """Editing is over: the hub is to keep the draft."""

    item: str


class WriteNote(Struct, frozen=True):
    """The secretary's notes on an item are being edited: this is the text so far."""

    item: str
    text: str


class SaveNote(Struct, frozen=True):
    """And the hub is to keep them."""

    item: str


class TapSeat(Struct, frozen=True):
    """The console looks at one seat of the map (empty: at none)."""

    seat: str


class TapItem(Struct, frozen=True):
    """The console looks at one line of the agenda (empty: at none)."""

    item: str


ChairIntent: TypeAlias = (
    TakeStep | DraftConclusion | SaveDraft | WriteNote | SaveNote | TapSeat | TapItem
)
