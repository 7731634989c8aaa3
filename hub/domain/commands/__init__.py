"""What somebody asks of the meeting: imperative. Each is either decided into events or refused.

Idempotence is the caller's work: a command arrives with a message id and is decided once.
"""

from __future__ import annotations

from typing import TypeAlias

from hub.domain.commands.agenda import ConcludeItem, StartDiscussion, TakeItem
from hub.domain.commands.attendance import AcceptAbsence, MovePerson, SignIn, SignOut, UnlockPerson
from hub.domain.commands.meeting import (
    CloseSession,
    ConveneMeeting,
    OpenSession,
    RecordMinutes,
    RecordReceipt,
)
from hub.domain.commands.papers import RecallPaper, ReleasePaper
from hub.domain.commands.polls import (
    AnnouncePoll,
    AnswerVoid,
    AskNow,
    CastBallot,
    ClosePoll,
    CorrectPoll,
    DecideTie,
    EnterCount,
    ExtendPoll,
    OpenPoll,
    PausePoll,
    ProposeVoid,
    ReadyPoll,
    ResumePoll,
    Revote,
)

__all__ = [
    "AcceptAbsence",
    "AnnouncePoll",
    "AnswerVoid",
    "AskNow",
    "CastBallot",
    "ClosePoll",
    "CloseSession",
    "Command",
    "ConcludeItem",
    "ConveneMeeting",
    "CorrectPoll",
    "DecideTie",
    "EnterCount",
    "ExtendPoll",
    "MovePerson",
    "OpenPoll",
    "OpenSession",
    "PausePoll",
    "ProposeVoid",
    "ReadyPoll",
    "RecallPaper",
    "RecordMinutes",
    "RecordReceipt",
    "ReleasePaper",
    "ResumePoll",
    "Revote",
    "SignIn",
    "SignOut",
    "StartDiscussion",
    "TakeItem",
    "UnlockPerson",
]

Command: TypeAlias = (
    ConveneMeeting
    | OpenSession
    | CloseSession
    | RecordMinutes
    | RecordReceipt
    | SignIn
    | SignOut
    | MovePerson
    | AcceptAbsence
    | UnlockPerson
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
)
