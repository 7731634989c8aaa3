"""The bodies of all record types, as this verifier reads them from `docs/record.md`.

A body with a field missing, superfluous or of another kind is refused: what a verifier does not know it
cannot vouch for. The name of a shape in `EVENTS` is the record's `type`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from protocol.messages import ResultState


class Kind(StrEnum):
    """How a poll is taken."""

    ROLL_CALL = "roll-call"
    SECRET = "secret"  # noqa: S105  a kind of poll, no password


class Choice(StrEnum):
    """The answers there are."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Base(StrEnum):
    """What a majority is measured against."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    FOR_AND_AGAINST = "for-and-against"


class Press(StrEnum):
    """Which press of a person counts."""

    FIRST = "first"
    LAST = "last"


class Interim(StrEnum):
    """Who sees running counts."""

    NOBODY = "nobody"
    CHAIR = "chair"
    ALL = "all"


class Tie(StrEnum):
    """What decides a tie."""

    NONE = "none"
    CHAIR_SIDE = "chair-side"
    CHAIR_SIDE_ANY = "chair-side-any"


class Policy(StrEnum):
    """What a missing quorum does to a new poll."""

    BLOCK = "block"
    FLAG = "flag"


class Stage(StrEnum):
    """Where an item stands."""

    PLANNED = "planned"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"


class Reason(StrEnum):
    """Who ended a poll."""

    CHAIR = "chair"
    TIME = "time"


@dataclass(frozen=True)
class MajorityRule:
    """Share of a base that carries a poll."""

    base: Base
    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool


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
    press: Press
    duration_ms: int | None
    interim: Interim
    tie: Tie
    quorum: Policy


@dataclass(frozen=True)
class Person:
    """Somebody expected."""

    person: str
    votes: bool


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
class PollPlan:
    """A prepared poll."""

    poll: str
    item: str
    question: str
    kind: Kind
    settings: PollSettings


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


@dataclass(frozen=True)
class MeetingConvened:
    """The plan as released."""

    plan: MeetingPlan


@dataclass(frozen=True)
class PersonSignedIn:
    """A person arrived."""

    person: str
    seat: str
    device: str
    method: str


@dataclass(frozen=True)
class PersonSignedOut:
    """A person left."""

    person: str
    seat: str
    reason: str


@dataclass(frozen=True)
class QuorumMet:
    """Enough are present from here on."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class QuorumLost:
    """Too few are present from here on."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class SessionOpened:
    """The session began."""

    present: int
    members: int


@dataclass(frozen=True)
class SessionClosed:
    """The session ended."""


@dataclass(frozen=True)
class ItemTaken:
    """An item became active."""

    item: str


@dataclass(frozen=True)
class ItemMoved:
    """The active item changed stage."""

    item: str
    stage: Stage


@dataclass(frozen=True)
class ItemConcluded:
    """The active item is done."""

    item: str
    text: str


@dataclass(frozen=True)
class PollOpened:
    """Pressing may begin; roll and present are frozen."""

    poll: str
    roll: tuple[str, ...]
    roll_sha256: str
    members: int
    present: tuple[str, ...]
    closes_at: int | None
    quorum_met: bool


@dataclass(frozen=True)
class PollPaused:
    """Pressing suspended."""

    poll: str
    remaining_ms: int | None


@dataclass(frozen=True)
class PollResumed:
    """Pressing goes on."""

    poll: str
    closes_at: int | None


@dataclass(frozen=True)
class PollExtended:
    """More time."""

    poll: str
    closes_at: int


@dataclass(frozen=True)
class BallotCast:
    """A signed answer."""

    poll: str
    person: str
    seat: str
    device: str
    choice: Choice
    ballot: str
    statement: str
    signature: str


@dataclass(frozen=True)
class PollClosed:
    """Pressing ended; the hub's count."""

    poll: str
    reason: Reason
    result: ResultState


@dataclass(frozen=True)
class PollAnnounced:
    """The result was made public."""

    poll: str


@dataclass(frozen=True)
class PollVoided:
    """The poll does not count."""

    poll: str
    reason: str
    secretary: str


@dataclass(frozen=True)
class MinutesWritten:
    """The minutes exist."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class BundleReceived:
    """A central server signed for an earlier export of this record."""

    bundle_sha256: str
    centre: str
    receipt: str
    signature: str


AttendanceEvent: TypeAlias = PersonSignedIn | PersonSignedOut | QuorumMet | QuorumLost
SessionEvent: TypeAlias = SessionOpened | SessionClosed | ItemTaken | ItemMoved | ItemConcluded
PollEvent: TypeAlias = (
    PollOpened
    | PollPaused
    | PollResumed
    | PollExtended
    | BallotCast
    | PollClosed
    | PollAnnounced
    | PollVoided
)
PaperEvent: TypeAlias = MinutesWritten | BundleReceived
Event: TypeAlias = MeetingConvened | AttendanceEvent | SessionEvent | PollEvent | PaperEvent

EVENTS: dict[str, type[Event]] = {
    shape.__name__: shape
    for shape in (
        MeetingConvened,
        PersonSignedIn,
        PersonSignedOut,
        QuorumMet,
        QuorumLost,
        SessionOpened,
        SessionClosed,
        ItemTaken,
        ItemMoved,
        ItemConcluded,
        PollOpened,
        PollPaused,
        PollResumed,
        PollExtended,
        BallotCast,
        PollClosed,
        PollAnnounced,
        PollVoided,
        MinutesWritten,
        BundleReceived,
    )
}
