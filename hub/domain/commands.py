"""What somebody asks of the meeting: imperative. Each is either decided into events or refused.

Idempotence is the caller's work: a command arrives with a message id and is decided once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hub.domain.vocabulary import Absence, Choice, Entry, MeetingPlan, NamedAnswer, Paper, PollKind


@dataclass(frozen=True)
class ConveneMeeting:
    """Start the record of a meeting."""

    plan: MeetingPlan


@dataclass(frozen=True)
class SignIn:
    """A person says: I am here, at this seat. `proven` tells whether the PIN was right, if one is needed."""

    person: str
    seat: str
    device: str
    proven: bool = False


@dataclass(frozen=True)
class SignOut:
    """A person leaves."""

    person: str
    reason: str


@dataclass(frozen=True)
class MovePerson:
    """Give a person another seat; whoever is present keeps being so, open ballot included."""

    person: str
    seat: str


@dataclass(frozen=True)
class AcceptAbsence:
    """The chair takes note that a person is absent, with or without reason."""

    person: str
    absence: Absence


@dataclass(frozen=True)
class UnlockPerson:
    """Let a person whose PIN was wrong too often try again."""

    person: str


@dataclass(frozen=True)
class OpenSession:
    """Khai mạc."""


@dataclass(frozen=True)
class CloseSession:
    """Bế mạc."""


@dataclass(frozen=True)
class TakeItem:
    """Make an agenda item the active one."""

    item: str


@dataclass(frozen=True)
class StartDiscussion:
    """From presenting (or back from voting) to discussion."""

    item: str


@dataclass(frozen=True)
class ConcludeItem:
    """Record the chair's conclusion and finish the item."""

    item: str
    text: str


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


@dataclass(frozen=True)
class ReleasePaper:
    """Hand out a new paper, or the next version of one; `changed` are pages that differ from before."""

    paper: Paper
    changed: tuple[int, ...] = ()


@dataclass(frozen=True)
class RecallPaper:
    """Take a paper away from everybody."""

    paper: str
    reason: str


@dataclass(frozen=True)
class RecordMinutes:
    """Note that the minutes exist."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class RecordReceipt:
    """Note the central server's signed receipt."""

    bundle_sha256: str
    centre: str
    receipt: str
    signature: str


Command: TypeAlias = (
    ConveneMeeting
    | SignIn
    | SignOut
    | MovePerson
    | AcceptAbsence
    | UnlockPerson
    | OpenSession
    | CloseSession
    | TakeItem
    | StartDiscussion
    | ConcludeItem
    | ReadyPoll
    | AskNow
    | Revote
    | OpenPoll
    | PausePoll
    | ResumePoll
    | ExtendPoll
    | CastBallot
    | EnterCount
    | ClosePoll
    | AnnouncePoll
    | DecideTie
    | ProposeVoid
    | AnswerVoid
    | CorrectPoll
    | ReleasePaper
    | RecallPaper
    | RecordMinutes
    | RecordReceipt
)
