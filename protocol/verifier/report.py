"""What an audit comes to, as values: for a program to read, and for `audit` to word."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from protocol.entry import Entry, NamedAnswer
from protocol.messages import ResultState
from protocol.verifier.bodies import ItemPlan, MeetingPlan, PollPlan
from protocol.verifier.findings import Finding, Level


class Stay(Struct, frozen=True):
    """A person's time in the room, milliseconds since the epoch; `until` is None if it never ended."""

    person: str
    votes: bool
    since: int
    until: int | None


class Crossing(Struct, frozen=True):
    """A moment when quorum was met or lost, by the verifier's own count."""

    record: int
    at: int
    met: bool
    present: int


class Moved(Struct, frozen=True):
    """Somebody present who changed seats."""

    person: str
    at: int
    from_seat: str
    seat: str


class Away(Struct, frozen=True):
    """An absence that the chair accepted and that lasted: `excused` or `unexcused`."""

    person: str
    absence: str


class AttendanceReport(Struct, frozen=True):
    """Who came, and the quorum: `needed` of `members`."""

    members: int
    needed: int
    present_at_opening: int | None
    stays: tuple[Stay, ...]
    crossings: tuple[Crossing, ...]
    moves: tuple[Moved, ...]
    away: tuple[Away, ...]


class Break(Struct, frozen=True):
    """A break; `until` is None if it never ended, `returns_at` is what was said at its beginning."""

    since: int
    until: int | None
    returns_at: int | None


class Handover(Struct, frozen=True):
    """Another person presides from here on."""

    record: int
    at: int
    from_person: str
    person: str


class Speech(Struct, frozen=True):
    """A speech that ended: its net time, and what was allotted at the end, if anything.

    `person` is empty for a presenter nobody named.
    """

    person: str
    item: str
    kind: str
    begun_at: int
    spent_ms: int
    allotted_ms: int | None


class ItemCourse(Struct, frozen=True):
    """An agenda item and the stage it ended in."""

    plan: ItemPlan
    stage: str


class SessionReport(Struct, frozen=True):
    """The session by the verifier's own clock; times in milliseconds since the epoch.

    `items` are all of them, those added in the session included, in the order the meeting ended with.
    """

    opened_at: int | None
    closed_at: int | None
    breaks: tuple[Break, ...]
    handovers: tuple[Handover, ...]
    speeches: tuple[Speech, ...]
    items: tuple[ItemCourse, ...]


class Vote(Struct, frozen=True):
    """One person's counted answer; `corrected` if the secretary put it right."""

    person: str
    answer: tuple[str, ...]
    corrected: bool


class Typed(Struct, frozen=True):
    """Counts that a person typed, valid and signed; the last one of each person."""

    record: int
    at: int
    person: str
    entry: Entry


class Correction(Struct, frozen=True):
    """What the secretary put right and why; `before` is the count it replaced, `after` the new one."""

    record: int
    at: int
    person: str
    reason: str
    answers: tuple[NamedAnswer, ...]
    entry: Entry | None
    before: ResultState | None
    after: ResultState | None


class Voiding(Struct, frozen=True):
    """A proposal to declare the poll void; `agreed` is None while the secretary has not answered."""

    record: int
    at: int
    reason: str
    agreed: bool | None
    answered_at: int | None


class PollReport(Struct, frozen=True):
    """One opened poll as lived through again.

    `roll` could vote, `present` were there when it opened, `votes` are the valid final answers by person
    (of a show of hands by name, too), `silent` were present and gave none. `typed` are counts of hands or
    paper, `counted` those the poll was counted from: typed by `counted_by`, and corrected since.
    `recounted` is the verifier's count, `recorded` the hub's, both as of `result_record`, the last close,
    deciding vote or correction; None while a poll was never closed. `tie_choice` is the chair's deciding
    vote. `check_code` are the four syllables of the recount. `passed` are items that this poll carried in
    a package. Times are milliseconds since the epoch.
    """

    plan: PollPlan
    stage: str
    opened_at: int
    closed_at: int | None
    closed_by: str
    closing_record: int
    result_record: int
    quorum_met: bool
    roll: tuple[str, ...]
    present: tuple[str, ...]
    votes: tuple[Vote, ...]
    silent: tuple[str, ...]
    typed: tuple[Typed, ...]
    counted: Entry | None
    counted_by: tuple[str, ...]
    tie_choice: str
    recounted: ResultState | None
    recorded: ResultState | None
    check_code: tuple[str, ...]
    corrections: tuple[Correction, ...]
    voidings: tuple[Voiding, ...]
    passed: tuple[str, ...]
    superseded_by: str

    @property
    def agrees(self) -> bool:
        """Whether the hub's count and the recount are the same."""
        return self.recounted == self.recorded

    @property
    def void_reason(self) -> str:
        """Why it is void, empty if it is not."""
        return self.voidings[-1].reason if self.stage == "voided" and self.voidings else ""


class Report(Struct, frozen=True):
    """Everything an audit found. `names` maps persons to names where the roster came along.

    `plan`, `attendance` and `session` are None when the record could not be read far enough. `ca_sha256`
    is the fingerprint of the CA in the bundle, `ca_trusted` whether it was compared with one from elsewhere.
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
    session: SessionReport | None
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
