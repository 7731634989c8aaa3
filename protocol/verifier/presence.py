"""Who was in the room when, and whether quorum was recorded exactly where the numbers say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from protocol.record import Record
from protocol.recount import threshold
from protocol.verifier.bodies import (
    MeetingPlan,
    PersonSignedIn,
    PersonSignedOut,
    QuorumLost,
    QuorumMet,
)
from protocol.verifier.findings import Findings
from protocol.verifier.plan import voters
from protocol.verifier.report import AttendanceReport, Crossing, Stay


@dataclass(frozen=True)
class _Owed:
    """A quorum record that must come next, and the record that caused it."""

    cause: int
    event: QuorumMet | QuorumLost


class Presence:
    """Attendance from sign-ins at assigned seats, quorum counted again after each."""

    def __init__(self, plan: MeetingPlan, findings: Findings) -> None:
        rule = plan.quorum
        self.voters = voters(plan)
        self.needed = threshold(
            rule.numerator, rule.denominator, len(self.voters), strict=rule.strict
        )
        self.quorum_met = False
        self._assigned = {(seat.person, seat.seat, seat.device) for seat in plan.seats}
        self._findings = findings
        self._here: dict[str, tuple[str, int]] = {}  # person: seat, place in _stays
        self._stays: list[Stay] = []
        self._crossings: list[Crossing] = []
        self._owed: _Owed | None = None

    def sign_in(self, record: Record, event: PersonSignedIn) -> None:
        """A person arrives at the seat assigned to them, said by that seat's own terminal."""
        if not self.assigned(event.person, event.seat, event.device):
            self._findings.error("sign-in-at-another-seat", record.seq, person=event.person)
            return
        if record.actor != event.device:
            self._findings.error("wrong-actor", record.seq, actor=record.actor)
        if event.person in self._here:
            self._findings.error("signed-in-twice", record.seq, person=event.person)
            return
        self._here[event.person] = (event.seat, len(self._stays))
        self._stays.append(Stay(event.person, event.person in self.voters, record.at, None))
        self._recompute(record)

    def sign_out(self, record: Record, event: PersonSignedOut) -> None:
        """A person leaves the seat they were at."""
        if not self.at_seat(event.person, event.seat):
            self._findings.error("sign-out-without-sign-in", record.seq, person=event.person)
            return
        _, index = self._here.pop(event.person)
        self._stays[index] = replace(self._stays[index], until=record.at)
        self._recompute(record)

    def quorum(self, record: Record, event: QuorumMet | QuorumLost) -> None:
        """A recorded crossing must be the one the numbers ask for, with the same numbers."""
        facts = {"present": len(self.present()), "needed": self.needed}
        if self._owed is None:
            self._findings.error("quorum-unfounded", record.seq, **facts)
        elif self._owed.event != event:
            self._findings.error("quorum-wrong", record.seq, **facts)
        self._owed = None

    def settle(self) -> None:
        """Call when something other than a quorum record comes: none may be owed any more."""
        if self._owed:
            facts = {"present": self._owed.event.present, "needed": self.needed}
            self._findings.error("quorum-not-recorded", self._owed.cause, **facts)
            self._owed = None

    def present(self) -> tuple[str, ...]:
        """Persons with a vote who are here, sorted."""
        return tuple(person for person in self.voters if person in self._here)

    def assigned(self, person: str, seat: str, device: str) -> bool:
        """Whether the plan puts `person` at `seat`, where `device` stands."""
        return (person, seat, device) in self._assigned

    def at_seat(self, person: str, seat: str) -> bool:
        """Whether `person` is signed in at `seat`."""
        return person in self._here and self._here[person][0] == seat

    def report(self, present_at_opening: int | None) -> AttendanceReport:
        """Everything about attendance."""
        stays, crossings = tuple(self._stays), tuple(self._crossings)
        return AttendanceReport(len(self.voters), self.needed, present_at_opening, stays, crossings)

    def _recompute(self, record: Record) -> None:
        present = len(self.present())
        met = present >= self.needed
        if met == self.quorum_met:
            return
        self.quorum_met = met
        kind = QuorumMet if met else QuorumLost
        self._owed = _Owed(record.seq, kind(present, self.needed, len(self.voters)))
        self._crossings.append(Crossing(record.seq, record.at, met, present))
