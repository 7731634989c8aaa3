"""The middle of a reader: a page alone, all pages one below the other, or a page's words in large letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from device.pages import Lane
from device.screens import ReadingMode
from ui.kit import Kit
from ui.tidying import Tidying
from ui.viewmodels.reflow import Found, stepped
from ui.widgets.listing import OnDemand, Slot
from ui.widgets.page_picture import Marks
from ui.widgets.page_pictures import Pictures, Spot
from ui.widgets.page_ribbon import PageRibbon
from ui.widgets.page_view import PageView
from ui.widgets.text_page import TextPage


class Pages(Slot):
    """Shows a paper in one of three ways; another way begins where the one before was.

    `turn` is called with a step, `reach` with a page that was scrolled to.
    """

    def __init__(self, kit: Kit, turn: Callable[[int], None], reach: Callable[[int], None]) -> None:
        super().__init__()
        self.size_percent = max(kit.theme.text_percent, 125)
        self.tool = self.colour = ""
        self.place: Callable[[int, tuple[int, int]], None] = lambda _page, _at: None
        self.on_fault: Callable[[str], None] = lambda _code: None
        self.zoomed: Callable[[float], None] = lambda _zoom: None
        self._mode = ReadingMode.SINGLE
        self._shown: tuple[Spot, Found] | None = None
        self._tidying = Tidying(kit)
        pictures = Pictures(kit, Lane.FRONT)  # of whichever way is seen
        self._ways: OnDemand[ReadingMode] = OnDemand(
            {
                ReadingMode.SINGLE: lambda: self._wired(PageView(kit, turn, pictures)),
                ReadingMode.CONTINUOUS: lambda: self._wired(PageRibbon(kit, reach, pictures)),
                ReadingMode.TEXT: lambda: TextPage(kit, turn, self._no_words),
            }
        )

    def show(self, spot: Spot, mode: ReadingMode, marks: Mapping[int, Marks], found: Found) -> None:
        """Show a page, what lies on it, and what was found there."""
        self._tidying.soon(letters=ReadingMode.TEXT in {mode, self._mode})
        if mode is ReadingMode.TEXT:
            self._show_text(spot, marks, found)
            return
        before, view = self._mode, self._ways[mode]
        view.show(spot)
        view.mark(marks)
        view.pen.tool, view.pen.colour = self.tool, self.colour
        if mode is not before and ReadingMode.TEXT not in {mode, before}:
            old = self._ways[before]
            view.place_at(old.down, old.zoom_now)
        self._turn_to(mode, view)
        self.zoomed(view.zoom_now)

    def zoom(self, closer: int) -> None:
        """One step closer (1), farther (-1), or back to what is usual (0); large text by its sizes."""
        if self._mode is not ReadingMode.TEXT:
            self._ways[self._mode].zoom(closer)
        elif self._shown is not None:
            self.size_percent = stepped(self.size_percent, closer)
            self._show_text(self._shown[0], {}, self._shown[1])

    def page_on(self, step: int) -> None:
        """One screenful on or back."""
        self._ways[self._mode].page_on(step)

    def bring_hit(self) -> None:
        """Have the hit that was gone to in view again."""
        self._ways[self._mode].bring_hit()

    @property
    def wordless(self) -> bool:
        """Whether large text was asked for and the page has none."""
        return self._mode is ReadingMode.TEXT and self._ways[ReadingMode.TEXT].blank

    @property
    def fault(self) -> str:
        """Why the page cannot be shown, or empty."""
        return "" if self._mode is ReadingMode.TEXT else str(self._ways[self._mode].fault)

    @property
    def scrolled_by(self) -> Any:
        """The view that is seen."""
        return self._ways[self._mode]

    def _show_text(self, spot: Spot, marks: Mapping[int, Marks], found: Found) -> None:
        """The words of a page; a page that has none is shown as it is."""
        self._shown = (spot, found)
        text = self._ways[ReadingMode.TEXT]
        text.show(spot, found, self.size_percent)
        self.zoomed(self.size_percent / 100)
        if text.blank:
            picture = self._ways[ReadingMode.SINGLE]
            picture.show(spot)
            picture.mark(marks)
            text = picture
        self._turn_to(ReadingMode.TEXT, text)

    def _no_words(self) -> None:
        if self._mode is ReadingMode.TEXT and self._shown is not None:
            self._show_text(self._shown[0], {}, self._shown[1])
            self.on_fault("")

    def _turn_to(self, mode: ReadingMode, view: Any) -> None:
        self._mode = mode
        self.put(view)

    def _wired(self, view: Any) -> Any:
        view.pen.place = lambda page, at: self.place(page, at)
        view.on_fault = lambda code: self.on_fault(code)
        view.zoomed = lambda zoom: self.zoomed(zoom)
        return view
