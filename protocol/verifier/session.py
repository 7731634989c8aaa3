"""The session lived through again: when it was open, its breaks, and who presided."""

from __future__ import annotations

from msgspec.structs import replace

from protocol.record import Record
from protocol.verifier.bodies import (
    AbsenceAccepted,
    AgendaReordered,
    BundleReceived,
    ChairHandedOver,
    ConclusionDrafted,
    CountEntered,
    Event,
    ItemInserted,
    ItemNoted,
    MeetingPlan,
    MinutesWritten,
    PaperRecalled,
    PaperReleased,
    PersonAssigned,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    PollReadied,
    QueueModeSet,
    QuorumLost,
    QuorumMet,
    SessionOpened,
    SessionResumed,
    SessionSuspended,
    SpeechEnded,
    SpeechRequested,
    SpeechWithdrawn,
)
from protocol.verifier.findings import Findings
from protocol.verifier.presence import Presence
from protocol.verifier.report import Break, Handover

CONVENED, OPEN, SUSPENDED, CLOSED = "convened", "open", "suspended", "closed"
MAX_BREAK_MS = 24 * 3_600_000
_UNTIL_CLOSED = (CONVENED, OPEN, SUSPENDED)
_BEGUN = (OPEN, SUSPENDED)
_PHASES: dict[type[Event], tuple[str, ...]] = {
    PersonSignedIn: _UNTIL_CLOSED,
    PersonSignedOut: _UNTIL_CLOSED,
    PersonAssigned: _UNTIL_CLOSED,
    PersonMoved: _UNTIL_CLOSED,
    AbsenceAccepted: _UNTIL_CLOSED,
    PinFailed: _UNTIL_CLOSED,
    PinUnlocked: _UNTIL_CLOSED,
    QuorumMet: _UNTIL_CLOSED,
    QuorumLost: _UNTIL_CLOSED,
    ChairHandedOver: _UNTIL_CLOSED,
    ItemInserted: _UNTIL_CLOSED,
    AgendaReordered: _UNTIL_CLOSED,
    ConclusionDrafted: _UNTIL_CLOSED,
    ItemNoted: _UNTIL_CLOSED,
    QueueModeSet: _UNTIL_CLOSED,
    PollReadied: _UNTIL_CLOSED,
    PaperReleased: _UNTIL_CLOSED,
    PaperRecalled: (*_UNTIL_CLOSED, CLOSED),
    SessionOpened: (CONVENED,),
    SessionResumed: (SUSPENDED,),
    SpeechRequested: _BEGUN,
    SpeechWithdrawn: _BEGUN,
    SpeechEnded: _BEGUN,  # in a break by leaving
    CountEntered: _BEGUN,
    MinutesWritten: (CLOSED,),
    BundleReceived: (CLOSED,),
}


def may_happen(phase: str, event: Event) -> bool:
    """Whether records of this type are made in this phase; most need an open session."""
    return phase in _PHASES.get(type(event), (OPEN,))


class SessionTrail:
    """Phase, breaks and handovers as their records come by."""

    def __init__(self, plan: MeetingPlan, presence: Presence, findings: Findings) -> None:
        self.phase, self.presiding = CONVENED, plan.chair
        self.opened_at: int | None = None
        self.closed_at: int | None = None
        self.present_at_opening: int | None = None
        self.breaks: list[Break] = []
        self.handovers: list[Handover] = []
        self._may_preside = {plan.chair, *plan.deputies}
        self._presence, self._findings = presence, findings

    def open(self, record: Record, event: SessionOpened) -> None:
        """With quorum, and the numbers that are right."""
        self.phase, self.opened_at = OPEN, record.at
        present, members = len(self._presence.present()), len(self._presence.voters)
        self.present_at_opening = present
        if (event.present, event.members) != (present, members):
            facts = {"present": present, "members": members}
            self._findings.error("opening-differs", record.seq, **facts)
        if not self._presence.quorum_met:
            facts = {"present": present, "needed": self._presence.needed}
            self._findings.error("opened-without-quorum", record.seq, **facts)

    def suspend(self, record: Record, event: SessionSuspended, *, voting: bool) -> None:
        """Not while a poll is open; until some time within a day, or nobody said."""
        until = event.returns_at
        timely = until is None or record.at <= until <= record.at + MAX_BREAK_MS
        if voting or not timely:
            self._findings.error("bad-break", record.seq)
        self.phase = SUSPENDED
        self.breaks.append(Break(record.at, None, until))

    def resume(self, record: Record) -> None:
        """The break is over."""
        self.phase = OPEN
        self.breaks[-1] = replace(self.breaks[-1], until=record.at)

    def hand_over(self, record: Record, event: ChairHandedOver) -> None:
        """From whoever presides, to the chair or a deputy who is here."""
        fits = (
            event.from_person == self.presiding
            and event.person != self.presiding
            and event.person in self._may_preside
            and self._presence.is_here(event.person)
            and event.device == record.actor
        )
        if not fits:
            self._findings.error("handover-unfounded", record.seq, person=event.person[:80])
        self.presiding = event.person
        self.handovers.append(Handover(record.seq, record.at, event.from_person, event.person))

    def close(self, record: Record) -> None:
        """The end of it."""
        self.phase, self.closed_at = CLOSED, record.at
