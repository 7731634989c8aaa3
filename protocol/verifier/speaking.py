"""Requests and speeches lived through again: who could ask, who had the floor, for how long."""

from __future__ import annotations

from collections import defaultdict
from functools import singledispatchmethod

from msgspec import Struct
from msgspec.structs import replace

from protocol.record import Record
from protocol.verifier.agenda import TALKING
from protocol.verifier.bodies import (
    Event,
    ItemConcluded,
    ItemMoved,
    ItemPaused,
    ItemPostponed,
    ItemWithdrawn,
    MeetingPlan,
    PersonSignedOut,
    PollOpened,
    QueueModeSet,
    SessionClosed,
    SessionSuspended,
    SpeechBegun,
    SpeechEnded,
    SpeechEvent,
    SpeechExtended,
    SpeechPaused,
    SpeechRequested,
    SpeechResumed,
    SpeechWithdrawn,
)
from protocol.verifier.bodies.words import SpeechKind, Stage
from protocol.verifier.findings import Fact, Findings
from protocol.verifier.presence import Presence
from protocol.verifier.report import Speech
from protocol.verifier.speech_norms import SpeechBudget

MAX_ALLOTTED_MS = 3_600_000
_REASONS = frozenset({"chair", "person", "next", "item", "poll"})


class Scene(Struct, frozen=True):
    """What a record about speaking is held against: the active item and its stage, and who presides."""

    item: str
    stage: Stage | None
    presiding: str
    suspended: bool


class _Floor(Struct, frozen=True):
    """The speech going on: net time up to `since`, or in all while that is None."""

    begun: SpeechBegun
    at: int
    since: int | None
    spent_ms: int
    allotted_ms: int | None
    for_break: bool = False

    def spent(self, at: int) -> int:
        return self.spent_ms + (0 if self.since is None else max(0, at - self.since))


