"""What became of agenda items."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Stage


@dataclass(frozen=True)
class ItemTaken:
    """An agenda item became the active one."""

    item: str


@dataclass(frozen=True)
class ItemMoved:
    """The active item went to another stage."""

    item: str
    stage: Stage


@dataclass(frozen=True)
class ItemConcluded:
    """The chair's conclusion on an item, read back and confirmed."""

    item: str
    text: str


@dataclass(frozen=True)
class ItemPassed:
    """A package poll carried this item without discussion (thông qua không thảo luận)."""

    item: str
    poll: str
