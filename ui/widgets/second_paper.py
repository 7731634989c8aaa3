"""The second paper, beside the one in front: turned and put away on its own."""

from __future__ import annotations

from device import intents as i
from device.pages import Lane
from device.screens import Pane
from ui.kit import Kit
from ui.widgets.listing import Slot
from ui.widgets.page_pictures import Pictures, Spot
from ui.widgets.page_view import PageView
from ui.widgets.reader_head import Absence, Pager
from ui.widgets.surface import Panel, row
from ui.widgets.text import Fit
from ui.widgets.touchable import IconButton


class SecondPaper(Panel):
    """A title, its own page turning, a page, and a button to close it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", fill=kit.paint.sunk, radius=(0, 0, 12, 12))
        self._kit = kit
        self._pane: Pane | None = None
        self._title = Fit(kit, 15, 600)
        self._pager = Pager(kit, "beside", self._turn)
        close = IconButton(kit, "beside-close", "close", lambda: kit.emit(i.CloseBeside()))
        self._page = PageView(kit, self._turn, Pictures(kit, Lane.BESIDE))
        self._page.on_fault = self._say_fault
        self._absence = Absence(kit)
        self._absence.padding = (20, 20)
        self._middle = Slot()
        head = row(self._title, self._pager, close, size_hint_y=None, height=56)
        head.padding = (14, 2, 4, 2)
        head.dress(fill=kit.paint.card)
        self.add_widget(head)
        self.add_widget(self._middle)

    def show(self, pane: Pane) -> None:
        """Show the second paper at its page."""
        self._pane = pane
        self._title.text = pane.title
        self._pager.show(pane.page, pane.pages if pane.readable else min(pane.pages, 1))
        if pane.readable or (pane.preview and pane.page == 1):
            last = pane.pages if pane.readable else 1
            self._page.show(Spot(pane.paper, pane.version, pane.page, last, not pane.readable))
            self._middle.put(self._absence if self._page.fault else self._page)
        else:
            self._absence.say(pane.paper, pane.percent)
            self._middle.put(self._absence)

    def _turn(self, step: int) -> None:
        pane = self._pane
        if pane is not None and pane.readable and 1 <= pane.page + step <= pane.pages:
            self._kit.emit(i.TurnBeside(pane.page + step))

    def _say_fault(self, code: str) -> None:
        if code:
            self._absence.show("alert", self._kit.words.error(code))
        self._middle.put(self._absence if code else self._page)
