"""What an audit comes to, as values: for a program to read, and for `audit` to word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from protocol.messages import ResultState
from protocol.verifier.bodies import MeetingPlan, PollPlan
from protocol.verifier.findings import Finding, Level


@dataclass(frozen=True)
class Stay:
    """A person's time in the room, milliseconds since the epoch; `until` is None if it never ended."""

    person: str
    votes: bool
    since: int
    until: int | None


@dataclass(frozen=True)
class Crossing:
    """A moment when quorum was met or lost, by the verifier's own count."""

    record: int
    at: int
    met: bool
    present: int


@dataclass(frozen=True)
class AttendanceReport:
    """Who came, and the quorum: `needed` of `members`."""

    members: int
    needed: int
    present_at_opening: int | None
    stays: tuple[Stay, ...]
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True)
class Vote:
    """One person's counted answer."""

    person: str
    choice: str


@dataclass(frozen=True)
class PollReport:
    """One opened poll as lived through again.

    `roll` could vote, `present` were there when it opened, `votes` are the valid final ballots sorted by
    person, `silent` were present and did not press. `recounted` is the verifier's count, `recorded` the
    hub's; both are None while a poll was never closed. `check_code` are the four syllables of the
    recount. Times are milliseconds since the epoch.
    """

    plan: PollPlan
    stage: str
    opened_at: int
    closed_at: int | None
    closed_by: str
    closing_record: int
    quorum_met: bool
    roll: tuple[str, ...]
    present: tuple[str, ...]
    votes: tuple[Vote, ...]
    silent: tuple[str, ...]
    recounted: ResultState | None
    recorded: ResultState | None
    check_code: tuple[str, ...]
    void_reason: str

    @property
    def agrees(self) -> bool:
        """Whether the hub's count and the recount are the same."""
        return self.recounted == self.recorded


@dataclass(frozen=True)
class Report:
    """Everything an audit found. `names` maps persons to names where the roster came along.

    `plan` and `attendance` are None when the record could not be read far enough. `ca_sha256` is the
    fingerprint of the CA in the bundle, `ca_trusted` whether it was compared with one from elsewhere.
    """

    room: str
    meeting: str
    records: int
    head_hash: str
    ca_sha256: str
    ca_trusted: bool
    plan: MeetingPlan | None
    names: Mapping[str, str]
    attendance: AttendanceReport | None
    polls: tuple[PollReport, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found that does not hold."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What does not hold, the first one first."""
        return tuple(found for found in self.findings if found.level is Level.ERROR)

    @property
    def caveats(self) -> tuple[Finding, ...]:
        """What could not be checked."""
        return tuple(found for found in self.findings if found.level is Level.CAVEAT)
