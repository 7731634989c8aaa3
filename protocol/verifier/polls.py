"""One poll lived through again: its stages, its clock, its ballots, its count.

Only ballots that pass every check are counted, so a forged one shows twice: as itself, and as a result
that does not follow from the rest.
"""

from __future__ import annotations

from functools import singledispatchmethod

from protocol import check_code
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, ResultState
from protocol.record import Record
from protocol.recount import recount, roll_hash
from protocol.verifier.ballots import Desk, Frozen, check_ballot
from protocol.verifier.bodies import (
    BallotCast,
    Policy,
    PollAnnounced,
    PollClosed,
    PollEvent,
    PollExtended,
    PollOpened,
    PollPaused,
    PollPlan,
    PollResumed,
    PollVoided,
    Press,
    Reason,
)
from protocol.verifier.findings import Fact, Findings
from protocol.verifier.report import PollReport, Vote

_AFTER = {
    ("ready", PollOpened): "open",
    ("open", BallotCast): "open",
    ("open", PollPaused): "paused",
    ("open", PollExtended): "open",
    ("paused", PollResumed): "open",
    ("open", PollClosed): "closed",
    ("paused", PollClosed): "closed",
    ("closed", PollAnnounced): "announced",
    ("open", PollVoided): "voided",
    ("paused", PollVoided): "voided",
    ("closed", PollVoided): "voided",
    ("announced", PollVoided): "voided",
}
SETTLED = frozenset({"ready", "announced", "voided"})


