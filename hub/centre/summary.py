"""What people want to see of a bundle at a glance, projected from its record. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hub.domain.events import (
    BallotCast,
    MeetingConvened,
    PersonSignedIn,
    PollClosed,
    PollVoided,
    SessionClosed,
    SessionOpened,
)
from hub.domain.tally import Result
from hub.domain.vocabulary import MeetingPlan
from protocol import canonical, shapes
from protocol.errors import RemoteProtocolError
from protocol.record import Record


@dataclass(frozen=True)
class PollSummary:
    """A closed poll: its item's number, question, citation of its rule, and counts."""

    poll: str
    item_number: int
    question: str
    citation: str
    result: Result
    voided: bool = False


@dataclass(frozen=True)
class Summary:
    """A meeting in numbers. Times are milliseconds since the epoch, None if it never came to that.

    `present` are members at the opening of the session, `guests` those without a vote who signed in,
    `ballots` all signed ballots in the record, replaced ones included.
    """

    title: str
    body_name: str
    body_parent: str
    room_name: str
    place: str
    starts_at: int
    opened_at: int | None
    closed_at: int | None
    members: int
    present: int
    guests: int
    items: int
    papers: int
    records: int
    ballots: int
    polls: tuple[PollSummary, ...]


def summarise(records: Iterable[Record]) -> Summary:
    """Project a whole record; `meeting-not-convened` if it does not begin with a plan."""
    steps = iter(records)
    first = next(steps, None)
    if first is None or first.type != MeetingConvened.__name__:
        raise RemoteProtocolError("meeting-not-convened")
    plan = shapes.from_json(MeetingConvened, first.body).plan
    summary = _planned(plan)
    guests: set[str] = set()
    for record in steps:
        summary = _next(replace(summary, records=record.seq), plan, record)
        if record.type == PersonSignedIn.__name__:
            guests.add(shapes.from_json(PersonSignedIn, record.body).person)
    voting = {person.person for person in plan.persons if person.votes}
    return replace(summary, guests=len(guests - voting))


def dump_summary(summary: Summary) -> str:
    """The summary as text, for keeping."""
    return canonical.dump(shapes.to_json(summary)).decode("utf-8")


def parse_summary(text: str) -> Summary:
    """Read a kept summary back."""
    return shapes.from_json(Summary, canonical.load(text.encode("utf-8")))


def _planned(plan: MeetingPlan) -> Summary:
    return Summary(
        title=plan.title,
        body_name=plan.body_name,
        body_parent=plan.body_parent,
        room_name=plan.room_name,
        place=plan.place,
        starts_at=plan.starts_at,
        opened_at=None,
        closed_at=None,
        members=sum(person.votes for person in plan.persons),
        present=0,
        guests=0,
        items=len(plan.items),
        papers=len(plan.papers),
        records=1,
        ballots=0,
        polls=(),
    )


def _next(summary: Summary, plan: MeetingPlan, record: Record) -> Summary:
    if record.type == SessionOpened.__name__:
        opened = shapes.from_json(SessionOpened, record.body)
        return replace(summary, opened_at=record.at, present=opened.present, members=opened.members)
    if record.type == SessionClosed.__name__:
        return replace(summary, closed_at=record.at)
    if record.type == BallotCast.__name__:
        return replace(summary, ballots=summary.ballots + 1)
    if record.type == PollClosed.__name__:
        closed = _poll(plan, shapes.from_json(PollClosed, record.body))
        return replace(summary, polls=(*summary.polls, closed))
    if record.type == PollVoided.__name__:
        return _voided(summary, shapes.from_json(PollVoided, record.body).poll)
    return summary


def _poll(plan: MeetingPlan, closed: PollClosed) -> PollSummary:
    planned = next((poll for poll in plan.polls if poll.poll == closed.poll), None)
    if planned is None:
        raise RemoteProtocolError("unknown-poll", closed.poll[:64])
    numbers = {item.item: item.number for item in plan.items}
    return PollSummary(
        poll=closed.poll,
        item_number=numbers.get(planned.item, 0),
        question=planned.question,
        citation=planned.settings.majority.citation,
        result=closed.result,
    )


def _voided(summary: Summary, poll: str) -> Summary:
    polls = tuple(replace(each, voided=each.voided or each.poll == poll) for each in summary.polls)
    return replace(summary, polls=polls)
