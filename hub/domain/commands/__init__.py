"""What somebody asks of the meeting: imperative. Each is either decided into events or refused.

Idempotence is the caller's work: a command arrives with a message id and is decided once.
"""

from __future__ import annotations

from typing import TypeAlias

from hub.domain.commands.agenda import (
    ConcludeItem,
    DraftConclusion,
    InsertItem,
    MoveItem,
    NoteItem,
    PassItems,
    PauseItem,
    PostponeItem,
    RestoreItem,
    StartDiscussion,
    TakeItem,
    WithdrawItem,
)
from hub.domain.commands.attendance import AcceptAbsence, MovePerson, SignIn, SignOut, UnlockPerson
from hub.domain.commands.meeting import (
    CloseSession,
    ConveneMeeting,
    HandOverChair,
    OpenSession,
    RecordMinutes,
    RecordReceipt,
    ResumeSession,
    SuspendSession,
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
    GiveTimeBack,
    OpenPoll,
    PausePoll,
    ProposeVoid,
    ReadyPoll,
    ResumePoll,
    Revote,
)
from hub.domain.commands.speaking import (
    EndSpeech,
    ExtendSpeech,
    GrantSpeech,
    PauseSpeech,
    RequestSpeech,
    ResumeSpeech,
    SetQueueMode,
    WithdrawSpeech,
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
    "DraftConclusion",
    "EndSpeech",
    "EnterCount",
    "ExtendPoll",
    "ExtendSpeech",
    "GiveTimeBack",
    "GrantSpeech",
    "HandOverChair",
    "InsertItem",
    "MoveItem",
    "MovePerson",
    "NoteItem",
    "OpenPoll",
    "OpenSession",
    "PassItems",
    "PauseItem",
    "PausePoll",
    "PauseSpeech",
    "PostponeItem",
    "ProposeVoid",
    "ReadyPoll",
    "RecallPaper",
    "RecordMinutes",
    "RecordReceipt",
    "ReleasePaper",
    "RequestSpeech",
    "RestoreItem",
    "ResumePoll",
    "ResumeSession",
    "ResumeSpeech",
    "Revote",
    "SetQueueMode",
    "SignIn",
    "SignOut",
    "StartDiscussion",
    "SuspendSession",
    "TakeItem",
    "UnlockPerson",
    "WithdrawItem",
    "WithdrawSpeech",
]

Command: TypeAlias = (
    ConveneMeeting
    | OpenSession
    | SuspendSession
    | ResumeSession
    | HandOverChair
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
    | PauseItem
    | PostponeItem
    | WithdrawItem
    | PassItems
    | RestoreItem
    | InsertItem
    | MoveItem
    | DraftConclusion
    | NoteItem
    | ConcludeItem
    | RequestSpeech
    | WithdrawSpeech
    | GrantSpeech
    | PauseSpeech
    | ResumeSpeech
    | ExtendSpeech
    | EndSpeech
    | SetQueueMode
    | ReadyPoll
    | AskNow
    | Revote
    | OpenPoll
    | PausePoll
    | ResumePoll
    | ExtendPoll
    | GiveTimeBack
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
