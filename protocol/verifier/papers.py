"""The papers of a meeting as they are released, replaced and recalled."""

from __future__ import annotations

from protocol.record import Record
from protocol.verifier.bodies import MeetingPlan, Paper, PaperRecalled, PaperReleased
from protocol.verifier.findings import Findings


class Dossier:
    """Every version there ever was, and which papers were taken away."""

    def __init__(self, plan: MeetingPlan, findings: Findings) -> None:
        self.released = [*plan.papers]
        self._items = {item.item for item in plan.items}
        self._latest = {paper.paper: paper for paper in plan.papers}
        self._recalled: dict[str, int] = {}  # paper: the version that was current then
        self._findings = findings

    def apply(self, record: Record, event: PaperReleased | PaperRecalled) -> None:
        """Take in the next record about a paper."""
        if isinstance(event, PaperReleased):
            fits = self._next_version(event)
            self.released.append(event.paper)
            self._latest[event.paper.paper] = event.paper
            name = event.paper.paper
        else:
            fits = self._may_recall(event)
            self._recalled[event.paper] = event.version
            name = event.paper
        if not fits:
            self._findings.error("paper-out-of-order", record.seq, paper=name[:80])

    def destroyed(self, paper: Paper) -> bool:
        """Whether a recall took this version away, so that only its fingerprint need remain."""
        return paper.version <= self._recalled.get(paper.paper, 0)

    def _next_version(self, event: PaperReleased) -> bool:
        paper, before = event.paper, self._latest.get(event.paper.paper)
        if paper.item not in self._items or paper.file in {each.file for each in self.released}:
            return False
        pages = [*event.changed]
        within = all(1 <= page <= paper.pages for page in pages) and pages == sorted(set(pages))
        if before is None:
            return within and paper.version == 1
        return within and (paper.version, paper.item) == (before.version + 1, before.item)

    def _may_recall(self, event: PaperRecalled) -> bool:
        latest = self._latest.get(event.paper)
        if latest is None or latest.version != event.version or not event.reason.strip():
            return False
        return not self.destroyed(latest)
