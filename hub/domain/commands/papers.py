"""Papers handed out and taken away."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Paper


@dataclass(frozen=True)
class ReleasePaper:
    """Hand out a new paper, or the next version of one; `changed` are pages that differ from before."""

    paper: Paper
    changed: tuple[int, ...] = ()


@dataclass(frozen=True)
class RecallPaper:
    """Take a paper away from everybody."""

    paper: str
    reason: str
