"""What a person just did at a reader, as frozen values. None of it moves the room."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from device.screens import NoteKind, ReadingMode


class SelectItem(Struct, frozen=True):
    """Look at an agenda item's papers. Never moves the room."""

    item: str


class OpenPaper(Struct, frozen=True):
    """Put a paper of the selected item on the reader."""

    paper: str


class GoToPage(Struct, frozen=True):
    """Turn to a page, 1-based; out of range is clamped. `jump` when not by leafing: `GoBack` returns."""

    page: int
    jump: bool = False


class GoBack(Struct, frozen=True):
    """Back to where the last jump left from."""


class SetMode(Struct, frozen=True):
    """One page at a time, or all one below the other."""

    mode: ReadingMode


class OpenBeside(Struct, frozen=True):
    """Lay a second paper beside the one in front."""

    paper: str


class TurnBeside(Struct, frozen=True):
    """Turn the second paper to a page."""

    page: int


class CloseBeside(Struct, frozen=True):
    """Put the second paper away."""


class DismissReplaced(Struct, frozen=True):
    """Seen: the paper in front was replaced, or another was taken back."""


class ToggleBookmark(Struct, frozen=True):
    """Mark a page of the paper in front, or take the mark away."""

    page: int


class OpenSearch(Struct, frozen=True):
    """Open the search in the paper in front, or in all papers; what was typed stays."""

    everywhere: bool = False


class SetQuery(Struct, frozen=True):
    """The words looked for, as typed so far."""

    text: str


class NextHit(Struct, frozen=True):
    """Go on (1) or back (-1) from hit to hit, around the end."""

    step: int = 1


class GoToHit(Struct, frozen=True):
    """Go to a hit by its index in the list."""

    index: int


class CloseSearch(Struct, frozen=True):
    """Put the search away."""


class PickTool(Struct, frozen=True):
    """Take a tool in hand, or none; `colour` is a name of the theme."""

    tool: NoteKind | None
    colour: str = ""


class AddNote(Struct, frozen=True):
    """A note on a page of the paper in front; `at` as in `device.notes.Note`."""

    kind: NoteKind
    page: int
    at: tuple[int, ...]
    text: str = ""


class ChangeNote(Struct, frozen=True):
    """Other words for a note, and another place if `at` is not empty."""

    note: str
    text: str
    at: tuple[int, ...] = ()


class RemoveNote(Struct, frozen=True):
    """Take a note away."""

    note: str


class UndoNote(Struct, frozen=True):
    """Take the last step on the notes of the paper in front back."""


class RedoNote(Struct, frozen=True):
    """And do it again."""


class GoToNote(Struct, frozen=True):
    """Turn to the page of a note."""

    note: str


class ExportNotes(Struct, frozen=True):
    """Write one's own notes on the paper in front to a file, where that is allowed."""


class Follow(Struct, frozen=True):
    """Follow whoever presents (theo trang người trình bày), or leave."""

    on: bool


class StartPresenting(Struct, frozen=True):
    """Show the page in front to the room, and every one turned to from now on."""


class StopPresenting(Struct, frozen=True):
    """Show no more."""


Navigation: TypeAlias = SelectItem | OpenPaper | GoToPage | GoBack
Arrangement: TypeAlias = SetMode | OpenBeside | TurnBeside | CloseBeside | DismissReplaced
SearchIntent: TypeAlias = OpenSearch | SetQuery | NextHit | GoToHit | CloseSearch
NoteIntent: TypeAlias = (
    ToggleBookmark
    | PickTool
    | AddNote
    | ChangeNote
    | RemoveNote
    | UndoNote
    | RedoNote
    | GoToNote
    | ExportNotes
)
FollowIntent: TypeAlias = Follow | StartPresenting | StopPresenting
ReadingIntent: TypeAlias = Navigation | Arrangement | SearchIntent | NoteIntent | FollowIntent
