"""What somebody asks of the meeting: imperative. Each is either decided into events or refused.

Idempotence is the caller's work: a command arrives with a message id and is decided once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hub.domain.vocabulary import Choice, MeetingPlan


@dataclass(frozen=True)
class ConveneMeeting:
    """Start the record of a meeting."""

    plan: MeetingPlan


@dataclass(frozen=True)
class SignIn:
    """A terminal says that the person assigned to its seat is there."""

    person: str
    seat: str
    device: str
    method: str = "assignment"


@dataclass(frozen=True)
class SignOut:
    """A person leaves."""

    person: str
    reason: str


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
class OpenPoll:
    """Open a prepared poll of the active item."""

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
    choice: Choice
    ballot: str
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
class VoidPoll:
    """Declare a poll void, with a reason and the secretary who agrees."""

    poll: str
    reason: str
    secretary: str


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
    | OpenSession
    | CloseSession
    | TakeItem
    | StartDiscussion
    | ConcludeItem
    | OpenPoll
    | PausePoll
    | ResumePoll
    | ExtendPoll
    | CastBallot
    | ClosePoll
    | AnnouncePoll
    | VoidPoll
    | RecordMinutes
    | RecordReceipt
)
