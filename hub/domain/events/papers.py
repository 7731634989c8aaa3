"""Papers handed out and taken away."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Paper


@dataclass(frozen=True)
class PaperReleased:
    """A paper was added, or this version took the place of the one before; `changed` pages differ."""

    paper: Paper
    changed: tuple[int, ...]


@dataclass(frozen=True)
class PaperRecalled:
    """A paper was taken away from everybody; its key is destroyed."""

    paper: str
    version: int
    reason: str
