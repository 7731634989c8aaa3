"""The meeting lived through again, record by record.

Each record is read by its shape and held against what the records before it allow. What does not hold is
noted with the record's number, and the replay goes on as well as it can, so that a report shows all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protocol import shapes
from protocol.bundle import BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.record import Record
from protocol.verifier.ballots import Desk
from protocol.verifier.bodies import (
    EVENTS,
    BundleReceived,
    Event,
    ItemConcluded,
    ItemMoved,
    ItemTaken,
    MeetingConvened,
    MeetingPlan,
    MinutesWritten,
    PersonSignedIn,
    PersonSignedOut,
    PollEvent,
    PollOpened,
    QuorumLost,
    QuorumMet,
    SessionClosed,
    SessionEvent,
    SessionOpened,
)
from protocol.verifier.chain import Chain
from protocol.verifier.findings import Findings
from protocol.verifier.plan import check_documents, check_plan
from protocol.verifier.polls import SETTLED, PollTrail
from protocol.verifier.presence import Presence
from protocol.verifier.report import AttendanceReport, PollReport
from protocol.verifier.seal import Terminals

CONVENED, OPEN, CLOSED = "convened", "open", "closed"
_PHASES: dict[type[Event], tuple[str, ...]] = {
    PersonSignedIn: (CONVENED, OPEN),
    PersonSignedOut: (CONVENED, OPEN),
    QuorumMet: (CONVENED, OPEN),
    QuorumLost: (CONVENED, OPEN),
    SessionOpened: (CONVENED,),
    MinutesWritten: (CLOSED,),
    BundleReceived: (CLOSED,),
}


@dataclass(frozen=True)
class Lived:
    """What the replay came to."""

    plan: MeetingPlan
    attendance: AttendanceReport
    polls: tuple[PollReport, ...]
    minutes: tuple[int, MinutesWritten] | None


def replay(
    chain: Chain,
    manifest: BundleManifest,
    terminals: Terminals,
    findings: Findings,
    progress: Callable[[int, int], None],
) -> Lived | None:
    """Live through the whole chain; None if it does not begin with a plan that can be used."""
    if not chain.entries:
        findings.error("no-records", "log.jsonl")
        return None
    first = chain.entries[0][0]
    convened = _read(first, findings)
    if not isinstance(convened, MeetingConvened):
        findings.error("not-convened", first.seq)
        return None
    if not _usable(convened.plan, manifest, first.seq, findings):
        return None
    meeting = _Meeting(convened.plan, chain, terminals, findings)
    before = first
    for record, _ in chain.entries[1:]:
        progress(record.seq, len(chain.entries))
        meeting.apply(record)
        if record.at < before.at:
            findings.caveat("clock-went-back", record.seq, by_ms=before.at - record.at)
        before = record
    return meeting.finish(manifest)


def _usable(plan: MeetingPlan, manifest: BundleManifest, seq: int, findings: Findings) -> bool:
    if (plan.meeting, plan.room) != (manifest.meeting, manifest.room):
        findings.error("another-meeting", seq, meeting=plan.meeting, room=plan.room)
    before = len(findings.all())
    check_plan(plan, seq, findings)
    usable = len(findings.all()) == before
    check_documents(plan, manifest, seq, findings)
    return usable


def _read(record: Record, findings: Findings) -> Event | None:
    shape = EVENTS.get(record.type)
    if shape is None:
        findings.error("unknown-type", record.seq, type=record.type[:80])
        return None
    try:
        return shapes.from_json(shape, record.body)
    except RemoteProtocolError as error:
        findings.error(error.code, record.seq, detail=error.detail)
        return None


class _Meeting:
    """Session and agenda, with attendance and polls beside them."""

    def __init__(
        self, plan: MeetingPlan, chain: Chain, terminals: Terminals, findings: Findings
    ) -> None:
        self._plan, self._findings = plan, findings
        self._presence = Presence(plan, findings)
        desk = Desk(plan, chain, self._presence, terminals)
        self._polls = {poll.poll: PollTrail(poll, desk, findings) for poll in plan.polls}
        self._opened_polls: list[PollTrail] = []
        self._phase, self._item = CONVENED, ""
        self._to_take = {item.item for item in plan.items}
        self._present_at_opening: int | None = None
        self._minutes: tuple[int, MinutesWritten] | None = None

    def apply(self, record: Record) -> None:
        """Take in the next record."""
        event = _read(record, self._findings)
        if not isinstance(event, QuorumMet | QuorumLost):
            self._presence.settle()
        if event is None:
            return
        if self._phase not in _PHASES.get(type(event), (OPEN,)):
            self._findings.error("out-of-order", record.seq, type=record.type, phase=self._phase)
            return
        self._take(record, event)

    def finish(self, manifest: BundleManifest) -> Lived:
        """The end of the log."""
        self._presence.settle()
        if self._phase != CLOSED:
            self._findings.caveat("session-not-closed", manifest.head.seq)
        attendance = self._presence.report(self._present_at_opening)
        reports = (trail.report() for trail in self._opened_polls)
        polls = tuple(report for report in reports if report)
        return Lived(self._plan, attendance, polls, self._minutes)

    def _take(self, record: Record, event: Event) -> None:
        if isinstance(event, PersonSignedIn):
            self._presence.sign_in(record, event)
        elif isinstance(event, PersonSignedOut):
            self._presence.sign_out(record, event)
        elif isinstance(event, QuorumMet | QuorumLost):
            self._presence.quorum(record, event)
        elif isinstance(
            event, SessionOpened | SessionClosed | ItemTaken | ItemMoved | ItemConcluded
        ):
            self._take_session(record, event)
        elif isinstance(event, MinutesWritten):
            self._minutes = (record.seq, event)
        elif isinstance(event, MeetingConvened):
            self._findings.error("convened-twice", record.seq)
        elif not isinstance(event, BundleReceived):
            self._take_poll(record, event)

    def _take_session(self, record: Record, event: SessionEvent) -> None:
        if isinstance(event, SessionOpened):
            self._open(record, event)
        elif isinstance(event, SessionClosed):
            self._close(record)
        elif isinstance(event, ItemTaken):
            if event.item not in self._to_take or self._item:
                self._findings.error("item-out-of-order", record.seq, item=event.item)
            self._to_take.discard(event.item)
            self._item = event.item
        else:
            if event.item != self._item:
                self._findings.error("item-out-of-order", record.seq, item=event.item)
            if isinstance(event, ItemConcluded):
                self._item = ""

    def _open(self, record: Record, event: SessionOpened) -> None:
        self._phase = OPEN
        present, members = len(self._presence.present()), len(self._presence.voters)
        self._present_at_opening = present
        if (event.present, event.members) != (present, members):
            self._findings.error("opening-differs", record.seq, present=present, members=members)
        if not self._presence.quorum_met:
            needed = self._presence.needed
            self._findings.error(
                "opened-without-quorum", record.seq, present=present, needed=needed
            )

    def _close(self, record: Record) -> None:
        self._phase = CLOSED
        for trail in self._polls.values():
            if trail.stage not in SETTLED:
                self._findings.error("poll-unsettled", record.seq, poll=trail.plan.poll)

    def _take_poll(self, record: Record, event: PollEvent) -> None:
        trail = self._polls.get(event.poll)
        if trail is None:
            self._findings.error("unknown-poll", record.seq, poll=event.poll)
            return
        if isinstance(event, PollOpened):
            self._check_alone(record)
            if trail.stage == "ready":
                self._opened_polls.append(trail)
        trail.apply(record, event, self._item)

    def _check_alone(self, record: Record) -> None:
        for other in self._polls.values():
            if other.stage not in SETTLED:
                self._findings.error("poll-unsettled", record.seq, poll=other.plan.poll)
