"""What became of agenda items."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Assignment, ItemPlan, Stage


@dataclass(frozen=True)
class ItemTaken:
    """An agenda item became the active one, for the first time or again after a pause."""

    item: str


@dataclass(frozen=True)
class ItemMoved:
    """The active item went to another stage."""

    item: str
    stage: Stage


@dataclass(frozen=True)
class ItemPaused:
    """The active item is put aside; it goes on later in this session where it stopped."""

    item: str


@dataclass(frozen=True)
class ItemPostponed:
    """An item goes to the next session (hoãn sang phiên sau); `reason` as the chair gave it, or empty."""

    item: str
    reason: str


@dataclass(frozen=True)
class ItemWithdrawn:
    """An item leaves the agenda (rút khỏi chương trình)."""

    item: str
    reason: str


@dataclass(frozen=True)
class ItemRestored:
    """An item postponed, withdrawn or passed by the chair is planned again."""

    item: str


@dataclass(frozen=True)
class ItemPassed:
    """Thông qua không thảo luận: carried by the package poll `poll`; empty: nobody objected."""

    item: str
    poll: str = ""


@dataclass(frozen=True)
class ItemInserted:
    """An item was added in the session, at `position` (from 0) of the order."""

    plan: ItemPlan
    position: int


@dataclass(frozen=True)
class AgendaReordered:
    """All items in their new order."""

    order: tuple[str, ...]


@dataclass(frozen=True)
class ConclusionDrafted:
    """The draft of a conclusion as it is worked on; a later one replaces it."""

    item: str
    text: str
    tasks: tuple[Assignment, ...]


@dataclass(frozen=True)
class ItemNoted:
    """The secretary's running notes on an item; later ones replace them."""

    item: str
    text: str


@dataclass(frozen=True)
class ItemConcluded:
    """The chair's conclusion on an item, read back and confirmed, and the tasks it orders."""

    item: str
    text: str
    tasks: tuple[Assignment, ...] = ()
