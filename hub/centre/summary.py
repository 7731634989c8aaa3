"""What people want to see of a bundle at a glance, projected from its record. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from hub.domain.events import (
    BallotCast,
    ItemInserted,
    MeetingConvened,
    PersonSignedIn,
    PollClosed,
    PollCorrected,
    PollDrafted,
    PollSuperseded,
    PollVoided,
    SessionClosed,
    SessionOpened,
    TieDecided,
)
from hub.domain.tally import Result
from hub.domain.vocabulary import Form, MeetingPlan, Option, PollPlan
from protocol import canonical, shapes
from protocol.errors import RemoteProtocolError
from protocol.record import Record


class PollSummary(Struct, frozen=True):
    """A counted poll: its item's number, question, citation of its rule, and its latest counts."""

    poll: str
    item_number: int
    question: str
    citation: str
    result: Result
    voided: bool = False
    form: Form = Form.MOTION
    options: tuple[Option, ...] = ()
    places: int = 1
    superseded: bool = False


class Summary(Struct, frozen=True):
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
    polls = {poll.poll: poll for poll in plan.polls}
    numbers = {item.item: item.number for item in plan.items}
    guests: set[str] = set()
    for record in steps:
        if record.type == PollDrafted.__name__:
            drafted = shapes.from_json(PollDrafted, record.body).plan
            polls[drafted.poll] = drafted
        elif record.type == ItemInserted.__name__:
            inserted = shapes.from_json(ItemInserted, record.body).plan
            numbers[inserted.item] = inserted.number
        counted = replace(summary, records=record.seq, items=len(numbers))
        summary = _next(counted, numbers, polls, record)
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


def _next(
    summary: Summary, numbers: Mapping[str, int], polls: Mapping[str, PollPlan], record: Record
) -> Summary:
    if record.type == SessionOpened.__name__:
        opened = shapes.from_json(SessionOpened, record.body)
        return replace(summary, opened_at=record.at, present=opened.present, members=opened.members)
    if record.type == SessionClosed.__name__:
        return replace(summary, closed_at=record.at)
    if record.type == BallotCast.__name__:
        return replace(summary, ballots=summary.ballots + 1)
    if record.type == PollClosed.__name__:
        closed = _poll(numbers, polls, shapes.from_json(PollClosed, record.body))
        return replace(summary, polls=(*summary.polls, closed))
    return replace(summary, polls=tuple(_changed(poll, record) for poll in summary.polls))


def _poll(
    numbers: Mapping[str, int], polls: Mapping[str, PollPlan], closed: PollClosed
) -> PollSummary:
    planned = polls.get(closed.poll)
    if planned is None:
        raise RemoteProtocolError("unknown-poll", closed.poll[:64])
    return PollSummary(
        poll=closed.poll,
        item_number=numbers.get(planned.item, 0),
        question=planned.question,
        citation=planned.settings.majority.citation,
        result=closed.result,
        form=planned.form,
        options=planned.options,
        places=planned.places,
    )


def _changed(poll: PollSummary, record: Record) -> PollSummary:
    """The poll after a record that may be about it."""
    if record.body.get("poll") != poll.poll:
        return poll
    if record.type == TieDecided.__name__:
        return replace(poll, result=shapes.from_json(TieDecided, record.body).result)
    if record.type == PollCorrected.__name__:
        return replace(poll, result=shapes.from_json(PollCorrected, record.body).result)
    if record.type == PollVoided.__name__:
        return replace(poll, voided=True)
    return replace(poll, superseded=poll.superseded or record.type == PollSuperseded.__name__)
