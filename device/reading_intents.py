"""What a person just did at a reader, as frozen values. None of it moves the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from device.screens import NoteKind, ReadingMode


@dataclass(frozen=True)
class SelectItem:
    """Look at an agenda item's papers. Never moves the room."""

    item: str


@dataclass(frozen=True)
class OpenPaper:
    """Put a paper of the selected item on the reader."""

    paper: str


@dataclass(frozen=True)
class GoToPage:
    """Turn to a page, 1-based; out of range is clamped. `jump` when not by leafing: `GoBack` returns."""

    page: int
    jump: bool = False


@dataclass(frozen=True)
class GoBack:
    """Back to where the last jump left from."""


@dataclass(frozen=True)
class SetMode:
    """One page at a time, or all one below the other."""

    mode: ReadingMode


@dataclass(frozen=True)
class OpenBeside:
    """Lay a second paper beside the one in front."""

    paper: str


@dataclass(frozen=True)
class TurnBeside:
    """Turn the second paper to a page."""

    page: int


@dataclass(frozen=True)
class CloseBeside:
    """Put the second paper away."""


@dataclass(frozen=True)
class DismissReplaced:
    """Seen: the paper in front was replaced, or another was taken back."""


@dataclass(frozen=True)
class ToggleBookmark:
    """Mark a page of the paper in front, or take the mark away."""

    page: int


@dataclass(frozen=True)
class OpenSearch:
    """Open the search in the paper in front, or in all papers; what was typed stays."""

    everywhere: bool = False


@dataclass(frozen=True)
class SetQuery:
    """The words looked for, as typed so far."""

    text: str


@dataclass(frozen=True)
class NextHit:
    """Go on (1) or back (-1) from hit to hit, around the end."""

    step: int = 1


@dataclass(frozen=True)
class GoToHit:
    """Go to a hit by its index in the list."""

    index: int


@dataclass(frozen=True)
class CloseSearch:
    """Put the search away."""


@dataclass(frozen=True)
class PickTool:
    """Take a tool in hand, or none; `colour` is a name of the theme."""

    tool: NoteKind | None
    colour: str = ""


@dataclass(frozen=True)
class AddNote:
    """A note on a page of the paper in front; `at` as in `device.notes.Note`."""

    kind: NoteKind
    page: int
    at: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True)
class ChangeNote:
    """Other words for a note, and another place if `at` is not empty."""

    note: str
    text: str
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class RemoveNote:
    """Take a note away."""

    note: str


@dataclass(frozen=True)
class UndoNote:
    """Take the last step on the notes of the paper in front back."""


@dataclass(frozen=True)
class RedoNote:
    """And do it again."""


@dataclass(frozen=True)
class GoToNote:
    """Turn to the page of a note."""

    note: str


@dataclass(frozen=True)
class ExportNotes:
    """Write one's own notes on the paper in front to a file, where that is allowed."""


@dataclass(frozen=True)
class Follow:
    """Follow whoever presents (theo trang người trình bày), or leave."""

    on: bool


@dataclass(frozen=True)
class StartPresenting:
    """Show the page in front to the room, and every one turned to from now on."""


@dataclass(frozen=True)
class StopPresenting:
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
