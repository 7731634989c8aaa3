"""One poll lived through again: its stages, its clock, its answers, its count.

Only answers that pass every check are counted, so a forged one shows twice: as itself, and as a result
that does not follow from the rest.
"""

from __future__ import annotations

from functools import singledispatchmethod

from msgspec.structs import asdict

from protocol.errors import RemoteProtocolError
from protocol.messages import ResultState
from protocol.record import Record
from protocol.recount import Lists, roll_hash
from protocol.verifier.bodies import (
    BallotCast,
    CountEntered,
    PollAnnounced,
    PollClosed,
    PollCorrected,
    PollEvent,
    PollExtended,
    PollOpened,
    PollPaused,
    PollPlan,
    PollResumed,
    PollSuperseded,
    PollVoided,
    TieDecided,
    VoidDeclined,
    VoidProposed,
)
from protocol.verifier.bodies.words import PRESSED, Choice, PressRule, QuorumPolicy, Reason
from protocol.verifier.counting import Counting
from protocol.verifier.findings import Fact, Findings
from protocol.verifier.plan import roll_of
from protocol.verifier.report import Correction, PollReport, Typed, Vote
from protocol.verifier.statements import (
    Desk,
    Frozen,
    check_ballot,
    check_correction,
    check_count,
)
from protocol.verifier.transitions import ANNOUNCED, DRAFTED, READY, stage_after
from protocol.verifier.voiding import Voidings

CHAIR_DECIDES, CARRIED = "chair-decides", "carried"


