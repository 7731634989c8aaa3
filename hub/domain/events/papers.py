"""Papers handed out and taken away."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Paper


class PaperReleased(Struct, frozen=True):
    """A paper was added, or this version took the place of the one before; `changed` pages differ."""

    paper: Paper
    changed: tuple[int, ...]


class PaperRecalled(Struct, frozen=True):
    """A paper was taken away from everybody; its key is destroyed."""

    paper: str
    version: int
    reason: str
