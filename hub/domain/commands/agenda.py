"""The agenda, the secretary's notes, and conclusions."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Assignment


class TakeItem(Struct, frozen=True):
    """Make an agenda item the active one, or go on with one that was paused."""

    item: str


class StartDiscussion(Struct, frozen=True):
    """From presenting (or back from voting) to discussion."""

    item: str


class PauseItem(Struct, frozen=True):
    """Put the active item aside for later in this session."""

    item: str


class PostponeItem(Struct, frozen=True):
    """Leave an item to the next session."""

    item: str
    reason: str


class WithdrawItem(Struct, frozen=True):
    """Take an item off the agenda."""

    item: str
    reason: str


class PassItems(Struct, frozen=True):
    """Pass planned items without discussion: the chair asked, and nobody objected."""

    items: tuple[str, ...]


class RestoreItem(Struct, frozen=True):
    """Take back that an item was postponed, withdrawn, or passed by the chair."""

    item: str


class InsertItem(Struct, frozen=True):
    """Add an item on the spot before the item `before` (empty: at the end)."""

    title: str
    presenter: str
    planned_minutes: int
    before: str


class MoveItem(Struct, frozen=True):
    """Put an item that has not begun before the item `before` (empty: at the end)."""

    item: str
    before: str


class DraftConclusion(Struct, frozen=True):
    """Keep the draft of a conclusion as it is now."""

    item: str
    text: str
    tasks: tuple[Assignment, ...]


class NoteItem(Struct, frozen=True):
    """Keep the secretary's notes on an item as they are now; `more` goes under those of before."""

    item: str
    text: str
    more: bool = False


class ConcludeItem(Struct, frozen=True):
    """Record the chair's conclusion with its tasks, and finish the item."""

    item: str
    text: str
    tasks: tuple[Assignment, ...] = ()
