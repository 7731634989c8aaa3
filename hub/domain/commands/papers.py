"""Papers handed out and taken away."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Paper


class ReleasePaper(Struct, frozen=True):
    """Hand out a new paper, or the next version of one; `changed` are pages that differ from before."""

    paper: Paper
    changed: tuple[int, ...] = ()


class RecallPaper(Struct, frozen=True):
    """Take a paper away from everybody."""

    paper: str
    reason: str
