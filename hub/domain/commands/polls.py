"""Polls, ballots and counts."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.vocabulary import Choice, Entry, NamedAnswer, PollKind


class ReadyPoll(Struct, frozen=True):
    """Declare a drafted poll ready to be opened."""

    poll: str


class AskNow(Struct, frozen=True):
    """Ask a question that nobody prepared, on the active item, and open the poll at once."""

    item: str
    question: str
    kind: PollKind


class Revote(Struct, frozen=True):
    """Prepare the same question again: of a voided or announced poll, or the second round of an election."""

    poll: str


class OpenPoll(Struct, frozen=True):
    """Open a ready poll of the active item."""

    poll: str


class PausePoll(Struct, frozen=True):
    """Suspend pressing."""

    poll: str


class ResumePoll(Struct, frozen=True):
    """Let pressing go on."""

    poll: str


class ExtendPoll(Struct, frozen=True):
    """Give an open poll with a clock more time."""

    poll: str
    by_ms: int


class GiveTimeBack(Struct, frozen=True):
    """See that an open poll with a clock is not over before `until`: the hub's own, after a start."""

    poll: str
    until: int


class CastBallot(Struct, frozen=True):
    """One person's signed answer; the signature has been checked before it gets here."""

    poll: str
    person: str
    seat: str
    device: str
    answer: tuple[str, ...]
    ballot: str
    statement: str
    signature: str


class EnterCount(Struct, frozen=True):
    """Counts of a show of hands or of paper ballots, signed by the terminal of whoever typed them."""

    poll: str
    person: str
    device: str
    entry: Entry
    count: str
    statement: str
    signature: str


class ClosePoll(Struct, frozen=True):
    """End pressing and count; `reason` is `chair` or `time`."""

    poll: str
    reason: str = "chair"


class AnnouncePoll(Struct, frozen=True):
    """Make the result public."""

    poll: str


class DecideTie(Struct, frozen=True):
    """The chair, who votes only in a tie, gives that vote: for or against."""

    poll: str
    choice: Choice


class ProposeVoid(Struct, frozen=True):
    """The chair wants a poll declared void, for a reason."""

    poll: str
    reason: str


class AnswerVoid(Struct, frozen=True):
    """The secretary agrees that the poll is void, or does not."""

    poll: str
    person: str
    device: str
    agrees: bool


class CorrectPoll(Struct, frozen=True):
    """The secretary puts a counted poll right, for a reason.

    `answers` replace those of persons (pressed polls, hands by name); `entry` replaces the counts (show of
    hands, paper). Signed by the secretary's terminal.
    """

    poll: str
    person: str
    device: str
    reason: str
    answers: tuple[NamedAnswer, ...]
    entry: Entry | None
    correction: str
    statement: str
    signature: str
