"""The agenda and conclusions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TakeItem:
    """Make an agenda item the active one."""

    item: str


@dataclass(frozen=True)
class StartDiscussion:
    """From presenting (or back from voting) to discussion."""

    item: str


@dataclass(frozen=True)
class ConcludeItem:
    """Record the chair's conclusion and finish the item."""

    item: str
    text: str
