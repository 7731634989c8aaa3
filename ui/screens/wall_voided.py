"""A poll was declared void: what was voted on, and why it does not count."""

from __future__ import annotations

from device.screens import WallVoided
from ui.kit import Kit
from ui.widgets.header import WallHeader
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN


class WallVoidedScreen(Panel):
    """The question stays in its place; the reason stands where the numbers were."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        self._header = WallHeader(kit)
        self._tag = Tag(kit, 48)
        self._tag.show("close-circle", kit.words("poll-is-void"))
        self._question = Fit(kit, 64, 600, size_hint_y=0.4)
        label = Fit(kit, 36, 400, kit.paint.mute, kit.words("void-because"), size_hint_y=0.16)
        self._reason = Fit(kit, 84, 600, kit.paint.warn)
        self._stays = Fit(kit, 36, 400, kit.paint.mute, kit.words("void-stays"), size_hint_y=0.16)
        paper = card(kit, label, self._reason, self._stays, radius=28, padding=(72, 40))
        head = row(self._tag, space(), size_hint_y=None, height=104)
        self.add_widget(self._header)
        self.add_widget(column(head, self._question, paper, padding=(MARGIN, 48), spacing=24))

    def show(self, screen: WallVoided) -> None:
        """Show what was declared void."""
        self._header.show(screen.header)
        self._question.text = screen.question
        self._reason.text = screen.reason
