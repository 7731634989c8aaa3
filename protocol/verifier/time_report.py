"""The time report of a session: do its numbers follow from the record, and do its parts make the whole?

`papers/time-report.json` is compared number by number with what the record comes to. A bundle made before
there were such reports has none, which is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from protocol import bundle, canonical, shapes
from protocol.bundle import BundleHead, BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.verifier import files as bundle_files
from protocol.verifier.bodies import MeetingPlan, PastSession
from protocol.verifier.bodies.words import SpeechKind, Stage
from protocol.verifier.chain import Chain
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings
from protocol.verifier.replay import Lived
from protocol.verifier.report import ItemCourse, Speech
from protocol.verifier.timekeeping import Parts

FORMAT = "phienhop-time-report/1"
MAX_NUMBERS = 1024 * 1024  # two hundred items, a thousand polls and nine hundred persons
GOAL_PERCENT = 30
MINUTE_MS = 60_000
_NOT_TAKEN_UP = frozenset({Stage.PLANNED, Stage.POSTPONED, Stage.WITHDRAWN})


class ItemTime(Struct, frozen=True):
    """One item; `actual_ms` is its time but for breaks."""

    item: str
    number: int
    title: str
    presenter: str
    stage: Stage
    planned_ms: int
    actual_ms: int
    parts: Parts
    overruns: int
    overrun_ms: int


class VoteTime(Struct, frozen=True):
    """One poll from its opening to its close."""

    poll: str
    item: str
    ms: int


class PersonTime(Struct, frozen=True):
    """Net speaking time of one person, presentations apart."""

    person: str
    ms: int
    times: int


class Goal(Struct, frozen=True):
    """How long the session should have taken at most."""

    percent: int
    before_ms: int
    at_most_ms: int


class TimeReport(Struct, frozen=True):
    """`papers/time-report.json`."""

    format: str
    meeting: str
    opened_at: int
    closed_at: int
    total_ms: int
    planned_ms: int
    parts: Parts
    between: Parts
    items: tuple[ItemTime, ...]
    votes: tuple[VoteTime, ...]
    spoken: tuple[PersonTime, ...]
    before: tuple[PastSession, ...]
    goal: Goal | None
    head: BundleHead


def check_time_report(
    files: Files, manifest: BundleManifest, chain: Chain, lived: Lived, findings: Findings
) -> None:
    """Compare the report's numbers with the record, where there is a report."""
    listed = {file.path for file in manifest.files}
    path = bundle.TIME_REPORT_NUMBERS
    if not listed & {path, bundle.TIME_REPORT}:
        return
    try:
        data = bundle_files.read(files, path, MAX_NUMBERS)
        told = shapes.from_json(TimeReport, canonical.load(data))
    except RemoteProtocolError as error:
        findings.error("time-report-unreadable", path, detail=str(error))
        return
    if chain.hash_at(told.head.seq) != told.head.hash or not _is_after_close(told.head, chain):
        findings.error("time-report-of-another-record", path, record=told.head.seq)
    right = _recomputed(lived, told.head)
    for name in TimeReport.__struct_fields__:
        if getattr(told, name) != getattr(right, name):
            findings.error("time-report-differs", path, field=name)
    if told.parts.total != told.total_ms:
        findings.error("time-report-differs", path, field="parts")


def _is_after_close(head: BundleHead, chain: Chain) -> bool:
    types = (record.type for record, _ in chain.entries[: head.seq])
    return "SessionClosed" in types


def _recomputed(lived: Lived, head: BundleHead) -> TimeReport:
    """The report as it should be, upon the record `head`."""
    session, time = lived.session, lived.time
    items = tuple(_item(lived, course) for course in session.items)
    parts = time.in_all()
    return TimeReport(
        format=FORMAT,
        meeting=lived.plan.meeting,
        opened_at=session.opened_at or 0,
        closed_at=session.closed_at or 0,
        total_ms=parts.total,
        planned_ms=sum(each.planned_ms for each in items if _taken_up(each)),
        parts=parts,
        between=time.of(""),
        items=items,
        votes=tuple(_votes(lived)),
        spoken=tuple(_spoken(lived)),
        before=lived.plan.before,
        goal=_goal(lived.plan),
        head=head,
    )


def _item(lived: Lived, course: ItemCourse) -> ItemTime:
    plan, parts = course.plan, lived.time.of(course.plan.item)
    over = [
        speech.spent_ms - speech.allotted_ms
        for speech in lived.session.speeches
        if speech.item == plan.item and _is_over(speech) and speech.allotted_ms is not None
    ]
    return ItemTime(
        item=plan.item,
        number=plan.number,
        title=plan.title,
        presenter=plan.presenter,
        stage=Stage(course.stage),
        planned_ms=plan.planned_minutes * MINUTE_MS,
        actual_ms=parts.total - parts.breaks,
        parts=parts,
        overruns=len(over),
        overrun_ms=sum(over),
    )


def _is_over(speech: Speech) -> bool:
    return speech.allotted_ms is not None and speech.spent_ms > speech.allotted_ms


def _taken_up(item: ItemTime) -> bool:
    return item.actual_ms > 0 or item.stage not in _NOT_TAKEN_UP


def _votes(lived: Lived) -> Iterator[VoteTime]:
    for poll in lived.polls:
        if poll.closed_at is not None:
            took = max(0, poll.closed_at - poll.opened_at)
            yield VoteTime(poll.plan.poll, poll.plan.item, took)


def _spoken(lived: Lived) -> Iterator[PersonTime]:
    """Whoever spoke most first; then members who were there and did not, as in the plan."""
    times: dict[str, list[int]] = {}
    for speech in lived.session.speeches:
        if speech.kind != SpeechKind.PRESENTATION and speech.person:
            times.setdefault(speech.person, []).append(speech.spent_ms)
    for person, spoken in sorted(times.items(), key=lambda each: (-sum(each[1]), each[0])):
        yield PersonTime(person, sum(spoken), len(spoken))
    came = {stay.person for stay in lived.attendance.stays}
    for member in lived.plan.persons:
        if member.votes and member.person in came and member.person not in times:
            yield PersonTime(member.person, 0, 0)


def _goal(plan: MeetingPlan) -> Goal | None:
    """Against sessions on paper, or against all where none was."""
    counted = [each for each in plan.before if each.paper] or list(plan.before)
    if not counted:
        return None
    average = sum(each.minutes for each in counted) * MINUTE_MS // len(counted)
    return Goal(GOAL_PERCENT, average, average * (100 - GOAL_PERCENT) // 100)
