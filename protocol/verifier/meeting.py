"""Session, agenda and polls of one meeting as their records come by, each held against those before."""

from __future__ import annotations

from collections.abc import Iterator

from protocol.record import Record
from protocol.verifier.bodies import (
    AbsenceAccepted,
    BundleReceived,
    Event,
    ItemConcluded,
    ItemPassed,
    ItemTaken,
    MeetingConvened,
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
    PollAnnounced,
    PollClosed,
    PollDrafted,
    PollEvent,
    PollOpened,
    PollReadied,
    PollSuperseded,
    QuorumLost,
    QuorumMet,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    TieDecided,
)
from protocol.verifier.bodies.words import Release
from protocol.verifier.chain import Chain
from protocol.verifier.findings import Findings
from protocol.verifier.follow_ups import FollowUps
from protocol.verifier.papers import Dossier
from protocol.verifier.plan import check_poll
from protocol.verifier.polls import CARRIED, CHAIR_DECIDES, PollTrail
from protocol.verifier.presence import Presence
from protocol.verifier.report import AttendanceReport, PollReport
from protocol.verifier.revotes import may_replace
from protocol.verifier.seal import Terminals
from protocol.verifier.statements import Desk
from protocol.verifier.transitions import ANNOUNCED, DEAD, UNSETTLED, VOIDED

CONVENED, OPEN, CLOSED = "convened", "open", "closed"
_UNTIL_CLOSED = (CONVENED, OPEN)
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
    PollReadied: _UNTIL_CLOSED,
    PaperReleased: _UNTIL_CLOSED,
    PaperRecalled: (CONVENED, OPEN, CLOSED),
    SessionOpened: (CONVENED,),
    MinutesWritten: (CLOSED,),
    BundleReceived: (CLOSED,),
}


