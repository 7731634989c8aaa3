"""The words of a meeting as enums and values, shared by commands, events and state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where an agenda item stands (trạng thái nội dung)."""

    PLANNED = "planned"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"


class PollKind(StrEnum):
    """How a poll is taken. Only roll-call polls are held so far; a secret one is refused, not imitated."""

    ROLL_CALL = "roll-call"
    SECRET = "secret"  # noqa: S105  a kind of poll, no password


class Choice(StrEnum):
    """The three legal answers: tán thành, không tán thành, không biểu quyết."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Base(StrEnum):
    """The number a majority is measured against."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    FOR_AND_AGAINST = "for-and-against"


class PressRule(StrEnum):
    """Which press of one person counts."""

    FIRST = "first"
    LAST = "last"


class Interim(StrEnum):
    """Who sees running counts while a poll is open."""

    NOBODY = "nobody"
    CHAIR = "chair"
    ALL = "all"


class TieRule(StrEnum):
    """What decides when as many are for as against.

    CHAIR_SIDE: the side on which the chair voted, only if exactly half of all members stand on each
    side. CHAIR_SIDE_ANY: the same for any tie. NONE: a tie is not a majority. A rule that asks for more than
    half (two thirds, unanimity) is never met by a tie.
    """

    NONE = "none"
    CHAIR_SIDE = "chair-side"
    CHAIR_SIDE_ANY = "chair-side-any"


class QuorumPolicy(StrEnum):
    """What a missing quorum does to a new poll."""

    BLOCK = "block"
    FLAG = "flag"


class Outcome(StrEnum):
    """The verdict of a poll under its rule: Đạt, Không đạt, cần biểu quyết lại."""

    CARRIED = "carried"
    NOT_CARRIED = "not-carried"
    VOTE_AGAIN = "vote-again"


@dataclass(frozen=True)
class MajorityRule:
    """`Y·d > n·B` when strict, `Y·d >= n·B` otherwise, over the base B.

    `citation` names the legal basis as printed; `verified` is False until a person has checked it.
    """

    base: Base
    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool


@dataclass(frozen=True)
class QuorumRule:
    """Quorum is met when `P·d >= n·N` (`P·d > n·N` when strict), P present of N members."""

    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool


@dataclass(frozen=True)
class PollSettings:
    """How one poll is pressed, timed and judged; defaults come from the body's rule pack."""

    majority: MajorityRule
    press: PressRule
    duration_ms: int | None  # None: the chair ends it
    interim: Interim
    tie: TieRule
    quorum: QuorumPolicy


@dataclass(frozen=True)
class Person:
    """Somebody expected at the meeting. Names live in the roster, outside the record."""

    person: str
    votes: bool  # member of the body with a vote; guests and substitutes have none


@dataclass(frozen=True)
class Seat:
    """One place of the room and the terminal standing there; column and row count from 0."""

    seat: str
    device: str
    person: str  # empty: nobody assigned
    column: int
    row: int


@dataclass(frozen=True)
class Paper:
    """One released paper version: the bytes are kept elsewhere, this fixes them."""

    paper: str
    version: int
    item: str
    title: str
    file: str  # path inside the bundle
    sha256: str
    size: int  # bytes
    pages: int


@dataclass(frozen=True)
class PollPlan:
    """A poll as prepared before the session."""

    poll: str
    item: str
    question: str
    kind: PollKind
    settings: PollSettings


@dataclass(frozen=True)
class ItemPlan:
    """An agenda item as planned; `number` counts from 1, `draft` is the prepared conclusion."""

    item: str
    number: int
    title: str
    presenter: str  # as printed, a role rather than a name
    planned_minutes: int
    draft: str


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting as its secretariat prepared it.

    `chair` and `secretary` are persons; `roster_sha256` fixes the names kept beside the record;
    `starts_at` is milliseconds since the epoch.
    """

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
