"""Snapshots of the room: session, agenda, people, papers and the head of the record."""

from __future__ import annotations

from msgspec import Struct

from protocol.transfer import Manifest


class SessionState(Struct, frozen=True):
    """The meeting and its session.

    `phase` is convened, open, suspended or closed; `quorum` short, met or lost.
    """

    title: str
    body_name: str
    room_name: str
    chair_title: str
    chair: str
    starts_at: int
    phase: str
    opened_at: int | None
    closed_at: int | None
    quorum: str
    present: int
    needed: int
    members: int
    guests: int
    minutes_ready: bool
    bundle_received: bool
    secretary: str = ""
    tellers: tuple[str, ...] = ()
    sign_in: str = "assignment"
    presiding: str = ""  # who has the chair now
    deputies: tuple[str, ...] = ()
    suspended_at: int | None = None
    returns_at: int | None = None
    break_ms: int = 0  # breaks that are over, summed
    agencies: tuple[str, ...] = ()  # that conclusions give tasks to


class OpinionsState(Struct, frozen=True):
    """Opinions received before the session."""

    agree: int
    other: int
    against: int


class TaskState(Struct, frozen=True):
    """A task of a conclusion; `due` is an ISO date or empty."""

    task: str
    lead: str
    support: tuple[str, ...]
    due: str


class ItemState(Struct, frozen=True):
    """One agenda item; `spent_ms` up to now if it is not active, else up to `since`.

    `draft` is told until there is a conclusion: both of all items would not fit into one message.
    """

    item: str
    number: int
    title: str
    presenter: str
    planned_minutes: int
    stage: str
    started_at: int | None
    since: int | None
    spent_ms: int
    polls: tuple[str, ...]
    conclusion: str
    draft: str
    tasks: tuple[TaskState, ...] = ()  # of the conclusion, else of the draft
    expected_papers: int = 0
    opinions: OpinionsState | None = None
    resumes: str = ""  # the stage a paused item goes on in
    reason: str = ""  # why it was postponed or withdrawn


class AgendaState(Struct, frozen=True):
    """The agenda; `active` is an item id or empty."""

    items: tuple[ItemState, ...]
    active: str
    note: str = ""  # the secretary's notes on the active item


class PersonAt(Struct, frozen=True):
    """One seat and who is assigned to it. `device` is the terminal's id, `public_key` Ed25519 in hex."""

    seat: str
    device: str
    public_key: str
    person: str
    name: str
    title: str
    short: str
    votes: bool
    present: bool
    column: int
    row: int
    role: str = "member"
    stands_for: str = ""
    absence: str = ""  # excused, unexcused or empty
    locked: bool = False  # wrong PINs
    group: str = ""


class Attendee(Struct, frozen=True):
    """Somebody expected who has no seat."""

    person: str
    name: str
    title: str
    short: str
    votes: bool
    role: str
    stands_for: str
    absence: str
    locked: bool


class PeopleState(Struct, frozen=True):
    """The room map with its people, and those who have no seat."""

    seats: tuple[PersonAt, ...]
    others: tuple[Attendee, ...] = ()


class CatalogueState(Struct, frozen=True):
    """The papers released to the seats, in the order they are to be sent.

    One that is here no longer was recalled: terminals drop it at once. At `keep_until`, which is set when
    the session is over, they drop everything.
    """

    papers: tuple[Manifest, ...]
    keep_until: int | None = None


class PresenterState(Struct, frozen=True):
    """Who shows which page to the room; empty device: nobody."""

    device: str
    person: str
    paper: str
    page: int


class Head(Struct, frozen=True):
    """The log's last record: every terminal keeps it."""

    seq: int
    hash: str
