"""Session, agenda and polls of one meeting as their records come by, each held against those before."""

from __future__ import annotations

from collections.abc import Iterator

from protocol.record import Record
from protocol.verifier.agenda import AgendaTrail
from protocol.verifier.bodies import (
    AgendaEvent,
    BundleReceived,
    ChairHandedOver,
    Event,
    ItemMoved,
    ItemPassed,
    MeetingPlan,
    MinutesWritten,
    PaperRecalled,
    PaperReleased,
    PollAnnounced,
    PollClosed,
    PollDrafted,
    PollEvent,
    PollOpened,
    PollSuperseded,
    PollVoided,
    QuorumLost,
    QuorumMet,
    SeatEvent,
    SessionEvent,
    SessionOpened,
    SessionResumed,
    SessionSuspended,
    SpeechEvent,
    SpeechPaused,
    SpeechResumed,
    TieDecided,
)
from protocol.verifier.bodies.words import Release, Stage
from protocol.verifier.chain import Chain
from protocol.verifier.findings import Findings
from protocol.verifier.follow_ups import Due, FollowUps
from protocol.verifier.papers import Dossier
from protocol.verifier.plan import check_poll
from protocol.verifier.polls import CARRIED, CHAIR_DECIDES, PollTrail
from protocol.verifier.presence import Presence
from protocol.verifier.report import AttendanceReport, PollReport, SessionReport
from protocol.verifier.revotes import may_replace
from protocol.verifier.seal import Terminals
from protocol.verifier.session import CLOSED, SUSPENDED, SessionTrail, may_happen
from protocol.verifier.speaking import Scene, SpeakingTrail
from protocol.verifier.statements import Desk
from protocol.verifier.transitions import ANNOUNCED, DEAD, UNSETTLED, VOIDED
from protocol.verifier.transitions import OPEN as POLL_OPEN


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
        self._session = SessionTrail(plan, self._presence, findings)
        self._agenda = AgendaTrail(plan, findings)
        self._speaking = SpeakingTrail(plan, self._presence, findings)

    def apply(self, record: Record, event: Event | None) -> None:
        """Take in the next record; None is one that could not be read."""
        if not isinstance(event, QuorumMet | QuorumLost):
            self._presence.settle()
        due = self._follow_ups.settle(record, event)
        if event is None:
            return
        if not may_happen(self._session.phase, event):
            self._error("out-of-order", record, type=record.type, phase=self._session.phase)
            return
        self._speaking.settle(record, event)
        self._take(record, event, due=due)

    def finish(self, last: int) -> None:
        """The end of the log, with record `last`."""
        self._presence.settle()
        self._follow_ups.finish()
        if self._session.phase != CLOSED:
            self._findings.caveat("session-not-closed", last)

    def attendance(self) -> AttendanceReport:
        """Everything about attendance."""
        return self._presence.report(self._session.present_at_opening)

    def session(self) -> SessionReport:
        """When it was open, its breaks, who presided, what was spoken, and the items as they ended."""
        session = self._session
        return SessionReport(
            opened_at=session.opened_at,
            closed_at=session.closed_at,
            breaks=tuple(session.breaks),
            handovers=tuple(session.handovers),
            speeches=tuple(self._speaking.speeches),
            items=self._agenda.items,
        )

    def polls(self) -> tuple[PollReport, ...]:
        """Every poll that was opened, in that order."""
        reports = (trail.report() for trail in self._opened_polls)
        return tuple(report for report in reports if report)

    def _take(self, record: Record, event: Event, *, due: bool) -> None:
        if isinstance(event, QuorumMet | QuorumLost):
            self._presence.quorum(record, event)
        elif isinstance(event, SeatEvent):
            self._presence.apply(record, event)
        elif isinstance(event, SessionEvent):
            self._take_session(record, event)
        elif isinstance(event, AgendaEvent):
            self._take_agenda(record, event, due=due)
        elif isinstance(event, SpeechEvent):
            self._take_speech(record, event)
        elif isinstance(event, PollEvent):
            self._take_poll(record, event)
        else:
            self._take_other(record, event)

    def _take_other(self, record: Record, event: Event) -> None:
        if isinstance(event, PollDrafted):
            self._draft(record, event)
        elif isinstance(event, PaperReleased | PaperRecalled):
            self.dossier.apply(record, event)
        elif isinstance(event, MinutesWritten):
            self.minutes = (record.seq, event)
        elif not isinstance(event, BundleReceived):
            self._error("convened-twice", record)

    # ── session, agenda and speaking ────────────────────────────────────────────────────────────

    def _take_session(self, record: Record, event: SessionEvent) -> None:
        if isinstance(event, SessionOpened):
            self._session.open(record, event)
        elif isinstance(event, SessionSuspended):
            voting = any(trail.stage == POLL_OPEN for trail in self._polls.values())
            self._session.suspend(record, event, voting=voting)
        elif isinstance(event, SessionResumed):
            self._session.resume(record)
            if (person := self._speaking.paused_by_break()) is not None:
                self._follow_ups.expect(record, SpeechResumed(person))
        elif isinstance(event, ChairHandedOver):
            self._session.hand_over(record, event)
        else:
            self._close(record)

    def _close(self, record: Record) -> None:
        self._session.close(record)
        self._check_settled(record)
        if self._agenda.active:
            self._error("item-out-of-order", record, item=self._agenda.active)

    def _take_agenda(self, record: Record, event: AgendaEvent, *, due: bool) -> None:
        running = (trail for trail in self._polls.values() if trail.stage in UNSETTLED)
        voted = {item for trail in running for item in trail.plan.package}
        self._agenda.apply(record, event, due=due, voted=voted)
        if isinstance(event, ItemPassed) and event.poll in self._polls:
            self._polls[event.poll].passed.append(event.item)

    def _take_speech(self, record: Record, event: SpeechEvent) -> None:
        session = self._session
        suspended = session.phase == SUSPENDED
        scene = Scene(self._agenda.active, self._agenda.stage, session.presiding, suspended)
        self._speaking.apply(record, event, scene)
        if isinstance(event, SpeechPaused) and event.reason == "break":
            self._follow_ups.expect(record, SessionSuspended)

    # ── polls ───────────────────────────────────────────────────────────────────────────────────

    def _take_poll(self, record: Record, event: PollEvent) -> None:
        trail = self._polls.get(event.poll)
        if trail is None:
            self._error("unknown-poll", record, poll=event.poll)
            return
        if isinstance(event, PollOpened):
            self._check_opening(record, trail)
        first, before = not trail.opened, trail.stage
        if not trail.apply(record, event):
            return
        if isinstance(event, PollOpened) and first:
            self._opened_polls.append(trail)
        self._follow_ups.expect(record, *self._following(trail, event, before))

    def _check_opening(self, record: Record, trail: PollTrail) -> None:
        self._check_settled(record)
        if trail.plan.item != self._agenda.active:
            self._error("poll-of-another-item", record, poll=trail.plan.poll, item=trail.plan.item)
        for item in sorted(set(trail.plan.package) - self._agenda.planned):
            self._error("package-item-not-planned", record, poll=trail.plan.poll, item=item)

    def _check_settled(self, record: Record) -> None:
        for other in self._polls.values():
            if other.stage in UNSETTLED:
                self._error("poll-unsettled", record, poll=other.plan.poll)

    def _following(self, trail: PollTrail, event: PollEvent, before: str) -> Iterator[Due]:
        plan = trail.plan
        if isinstance(event, PollOpened):
            yield ItemMoved(plan.item, Stage.VOTING)
        elif isinstance(event, PollVoided) and before in UNSETTLED:
            yield ItemMoved(plan.item, Stage.DISCUSSING)
        elif isinstance(event, PollClosed | TieDecided):
            at_once = plan.settings.release is Release.AT_ONCE
            if at_once and trail.outcome != CHAIR_DECIDES:
                yield PollAnnounced(plan.poll)
        elif isinstance(event, PollAnnounced):
            earlier = self._polls.get(plan.replaces)
            if earlier and earlier.stage == ANNOUNCED:
                yield PollSuperseded(plan.replaces, by=plan.poll)
            if trail.outcome == CARRIED:
                waiting = (item for item in plan.package if item in self._agenda.planned)
                yield from (ItemPassed(item, plan.poll) for item in waiting)
            yield ItemMoved(plan.item, Stage.CONCLUDING)

    def _draft(self, record: Record, event: PollDrafted) -> None:
        plan = event.plan
        if plan.poll in self._polls:
            self._error("plan-repeats", record, kind="poll", name=plan.poll)
            return
        check_poll(self._plan, plan, record.seq, self._findings, items=self._agenda.plans)
        if not plan.replaces and plan.item != self._agenda.active:
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
