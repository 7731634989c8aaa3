"""The agenda, the secretary's notes, and conclusions."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Assignment


@dataclass(frozen=True)
class TakeItem:
    """Make an agenda item the active one, or go on with one that was paused."""

    item: str


@dataclass(frozen=True)
class StartDiscussion:
    """From presenting (or back from voting) to discussion."""

    item: str


@dataclass(frozen=True)
class PauseItem:
    """Put the active item aside for later in this session."""

    item: str


@dataclass(frozen=True)
class PostponeItem:
    """Leave an item to the next session."""

    item: str
    reason: str


@dataclass(frozen=True)
class WithdrawItem:
    """Take an item off the agenda."""

    item: str
    reason: str


@dataclass(frozen=True)
class PassItems:
    """Pass planned items without discussion: the chair asked, and nobody objected."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class RestoreItem:
    """Take back that an item was postponed, withdrawn, or passed by the chair."""

    item: str


@dataclass(frozen=True)
class InsertItem:
    """Add an item on the spot before the item `before` (empty: at the end)."""

    title: str
    presenter: str
    planned_minutes: int
    before: str


@dataclass(frozen=True)
class MoveItem:
    """Put an item that has not begun before the item `before` (empty: at the end)."""

    item: str
    before: str


@dataclass(frozen=True)
class DraftConclusion:
    """Keep the draft of a conclusion as it is now."""

    item: str
    text: str
    tasks: tuple[Assignment, ...]


@dataclass(frozen=True)
class NoteItem:
    """Keep the secretary's notes on an item as they are now; `more` goes under those of before."""

    item: str
    text: str
    more: bool = False


@dataclass(frozen=True)
class ConcludeItem:
    """Record the chair's conclusion with its tasks, and finish the item."""

    item: str
    text: str
    tasks: tuple[Assignment, ...] = ()