class SpeakingTrail:
    """Speaking as its records come by; what does not hold goes to `findings`."""

    def __init__(self, plan: MeetingPlan, presence: Presence, findings: Findings) -> None:
        self.speeches: list[Speech] = []
        self._plan, self._presence, self._findings = plan, presence, findings
        self._budget = SpeechBudget(plan)
        self._waiting: defaultdict[str, dict[str, SpeechKind]] = defaultdict(dict)
        for item in plan.items:
            self._waiting[item.item] = {each.person: each.kind for each in item.registered}
        self._floor: _Floor | None = None
        self._record: Record
        self._scene: Scene

    def apply(self, record: Record, event: SpeechEvent, scene: Scene) -> None:
        """Take in the next record about speaking."""
        self._record, self._scene = record, scene
        self._take(event)

    def settle(self, record: Record, event: Event | None) -> None:
        """Call with every record before it is taken in: some cannot come while somebody speaks."""
        self._record = record
        if self._floor is not None and _needs_silence(event, self._floor):
            self._error("speech-not-ended", self._floor.begun.person)
            self._floor = None

    def paused_by_break(self) -> str | None:
        """Who goes on speaking when the break is over; None for nobody."""
        return self._floor.begun.person if self._floor and self._floor.for_break else None

    # ── requests ────────────────────────────────────────────────────────────────────────────────

    @singledispatchmethod
    def _take(self, event: SpeechEvent) -> None:
        raise NotImplementedError(type(event).__name__)

    @_take.register
    def _requested(self, event: SpeechRequested) -> None:
        """Asked by somebody who sits there, about the active item, who has neither the floor nor asked so."""
        here = self._presence.is_at_terminal(event.person, event.device)
        waiting = self._waiting[event.item]
        fits = (
            here
            and self._record.actor == event.device
            and event.item == self._scene.item
            and event.kind is not SpeechKind.PRESENTATION
            and waiting.get(event.person) is not event.kind
            and not (self._floor and self._floor.begun.person == event.person)
        )
        if not fits:
            self._error("speech-request-unfounded", event.person)
        waiting[event.person] = event.kind

    @_take.register
    def _withdrawn(self, event: SpeechWithdrawn) -> None:
        own = self._presence.is_at_terminal(event.person, self._record.actor)
        by = event.by == "chair" or (event.by == "person" and own)
        waited = self._waiting[event.item].pop(event.person, None)
        if waited is None or event.item != self._scene.item or not by:
            self._error("speech-request-unfounded", event.person)

    @_take.register
    def _mode(self, event: QueueModeSet) -> None:
        """Whom the chair calls is the chair's matter."""

    # ── speeches ────────────────────────────────────────────────────────────────────────────────

    @_take.register
    def _begun(self, event: SpeechBegun) -> None:
        presents = event.kind is SpeechKind.PRESENTATION
        fits = (
            self._floor is None
            and event.item == self._scene.item
            and self._scene.stage in TALKING
            and (not presents or self._scene.stage is Stage.PRESENTING)
        )
        if not fits:
            self._error("speech-out-of-order", event.person)
            return
        nobody_named = presents and not event.person
        if not (nobody_named or self._presence.is_here(event.person)):
            self._error("speech-of-someone-absent", event.person)
        self._compare("turn", event.person, event.turn, self._budget.turn(event.person, event.item))
        self._compare("allotted_ms", event.person, event.allotted_ms, self._allotted(event))
        self._budget.begin(event.person, event.item, event.kind)
        if not presents:
            self._waiting[event.item].pop(event.person, None)
        at = self._record.at
        self._floor = _Floor(event, at, at, 0, event.allotted_ms)

    @_take.register
    def _paused(self, event: SpeechPaused) -> None:
        floor = self._of(event.person)
        if floor is None or floor.since is None or event.reason not in {"chair", "break"}:
            self._error("speech-out-of-order", event.person)
            return
        spent = floor.spent(self._record.at)
        for_break = event.reason == "break"
        self._floor = replace(floor, since=None, spent_ms=spent, for_break=for_break)

    @_take.register
    def _resumed(self, event: SpeechResumed) -> None:
        floor = self._of(event.person)
        if floor is None or floor.since is not None:
            self._error("speech-out-of-order", event.person)
            return
        self._floor = replace(floor, since=self._record.at, for_break=False)

    @_take.register
    def _extended(self, event: SpeechExtended) -> None:
        floor = self._of(event.person)
        if floor is None or floor.allotted_ms is None:
            self._error("speech-out-of-order", event.person)
            return
        longer = min(MAX_ALLOTTED_MS, floor.allotted_ms + self._plan.norms.extension_ms)
        self._compare("allotted_ms", event.person, event.allotted_ms, longer)
        self._floor = replace(floor, allotted_ms=event.allotted_ms)

    @_take.register
    def _ended(self, event: SpeechEnded) -> None:
        floor = self._of(event.person)
        known = floor is not None and (floor.begun.item, floor.begun.kind) == (
            event.item,
            event.kind,
        )
        left = event.reason == "person" or not self._scene.suspended
        if floor is None or not known or event.reason not in _REASONS or not left:
            self._error("speech-out-of-order", event.person)
            return
        spent = floor.spent(self._record.at)
        self._compare("spent_ms", event.person, event.spent_ms, spent)
        timed = floor.begun.allotted_ms is not None
        self._budget.end(event.person, event.kind, spent, timed=timed)
        self.speeches.append(
            Speech(event.person, event.item, event.kind.value, floor.at, spent, floor.allotted_ms)
        )
        self._floor = None

    # ── checks ──────────────────────────────────────────────────────────────────────────────────

    def _allotted(self, event: SpeechBegun) -> int | None:
        """Whoever presides is not timed."""
        if event.person and event.person == self._scene.presiding:
            return None
        return self._budget.allotted(event.person, event.item, event.kind)

    def _of(self, person: str) -> _Floor | None:
        """The speech going on, if it is this person's."""
        return self._floor if self._floor and self._floor.begun.person == person else None

    def _compare(self, field: str, person: str, recorded: int | None, right: int | None) -> None:
        if recorded != right:
            facts = {"recorded": _told(recorded), "right": _told(right)}
            self._error("speech-differs", person, field=field, **facts)

    def _error(self, code: str, person: str, **facts: Fact) -> None:
        self._findings.error(code, self._record.seq, person=person[:80], **facts)


def _told(value: int | None) -> Fact:
    return "-" if value is None else value


def _needs_silence(event: Event | None, floor: _Floor) -> bool:
    """Whether this record cannot come while that speech goes on."""
    begun = floor.begun
    if isinstance(event, SessionSuspended):
        return floor.since is not None
    if isinstance(event, PersonSignedOut):
        return event.person == begun.person
    if isinstance(event, ItemMoved):
        return begun.kind is SpeechKind.PRESENTATION and event.stage is Stage.DISCUSSING
    if isinstance(event, ItemPaused | ItemPostponed | ItemWithdrawn | ItemConcluded):
        return event.item == begun.item
    return isinstance(event, PollOpened | SessionClosed)
