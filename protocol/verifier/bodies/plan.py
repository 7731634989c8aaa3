"""The plan of a meeting, as its first record fixes it."""

from __future__ import annotations

from msgspec import Struct, field

from protocol.verifier.bodies.words import (
    Absence,
    Abstention,
    Base,
    Form,
    Interim,
    PollKind,
    PressRule,
    QueueMode,
    QuorumPolicy,
    Release,
    Role,
    SecondRound,
    SignInMode,
    SpeechKind,
    TieRule,
)


class MajorityRule(Struct, frozen=True):
    """Share of a base that carries a poll; with `plus`, rounded down and so many more."""

    base: Base
    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool
    plus: int | None = None


class Share(Struct, frozen=True):
    """More than (`strict`) or at least a fraction."""

    numerator: int
    denominator: int
    strict: bool


class ConfidenceRule(Struct, frozen=True):
    """Shares of "low" ratings that let a person resign, and lead to a dismissal."""

    resign: Share
    dismiss: Share


class QuorumRule(Struct, frozen=True):
    """Share of all members that must be present."""

    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool


class PollSettings(Struct, frozen=True):
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


class Person(Struct, frozen=True):
    """Somebody expected."""

    person: str
    votes: bool
    role: Role = Role.MEMBER
    stands_for: str = ""
    absence: Absence | None = None
    group: str = ""


class Seat(Struct, frozen=True):
    """A place, its terminal and whom it is assigned to."""

    seat: str
    device: str
    person: str
    column: int
    row: int


class Paper(Struct, frozen=True):
    """A released paper."""

    paper: str
    version: int
    item: str
    title: str
    file: str
    sha256: str
    size: int
    pages: int


class Option(Struct, frozen=True):
    """One thing or person to choose; the roster names a person."""

    option: str
    label: str


class PollPlan(Struct, frozen=True):
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


class Opinions(Struct, frozen=True):
    """Opinions received before the session."""

    agree: int
    other: int = 0
    against: int = 0


class Assignment(Struct, frozen=True):
    """A task that a conclusion orders."""

    task: str
    lead: str
    support: tuple[str, ...] = ()
    due: str = ""


class Registration(Struct, frozen=True):
    """Somebody who asked before the session to speak on an item."""

    person: str
    kind: SpeechKind = SpeechKind.CONTRIBUTION


class ItemPlan(Struct, frozen=True):
    """An agenda item, planned or added in the session."""

    item: str
    number: int
    title: str
    presenter: str
    planned_minutes: int
    draft: str
    speaker: str = ""
    expected_papers: int = 0
    opinions: Opinions | None = None
    registered: tuple[Registration, ...] = ()


class Group(Struct, frozen=True):
    """A group of members, and its speaking time or no limit."""

    group: str
    label: str
    budget_ms: int | None = None


class SpeechNorms(Struct, frozen=True):
    """How long speeches may take, in milliseconds."""

    presentation_ms: int = 600_000
    contribution_ms: int = 420_000
    again_ms: int = 180_000
    debate_ms: int = 180_000
    question_ms: int = 60_000
    answer_ms: int = 180_000
    order_ms: int = 60_000
    warning_ms: int = 60_000
    extension_ms: int = 60_000
    mode: QueueMode = QueueMode.CHAIR
    citation: str = ""
    verified: bool = False


class PastSession(Struct, frozen=True):
    """How long an earlier session took."""

    date: str
    minutes: int
    votes: int = 0
    seconds_per_vote: int = 0
    paper: bool = False


class MeetingPlan(Struct, frozen=True):
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
    deputies: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    norms: SpeechNorms = field(default_factory=SpeechNorms)
    agencies: tuple[str, ...] = ()
    before: tuple[PastSession, ...] = ()
