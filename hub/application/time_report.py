"""The time report of a session (báo cáo thời gian phiên họp) as numbers, projected from its record.

`papers/time-report.json` of a bundle is this shape in canonical JSON: integers, ids and printed titles, no
names of persons. Times are milliseconds. Its parts sum to the time from opening to close exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from hub.application.session_time import Stretch, TimeKind, stretches
from hub.application.spoken import spoken
from hub.domain import agenda, events
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.speaking import Spoken
from hub.domain.vocabulary import ItemPlan, MeetingPlan, PastSession, Stage
from protocol import canonical, shapes

FORMAT = "phienhop-time-report/1"
GOAL_PERCENT = 30  # shorter than before
MINUTE_MS = 60_000

Record: TypeAlias = tuple[int, Event]
NOT_TAKEN_UP = frozenset({Stage.PLANNED, Stage.POSTPONED, Stage.WITHDRAWN})


class Parts(Struct, frozen=True):
    """Milliseconds by kind, as `hub.application.session_time` tells them apart; `breaks` are its breaks."""

    presenting: int = 0
    debating: int = 0
    voting: int = 0
    waiting: int = 0
    breaks: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.presenting + self.debating + self.voting + self.waiting + self.breaks


class ItemTime(Struct, frozen=True):
    """One agenda item, in the order at the end. `stage` is its last; `actual_ms` leaves breaks out.

    `overruns` speeches went beyond what they were allotted, by `overrun_ms` together.
    """

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

    @property
    def dealt_with(self) -> bool:
        """Whether the session took it up, whatever became of it then, or passed it."""
        return self.actual_ms > 0 or self.stage not in NOT_TAKEN_UP


class VoteTime(Struct, frozen=True):
    """One poll, from its opening to its close."""

    poll: str
    item: str
    ms: int


class PersonTime(Struct, frozen=True):
    """Net speaking time of a person, presentations apart; a member who took part and never spoke has 0."""

    person: str
    ms: int
    times: int


class Goal(Struct, frozen=True):
    """How much shorter the session was to be: `percent` less than the average before, `before_ms`.

    The average is of sessions on paper, where any are known, else of all earlier ones.
    """

    percent: int
    before_ms: int
    at_most_ms: int


class ReportHead(Struct, frozen=True):
    """The last record the report rests on."""

    seq: int
    hash: str


class TimeReport(Struct, frozen=True):
    """All numbers of the report. `planned_ms` sums the items that were dealt with."""

    format: str
    meeting: str
    opened_at: int
    closed_at: int
    total_ms: int
    planned_ms: int
    parts: Parts
    between: Parts  # while no item was active
    items: tuple[ItemTime, ...]
    votes: tuple[VoteTime, ...]
    spoken: tuple[PersonTime, ...]
    before: tuple[PastSession, ...]
    goal: Goal | None
    head: ReportHead

    @property
    def vote_ms(self) -> int:
        """How long a vote took on average; 0 where there was none."""
        return sum(vote.ms for vote in self.votes) // max(1, len(self.votes))


def time_report(records: Sequence[Record], head: ReportHead) -> TimeReport:
    """The report of a session that is over; `session-not-closed` of one that is not."""
    plan = _plan(records)
    opened_at, closed_at = _span(records)
    spent = tuple(stretches(records))
    items = _items(records, plan, spent)
    return TimeReport(
        format=FORMAT,
        meeting=plan.meeting,
        opened_at=opened_at,
        closed_at=closed_at,
        total_ms=sum(one.ms for one in spent),
        planned_ms=sum(each.planned_ms for each in items if each.dealt_with),
        parts=_parts(spent),
        between=_parts(one for one in spent if not one.item),
        items=items,
        votes=_votes(records, plan),
        spoken=_spoken(records, plan),
        before=plan.before,
        goal=_goal(plan.before),
        head=head,
    )


def dump(report: TimeReport) -> bytes:
    """The report as kept in a bundle."""
    return canonical.dump(shapes.to_json(report))


def parse(data: bytes) -> TimeReport:
    """Read a kept report; `RemoteProtocolError` for anything else."""
    return shapes.from_json(TimeReport, canonical.load(data))


def _plan(records: Sequence[Record]) -> MeetingPlan:
    for _, event in records:
        if isinstance(event, events.MeetingConvened):
            return event.plan
    raise DomainError("meeting-not-convened")


def _span(records: Sequence[Record]) -> tuple[int, int]:
    opened = [at for at, event in records if isinstance(event, events.SessionOpened)]
    closed = [at for at, event in records if isinstance(event, events.SessionClosed)]
    if not opened or not closed:
        raise DomainError("session-not-closed")
    return opened[0], closed[0]


def _parts(spent: Iterable[Stretch]) -> Parts:
    sums = dict.fromkeys(TimeKind, 0)
    for one in spent:
        sums[one.kind] += one.ms
    return Parts(
        presenting=sums[TimeKind.PRESENTING],
        debating=sums[TimeKind.DEBATING],
        voting=sums[TimeKind.VOTING],
        waiting=sums[TimeKind.WAITING],
        breaks=sums[TimeKind.BREAK],
    )


# ── items ───────────────────────────────────────────────────────────────────────────────────────


def _items(
    records: Sequence[Record], plan: MeetingPlan, spent: Sequence[Stretch]
) -> tuple[ItemTime, ...]:
    course = agenda.start(plan)
    for at, event in records:
        course = agenda.evolve(course, event, at)
    overruns = _overruns(records)
    return tuple(
        _item(each, course.items[each.item].stage, spent, overruns.get(each.item, []))
        for each in course.ordered
    )


def _item(
    plan: ItemPlan, stage: Stage, spent: Sequence[Stretch], overruns: Sequence[int]
) -> ItemTime:
    parts = _parts(one for one in spent if one.item == plan.item)
    return ItemTime(
        item=plan.item,
        number=plan.number,
        title=plan.title,
        presenter=plan.presenter,
        stage=stage,
        planned_ms=plan.planned_minutes * MINUTE_MS,
        actual_ms=parts.total - parts.breaks,
        parts=parts,
        overruns=len(overruns),
        overrun_ms=sum(overruns),
    )


def _overruns(records: Sequence[Record]) -> dict[str, list[int]]:
    """By item, how far each speech that went over its time did so."""
    found: dict[str, list[int]] = {}
    allotted: int | None = None
    for _, event in records:
        if isinstance(event, events.SpeechBegun | events.SpeechExtended):
            allotted = event.allotted_ms
        elif isinstance(event, events.SpeechEnded):
            if allotted is not None and event.spent_ms > allotted:
                found.setdefault(event.item, []).append(event.spent_ms - allotted)
            allotted = None
    return found


# ── votes and persons ───────────────────────────────────────────────────────────────────────────


def _votes(records: Sequence[Record], plan: MeetingPlan) -> tuple[VoteTime, ...]:
    items = {poll.poll: poll.item for poll in plan.polls}
    opened: dict[str, int] = {}
    found = []
    for at, event in records:
        if isinstance(event, events.PollDrafted):
            items[event.plan.poll] = event.plan.item
        elif isinstance(event, events.PollOpened):
            opened[event.poll] = at
        elif isinstance(event, events.PollClosed):
            ms = max(0, at - opened[event.poll])
            found.append(VoteTime(event.poll, items[event.poll], ms))
    return tuple(found)


def _spoken(records: Sequence[Record], plan: MeetingPlan) -> tuple[PersonTime, ...]:
    """Longest first, then those who took part and never spoke, as they stand in the plan."""
    said = spoken(event for _, event in records if isinstance(event, events.SpeechEnded))
    here = {event.person for _, event in records if isinstance(event, events.PersonSignedIn)}
    voting = (each.person for each in plan.persons if each.votes)
    silent = (person for person in voting if person in here and person not in said)
    longest = sorted(said.items(), key=lambda one: (-one[1].ms, one[0]))
    both = (*longest, *((person, Spoken()) for person in silent))
    return tuple(PersonTime(person, one.ms, one.times) for person, one in both)


def _goal(before: Sequence[PastSession]) -> Goal | None:
    counted = [each for each in before if each.paper] or list(before)
    if not counted:
        return None
    average = sum(each.minutes for each in counted) * MINUTE_MS // len(counted)
    return Goal(GOAL_PERCENT, average, average * (100 - GOAL_PERCENT) // 100)
