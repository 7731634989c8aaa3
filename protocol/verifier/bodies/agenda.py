"""Records of agenda items."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.verifier.bodies.plan import Assignment, ItemPlan
from protocol.verifier.bodies.words import Stage


@dataclass(frozen=True)
class ItemTaken:
    """An item became active, for the first time or again."""

    item: str


@dataclass(frozen=True)
class ItemMoved:
    """The active item changed stage."""

    item: str
    stage: Stage


@dataclass(frozen=True)
class ItemPaused:
    """The active item was put aside for later."""

    item: str


@dataclass(frozen=True)
class ItemPostponed:
    """An item goes to the next session."""

    item: str
    reason: str


@dataclass(frozen=True)
class ItemWithdrawn:
    """An item left the agenda."""

    item: str
    reason: str


@dataclass(frozen=True)
class ItemRestored:
    """An item is planned again."""

    item: str


@dataclass(frozen=True)
class ItemPassed:
    """An item was passed without discussion: by a package poll, or by the chair where `poll` is empty."""

    item: str
    poll: str = ""


@dataclass(frozen=True)
class ItemInserted:
    """An item was added at `position` of the order, from 0."""

    plan: ItemPlan
    position: int


@dataclass(frozen=True)
class AgendaReordered:
    """All items in their new order."""

    order: tuple[str, ...]


@dataclass(frozen=True)
class ConclusionDrafted:
    """The draft of a conclusion."""

    item: str
    text: str
    tasks: tuple[Assignment, ...]


@dataclass(frozen=True)
class ItemNoted:
    """The secretary's notes on an item."""

    item: str
    text: str


@dataclass(frozen=True)
class ItemConcluded:
    """The active item is done."""

    item: str
    text: str
    tasks: tuple[Assignment, ...] = ()
