"""The papers of a meeting: released, replaced, recalled.

Theory of operation. A release freezes a version: its bytes are fixed by their SHA-256 and never change. A
later version takes the place of the earlier one and says which pages show something else; the earlier one
stays part of the record. A recall takes a paper away from everybody: its key is destroyed, terminals drop
what they hold, and only its fingerprint remains. A recalled paper can come back as a later version.

| paper    | command       | event         | paper after |
|----------|---------------|---------------|-------------|
| none     | ReleasePaper  | PaperReleased | released    |
| released | ReleasePaper  | PaperReleased | released    |
| released | RecallPaper   | PaperRecalled | recalled    |
| recalled | ReleasePaper  | PaperReleased | released    |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from hub.domain.commands import RecallPaper, ReleasePaper
from hub.domain.errors import DomainError
from hub.domain.events import Event, PaperRecalled, PaperReleased
from hub.domain.vocabulary import MeetingPlan, Paper

MAX_REASON = 1000  # characters: a paragraph
MAX_PAPERS = 500  # a council's yearly session has some 120
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Kept(Struct, frozen=True):
    """The current version of one paper; `changed` are the pages that differ from the version before."""

    paper: Paper
    changed: tuple[int, ...] = ()
    recalled: bool = False
    reason: str = ""


class Dossier(Struct, frozen=True):
    """All papers by id, in the order they were first released."""

    papers: Mapping[str, Kept] = field(default_factory=dict)
    released: tuple[Paper, ...] = ()  # every version there ever was

    @property
    def current(self) -> tuple[Paper, ...]:
        """The versions that may be read now."""
        return tuple(kept.paper for kept in self.papers.values() if not kept.recalled)


def start(plan: MeetingPlan) -> Dossier:
    """The papers released with the meeting."""
    return Dossier({paper.paper: Kept(paper) for paper in plan.papers}, plan.papers)


def release(items: Collection[str], dossier: Dossier, command: ReleasePaper) -> PaperReleased:
    """Freeze a new paper of one of `items`, or the next version of one."""
    paper = command.paper
    if paper.item not in items:
        raise DomainError("unknown-item", item=paper.item[:80])
    before = dossier.papers.get(paper.paper)
    if before is None and len(dossier.papers) >= MAX_PAPERS:
        raise DomainError("too-many-papers", limit=MAX_PAPERS)
    due = before.paper.version + 1 if before else 1
    if paper.version != due:
        raise DomainError("not-the-next-version", paper=paper.paper, version=due)
    if before and before.paper.item != paper.item:
        raise DomainError("paper-of-another-item", paper=paper.paper)
    if before and not before.recalled and before.paper.sha256 == paper.sha256:
        raise DomainError("same-paper", paper=paper.paper)
    if not _sound(paper, command.changed):
        raise DomainError("bad-paper", paper=paper.paper[:80])
    return PaperReleased(paper, command.changed)


def recall(dossier: Dossier, command: RecallPaper) -> PaperRecalled:
    """Take a paper away from everybody, for a reason."""
    kept = dossier.papers.get(command.paper)
    if kept is None:
        raise DomainError("unknown-paper", paper=command.paper[:80])
    if kept.recalled:
        raise DomainError("paper-recalled", paper=command.paper)
    reason = command.reason.strip()
    if not reason:
        raise DomainError("reason-missing")
    if len(reason) > MAX_REASON:
        raise DomainError("reason-too-long", limit=MAX_REASON)
    return PaperRecalled(command.paper, kept.paper.version, reason)


def evolve(dossier: Dossier, event: Event) -> Dossier:
    """The dossier after `event`."""
    if isinstance(event, PaperReleased):
        kept = Kept(event.paper, event.changed)
        released = (*dossier.released, event.paper)
        return Dossier({**dossier.papers, event.paper.paper: kept}, released)
    if isinstance(event, PaperRecalled):
        kept = replace(dossier.papers[event.paper], recalled=True, reason=event.reason)
        return replace(dossier, papers={**dossier.papers, event.paper: kept})
    return dossier


def _sound(paper: Paper, changed: tuple[int, ...]) -> bool:
    pages = all(1 <= page <= paper.pages for page in changed)
    in_order = list(changed) == sorted(set(changed))
    whole = paper.size > 0 and paper.pages > 0
    return pages and in_order and whole and _DIGEST.fullmatch(paper.sha256) is not None
