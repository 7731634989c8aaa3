"""A seat without a meeting: searching, connecting or refused."""

from __future__ import annotations

from device.screens import Link, SeatWaiting
from ui.kit import Kit
from ui.widgets.header import LINK_ICONS, HeaderBar
from ui.widgets.surface import Panel, card, row, space
from ui.widgets.text import Fit, Icon, ScrollText


class SeatWaitingScreen(Panel):
    """A card in the middle says what the terminal is doing and what a person can do."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", fill=kit.paint.ground)
        self._kit = kit
        paint = kit.paint
        self._header = HeaderBar(kit)
        self._icon = Icon(kit, "lan-pending", 72, paint.accent)
        self._title = Fit(kit, 30, 600, halign="center", size_hint_y=None, height=kit.tall(84))
        self._advice = ScrollText(kit, 18, color=paint.mute, halign="center")
        message = card(
            kit,
            self._icon,
            self._title,
            self._advice,
            padding=48,
            spacing=20,
            size_hint=(None, None),
            size=(760, kit.tall(340)),
            pos_hint={"center_y": 0.5},
        )
        self.add_widget(self._header)
        self.add_widget(row(space(), message, space()))

    def show(self, screen: SeatWaiting) -> None:
        """Show a waiting screen."""
        words, paint = self._kit.words, self._kit.paint
        link = screen.header.link
        troubled = bool(screen.fault) or link in {Link.REFUSED, Link.LOST}
        self._header.show(screen.header)
        self._icon.show("alert" if screen.fault else LINK_ICONS[link])
        self._icon.color = paint.warn if troubled else paint.accent
        self._title.text = words(f"waiting-{link}")
        self._advice.show(
            words.error(screen.fault) if screen.fault else words(f"waiting-{link}-advice")
        )
