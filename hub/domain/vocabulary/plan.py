"""A whole meeting as its secretariat prepared it."""

from __future__ import annotations

from msgspec import Struct, field

from hub.domain.vocabulary.agenda import ItemPlan
from hub.domain.vocabulary.people import Person, QuorumRule, Seat, SignInMode
from hub.domain.vocabulary.polls import PollPlan, PollSettings
from hub.domain.vocabulary.speaking import Group, SpeechNorms


class Paper(Struct, frozen=True):
    """One released paper version: the bytes are kept elsewhere, this fixes them."""

    paper: str
    version: int
    item: str
    title: str
    file: str  # path inside the bundle
    sha256: str
    size: int  # bytes
    pages: int


class PastSession(Struct, frozen=True):
    """How long an earlier session of the body took: `date` in ISO form; on paper, or with this system."""

    date: str
    minutes: int
    votes: int = 0
    seconds_per_vote: int = 0
    paper: bool = False


class MeetingPlan(Struct, frozen=True):
    """A meeting as its secretariat prepared it.

    `chair`, `secretary` and `tellers` are persons; `roster_sha256` fixes the names kept beside the record;
    `starts_at` is milliseconds since the epoch. `defaults` are the settings of a poll asked in the session;
    `deputies` may take the chair; `agencies` are names that conclusions give tasks to; `before` are earlier
    sessions to compare with.
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
    defaults: PollSettings
    sign_in: SignInMode = SignInMode.ASSIGNMENT
    tellers: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    norms: SpeechNorms = field(default_factory=SpeechNorms)
    agencies: tuple[str, ...] = ()
    before: tuple[PastSession, ...] = ()
