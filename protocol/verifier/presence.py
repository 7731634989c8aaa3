"""Who was in the room when and where, and whether quorum was recorded exactly where the numbers say."""

from __future__ import annotations

from functools import singledispatchmethod

from msgspec import Struct
from msgspec.structs import replace

from protocol.record import Record
from protocol.recount import threshold
from protocol.verifier.bodies import (
    AbsenceAccepted,
    MeetingPlan,
    PersonAssigned,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    QuorumLost,
    QuorumMet,
    SeatEvent,
)
from protocol.verifier.bodies.words import WITH_PIN, SignInMode
from protocol.verifier.findings import Findings
from protocol.verifier.places import Pins, Places
from protocol.verifier.plan import voters
from protocol.verifier.report import AttendanceReport, Away, Crossing, Moved, Stay


class _Owed(Struct, frozen=True):
    """A quorum record that must come next, and the record that caused it."""

    cause: int
    event: QuorumMet | QuorumLost


class _Here(Struct, frozen=True):
    """Where a present person sits, and the place of the stay in the list of all."""

    seat: str
    device: str
    stay: int


class Presence:
    """Attendance under the meeting's sign-in mode, quorum counted again after each change."""

    def __init__(self, plan: MeetingPlan, findings: Findings) -> None:
        rule = plan.quorum
        self.voters = voters(plan)
        self.needed = threshold(
            rule.numerator, rule.denominator, len(self.voters), strict=rule.strict
        )
        self.quorum_met = False
        self._mode = plan.sign_in
        self._persons = {person.person for person in plan.persons}
        self._places, self._pins = Places(plan), Pins()
        self._findings = findings
        self._record: Record
        self._here: dict[str, _Here] = {}
        self._stays: list[Stay] = []
        self._moves: list[Moved] = []
        self._away = {each.person: each.absence for each in plan.persons if each.absence}
        self._crossings: list[Crossing] = []
        self._owed: _Owed | None = None

    # ── records ─────────────────────────────────────────────────────────────────────────────────

    def apply(self, record: Record, event: SeatEvent) -> None:
        """Take in the next record about persons and seats."""
        self._record = record
        if event.person not in self._persons:
            self._error("unknown-person", event.person)
            return
        self._take(event)

    def quorum(self, record: Record, event: QuorumMet | QuorumLost) -> None:
        """A recorded crossing must be the one the numbers ask for, with the same numbers."""
        facts = {"present": len(self.present()), "needed": self.needed}
        if self._owed is None:
            self._findings.error("quorum-unfounded", record.seq, **facts)
        elif self._owed.event != event:
            self._findings.error("quorum-wrong", record.seq, **facts)
        self._owed = None

    def settle(self) -> None:
        """Call when something other than a quorum record comes: none may be owed any more."""
        if self._owed:
            facts = {"present": self._owed.event.present, "needed": self.needed}
            self._findings.error("quorum-not-recorded", self._owed.cause, **facts)
            self._owed = None

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    def present(self) -> tuple[str, ...]:
        """Persons with a vote who are here, sorted."""
        return tuple(person for person in self.voters if person in self._here)

    def is_here(self, person: str) -> bool:
        """Whether `person` is signed in anywhere."""
        return person in self._here

    def sits_at(self, person: str, seat: str, device: str) -> bool:
        """Whether `person` is signed in at `seat`, where `device` stands."""
        here = self._here.get(person)
        return here is not None and (here.seat, here.device) == (seat, device)

    def is_at_terminal(self, person: str, device: str) -> bool:
        """Whether `person` is signed in at `device`."""
        return person in self._here and self._here[person].device == device

    def report(self, present_at_opening: int | None) -> AttendanceReport:
        """Everything about attendance."""
        return AttendanceReport(
            members=len(self.voters),
            needed=self.needed,
            present_at_opening=present_at_opening,
            stays=tuple(self._stays),
            crossings=tuple(self._crossings),
            moves=tuple(self._moves),
            away=tuple(Away(who, self._away[who].value) for who in sorted(self._away)),
        )

    # ── one kind of record each ─────────────────────────────────────────────────────────────────

    @singledispatchmethod
    def _take(self, event: SeatEvent) -> None:
        raise NotImplementedError(type(event).__name__)

    @_take.register
    def _sign_in(self, event: PersonSignedIn) -> None:
        if not self._may_sit(event):
            self._error("sign-in-at-another-seat", event.person)
            return
        if self._record.actor != event.device:
            self._findings.error("wrong-actor", self._record.seq, actor=self._record.actor)
        if event.method != self._mode:
            self._error("sign-in-by-another-way", event.person, method=event.method[:40])
        if self._pins.locked(event.person):
            self._error("sign-in-of-someone-locked", event.person)
        if event.person in self._here:
            self._error("signed-in-twice", event.person)
            return
        self._settle_at(event.person, event.seat)
        self._away.pop(event.person, None)
        self._here[event.person] = _Here(event.seat, event.device, len(self._stays))
        votes = event.person in self.voters
        self._stays.append(Stay(event.person, votes, self._record.at, None))
        self._recompute()

    @_take.register
    def _sign_out(self, event: PersonSignedOut) -> None:
        here = self._here.get(event.person)
        if here is None or here.seat != event.seat:
            self._error("sign-out-without-sign-in", event.person)
            return
        del self._here[event.person]
        self._stays[here.stay] = replace(self._stays[here.stay], until=self._record.at)
        self._recompute()

    @_take.register
    def _move(self, event: PersonMoved) -> None:
        here = self._here.get(event.person)
        if here is None or here.seat != event.from_seat:
            self._error("moved-without-being-there", event.person)
            return
        if not (
            self._places.stands(event.seat, event.device) and self._free(event.seat, event.person)
        ):
            self._error("seat-not-free", event.person, seat=event.seat)
            return
        self._settle_at(event.person, event.seat)
        self._here[event.person] = replace(here, seat=event.seat, device=event.device)
        self._moves.append(Moved(event.person, self._record.at, event.from_seat, event.seat))

    @_take.register
    def _assign(self, event: PersonAssigned) -> None:
        if event.person in self._here:
            self._error("assigned-while-there", event.person)
        elif not (self._places.known(event.seat) and self._free(event.seat, event.person)):
            self._error("seat-not-free", event.person, seat=event.seat)
        else:
            self._places.assign(event.seat, event.person)

    @_take.register
    def _absent(self, event: AbsenceAccepted) -> None:
        if event.person in self._here:
            self._error("absence-of-someone-there", event.person)
        else:
            self._away[event.person] = event.absence

    @_take.register
    def _pin_failed(self, event: PinFailed) -> None:
        placed = self._places.stands(event.seat, event.device)
        counted = self._pins.fail(event)
        if not (placed and counted and self._mode in WITH_PIN):
            self._error("pin-failure-unfounded", event.person)

    @_take.register
    def _pin_unlocked(self, event: PinUnlocked) -> None:
        if not self._pins.locked(event.person):
            self._error("unlocked-without-lock", event.person)
        self._pins.clear(event.person)

    # ── helpers ─────────────────────────────────────────────────────────────────────────────────

    def _may_sit(self, event: PersonSignedIn) -> bool:
        if not self._places.stands(event.seat, event.device):
            return False
        if self._mode is SignInMode.PIN_ANYWHERE:
            return self._free(event.seat, event.person)
        return self._places.owner(event.seat) == event.person

    def _free(self, seat: str, person: str) -> bool:
        """Nobody else is there, nor expected there where seats are assigned."""
        if any(here.seat == seat for who, here in self._here.items() if who != person):
            return False
        anywhere = self._mode is SignInMode.PIN_ANYWHERE
        return anywhere or self._places.owner(seat) in ("", person)

    def _settle_at(self, person: str, seat: str) -> None:
        self._places.assign(seat, person)
        self._pins.clear(person)

    def _recompute(self) -> None:
        present = len(self.present())
        met = present >= self.needed
        if met == self.quorum_met:
            return
        self.quorum_met = met
        kind = QuorumMet if met else QuorumLost
        self._owed = _Owed(self._record.seq, kind(present, self.needed, len(self.voters)))
        self._crossings.append(Crossing(self._record.seq, self._record.at, met, present))

    def _error(self, code: str, person: str, **facts: str) -> None:
        self._findings.error(code, self._record.seq, person=person[:80], **facts)
