"""What a terminal shows, as frozen values: the only thing a screen ever receives.

Nothing here is a sentence. Values carry names that people wrote (titles, questions, conclusions),
numbers and enums; `ui.wording` turns those into Vietnamese or English. No value holds a secret or a
live object, so any of them may be logged, compared and kept in a test.

Times are milliseconds; `clock` is the wall clock of the room, "HH:MM". Counts are persons. A screen
value is complete: showing it needs no earlier value, and showing the same value twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Link(StrEnum):
    """How the terminal stands with its hub."""

    SEARCHING = "searching"  # no hub found yet
    CONNECTING = "connecting"  # found, not yet admitted
    ONLINE = "online"
    LOST = "lost"  # was online; what is shown may be old
    REFUSED = "refused"  # the hub or its certificate was not accepted


class Choice(StrEnum):
    """The three legal answers, in the order every screen keeps."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Lamp(StrEnum):
    """What the hub has done with this delegate's press; never what was merely pressed."""

    OFF = "off"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ItemStage(StrEnum):
    """Where an agenda item stands; `domain.md` 4.5."""

    PLANNED = "planned"
    READY = "ready"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"
    PAUSED = "paused"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


class Quorum(StrEnum):
    """Whether enough members are present to proceed."""

    SHORT = "short"
    MET = "met"
    LOST = "lost"


class PollStage(StrEnum):
    """Where a poll stands, as far as a screen tells the stages apart."""

    READY = "ready"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    VOIDED = "voided"


class Outcome(StrEnum):
    """The verdict of a poll under its rule."""

    CARRIED = "carried"
    NOT_CARRIED = "not-carried"
    VOTE_AGAIN = "vote-again"


class Base(StrEnum):
    """The number a majority is measured against."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    FOR_AND_AGAINST = "for-and-against"


class Witness(StrEnum):
    """What this terminal's own recount says about a published result."""

    COUNTING = "counting"
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Header:
    """The band on top of every screen."""

    meeting_title: str
    body_name: str
    room_name: str
    chair_title: str
    clock: str
    link: Link
    seat_label: str = ""  # "10"; empty on console and wall
    person: str = ""  # role title of whoever sits here


@dataclass(frozen=True)
class AgendaRow:
    """One line of the agenda list."""

    item: str
    number: int
    title: str
    presenter: str
    planned_start: str  # "08:53"
    planned_minutes: int
    spent_minutes: int
    stage: ItemStage
    active: bool
    selected: bool = False
    papers_missing: int = 0


@dataclass(frozen=True)
class PaperTab:
    """One paper of the item being read."""

    paper: str
    title: str
    pages: int
    percent: int  # of its bytes on this terminal (or, at the console, over all seats), 0 to 100
    readable: bool  # whole and unlocked
    preview: bool  # page one can be shown already
    selected: bool = False


