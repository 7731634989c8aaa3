"""What has happened in a meeting: recorded facts, past tense. The class name is the record's `type`.

Bodies hold ids, numbers and the words of the meeting, never a person's name (names live in the roster,
which the plan fixes by hash). Fields are only ever added, with a default. `docs/record.md` describes
every one of them for other programs.
"""

from __future__ import annotations

from typing import TypeAlias

from hub.domain.events.agenda import (
    AgendaReordered,
    ConclusionDrafted,
    ItemConcluded,
    ItemInserted,
    ItemMoved,
    ItemNoted,
    ItemPassed,
    ItemPaused,
    ItemPostponed,
    ItemRestored,
    ItemTaken,
    ItemWithdrawn,
)
from hub.domain.events.attendance import (
    AbsenceAccepted,
    PersonAssigned,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    QuorumLost,
    QuorumMet,
)
from hub.domain.events.meeting import (
    BundleReceived,
    ChairHandedOver,
    MeetingConvened,
    MinutesWritten,
    SessionClosed,
    SessionOpened,
    SessionResumed,
    SessionSuspended,
)
from hub.domain.events.papers import PaperRecalled, PaperReleased
from hub.domain.events.polls import (
    BallotCast,
    CountEntered,
    PollAnnounced,
    PollClosed,
    PollCorrected,
    PollDrafted,
    PollExtended,
    PollOpened,
    PollPaused,
    PollReadied,
    PollResumed,
    PollSuperseded,
    PollVoided,
    TieDecided,
    VoidDeclined,
    VoidProposed,
)
from hub.domain.events.speaking import (
    QueueModeSet,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechRequested,
    SpeechResumed,
    SpeechWithdrawn,
)

__all__ = [
    "AbsenceAccepted",
    "AgendaReordered",
    "BallotCast",
    "BundleReceived",
    "ChairHandedOver",
    "ConclusionDrafted",
    "CountEntered",
    "Event",
    "ItemConcluded",
    "ItemInserted",
    "ItemMoved",
    "ItemNoted",
    "ItemPassed",
    "ItemPaused",
    "ItemPostponed",
    "ItemRestored",
    "ItemTaken",
    "ItemWithdrawn",
    "MeetingConvened",
    "MinutesWritten",
    "PaperRecalled",
    "PaperReleased",
    "PersonAssigned",
    "PersonMoved",
    "PersonSignedIn",
    "PersonSignedOut",
    "PinFailed",
    "PinUnlocked",
    "PollAnnounced",
    "PollClosed",
    "PollCorrected",
    "PollDrafted",
    "PollExtended",
    "PollOpened",
    "PollPaused",
    "PollReadied",
    "PollResumed",
    "PollSuperseded",
    "PollVoided",
    "QueueModeSet",
    "QuorumLost",
    "QuorumMet",
    "SessionClosed",
    "SessionOpened",
    "SessionResumed",
    "SessionSuspended",
    "SpeechBegun",
    "SpeechEnded",
    "SpeechExtended",
    "SpeechPaused",
    "SpeechRequested",
    "SpeechResumed",
    "SpeechWithdrawn",
    "TieDecided",
    "VoidDeclined",
    "VoidProposed",
]

Event: TypeAlias = (
    MeetingConvened
    | SessionOpened
    | SessionSuspended
    | SessionResumed
    | ChairHandedOver
    | SessionClosed
    | MinutesWritten
    | BundleReceived
    | PersonSignedIn
    | PersonSignedOut
    | PersonAssigned
    | PersonMoved
    | AbsenceAccepted
    | PinFailed
    | PinUnlocked
    | QuorumMet
    | QuorumLost
    | ItemTaken
    | ItemMoved
    | ItemPaused
    | ItemPostponed
    | ItemWithdrawn
    | ItemRestored
    | ItemInserted
    | AgendaReordered
    | ConclusionDrafted
    | ItemNoted
    | ItemConcluded
    | ItemPassed
    | SpeechRequested
    | SpeechWithdrawn
    | QueueModeSet
    | SpeechBegun
    | SpeechPaused
    | SpeechResumed
    | SpeechExtended
    | SpeechEnded
    | PollDrafted
    | PollReadied
    | PollOpened
    | PollPaused
    | PollResumed
    | PollExtended
    | BallotCast
    | CountEntered
    | PollClosed
    | PollAnnounced
    | TieDecided
    | VoidProposed
    | VoidDeclined
    | PollVoided
    | PollCorrected
    | PollSuperseded
    | PaperReleased
    | PaperRecalled
)
