"""Polls, ballots and counts."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary import Choice, Entry, NamedAnswer, PollKind


@dataclass(frozen=True)
class ReadyPoll:
    """Declare a drafted poll ready to be opened."""

    poll: str


@dataclass(frozen=True)
class AskNow:
    """Ask a question that nobody prepared, on the active item, and open the poll at once."""

    item: str
    question: str
    kind: PollKind


@dataclass(frozen=True)
class Revote:
    """Prepare the same question again: of a voided or announced poll, or the second round of an election."""

    poll: str


@dataclass(frozen=True)
class OpenPoll:
    """Open a ready poll of the active item."""

    poll: str


@dataclass(frozen=True)
class PausePoll:
    """Suspend pressing."""

    poll: str


@dataclass(frozen=True)
class ResumePoll:
    """Let pressing go on."""

    poll: str


@dataclass(frozen=True)
class ExtendPoll:
    """Give an open poll with a clock more time."""

    poll: str
    by_ms: int


@dataclass(frozen=True)
class GiveTimeBack:
    """See that an open poll with a clock is not over before `until`: the hub's own, after a start."""

    poll: str
    until: int


@dataclass(frozen=True)
class CastBallot:
    """One person's signed answer; the signature has been checked before it gets here."""

    poll: str
    person: str
    seat: str
    device: str
    answer: tuple[str, ...]
    ballot: str
    statement: str
    signature: str


@dataclass(frozen=True)
class EnterCount:
    """Counts of a show of hands or of paper ballots, signed by the terminal of whoever typed them."""

    poll: str
    person: str
    device: str
    entry: Entry
    count: str
    statement: str
    signature: str


@dataclass(frozen=True)
class ClosePoll:
    """End pressing and count; `reason` is `chair` or `time`."""

    poll: str
    reason: str = "chair"


@dataclass(frozen=True)
class AnnouncePoll:
    """Make the result public."""

    poll: str


@dataclass(frozen=True)
class DecideTie:
    """The chair, who votes only in a tie, gives that vote: for or against."""

    poll: str
    choice: Choice


@dataclass(frozen=True)
class ProposeVoid:
    """The chair wants a poll declared void, for a reason."""

    poll: str
    reason: str


@dataclass(frozen=True)
class AnswerVoid:
    """The secretary agrees that the poll is void, or does not."""

    poll: str
    person: str
    device: str
    agrees: bool


@dataclass(frozen=True)
class CorrectPoll:
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
