"""What has happened in a meeting: recorded facts, past tense. The class name is the record's `type`.

Bodies hold ids, numbers and the words of the meeting, never a person's name (names live in the roster,
which the plan fixes by hash). Fields are only ever added, with a default. `docs/record.md` describes
every one of them for other programs.
"""

from __future__ import annotations

from typing import TypeAlias

from hub.domain.events.agenda import ItemConcluded, ItemMoved, ItemPassed, ItemTaken
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
    MeetingConvened,
    MinutesWritten,
    SessionClosed,
    SessionOpened,
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

__all__ = [
    "AbsenceAccepted",
    "BallotCast",
    "BundleReceived",
    "CountEntered",
    "Event",
    "ItemConcluded",
    "ItemMoved",
    "ItemPassed",
    "ItemTaken",
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
    "QuorumLost",
    "QuorumMet",
    "SessionClosed",
    "SessionOpened",
    "TieDecided",
    "VoidDeclined",
    "VoidProposed",
]

Event: TypeAlias = (
    MeetingConvened
    | SessionOpened
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
    | ItemConcluded
    | ItemPassed
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
