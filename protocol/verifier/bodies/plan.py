"""The plan of a meeting, as its first record fixes it."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.verifier.bodies.words import (
    Absence,
    Abstention,
    Base,
    Form,
    Interim,
    PollKind,
    PressRule,
    QuorumPolicy,
    Release,
    Role,
    SecondRound,
    SignInMode,
    TieRule,
)


@dataclass(frozen=True)
class MajorityRule:
    """Share of a base that carries a poll; with `plus`, rounded down and so many more."""

    base: Base
    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool
    plus: int | None = None


@dataclass(frozen=True)
class Share:
    """More than (`strict`) or at least a fraction."""

    numerator: int
    denominator: int
    strict: bool


@dataclass(frozen=True)
class ConfidenceRule:
    """Shares of "low" ratings that let a person resign, and lead to a dismissal."""

    resign: Share
    dismiss: Share


@dataclass(frozen=True)
class QuorumRule:
    """Share of all members that must be present."""

    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool


@dataclass(frozen=True)
class PollSettings:
    """How a poll is pressed, timed and judged."""

    majority: MajorityRule
    press: PressRule
    duration_ms: int | None
    interim: Interim
    tie: TieRule
    quorum: QuorumPolicy
    abstention: Abstention = Abstention.COUNTED
    release: Release = Release.ANNOUNCED
    second_round: SecondRound = SecondRound.SAME
    confidence: ConfidenceRule | None = None


@dataclass(frozen=True)
class Person:
    """Somebody expected."""

    person: str
    votes: bool
    role: Role = Role.MEMBER
    stands_for: str = ""
    absence: Absence | None = None


@dataclass(frozen=True)
class Seat:
    """A place, its terminal and whom it is assigned to."""

    seat: str
    device: str
    person: str
    column: int
    row: int


@dataclass(frozen=True)
class Paper:
    """A released paper."""

    paper: str
    version: int
    item: str
    title: str
    file: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True)
class Option:
    """One thing or person to choose; the roster names a person."""

    option: str
    label: str


@dataclass(frozen=True)
class PollPlan:
    """A poll as prepared, or as asked in the session."""

    poll: str
    item: str
    question: str
    kind: PollKind
    settings: PollSettings
    form: Form = Form.MOTION
    options: tuple[Option, ...] = ()
    picks: int = 1
    places: int = 1
    package: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    replaces: str = ""
    drafted: bool = False


@dataclass(frozen=True)
class ItemPlan:
    """A planned agenda item."""

    item: str
    number: int
    title: str
    presenter: str
    planned_minutes: int
    draft: str


@dataclass(frozen=True)
class MeetingPlan:
    """The meeting as prepared."""

    meeting: str
    room: str
    room_name: str
    body_name: str
    body_parent: str
    place: str
    title: str
    subject: str
    starts_at: int
    chair: str
    secretary: str
    chair_title: str
    rule_pack: str
    quorum: QuorumRule
    persons: tuple[Person, ...]
    seats: tuple[Seat, ...]
    items: tuple[ItemPlan, ...]
    papers: tuple[Paper, ...]
    polls: tuple[PollPlan, ...]
    roster_sha256: str
    defaults: PollSettings
    sign_in: SignInMode = SignInMode.ASSIGNMENT
    tellers: tuple[str, ...] = ()