class PollTrail:
    """A poll as its records come by; what does not hold goes to `findings`."""

    def __init__(self, plan: PollPlan, desk: Desk, findings: Findings) -> None:
        self.plan, self.stage = plan, "ready"
        self._desk, self._findings = desk, findings
        self._record: Record
        self._opened: Record | None = None
        self._frozen = Frozen((), "", ())
        self._quorum_met = False
        self._closes_at: int | None = None
        self._remaining_ms: int | None = None
        self._ballots: dict[str, BallotCast] = {}
        self._closed: tuple[Record, PollClosed] | None = None
        self._recounted: ResultState | None = None
        self._void_reason = ""

    def apply(self, record: Record, event: PollEvent, active_item: str) -> None:
        """Take in the next record of this poll."""
        self._record = record
        after = _AFTER.get((self.stage, type(event)))
        if after is None:
            self._error("poll-out-of-order", stage=self.stage, type=record.type)
            return
        if isinstance(event, PollOpened) and active_item != self.plan.item:
            self._error("poll-of-another-item", item=self.plan.item)
        self.stage = after
        self._take(event)

    def report(self) -> PollReport | None:
        """What happened to the poll; None if it was never opened."""
        if self._opened is None:
            return None
        closing, closed = self._closed or (None, None)
        return PollReport(
            plan=self.plan,
            stage=self.stage,
            opened_at=self._opened.at,
            closed_at=closing.at if closing else None,
            closed_by=closed.reason if closed else "",
            closing_record=closing.seq if closing else 0,
            quorum_met=self._quorum_met,
            roll=self._frozen.roll,
            present=self._frozen.present,
            votes=tuple(Vote(who, self._ballots[who].choice) for who in sorted(self._ballots)),
            silent=tuple(who for who in self._frozen.present if who not in self._ballots),
            recounted=self._recounted,
            recorded=closed.result if closed else None,
            check_code=self._check_code(),
            void_reason=self._void_reason,
        )

    @singledispatchmethod
    def _take(self, event: PollEvent) -> None:
        """Announcing says nothing new: the stages allow it only after the close."""

    @_take.register
    def _open(self, event: PollOpened) -> None:
        presence, settings = self._desk.presence, self.plan.settings
        self._opened, self._closes_at = self._record, event.closes_at
        self._quorum_met = presence.quorum_met
        self._frozen = Frozen(presence.voters, roll_hash(presence.voters), presence.present())
        self._same("roll", event.roll, self._frozen.roll)
        self._same("roll_sha256", event.roll_sha256, self._frozen.roll_sha256)
        self._same("members", event.members, len(presence.voters))
        self._same("present", event.present, self._frozen.present)
        self._same("closes_at", event.closes_at, self._after(settings.duration_ms))
        self._same("quorum_met", event.quorum_met, presence.quorum_met)
        if settings.quorum is Policy.BLOCK and not presence.quorum_met:
            self._error("poll-without-quorum", present=len(presence.present()))

    @_take.register
    def _pause(self, event: PollPaused) -> None:
        left = None if self._closes_at is None else max(0, self._closes_at - self._record.at)
        self._same("remaining_ms", event.remaining_ms, left)
        self._remaining_ms = event.remaining_ms

    @_take.register
    def _resume(self, event: PollResumed) -> None:
        self._same("closes_at", event.closes_at, self._after(self._remaining_ms))
        self._closes_at = event.closes_at

    @_take.register
    def _extend(self, event: PollExtended) -> None:
        if self._closes_at is None or event.closes_at <= self._closes_at:
            self._error("poll-differs", field="closes_at")
        self._closes_at = event.closes_at

    @_take.register
    def _cast(self, event: BallotCast) -> None:
        try:
            self._check_time_and_press(event)
            check_ballot(self._desk, self.plan, self._frozen, self._record, event)
        except RemoteProtocolError as error:
            self._error(error.code, person=event.person, detail=error.detail)
        else:
            self._ballots[event.person] = event

    @_take.register
    def _close(self, event: PollClosed) -> None:
        self._closed = (self._record, event)
        if event.reason is Reason.TIME and (
            self._closes_at is None or self._record.at < self._closes_at
        ):
            self._error("closed-before-time")
        try:
            self._recounted = self._count()
        except RemoteProtocolError as error:
            self._error(error.code, detail=error.detail)
            return
        for name, value in vars(event.result).items():
            if value != vars(self._recounted)[name]:
                right = vars(self._recounted)[name]
                self._error("result-differs", field=name, recorded=value, recounted=right)

    @_take.register
    def _void(self, event: PollVoided) -> None:
        self._void_reason = event.reason
        if event.secretary != self._desk.plan.secretary or not event.reason.strip():
            self._error("void-without-consent")

    def _check_time_and_press(self, event: BallotCast) -> None:
        if self._closes_at is not None and self._record.at > self._closes_at:
            raise RemoteProtocolError("ballot-too-late")
        if event.person in self._ballots and self.plan.settings.press is Press.FIRST:
            raise RemoteProtocolError("second-ballot")

    def _shown(self) -> list[BallotShown]:
        return [
            BallotShown(who, cast.choice.value, cast.ballot) for who, cast in self._ballots.items()
        ]

    def _count(self) -> ResultState:
        """The recount, over the lists the verifier itself made at the opening."""
        chair = self._ballots.get(self._desk.plan.chair)
        return recount(
            _Rule(self.plan),
            self._shown(),
            members=len(self._desk.presence.voters),
            entitled=len(self._frozen.roll),
            present=len(self._frozen.present),
            chair_choice=chair.choice.value if chair else None,
        )

    def _check_code(self) -> tuple[str, ...]:
        if self._closed is None or self._recounted is None:
            return ()
        seq = self._closed[0].seq
        evidence = check_code.digest(
            meeting=self._desk.plan.meeting,
            poll=self.plan.poll,
            roll_sha256=self._frozen.roll_sha256,
            ballots=self._shown(),
            result=self._recounted,
            record_seq=seq,
            record_hash=self._desk.chain.hash_at(seq) or "",
        )
        return check_code.code(evidence)

    def _after(self, duration_ms: int | None) -> int | None:
        return None if duration_ms is None else self._record.at + duration_ms

    def _same(self, name: str, recorded: object, right: object) -> None:
        if recorded != right:
            self._error("poll-differs", field=name)

    def _error(self, code: str, **facts: Fact) -> None:
        self._findings.error(code, self._record.seq, poll=self.plan.poll, **facts)


class _Rule:
    """A planned poll's rule in the form `recount` takes."""

    def __init__(self, plan: PollPlan) -> None:
        majority = plan.settings.majority
        self.base: str = majority.base.value
        self.numerator, self.denominator = majority.numerator, majority.denominator
        self.strict, self.tie = majority.strict, plan.settings.tie.value