@dataclass(frozen=True)
class Reader:
    """The paper in front of the delegate. `paper` is empty when the item has none."""

    paper: str
    version: int
    title: str
    page: int  # 1-based
    pages: int
    percent: int
    readable: bool
    preview: bool
    papers: tuple[PaperTab, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A majority rule as numbers: needed of `base_count`, for example 11 of 21."""

    base: Base
    numerator: int
    denominator: int
    strict: bool
    needed: int
    base_count: int
    citation: str
    verified: bool  # False shows "chưa đối chiếu"


@dataclass(frozen=True)
class Countdown:
    """A clock that runs down. `remaining_ms` is None for a poll that only the chair ends."""

    remaining_ms: int | None
    total_ms: int | None
    running: bool


@dataclass(frozen=True)
class Ballot:
    """The vote panel under the reader while a poll is open."""

    poll: str
    question: str
    item_number: int
    stage: PollStage  # OPEN or PAUSED
    countdown: Countdown
    rule: Rule
    may_change: bool
    may_vote: bool  # False for guests and unsigned seats: shown, not pressable
    lamp: Lamp
    choice: Choice | None  # what was pressed last
    receipt: int | None  # sequence number of the record, once accepted
    accepted_at: str = ""  # "09:31:12"
    refusal: str = ""  # error code
    confirming: Choice | None = None  # touched once, to be confirmed


@dataclass(frozen=True)
class Counts:
    """The five facts of a result, in their fixed order; they add up to `members`."""

    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int


@dataclass(frozen=True)
class Result:
    """A counted poll with everything a doubter needs to see."""

    poll: str
    question: str
    item_number: int
    stage: PollStage  # CLOSED or ANNOUNCED
    counts: Counts
    outcome: Outcome
    rule: Rule
    code: tuple[str, ...]  # four syllables; empty until counted here
    witness: Witness
    own_choice: Choice | None = None
    own_receipt: int | None = None
    own_counted: bool = False
    seats_agreeing: int = 0  # console only
    seats_present: int = 0


# ── the seat ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class SeatWaiting:
    """No meeting to show: searching, connecting or refused."""

    header: Header
    fault: str = ""  # error code, empty when all is well


@dataclass(frozen=True)
class SeatWelcome:
    """Whose seat this is, before the delegate confirms being here."""

    header: Header
    starts: str  # "08:00"
    date: str  # ISO date of the meeting
    member: str
    person_name: str
    person_title: str
    guest: bool
    signing_in: bool  # confirmed, the hub has not answered yet
    fault: str = ""


@dataclass(frozen=True)
class SeatSession:
    """Agenda, paper, and below them the vote, the result or what is going on."""

    header: Header
    agenda: tuple[AgendaRow, ...]
    reader: Reader
    session_open: bool
    quorum: Quorum
    present: int
    needed: int
    members: int
    ballot: Ballot | None = None
    result: Result | None = None  # shown instead of the reader until dismissed
    conclusion: str = ""  # latest conclusion read out
    closed: bool = False
    notice: str = ""  # code of something the delegate should know


SeatScreen: TypeAlias = SeatWaiting | SeatWelcome | SeatSession


# ── the console ─────────────────────────────────────────────────────────────────────────────────────


class SeatState(StrEnum):
    """What the room map says about one seat. It never tells how anybody voted."""

    EMPTY = "empty"  # nobody assigned
    AWAITED = "awaited"  # assigned, not signed in
    PRESENT = "present"
    ABSENT = "absent"
    PRESSED = "pressed"
    NOT_PRESSED = "not-pressed"
    TROUBLE = "trouble"  # terminal lost


@dataclass(frozen=True)
class MapSeat:
    """One seat of the room map; column and row count from 0 at the top left."""

    seat: str
    label: str
    short_name: str
    column: int
    row: int
    state: SeatState
    chair: bool = False
    guest: bool = False


class Step(StrEnum):
    """What the chair may do next; the values are also the names of the intents."""

    OPEN_SESSION = "open-session"
    TAKE_ITEM = "take-item"
    START_DISCUSSION = "start-discussion"
    OPEN_POLL = "open-poll"
    PAUSE_POLL = "pause-poll"
    RESUME_POLL = "resume-poll"
    EXTEND_POLL = "extend-poll"
    CLOSE_POLL = "close-poll"
    ANNOUNCE_POLL = "announce-poll"
    RETURN_TO_DISCUSSION = "return-to-discussion"
    CONCLUDE_ITEM = "conclude-item"
    CLOSE_SESSION = "close-session"
    NONE = "none"


@dataclass(frozen=True)
class StepButton:
    """A step the hub would accept now, with what it acts on."""

    step: Step
    target: str = ""  # item or poll id
    label: str = ""  # title of the target, for the button's second line
    number: int = 0
    enabled: bool = True
    obstacle: str = ""  # code of what stands in the way when not enabled


@dataclass(frozen=True)
class ItemPanel:
    """The active item at the console."""

    item: str
    number: int
    count: int
    title: str
    presenter: str
    stage: ItemStage
    started: str  # "08:53"
    planned_minutes: int
    elapsed_ms: int
    papers: tuple[PaperTab, ...]
    conclusion: str
    conclusion_confirmed: bool


@dataclass(frozen=True)
class PollPanel:
    """An open or paused poll at the console."""

    poll: str
    question: str
    item_number: int
    stage: PollStage
    countdown: Countdown
    rule: Rule
    entitled_present: int
    pressed: int
    counts: Counts | None  # None when the chair may not see running counts


@dataclass(frozen=True)
class ChairScreen:
    """The whole console: exactly one of item, poll and result leads."""

    header: Header
    agenda: tuple[AgendaRow, ...]
    present: int
    members: int
    needed: int
    quorum: Quorum
    guests_present: int
    map: tuple[MapSeat, ...]
    next_step: StepButton
    other_steps: tuple[StepButton, ...]
    session_open: bool
    closed: bool
    papers_percent: int  # of all bytes on all seats
    seats_online: int
    seats_total: int
    finish_planned: str = ""  # "10:55"
    finish_forecast: str = ""
    item: ItemPanel | None = None
    poll: PollPanel | None = None
    result: Result | None = None
    minutes_ready: bool = False
    bundle_received: bool = False  # by the central server
    notice: str = ""  # code of the last refusal
    waiting: bool = False  # a command is on its way


# ── the wall ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class WallWelcome:
    """Before the opening, and while nothing leads: who is here."""

    header: Header
    present: int
    members: int
    needed: int
    quorum: Quorum
    session_open: bool
    starts: str
    next_title: str = ""
    next_number: int = 0


@dataclass(frozen=True)
class WallItem:
    """The active item."""

    header: Header
    number: int
    count: int
    title: str
    presenter: str
    stage: ItemStage
    papers: tuple[str, ...]
    planned_minutes: int
    elapsed_ms: int


@dataclass(frozen=True)
class WallPoll:
    """An open poll: how many have pressed, never what."""

    header: Header
    question: str
    item_number: int
    stage: PollStage  # OPEN, PAUSED, or CLOSED while the result is not announced
    countdown: Countdown
    rule: Rule
    entitled_present: int
    pressed: int


@dataclass(frozen=True)
class WallResult:
    """An announced result."""

    header: Header
    result: Result


@dataclass(frozen=True)
class WallConclusion:
    """The conclusion of an item, or the end of the session when `closed`."""

    header: Header
    number: int
    title: str
    text: str
    closed: bool = False


WallScreen: TypeAlias = WallWelcome | WallItem | WallPoll | WallResult | WallConclusion
Screen: TypeAlias = SeatScreen | ChairScreen | WallScreen
