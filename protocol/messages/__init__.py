"""Every control message, as one frozen struct each. The wire name of each kind stands in `KINDS`.

State messages are complete snapshots: a terminal that hears only the latest of each knows everything.
Times are milliseconds since the epoch on the hub's clock. Enumerated fields are plain strings here; the
hub's domain and the terminal's screens each have their own enums of the same values.
"""

from __future__ import annotations

from typing import TypeAlias

from protocol.messages.polls import (
    BallotShown,
    BallotsState,
    EntryState,
    NamedState,
    OnePoll,
    OptionResult,
    OptionState,
    PollState,
    ProgressState,
    ResultState,
    RuleState,
    ShareState,
)
from protocol.messages.room import (
    AgendaState,
    Attendee,
    CatalogueState,
    Head,
    ItemState,
    OpinionsState,
    PeopleState,
    PersonAt,
    PresenterState,
    SessionState,
    TaskState,
)
from protocol.messages.said import (
    Ballot,
    Command,
    Correction,
    Count,
    Heard,
    Held,
    Hello,
    KeepNotes,
    Leave,
    Mark,
    Missing,
    Presence,
    Present,
    SignIn,
    VoidAnswer,
    Witness,
)
from protocol.messages.speaking import (
    BudgetState,
    CallAnswered,
    CallState,
    HallState,
    RequestState,
    SeatNotice,
    Speak,
    SpeakersState,
    SpeechState,
    SpokenState,
)
from protocol.messages.told import (
    ChairView,
    KeyGrant,
    NotesKept,
    NotesKey,
    NotesTold,
    Receipt,
    Refusal,
    SeatHealth,
    Welcome,
)

__all__ = [
    "KINDS",
    "NAMES",
    "AgendaState",
    "Attendee",
    "Ballot",
    "BallotShown",
    "BallotsState",
    "BudgetState",
    "CallAnswered",
    "CallState",
    "CatalogueState",
    "ChairView",
    "Command",
    "Correction",
    "Count",
    "EntryState",
    "FromDevice",
    "HallState",
    "Head",
    "Heard",
    "Held",
    "Hello",
    "ItemState",
    "KeepNotes",
    "KeyGrant",
    "Leave",
    "Mark",
    "Message",
    "Missing",
    "NamedState",
    "NotesKept",
    "NotesKey",
    "NotesTold",
    "OnePoll",
    "OpinionsState",
    "OptionResult",
    "OptionState",
    "PeopleState",
    "PersonAt",
    "PollState",
    "Presence",
    "Present",
    "PresenterState",
    "ProgressState",
    "Receipt",
    "Refusal",
    "RequestState",
    "ResultState",
    "RuleState",
    "SeatHealth",
    "SeatNotice",
    "SessionState",
    "ShareState",
    "SignIn",
    "Speak",
    "SpeakersState",
    "SpeechState",
    "SpokenState",
    "State",
    "TaskState",
    "ToDevice",
    "VoidAnswer",
    "Welcome",
    "Witness",
]

FromDevice: TypeAlias = (
    Hello
    | Presence
    | Heard
    | SignIn
    | Leave
    | Ballot
    | Count
    | Correction
    | VoidAnswer
    | Command
    | Missing
    | KeepNotes
    | Present
    | Speak
    | Witness
)
ToDevice: TypeAlias = (
    Welcome
    | Receipt
    | Refusal
    | KeyGrant
    | NotesKey
    | NotesTold
    | NotesKept
    | SeatNotice
    | CallAnswered
    | ChairView
)
State: TypeAlias = (
    SessionState
    | AgendaState
    | PeopleState
    | PollState
    | ProgressState
    | BallotsState
    | CatalogueState
    | PresenterState
    | SpeakersState
    | HallState
    | Head
)
Message: TypeAlias = FromDevice | ToDevice | State

KINDS: dict[str, type[Message]] = {
    "hello": Hello,
    "presence": Presence,
    "heard": Heard,
    "sign-in": SignIn,
    "leave": Leave,
    "ballot": Ballot,
    "count": Count,
    "correction": Correction,
    "void-answer": VoidAnswer,
    "command": Command,
    "missing": Missing,
    "keep-notes": KeepNotes,
    "present": Present,
    "speak": Speak,
    "witness": Witness,
    "welcome": Welcome,
    "receipt": Receipt,
    "refusal": Refusal,
    "key-grant": KeyGrant,
    "notes-key": NotesKey,
    "notes": NotesTold,
    "notes-kept": NotesKept,
    "seat-notice": SeatNotice,
    "call-answered": CallAnswered,
    "chair-view": ChairView,
    "session": SessionState,
    "agenda": AgendaState,
    "people": PeopleState,
    "poll": PollState,
    "progress": ProgressState,
    "ballots": BallotsState,
    "catalogue": CatalogueState,
    "presenter": PresenterState,
    "speakers": SpeakersState,
    "hall": HallState,
    "head": Head,
}
NAMES: dict[type[Message], str] = {shape: name for name, shape in KINDS.items()}
