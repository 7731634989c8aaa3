"""Records that must follow at once because another one was recorded, and must not come without it.

A result that is public at once is announced with its close; announcing a re-vote replaces the earlier poll;
announcing a carried package passes its items; a poll moves its item; a speech that a break pauses is
followed by the break, and goes on with its end.
"""

from __future__ import annotations

from typing import TypeAlias

from protocol.record import Record
from protocol.verifier.bodies import Event, ItemPassed, PollSuperseded
from protocol.verifier.findings import Findings

Due: TypeAlias = "Event | type[Event]"


class FollowUps:
    """What the last record made due, in any order, before anything else may come."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._due: list[Due] = []
        self._cause = 0

    def expect(self, record: Record, *due: Due) -> None:
        """These must come next, because of `record`: exactly these, or any of a type."""
        self._due += due
        self._cause = record.seq

    def settle(self, record: Record, event: Event | None) -> bool:
        """Call with every record before it is taken in; whether it was due."""
        for due in self._due:
            if due in (event, type(event)):
                self._due.remove(due)
                return True
        if self._due:
            missing = ", ".join(sorted({_type(due) for due in self._due}))
            self._findings.error("follow-up-missing", self._cause, type=missing)
            self._due = []
        if isinstance(event, PollSuperseded) or (isinstance(event, ItemPassed) and event.poll):
            self._findings.error("follow-up-unfounded", record.seq, type=record.type)
        return False

    def finish(self) -> None:
        """The end of the log: nothing may be due any more."""
        if self._due:
            self._findings.error("follow-up-missing", self._cause, type=_type(self._due[0]))


def _type(due: Due) -> str:
    return due.__name__ if isinstance(due, type) else type(due).__name__
