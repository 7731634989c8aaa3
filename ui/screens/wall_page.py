"""The wall with the presenter's page."""

from __future__ import annotations

from device.screens import WallPage
from ui.kit import Kit
from ui.widgets.header import WallHeader
from ui.widgets.listing import Slot
from ui.widgets.surface import Panel, column, row, space
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN
from ui.widgets.wall_page import WallPagePicture


class WallPageScreen(Panel):
    """The page takes all the height there is; beside it which page of what, and who presents it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._picture = WallPagePicture(kit, self._failed)
        self._icon = Icon(kit, "timer-sand", 96, paint.border)
        self._sentence = Fit(kit, 46, 500, paint.mute, halign="center")
        self._sentence.size_hint_y, self._sentence.height = None, 180
        self._absence = column(space(), self._icon, self._sentence, space(), spacing=32)
        self._desk = Slot()
        desk = Panel(self._desk, fill=paint.sunk, padding=(24, 16))
        self.add_widget(self._header)
        self.add_widget(row(desk, self._side()))

    def _side(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        tag = Tag(kit, 38)
        tag.show("presentation", kit.words("speaking-presentation"))
        self._presenter = Fit(kit, 44, 500, paint.mute, valign="top", size_hint_y=0.7)
        self._title = Fit(kit, 60, 700, valign="top")
        self._page = Fit(kit, 104, 700, size_hint_y=None, height=150)
        self._of = Fit(kit, 44, 400, paint.mute, size_hint_y=None, height=64)
        return column(
            row(tag, space(), size_hint_y=None, height=84),
            self._title,
            self._presenter,
            space(),
            self._page,
            self._of,
            fill=paint.card,
            padding=(40, 36, MARGIN, 40),
            spacing=20,
            size_hint_x=None,
            width=520,
        )

    def show(self, screen: WallPage) -> None:
        """Show a page, or that it is still on its way."""
        words = self._kit.words
        self._header.show(screen.header)
        self._title.text, self._presenter.text = screen.title, screen.presenter
        self._page.text = words("wall-page", page=screen.page)
        self._of.text = words("wall-pages", count=screen.pages)
        if not screen.readable:
            self._say("timer-sand", words("wall-page-awaited"))
            return
        self._desk.put(self._picture)
        self._picture.show(screen.paper, screen.version, screen.page, screen.pages)

    def _say(self, icon: str, sentence: str) -> None:
        self._icon.show(icon)
        self._sentence.text = sentence
        self._desk.put(self._absence)

    def _failed(self, code: str) -> None:
        if code:
            self._say("alert", self._kit.words.error(code))
        else:
            self._desk.put(self._picture)
