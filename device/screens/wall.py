"""The screens of the wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from device.screens.shared import Countdown, Header
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


WallScreen: TypeAlias = WallWelcome | WallItem | WallPoll | WallResult | WallConclusion
