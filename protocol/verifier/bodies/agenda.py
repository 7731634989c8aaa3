"""Records of agenda items."""

from __future__ import annotations

from msgspec import Struct

from protocol.verifier.bodies.plan import Assignment, ItemPlan
from protocol.verifier.bodies.words import Stage


class ItemTaken(Struct, frozen=True):
    """An item became active, for the first time or again."""

    item: str


class ItemMoved(Struct, frozen=True):
    """The active item changed stage."""

    item: str
    stage: Stage


class ItemPaused(Struct, frozen=True):
    """The active item was put aside for later."""

    item: str


class ItemPostponed(Struct, frozen=True):
    """An item goes to the next session."""

    item: str
    reason: str


class ItemWithdrawn(Struct, frozen=True):
    """An item left the agenda."""

    item: str
    reason: str


class ItemRestored(Struct, frozen=True):
    """An item is planned again."""

    item: str


class ItemPassed(Struct, frozen=True):
    """An item was passed without discussion: by a package poll, or by the chair where `poll` is empty."""

    item: str
    poll: str = ""


class ItemInserted(Struct, frozen=True):
    """An item was added at `position` of the order, from 0."""

    plan: ItemPlan
    position: int


class AgendaReordered(Struct, frozen=True):
    """All items in their new order."""

    order: tuple[str, ...]


class ConclusionDrafted(Struct, frozen=True):
    """The draft of a conclusion."""

    item: str
    text: str
    tasks: tuple[Assignment, ...]


class ItemNoted(Struct, frozen=True):
    """The secretary's notes on an item."""

    item: str
    text: str


class ItemConcluded(Struct, frozen=True):
    """The active item is done."""

    item: str
    text: str
    tasks: tuple[Assignment, ...] = ()
