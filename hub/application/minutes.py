"""The minutes of a meeting (biên bản) as values, projected from its record: no layout, no sentences.

Everything comes from the record and the roster beside it; what the record does not know (the number
a registry will give, who receives copies) is passed in or stays empty, never invented. Counts are the
recorded ones, not recounted here. Times are milliseconds since the epoch, UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from msgspec import Struct

from hub.application.minutes_attendance import (
    Attendance,
    QuorumChange,
    Record,
    attendance,
    quorum_changes,
)
from hub.application.minutes_items import ItemMinutes, Passed, PutOff, agenda_minutes
from hub.application.minutes_polls import PollMinutes, polls_by_item
from hub.application.minutes_session import Break, Handover, breaks, handovers
from hub.application.roster import Name, Roster
from hub.domain.errors import DomainError
from hub.domain.events import MeetingConvened, SessionClosed, SessionOpened
from hub.domain.tally import Result
from hub.domain.vocabulary import ItemPlan, MeetingPlan, QuorumRule

__all__ = ["Head", "Minutes", "Name", "Roster", "compose"]

E = TypeVar("E")
Number: TypeAlias = "bool | int | str | list[Number] | dict[str, Number] | None"

NO_CODES: Mapping[str, str] = MappingProxyType({})


class Head(Struct, frozen=True):
    """The last record the minutes rest on: its sequence and its SHA-256 in hex."""

    seq: int
    hash: str


class Minutes(Struct, frozen=True):
    """All a biên bản says. `number` is empty until a registry gave one; `opened_at` and `closed_at`
    are None if the session was not opened or not closed. `presided` has the chair at the end."""

    meeting: str
    body: str
    parent: str
    number: str
    title: str
    subject: str
    planned_at: int
    opened_at: int | None
    closed_at: int | None
    room: str
    place: str
    attendance: Attendance
    quorum: QuorumRule
    quorum_changes: tuple[QuorumChange, ...]
    chair: Name
    chair_title: str
    secretary: Name
    presided: Name
    breaks: tuple[Break, ...]
    handovers: tuple[Handover, ...]
    items: tuple[ItemMinutes, ...]
    passed: tuple[Passed, ...]
    put_off: tuple[PutOff, ...]
    not_taken: tuple[ItemPlan, ...]
    recipients: tuple[str, ...]
    head: Head

    def numbers(self) -> dict[str, Number]:
        """The numbers as printed, for a verifier to compare with its own count of the record."""
        polls = [poll for item in self.items for poll in item.polls]
        return {
            "meeting": self.meeting,
            "members": self.attendance.members,
            "present_at_opening": self.attendance.present_at_opening,
            "polls": [_poll_numbers(poll, poll.result) for poll in polls if poll.result],
            "head": {"seq": self.head.seq, "hash": self.head.hash},
        }


def _poll_numbers(poll: PollMinutes, result: Result) -> dict[str, Number]:
    return {
        "poll": poll.plan.poll,
        "in_favour": result.in_favour,
        "against": result.against,
        "abstain": result.abstain,
        "silent": result.silent,
        "absent": result.absent,
        "members": result.members,
        "present": poll.present,
        "outcome": result.outcome.value,
        "cast": result.cast,
        "blank": result.blank,
        "invalid": result.invalid,
        "excluded": result.excluded,
        "options": [
            {
                "option": each.option,
                "votes": list(each.votes),
                "standing": each.standing.value,
            }
            for each in result.options
        ],
    }


def compose(
    records: Sequence[Record],
    roster: Roster,
    *,
    head: Head,
    check_codes: Mapping[str, str] = NO_CODES,
    number: str = "",
    recipients: tuple[str, ...] = (),
) -> Minutes:
    """Minutes of the meeting in `records`, (at, event) in order and complete.

    `check_codes` maps polls to the code the room compared. Without a convened meeting the refusal is
    `meeting-not-convened`. What follows the close of the session is not part of it.
    """
    records = _until_closed(records)
    plan = _plan(records)
    opened = _first(records, SessionOpened)
    closed = _first(records, SessionClosed)
    course = agenda_minutes(
        records, plan, polls_by_item(records, plan, roster, check_codes), roster
    )
    handed = handovers(records, roster)
    return Minutes(
        meeting=plan.meeting,
        body=plan.body_name,
        parent=plan.body_parent,
        number=number,
        title=plan.title,
        subject=plan.subject,
        planned_at=plan.starts_at,
        opened_at=opened and opened[0],
        closed_at=closed and closed[0],
        room=plan.room_name,
        place=plan.place,
        attendance=attendance(records, plan, roster, opened),
        quorum=plan.quorum,
        quorum_changes=quorum_changes(records, opened),
        chair=roster.of(plan.chair),
        chair_title=plan.chair_title,
        secretary=roster.of(plan.secretary),
        presided=handed[-1].after if handed else roster.of(plan.chair),
        breaks=breaks(records),
        handovers=handed,
        items=course.items,
        passed=course.passed,
        put_off=course.put_off,
        not_taken=course.not_taken,
        recipients=recipients,
        head=head,
    )


def _of(records: Iterable[Record], kind: type[E]) -> list[tuple[int, E]]:
    return [(at, event) for at, event in records if isinstance(event, kind)]


def _first(records: Iterable[Record], kind: type[E]) -> tuple[int, E] | None:
    return next(iter(_of(records, kind)), None)


def _until_closed(records: Sequence[Record]) -> Sequence[Record]:
    for index, (_, event) in enumerate(records):
        if isinstance(event, SessionClosed):
            return records[: index + 1]
    return records


def _plan(records: Sequence[Record]) -> MeetingPlan:
    convened = _first(records, MeetingConvened)
    if convened is None:
        raise DomainError("meeting-not-convened")
    return convened[1].plan
