"""Values that screens of several roles show: header, agenda, papers, clocks."""

from __future__ import annotations

from msgspec import Struct

from device.screens.reading import Pane
from device.screens.words import ItemStage, Link, ReadingMode


class Header(Struct, frozen=True):
    """The band on top of every screen."""

    meeting_title: str
    body_name: str
    room_name: str
    chair_title: str
    clock: str
    link: Link
    seat_label: str = ""  # "10"; empty on console and wall
    person: str = ""  # role title of whoever sits here


class AgendaRow(Struct, frozen=True):
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
    consent: bool = False  # proposed to be passed without discussion


class PaperTab(Struct, frozen=True):
    """One paper of the item being read."""

    paper: str
    title: str
    pages: int
    percent: int  # of its bytes on this terminal (or, at the console, over all seats), 0 to 100
    readable: bool  # whole and unlocked
    preview: bool  # page one can be shown already
    selected: bool = False


class Reader(Struct, frozen=True):
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
    mode: ReadingMode = ReadingMode.SINGLE
    can_go_back: bool = False  # to where a jump left from
    bookmarks: tuple[int, ...] = ()  # pages
    bookmarked: bool = False  # the page in front
    beside: Pane | None = None
    replaced: tuple[int, ...] = ()  # pages changed by the version that came, until dismissed


class Countdown(Struct, frozen=True):
    """A clock that runs down. `remaining_ms` is None for a poll that only the chair ends."""

    remaining_ms: int | None
    total_ms: int | None
    running: bool


class TaskChip(Struct, frozen=True):
    """A task in a conclusion: who leads, who co-operates, until when ("05/12/2026" or empty)."""

    task: str
    lead: str
    support: tuple[str, ...]
    due: str
