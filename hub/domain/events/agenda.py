"""What became of agenda items."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Assignment, ItemPlan, Stage


class ItemTaken(Struct, frozen=True):
    """An agenda item became the active one, for the first time or again after a pause."""

    item: str


class ItemMoved(Struct, frozen=True):
    """The active item went to another stage."""

    item: str
    stage: Stage


class ItemPaused(Struct, frozen=True):
    """The active item is put aside; it goes on later in this session where it stopped."""

    item: str


class ItemPostponed(Struct, frozen=True):
    """An item goes to the next session (hoãn sang phiên sau); `reason` as the chair gave it, or empty."""

    item: str
    reason: str


class ItemWithdrawn(Struct, frozen=True):
    """An item leaves the agenda (rút khỏi chương trình)."""

    item: str
    reason: str


class ItemRestored(Struct, frozen=True):
    """An item postponed, withdrawn or passed by the chair is planned again."""

    item: str


class ItemPassed(Struct, frozen=True):
    """Thông qua không thảo luận: carried by the package poll `poll`; empty: nobody objected."""

    item: str
    poll: str = ""


class ItemInserted(Struct, frozen=True):
    """An item was added in the session, at `position` (from 0) of the order."""

    plan: ItemPlan
    position: int


class AgendaReordered(Struct, frozen=True):
    """All items in their new order."""

    order: tuple[str, ...]


class ConclusionDrafted(Struct, frozen=True):
    """The draft of a conclusion as it is worked on; a later one replaces it."""

    item: str
    text: str
    tasks: tuple[Assignment, ...]


class ItemNoted(Struct, frozen=True):
    """The secretary's running notes on an item; later ones replace them."""

    item: str
    text: str


class ItemConcluded(Struct, frozen=True):
    """The chair's conclusion on an item, read back and confirmed, and the tasks it orders."""

    item: str
    text: str
    tasks: tuple[Assignment, ...] = ()
