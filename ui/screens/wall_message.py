"""The chair's message to all, in large letters."""

from __future__ import annotations

from device.screens import WallMessage
from ui.kit import Kit
from ui.widgets.header import WallHeader
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN


class WallMessageScreen(Panel):
    """The message fills its card and steps down when it is long."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._header = WallHeader(kit)
        tag = Tag(kit, 48)
        tag.show("bullhorn", kit.words("message-of-chair"))
        head = row(tag, space(), size_hint_y=None, height=104)
        self._text = Fit(kit, 104, 600)
        paper = card(kit, self._text, radius=28, padding=(72, 48))
        self.add_widget(self._header)
        self.add_widget(column(head, paper, padding=(MARGIN, 48), spacing=24))

    def show(self, screen: WallMessage) -> None:
        """Show a message."""
        self._header.show(screen.header)
        self._text.text = screen.text
