"""The screens of the wall."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from device.screens.shared import AgendaRow, Countdown, Header, TaskChip
from device.screens.speaking import SpeakerRow, Speech
from device.screens.votes import Counts, Result, Rule
from device.screens.words import Form, ItemStage, PollKind, PollStage, Quorum


class WallWelcome(Struct, frozen=True):
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


class WallItem(Struct, frozen=True):
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
    presenting: Speech | None = None  # the presenter, with the clock


class WallPoll(Struct, frozen=True):
    """An open poll: how many have pressed, never what."""

    header: Header
    question: str
    item_number: int
    stage: PollStage  # OPEN, PAUSED, or CLOSED while the result is not announced
    countdown: Countdown
    rule: Rule
    entitled_present: int
    pressed: int
    kind: PollKind = PollKind.ROLL_CALL
    form: Form = Form.MOTION
    options: tuple[str, ...] = ()  # labels
    picks: int = 1
    counts: Counts | None = None  # where running counts are shown to all
    package: tuple[str, ...] = ()
    votes: tuple[tuple[int, ...], ...] = ()  # running counts of each option, like `counts`


class WallResult(Struct, frozen=True):
    """An announced result."""

    header: Header
    result: Result


class WallConclusion(Struct, frozen=True):
    """The conclusion of an item, or the end of the session when `closed`."""

    header: Header
    number: int
    title: str
    text: str
    closed: bool = False
    tasks: tuple[TaskChip, ...] = ()


class WallAgenda(Struct, frozen=True):
    """The whole agenda with its states, on wish or between two items."""

    header: Header
    rows: tuple[AgendaRow, ...]


class WallSpeaker(Struct, frozen=True):
    """Who has the floor and who comes next."""

    header: Header
    number: int  # of the item
    item_title: str
    speech: Speech
    queue: tuple[SpeakerRow, ...]


class WallBreak(Struct, frozen=True):
    """A break, and when it ends if that is known."""

    header: Header
    returns: str  # "10:15" or empty
    remaining_ms: int | None  # whole seconds
    next_number: int
    next_title: str


class WallMessage(Struct, frozen=True):
    """The chair's message to all."""

    header: Header
    text: str


class WallVoided(Struct, frozen=True):
    """A poll that was declared void; nobody shall remember its result as one."""

    header: Header
    question: str
    reason: str


class WallPage(Struct, frozen=True):
    """The presenter's page; `readable` once it is here."""

    header: Header
    paper: str
    version: int
    title: str
    page: int
    pages: int
    presenter: str
    readable: bool


class WallSeat(Struct, frozen=True):
    """One seat of a result by name; `answer` is a choice, or empty: did not press or was not there."""

    label: str
    short_name: str
    column: int
    row: int
    answer: str
    votes: bool
    present: bool


class WallNames(Struct, frozen=True):
    """A roll-call's result in the layout of the room."""

    header: Header
    result: Result
    seats: tuple[WallSeat, ...]


class WallView(StrEnum):
    """Views the chair can pin; AUTOMATIC follows what happens, VOIDED only happens."""

    AUTOMATIC = ""
    WELCOME = "welcome"
    AGENDA = "agenda"
    ITEM = "item"
    SPEAKER = "speaker"
    POLL = "poll"
    RESULT = "result"
    NAMES = "names"
    CONCLUSION = "conclusion"
    BREAK = "break"
    MESSAGE = "message"
    PAGE = "page"
    VOIDED = "voided"


WallScreen: TypeAlias = (
    WallWelcome
    | WallAgenda
    | WallItem
    | WallSpeaker
    | WallPoll
    | WallResult
    | WallNames
    | WallConclusion
    | WallBreak
    | WallMessage
    | WallVoided
    | WallPage
)
