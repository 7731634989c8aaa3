"""The bodies of all record types, as this verifier reads them from `docs/record.md`.

A body with a field missing, superfluous or of another kind is refused: what a verifier does not know it
cannot vouch for. The name of a shape in `EVENTS` is the record's `type`.
"""

from __future__ import annotations

from typing import TypeAlias

from protocol.entry import Entry, NamedAnswer
from protocol.verifier.bodies.meeting import (
    AbsenceAccepted,
    BundleReceived,
    ItemConcluded,
    ItemMoved,
    ItemPassed,
    ItemTaken,
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
)
from protocol.verifier.bodies.plan import (
    ConfidenceRule,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    Option,
    Paper,
    Person,
    PollPlan,
    PollSettings,
    QuorumRule,
    Seat,
    Share,
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
    SessionOpened | SessionClosed | ItemTaken | ItemMoved | ItemConcluded | ItemPassed
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
    MeetingConvened | AttendanceEvent | SessionEvent | PollDrafted | PollEvent | PaperEvent
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
        SessionClosed,
        ItemTaken,
        ItemMoved,
        ItemConcluded,
        ItemPassed,
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
    "BallotCast",
    "BundleReceived",
    "ConfidenceRule",
    "CountEntered",
    "Entry",
    "Event",
    "ItemConcluded",
    "ItemMoved",
    "ItemPassed",
    "ItemPlan",
    "ItemTaken",
    "MajorityRule",
    "MeetingConvened",
    "MeetingPlan",
    "MinutesWritten",
    "NamedAnswer",
    "Option",
    "Paper",
    "PaperRecalled",
    "PaperReleased",
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
    "QuorumLost",
    "QuorumMet",
    "QuorumRule",
    "Seat",
    "SeatEvent",
    "SessionClosed",
    "SessionEvent",
    "SessionOpened",
    "Share",
    "TieDecided",
    "VoidDeclined",
    "VoidProposed",
]