class MeetingTrail:
    """A meeting as its records come by; what does not hold goes to `findings`."""

    def __init__(
        self, plan: MeetingPlan, chain: Chain, terminals: Terminals, findings: Findings
    ) -> None:
        self.minutes: tuple[int, MinutesWritten] | None = None
        self.dossier = Dossier(plan, findings)
        self._plan, self._findings = plan, findings
        self._presence = Presence(plan, findings)
        self._desk = Desk(plan, chain, self._presence, terminals)
        self._polls = {poll.poll: PollTrail(poll, self._desk, findings) for poll in plan.polls}
        self._opened_polls: list[PollTrail] = []
        self._follow_ups = FollowUps(findings)
        self._phase, self._item = CONVENED, ""
        self._to_take = {item.item for item in plan.items}
        self._present_at_opening: int | None = None

    def apply(self, record: Record, event: Event | None) -> None:
        """Take in the next record; None is one that could not be read."""
        if not isinstance(event, QuorumMet | QuorumLost):
            self._presence.settle()
        self._follow_ups.settle(record, event)
        if event is None:
            return
        if self._phase not in _PHASES.get(type(event), (OPEN,)):
            self._error("out-of-order", record, type=record.type, phase=self._phase)
            return
        self._take(record, event)

    def finish(self, last: int) -> None:
        """The end of the log, with record `last`."""
        self._presence.settle()
        self._follow_ups.finish()
        if self._phase != CLOSED:
            self._findings.caveat("session-not-closed", last)

    def attendance(self) -> AttendanceReport:
        """Everything about attendance."""
        return self._presence.report(self._present_at_opening)

    def polls(self) -> tuple[PollReport, ...]:
        """Every poll that was opened, in that order."""
        reports = (trail.report() for trail in self._opened_polls)
        return tuple(report for report in reports if report)

    def _take(self, record: Record, event: Event) -> None:
        if isinstance(event, QuorumMet | QuorumLost):
            self._presence.quorum(record, event)
        elif isinstance(event, SessionEvent):
            self._take_session(record, event)
        elif isinstance(event, PollEvent):
            self._take_poll(record, event)
        elif isinstance(event, PollDrafted):
            self._draft(record, event)
        elif isinstance(event, PaperReleased | PaperRecalled):
            self.dossier.apply(record, event)
        elif isinstance(event, MinutesWritten):
            self.minutes = (record.seq, event)
        elif isinstance(event, MeetingConvened):
            self._error("convened-twice", record)
        elif not isinstance(event, BundleReceived):
            self._presence.apply(record, event)

    # ── session and agenda ──────────────────────────────────────────────────────────────────────

    def _take_session(self, record: Record, event: SessionEvent) -> None:
        if isinstance(event, SessionOpened):
            self._open(record, event)
        elif isinstance(event, SessionClosed):
            self._close(record)
        elif isinstance(event, ItemTaken | ItemPassed):
            self._leave_agenda(record, event)
        elif event.item != self._item:
            self._error("item-out-of-order", record, item=event.item)
        elif isinstance(event, ItemConcluded):
            self._item = ""

    def _leave_agenda(self, record: Record, event: ItemTaken | ItemPassed) -> None:
        """A planned item is taken, or passed by a package; `FollowUps` knows whether it may be passed."""
        taken = isinstance(event, ItemTaken)
        if event.item not in self._to_take or (taken and self._item):
            self._error("item-out-of-order", record, item=event.item)
        self._to_take.discard(event.item)
        if isinstance(event, ItemTaken):
            self._item = event.item
        elif event.poll in self._polls:
            self._polls[event.poll].passed.append(event.item)

    def _open(self, record: Record, event: SessionOpened) -> None:
        self._phase = OPEN
        present, members = len(self._presence.present()), len(self._presence.voters)
        self._present_at_opening = present
        if (event.present, event.members) != (present, members):
            self._error("opening-differs", record, present=present, members=members)
        if not self._presence.quorum_met:
            needed = self._presence.needed
            self._error("opened-without-quorum", record, present=present, needed=needed)

    def _close(self, record: Record) -> None:
        self._phase = CLOSED
        self._check_settled(record)
        if self._item:
            self._error("item-out-of-order", record, item=self._item)

    # ── polls ───────────────────────────────────────────────────────────────────────────────────

    def _take_poll(self, record: Record, event: PollEvent) -> None:
        trail = self._polls.get(event.poll)
        if trail is None:
            self._error("unknown-poll", record, poll=event.poll)
            return
        if isinstance(event, PollOpened):
            self._check_opening(record, trail)
        first = not trail.opened
        if not trail.apply(record, event):
            return
        if isinstance(event, PollOpened) and first:
            self._opened_polls.append(trail)
        self._follow_ups.expect(record, *self._following(trail, event))

    def _check_opening(self, record: Record, trail: PollTrail) -> None:
        self._check_settled(record)
        if trail.plan.item != self._item:
            self._error("poll-of-another-item", record, poll=trail.plan.poll, item=trail.plan.item)
        for item in sorted(set(trail.plan.package) - self._to_take):
            self._error("package-item-not-planned", record, poll=trail.plan.poll, item=item)

    def _check_settled(self, record: Record) -> None:
        for other in self._polls.values():
            if other.stage in UNSETTLED:
                self._error("poll-unsettled", record, poll=other.plan.poll)

    def _following(self, trail: PollTrail, event: PollEvent) -> Iterator[Event]:
        plan = trail.plan
        if isinstance(event, PollClosed | TieDecided):
            at_once = plan.settings.release is Release.AT_ONCE
            if at_once and trail.outcome != CHAIR_DECIDES:
                yield PollAnnounced(plan.poll)
        elif isinstance(event, PollAnnounced):
            earlier = self._polls.get(plan.replaces)
            if earlier and earlier.stage == ANNOUNCED:
                yield PollSuperseded(plan.replaces, by=plan.poll)
            if trail.outcome == CARRIED:
                waiting = (item for item in plan.package if item in self._to_take)
                yield from (ItemPassed(item, plan.poll) for item in waiting)

    def _draft(self, record: Record, event: PollDrafted) -> None:
        plan = event.plan
        if plan.poll in self._polls:
            self._error("plan-repeats", record, kind="poll", name=plan.poll)
            return
        check_poll(self._plan, plan, record.seq, self._findings)
        if not plan.replaces and plan.item != self._item:
            self._error("poll-of-another-item", record, poll=plan.poll, item=plan.item)
        if plan.replaces and not self._may_replace(event):
            self._error("revote-unfounded", record, poll=plan.poll)
        self._polls[plan.poll] = PollTrail(plan, self._desk, self._findings)

    def _may_replace(self, event: PollDrafted) -> bool:
        """Of a poll that is void or announced, and not being repeated already: the same question."""
        old = self._polls.get(event.plan.replaces)
        if old is None or old.stage not in (VOIDED, ANNOUNCED):
            return False
        others = [each for each in self._polls.values() if each.plan.replaces == old.plan.poll]
        alive = any(each.stage not in DEAD for each in others)
        return not alive and may_replace(event.plan, old.plan, old.recounted)

    def _error(self, code: str, record: Record, **facts: int | str) -> None:
        self._findings.error(code, record.seq, **facts)