class PollTrail:
    """A poll as its records come by; what does not hold goes to `findings`."""

    def __init__(self, plan: PollPlan, desk: Desk, findings: Findings) -> None:
        self.plan, self.stage = plan, DRAFTED if plan.drafted else READY
        self.recounted: ResultState | None = None
        self.passed: list[str] = []
        self._desk, self._findings = desk, findings
        self._record: Record
        self._opened: Record | None = None
        self._closed: tuple[Record, PollClosed] | None = None
        self._frozen = Frozen((), "", ())
        self._quorum_met = False
        self._closes_at: int | None = None
        self._remaining_ms: int | None = None
        self._counting = Counting(plan, desk.plan.chair)
        self._typed: dict[str, Typed] = {}
        self._recorded: tuple[int, ResultState] | None = None
        self._corrections: list[Correction] = []
        self._voidings = Voidings()
        self._superseded_by = ""

    def apply(self, record: Record, event: PollEvent) -> bool:
        """Take in the next record of this poll; False if it cannot come now."""
        self._record = record
        after = stage_after(self.stage, event)
        if after is None:
            self._error("poll-out-of-order", stage=self.stage, type=record.type)
            return False
        before, self.stage = self.stage, after
        self._take(event, before)
        return True

    @property
    def opened(self) -> bool:
        """Whether it ever was opened."""
        return self._opened is not None

    @property
    def outcome(self) -> str:
        """The verdict by the verifier's own count, empty if there is none."""
        return self.recounted.outcome if self.recounted else ""

    def report(self) -> PollReport | None:
        """What happened to the poll; None if it was never opened."""
        if self._opened is None:
            return None
        closing, closed = self._closed or (None, None)
        result_record, recorded = self._recorded or (0, None)
        votes = tuple(Vote(*answer) for answer in self._counting.answers())
        answered = {vote.person for vote in votes}
        by_name = self.plan.kind in PRESSED or bool(votes)
        return PollReport(
            plan=self.plan,
            stage=self.stage,
            opened_at=self._opened.at,
            closed_at=closing.at if closing else None,
            closed_by=closed.reason if closed else "",
            closing_record=closing.seq if closing else 0,
            result_record=result_record,
            quorum_met=self._quorum_met,
            roll=self._frozen.roll,
            present=self._frozen.present,
            votes=votes,
            silent=tuple(who for who in self._frozen.present if by_name and who not in answered),
            typed=tuple(self._typed.values()),
            counted=self._counting.agreed,
            counted_by=self._counting.counted_by,
            tie_choice=self._counting.tie_choice,
            recounted=self.recounted,
            recorded=recorded,
            check_code=self._check_code(result_record),
            corrections=tuple(self._corrections),
            voidings=tuple(self._voidings.all),
            passed=tuple(self.passed),
            superseded_by=self._superseded_by,
        )

    # ── one kind of record each ─────────────────────────────────────────────────────────────────

    @singledispatchmethod
    def _take(self, event: PollEvent, before: str) -> None:
        """Declaring ready says nothing new: the stages allow it only for a draft."""

    @_take.register
    def _open(self, event: PollOpened, _before: str) -> None:
        presence, settings = self._desk.presence, self.plan.settings
        roll = roll_of(self._desk.plan, self.plan)
        present = tuple(person for person in roll if presence.is_here(person))
        members = len(presence.voters)
        self._opened, self._closes_at = self._record, event.closes_at
        self._quorum_met = presence.quorum_met
        self._frozen = Frozen(roll, roll_hash(roll), present)
        self._counting.present = present
        self._counting.lists = Lists(members, len(roll), len(present))
        duration = settings.duration_ms if self.plan.kind in PRESSED else None
        self._same("roll", event.roll, roll)
        self._same("roll_sha256", event.roll_sha256, self._frozen.roll_sha256)
        self._same("members", event.members, members)
        self._same("present", event.present, present)
        self._same("closes_at", event.closes_at, self._after(duration))
        self._same("quorum_met", event.quorum_met, presence.quorum_met)
        if settings.quorum is QuorumPolicy.BLOCK and not presence.quorum_met:
            self._error("poll-without-quorum", present=len(presence.present()))

    @_take.register
    def _pause(self, event: PollPaused, _before: str) -> None:
        left = None if self._closes_at is None else max(0, self._closes_at - self._record.at)
        self._same("remaining_ms", event.remaining_ms, left)
        self._remaining_ms = event.remaining_ms

    @_take.register
    def _resume(self, event: PollResumed, _before: str) -> None:
        self._same("closes_at", event.closes_at, self._after(self._remaining_ms))
        self._closes_at = event.closes_at

    @_take.register
    def _extend(self, event: PollExtended, _before: str) -> None:
        if self._closes_at is None or event.closes_at <= self._closes_at:
            self._error("poll-differs", field="closes_at")
        self._closes_at = event.closes_at

    @_take.register
    def _cast(self, event: BallotCast, _before: str) -> None:
        try:
            self._check_press(event)
            check_ballot(self._desk, self.plan, self._frozen, self._record, event)
            self._counting.press(event)
        except RemoteProtocolError as error:
            self._error(error.code, person=event.person[:80], detail=error.detail)

    @_take.register
    def _enter(self, event: CountEntered, _before: str) -> None:
        try:
            if self.plan.kind in PRESSED:
                raise RemoteProtocolError("poll-of-another-kind")
            check_count(self._desk, self.plan, self._frozen, self._record, event)
            self._counting.type(event.person, event.entry)
        except RemoteProtocolError as error:
            self._error(error.code, person=event.person[:80], detail=error.detail)
            return
        self._typed.pop(event.person, None)
        typed = Typed(self._record.seq, self._record.at, event.person, event.entry)
        self._typed[event.person] = typed

    @_take.register
    def _close(self, event: PollClosed, _before: str) -> None:
        self._closed = (self._record, event)
        if event.reason is Reason.TIME and (
            self._closes_at is None or self._record.at < self._closes_at
        ):
            self._error("closed-before-time")
        try:
            self._counting.close()
        except RemoteProtocolError as error:
            self._error(error.code, detail=error.detail)
            self._recorded = (self._record.seq, event.result)
            return
        self._count(event.result)

    @_take.register
    def _announce(self, _event: PollAnnounced, _before: str) -> None:
        if self.outcome == CHAIR_DECIDES:
            self._error("tie-undecided")

    @_take.register
    def _decide(self, event: TieDecided, _before: str) -> None:
        if self.outcome != CHAIR_DECIDES or event.choice is Choice.ABSTAIN:
            self._error("no-tie")
            return
        self._counting.tie_choice = event.choice.value
        self._count(event.result)

    @_take.register
    def _correct(self, event: PollCorrected, _before: str) -> None:
        try:
            check_correction(self._desk, self.plan, self._frozen, self._record, event)
            self._counting.correct(event)
        except RemoteProtocolError as error:
            self._error(error.code, person=event.person[:80], detail=error.detail)
            self._recorded = (self._record.seq, event.result)
            return
        before = self.recounted
        self._count(event.result)
        self._corrections.append(_correction(self._record, event, before, self.recounted))
        if self.stage == ANNOUNCED:
            self._check_announced(before)

    @_take.register
    def _propose_void(self, event: VoidProposed, before: str) -> None:
        self._check_package(before)
        if not self._voidings.propose(self._record, event.reason):
            self._error("void-without-consent")

    @_take.register
    def _decline_void(self, event: VoidDeclined, _before: str) -> None:
        if not (self._voidings.decline(self._record) and self._is_secretary(event.secretary)):
            self._error("void-without-consent")

    @_take.register
    def _void(self, event: PollVoided, before: str) -> None:
        self._check_package(before)
        agreed = self._voidings.agree(self._record, event.reason)
        if not (agreed and self._is_secretary(event.secretary)):
            self._error("void-without-consent")

    @_take.register
    def _supersede(self, event: PollSuperseded, _before: str) -> None:
        self._superseded_by = event.by

    # ── checks ──────────────────────────────────────────────────────────────────────────────────

    def _is_secretary(self, person: str) -> bool:
        """The plan's, at the terminal where the secretary sits."""
        there = self._desk.presence.is_at_terminal(person, self._record.actor)
        return person == self._desk.plan.secretary and there

    def _check_package(self, stage: str) -> None:
        if stage == ANNOUNCED and self.plan.package and self.outcome == CARRIED:
            self._error("package-settled")

    def _check_announced(self, before: ResultState | None) -> None:
        """What is public may only become what needs no further step."""
        if self.outcome == CHAIR_DECIDES:
            self._error("tie-undecided")
        if self.plan.package and before and before.outcome != self.outcome:
            self._error("package-settled")

    def _check_press(self, event: BallotCast) -> None:
        if self.plan.kind not in PRESSED:
            raise RemoteProtocolError("poll-of-another-kind")
        if self._closes_at is not None and self._record.at > self._closes_at:
            raise RemoteProtocolError("ballot-too-late")
        first_only = self.plan.settings.press is PressRule.FIRST
        if first_only and event.person in self._counting.ballots:
            raise RemoteProtocolError("second-ballot")

    def _count(self, recorded: ResultState) -> None:
        """Count again, over the lists the verifier itself made at the opening, and compare."""
        self._recorded = (self._record.seq, recorded)
        try:
            self.recounted = self._counting.count()
        except RemoteProtocolError as error:
            self._error(error.code, detail=error.detail)
            return
        right = asdict(self.recounted)
        for name, value in asdict(recorded).items():
            if value != right[name]:
                facts = {"recorded": _plain(value), "recounted": _plain(right[name])}
                self._error("result-differs", field=name, **facts)

    def _check_code(self, seq: int) -> tuple[str, ...]:
        if not seq or self.recounted is None:
            return ()
        record_hash = self._desk.chain.hash_at(seq) or ""
        meeting, roll = self._desk.plan.meeting, self._frozen.roll_sha256
        return self._counting.code(meeting, roll, self.recounted, seq, record_hash)

    def _after(self, duration_ms: int | None) -> int | None:
        return None if duration_ms is None else self._record.at + duration_ms

    def _same(self, name: str, recorded: object, right: object) -> None:
        if recorded != right:
            self._error("poll-differs", field=name)

    def _error(self, code: str, **facts: Fact) -> None:
        self._findings.error(code, self._record.seq, poll=self.plan.poll, **facts)


def _correction(
    record: Record, made: PollCorrected, before: ResultState | None, after: ResultState | None
) -> Correction:
    return Correction(
        record=record.seq,
        at=record.at,
        person=made.person,
        reason=made.reason,
        answers=made.answers,
        entry=made.entry,
        before=before,
        after=after,
    )


def _plain(value: object) -> Fact:
    """A number or a word as it is; the options of a result as text."""
    if isinstance(value, int | str):
        return value
    options = value if isinstance(value, tuple) else ()
    return "; ".join(
        f"{each.option} {'/'.join(str(number) for number in each.votes)} {each.standing}"
        for each in options
    )
