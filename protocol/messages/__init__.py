"""Every control message, as one frozen dataclass each. The wire name of each kind stands in `KINDS`.

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
    PeopleState,
    PersonAt,
    PresenterState,
    SessionState,
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
    "CatalogueState",
    "ChairView",
    "Command",
    "Correction",
    "Count",
    "EntryState",
    "FromDevice",
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
    "ResultState",
    "RuleState",
    "SeatHealth",
    "SessionState",
    "ShareState",
    "SignIn",
    "State",
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
    | Witness
)
ToDevice: TypeAlias = (
    Welcome | Receipt | Refusal | KeyGrant | NotesKey | NotesTold | NotesKept | ChairView
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
    "witness": Witness,
    "welcome": Welcome,
    "receipt": Receipt,
    "refusal": Refusal,
    "key-grant": KeyGrant,
    "notes-key": NotesKey,
    "notes": NotesTold,
    "notes-kept": NotesKept,
    "chair-view": ChairView,
    "session": SessionState,
    "agenda": AgendaState,
    "people": PeopleState,
    "poll": PollState,
    "progress": ProgressState,
    "ballots": BallotsState,
    "catalogue": CatalogueState,
    "presenter": PresenterState,
    "head": Head,
}
NAMES: dict[type[Message], str] = {shape: name for name, shape in KINDS.items()}
