"""Records that must follow at once because another one was recorded, and must not come without it.

A result that is public at once is announced with its close; announcing a re-vote replaces the earlier poll;
announcing a carried package passes its items.
"""

from __future__ import annotations

from protocol.record import Record
from protocol.verifier.bodies import Event, ItemPassed, PollSuperseded
from protocol.verifier.findings import Findings


class FollowUps:
    """What the last record made due, in any order, before anything else may come."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._due: list[Event] = []
        self._cause = 0

    def expect(self, record: Record, *events: Event) -> None:
        """These must come next, because of `record`."""
        self._due += events
        self._cause = record.seq

    def settle(self, record: Record, event: Event | None) -> None:
        """Call with every record before it is taken in."""
        if event in self._due:
            self._due.remove(event)
            return
        if self._due:
            missing = ", ".join(sorted({type(due).__name__ for due in self._due}))
            self._findings.error("follow-up-missing", self._cause, type=missing)
            self._due = []
        if isinstance(event, ItemPassed | PollSuperseded):
            self._findings.error("follow-up-unfounded", record.seq, type=record.type)

    def finish(self) -> None:
        """The end of the log: nothing may be due any more."""
        if self._due:
            self._findings.error("follow-up-missing", self._cause, type=type(self._due[0]).__name__)
