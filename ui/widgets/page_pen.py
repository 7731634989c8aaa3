"""The tool in a person's hand: what is drawn with it becomes a note when the finger leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from device.intents import AddNote, RemoveNote
from device.screens import NoteKind, NoteRow
from ui.kit import Kit
from ui.viewmodels.viewport import View, swept, thinned
from ui.widgets.page_picture import Marks, Sheet

MOST_NUMBERS = 2_048  # in one stroke, as notes have it
REACH = 150  # ten-thousandths of a page: as near as a fingertip has to come to a note


class PagePen:
    """`tool` is a kind of note, "erase", or empty; `typed` is told where a typed note is to stand."""

    def __init__(self, kit: Kit, sheet: Sheet) -> None:
        self._kit, self._sheet = kit, sheet
        self.tool = ""
        self.colour = ""
        self.marks = Marks()
        self.place: Callable[[int, tuple[int, int]], None] = lambda _page, _at: None
        self._page = 0
        self._points: list[tuple[int, int]] = []
        self.port: View | None = None

    def begin(self, page: int, port: View, x: float, y: float) -> None:
        """The finger came down on a page."""
        self._page, self.port, self._points = page, port, [port.spot(x, y)]
        self._erase()

    def go_on(self, port: View, x: float, y: float) -> None:
        """It moved."""
        if self._points:
            self._points.append(port.spot(x, y))
            self._erase()

    def drop(self) -> None:
        """A second finger came: it was no stroke."""
        self._points = []

    def end(self) -> None:
        """The finger left: what it drew is a note."""
        points, self._points = self._points, []
        if not points or self.tool == "erase":
            return
        kind = NoteKind(self.tool)
        if kind is NoteKind.TEXT:
            self.place(self._page, points[-1])
        elif len(points) > 1:
            pen = kind is NoteKind.PEN
            at = thinned(points, MOST_NUMBERS) if pen else swept(points[0], points[-1])
            self._kit.emit(AddNote(kind, self._page, tuple(at)))

    def draw(self) -> None:
        """What is being drawn just now."""
        port, points = self.port, self._points
        if port is None or len(points) < 2 or self.tool in {"", "erase", NoteKind.TEXT}:
            return
        if self.tool != NoteKind.PEN:
            left, top, right, bottom = swept(points[0], points[-1])
            corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
            points = corners if self.tool == NoteKind.HIGHLIGHT else corners[2:4]
        self._sheet.stroke([n for p in points for n in self._sheet.window(*p, port)], self.colour)

    def _erase(self) -> None:
        if self.tool != "erase" or not self._points:
            return
        x, y = self._points[-1]
        hit = next((n for n in self.marks.notes if _near(n, x, y)), None)
        if hit is not None:
            left = tuple(n for n in self.marks.notes if n is not hit)
            self.marks = Marks(self.marks.hits, self.marks.current, left)
            self._kit.emit(RemoveNote(hit.note))


def _near(note: NoteRow, x: int, y: int) -> bool:
    """Whether a fingertip touches a note."""
    if note.kind in {NoteKind.PEN, NoteKind.TEXT}:
        places: Any = zip(note.at[::2], note.at[1::2], strict=False)
        return any(abs(x - px) < REACH and abs(y - py) < REACH for px, py in places)
    if note.kind is NoteKind.BOOKMARK:
        return False
    left, top, right, bottom = note.at[:4]
    return left - REACH < x < right + REACH and top - REACH < y < bottom + REACH
