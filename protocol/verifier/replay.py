"""The meeting lived through again, record by record.

Each record is read by its shape and held against what the records before it allow. What does not hold is
noted with the record's number, and the replay goes on as well as it can, so that a report shows all of it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from protocol import shapes
from protocol.bundle import BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.record import Record
from protocol.verifier.bodies import EVENTS, Event, MeetingConvened, MeetingPlan, MinutesWritten
from protocol.verifier.chain import Chain
from protocol.verifier.documents import check_documents
from protocol.verifier.findings import Findings
from protocol.verifier.meeting import MeetingTrail
from protocol.verifier.plan import check_plan
from protocol.verifier.report import AttendanceReport, PollReport, SessionReport
from protocol.verifier.seal import Terminals
from protocol.verifier.timekeeping import Timekeeper


class Lived(Struct, frozen=True):
    """What the replay came to."""

    plan: MeetingPlan
    attendance: AttendanceReport
    session: SessionReport
    time: Timekeeper
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
    meeting = MeetingTrail(convened.plan, chain, terminals, findings)
    time, before = Timekeeper(), first
    for record, _ in chain.entries[1:]:
        progress(record.seq, len(chain.entries))
        event = _read(record, findings)
        meeting.apply(record, event)
        time.apply(record.at, event)
        if record.at < before.at:
            findings.caveat("clock-went-back", record.seq, by_ms=before.at - record.at)
        before = record
    meeting.finish(manifest.head.seq)
    check_documents(convened.plan, meeting.dossier, manifest, first.seq, findings)
    return Lived(
        plan=convened.plan,
        attendance=meeting.attendance(),
        session=meeting.session(),
        time=time,
        polls=meeting.polls(),
        minutes=meeting.minutes,
    )


def _usable(plan: MeetingPlan, manifest: BundleManifest, seq: int, findings: Findings) -> bool:
    if (plan.meeting, plan.room) != (manifest.meeting, manifest.room):
        findings.error("another-meeting", seq, meeting=plan.meeting, room=plan.room)
    before = len(findings.all())
    check_plan(plan, seq, findings)
    return len(findings.all()) == before


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
