"""A whole meeting as its secretariat prepared it."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.vocabulary.agenda import ItemPlan
from hub.domain.vocabulary.people import Person, QuorumRule, Seat, SignInMode
from hub.domain.vocabulary.polls import PollPlan, PollSettings


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
class MeetingPlan:
    """A meeting as its secretariat prepared it.

    `chair`, `secretary` and `tellers` are persons; `roster_sha256` fixes the names kept beside the record;
    `starts_at` is milliseconds since the epoch. `defaults` are the settings of a poll asked in the session.
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
