"""The screens of the wall."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from device.screens.shared import AgendaRow, Countdown, Header, TaskChip
from device.screens.speaking import SpeakerRow, Speech
from device.screens.votes import Counts, Result, Rule
from device.screens.words import Form, ItemStage, PollKind, PollStage, Quorum


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
    presenting: Speech | None = None  # the presenter, with the clock


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
    kind: PollKind = PollKind.ROLL_CALL
    form: Form = Form.MOTION
    options: tuple[str, ...] = ()  # labels
    picks: int = 1
    counts: Counts | None = None  # where running counts are shown to all
    package: tuple[str, ...] = ()
    votes: tuple[tuple[int, ...], ...] = ()  # running counts of each option, like `counts`


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
    tasks: tuple[TaskChip, ...] = ()


@dataclass(frozen=True)
class WallAgenda:
    """The whole agenda with its states, on wish or between two items."""

    header: Header
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True)
class WallSpeaker:
    """Who has the floor and who comes next."""

    header: Header
    number: int  # of the item
    item_title: str
    speech: Speech
    queue: tuple[SpeakerRow, ...]


@dataclass(frozen=True)
class WallBreak:
    """A break, and when it ends if that is known."""

    header: Header
    returns: str  # "10:15" or empty
    remaining_ms: int | None  # whole seconds
    next_number: int
    next_title: str


@dataclass(frozen=True)
class WallMessage:
    """The chair's message to all."""

    header: Header
    text: str


@dataclass(frozen=True)
class WallVoided:
    """A poll that was declared void; nobody shall remember its result as one."""

    header: Header
    question: str
    reason: str


@dataclass(frozen=True)
class WallPage:
    """The presenter's page; `readable` once it is here."""

    header: Header
    paper: str
    version: int
    title: str
    page: int
    pages: int
    presenter: str
    readable: bool


@dataclass(frozen=True)
class WallSeat:
    """One seat of a result by name; `answer` is a choice, or empty: did not press or was not there."""

    label: str
    short_name: str
    column: int
    row: int
    answer: str
    votes: bool
    present: bool


@dataclass(frozen=True)
class WallNames:
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
