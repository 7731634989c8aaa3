"""What a reader shows beside pages: the second paper, the search, private notes, and whom it follows.

Boxes are left, top, right, bottom in ten-thousandths of the page's width and height.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from device.screens.words import NoteKind

Box: TypeAlias = tuple[int, int, int, int]


class Pane(Struct, frozen=True):
    """The second paper, side by side with the first; turned on its own."""

    paper: str
    version: int
    title: str
    page: int
    pages: int
    percent: int
    readable: bool
    preview: bool


class HitRow(Struct, frozen=True):
    """One place where the words were found, with what stands around it; `exact`: accents and all.

    `recognised`: a machine read the words off a picture, expect slips.
    """

    paper: str
    title: str
    page: int
    before: str
    match: str
    after: str
    exact: bool
    recognised: bool = False


class MarkedPage(Struct, frozen=True):
    """Where hits stand on a page of the paper in front, and among them the one gone to."""

    page: int
    boxes: tuple[Box, ...]
    current: tuple[Box, ...]


class SearchPanel(Struct, frozen=True):
    """The search in this paper or in all of the session."""

    query: str
    everywhere: bool
    hits: tuple[HitRow, ...]
    current: int  # index into `hits`, -1 before any was gone to
    more: bool  # there are others beyond the bounds
    pages_done: int
    pages_total: int  # 0 while nothing is asked for
    scans: tuple[str, ...]  # titles of papers without text, where nothing can be found
    marked: tuple[MarkedPage, ...]  # the page in front and those around it


class NoteRow(Struct, frozen=True):
    """One note; see `device.notes.Note`. Page 0: its page is in this version no more."""

    note: str
    kind: NoteKind
    page: int
    at: tuple[int, ...]
    text: str
    colour: str


class NotesPanel(Struct, frozen=True):
    """The person's own notes on the paper in front."""

    tool: NoteKind | None
    colour: str
    notes: tuple[NoteRow, ...]  # by page; bookmarks are in `Reader.bookmarks`
    orphans: tuple[NoteRow, ...]
    can_undo: bool
    can_redo: bool
    ready: bool  # this seat has the person's key: notes can be kept
    kept: bool  # everything is safe at the hub
    fault: str = ""
    may_export: bool = False
    exported: str = ""  # name of the file last written


class FollowBar(Struct, frozen=True):
    """Somebody shows a page to the room, or may."""

    presenter: str  # their name, empty if nobody presents
    presenting: bool  # it is this seat
    asked: bool  # asked to present, the hub has not answered yet
    may_present: bool
    following: bool
    paper_title: str = ""
    page: int = 0
    refusal: str = ""
