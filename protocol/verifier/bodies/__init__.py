"""The bodies of all record types, as this verifier reads them from `docs/record.md`.

A body with a field missing, superfluous or of another kind is refused: what a verifier does not know it
cannot vouch for. The name of a shape in `EVENTS` is the record's `type`.
"""

from __future__ import annotations

from typing import TypeAlias

from protocol.entry import Entry, NamedAnswer
from protocol.verifier.bodies.agenda import (
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
from protocol.verifier.bodies.meeting import (
    AbsenceAccepted,
    BundleReceived,
    ChairHandedOver,
    MeetingConvened,
    MinutesWritten,
    PaperRecalled,
    PaperReleased,
    PersonAssigned,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    QuorumLost,
    QuorumMet,
    SessionClosed,
    SessionOpened,
    SessionResumed,
    SessionSuspended,
)
from protocol.verifier.bodies.plan import (
    Assignment,
    ConfidenceRule,
    Group,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    Opinions,
    Option,
    Paper,
    PastSession,
    Person,
    PollPlan,
    PollSettings,
    QuorumRule,
    Registration,
    Seat,
    Share,
    SpeechNorms,
)
from protocol.verifier.bodies.polls import (
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
from protocol.verifier.bodies.speaking import (
    QueueModeSet,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechRequested,
    SpeechResumed,
    SpeechWithdrawn,
)

SeatEvent: TypeAlias = (
    PersonSignedIn
    | PersonSignedOut
    | PersonAssigned
    | PersonMoved
    | AbsenceAccepted
    | PinFailed
    | PinUnlocked
)
AttendanceEvent: TypeAlias = SeatEvent | QuorumMet | QuorumLost
SessionEvent: TypeAlias = (
    SessionOpened | SessionSuspended | SessionResumed | ChairHandedOver | SessionClosed
)
AgendaEvent: TypeAlias = (
    AgendaReordered
    | ConclusionDrafted
    | ItemConcluded
    | ItemInserted
    | ItemMoved
    | ItemNoted
    | ItemPassed
    | ItemPaused
    | ItemPostponed
    | ItemRestored
    | ItemTaken
    | ItemWithdrawn
)
SpeechEvent: TypeAlias = (
    QueueModeSet
    | SpeechBegun
    | SpeechEnded
    | SpeechExtended
    | SpeechPaused
    | SpeechRequested
    | SpeechResumed
    | SpeechWithdrawn
)
PollEvent: TypeAlias = (
    PollReadied
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
)
PaperEvent: TypeAlias = PaperReleased | PaperRecalled | MinutesWritten | BundleReceived
Event: TypeAlias = (
    MeetingConvened
    | AttendanceEvent
    | SessionEvent
    | AgendaEvent
    | SpeechEvent
    | PollDrafted
    | PollEvent
    | PaperEvent
)

EVENTS: dict[str, type[Event]] = {
    shape.__name__: shape
    for shape in (
        MeetingConvened,
        PersonSignedIn,
        PersonSignedOut,
        PersonAssigned,
        PersonMoved,
        AbsenceAccepted,
        PinFailed,
        PinUnlocked,
        QuorumMet,
        QuorumLost,
        SessionOpened,
        SessionSuspended,
        SessionResumed,
        ChairHandedOver,
        SessionClosed,
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
        QueueModeSet,
        SpeechBegun,
        SpeechEnded,
        SpeechExtended,
        SpeechPaused,
        SpeechRequested,
        SpeechResumed,
        SpeechWithdrawn,
        PollDrafted,
        PollReadied,
        PollOpened,
        PollPaused,
        PollResumed,
        PollExtended,
        BallotCast,
        CountEntered,
        PollClosed,
        PollAnnounced,
        TieDecided,
        VoidProposed,
        VoidDeclined,
        PollVoided,
        PollCorrected,
        PollSuperseded,
        PaperReleased,
        PaperRecalled,
        MinutesWritten,
        BundleReceived,
    )
}

__all__ = [
    "EVENTS",
    "AbsenceAccepted",
    "AgendaEvent",
    "AgendaReordered",
    "Assignment",
    "BallotCast",
    "BundleReceived",
    "ChairHandedOver",
    "ConclusionDrafted",
    "ConfidenceRule",
    "CountEntered",
    "Entry",
    "Event",
    "Group",
    "ItemConcluded",
    "ItemInserted",
    "ItemMoved",
    "ItemNoted",
    "ItemPassed",
    "ItemPaused",
    "ItemPlan",
    "ItemPostponed",
    "ItemRestored",
    "ItemTaken",
    "ItemWithdrawn",
    "MajorityRule",
    "MeetingConvened",
    "MeetingPlan",
    "MinutesWritten",
    "NamedAnswer",
    "Opinions",
    "Option",
    "Paper",
    "PaperRecalled",
    "PaperReleased",
    "PastSession",
    "Person",
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
    "PollEvent",
    "PollExtended",
    "PollOpened",
    "PollPaused",
    "PollPlan",
    "PollReadied",
    "PollResumed",
    "PollSettings",
    "PollSuperseded",
    "PollVoided",
    "QueueModeSet",
    "QuorumLost",
    "QuorumMet",
    "QuorumRule",
    "Registration",
    "Seat",
    "SeatEvent",
    "SessionClosed",
    "SessionEvent",
    "SessionOpened",
    "SessionResumed",
    "SessionSuspended",
    "Share",
    "SpeechBegun",
    "SpeechEnded",
    "SpeechEvent",
    "SpeechExtended",
    "SpeechNorms",
    "SpeechPaused",
    "SpeechRequested",
    "SpeechResumed",
    "SpeechWithdrawn",
    "TieDecided",
    "VoidDeclined",
    "VoidProposed",
]
