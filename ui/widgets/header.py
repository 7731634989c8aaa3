"""The band on top of every screen: which meeting, which room, who sits here, what time it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from device.screens import Header, Link
from ui.kit import Kit
from ui.theme import Rgba
from ui.widgets.digits import Digits
from ui.widgets.surface import Panel, column, row
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Touchable

LINK_ICONS = {
    Link.SEARCHING: "lan-pending",
    Link.CONNECTING: "lan-pending",
    Link.ONLINE: "lan-connect",
    Link.LOST: "lan-disconnect",
    Link.REFUSED: "lan-disconnect",
}


class Chip(Panel):
    """An icon and a word on the header."""

    def __init__(self, kit: Kit, name: str) -> None:
        height = kit.tall(40)
        super().__init__(
            fill=kit.paint.header_chip,
            radius=height / 2,
            padding=(14, 0),
            spacing=8,
            size_hint=(None, None),
            height=height,
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit
        self._icon = Icon(kit, name, 20, kit.paint.on_header)
        self._word = Run(kit, 16, 500, kit.paint.on_header, font_size=min(kit.px(16), 18))
        self.add_widget(self._icon)
        self.add_widget(self._word)
        self.bind(minimum_width=self.setter("width"))

    def show(self, name: str, word: str, *, alarm: bool = False) -> None:
        """Change icon and word; an alarm is filled amber."""
        paint = self._kit.paint
        self._icon.show(name)
        self._word.text = word
        self.dress(fill=paint.alarm if alarm else paint.header_chip)


class CallsButton(Touchable):
    """An icon and a word about calls, to be touched; its subclasses say which."""

    def __init__(
        self, kit: Kit, action: Callable[[], None], icon: str, color: Rgba, **how: Any
    ) -> None:
        super().__init__(
            "calls",
            action,
            edge_width=2,
            radius=14,
            padding=(14, 0),
            spacing=8,
            size_hint=(None, None),
            height=max(52, kit.tall(52)),
            pos_hint={"center_y": 0.5},
            **how,
        )
        self._kit = kit
        self._icon = Icon(kit, icon, 22, color)
        self._word = Run(kit, 16, 600, color, font_size=min(kit.px(16), 18))
        self.add_widget(self._icon)
        self.add_widget(self._word)
        self.bind(minimum_width=self.setter("width"))


class HeaderBar(Panel):
    """The header of a seat; a console's says other things in the same places."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, height=kit.tall(76) + 3)
        self._kit = kit
        paint = kit.paint
        self._title = Fit(kit, 20, 600, paint.on_header, valign="bottom")
        self._place = Fit(kit, 15, 400, paint.on_header_2, valign="top")
        self._link = Chip(kit, "lan-connect")
        self._person = Chip(kit, "account")
        self._clock = Digits(kit, 28, 600, paint.on_header)
        names = column(self._title, self._place, padding=(4, 8))
        self._chips = row(spacing=12, size_hint_x=None)
        self._chips.bind(minimum_width=self._chips.setter("width"))
        for chip in (self._link, self._person):
            self._chips.add_widget(chip)
        band = row(names, self._chips, self._clock, fill=paint.header, padding=(20, 0), spacing=20)
        self.add_widget(band)
        self.add_widget(Panel(fill=paint.gold, size_hint_y=None, height=3))

    def show(self, header: Header) -> None:
        """Show the values of a seat's header."""
        words = self._kit.words
        chair = words("header-chair", chair=header.chair_title)
        person = words.joined(words("seat", label=header.seat_label), header.person)
        if not header.seat_label:
            chair, person = "", header.chair_title
        self._fill(header, chair, words(f"link-{header.link}"))
        self._person.show("account" if header.seat_label else "gavel", person)

    def _fill(self, header: Header, place: str, link: str) -> None:
        """What all headers say: `place` beside the room's name, and `link` of the line."""
        joined = self._kit.words.joined
        self._title.text = joined(header.meeting_title, header.body_name)
        self._place.text = joined(header.room_name, place)
        self._link.show(LINK_ICONS[header.link], link, alarm=header.link is not Link.ONLINE)
        self._clock.show(header.clock)


class WallHeader(Panel):
    """The header of the wall: read from 15 metres."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, height=121)
        self._kit = kit
        paint = kit.paint
        self._title = Fit(kit, 40, 600, paint.on_header, valign="bottom")
        self._place = Fit(kit, 32, 400, paint.on_header_2, valign="top")
        self._clock = Digits(kit, 64, 600, paint.on_header)
        names = column(self._title, self._place, padding=(0, 8))
        band = row(names, self._clock, fill=paint.header, padding=(64, 0), spacing=32)
        self.add_widget(band)
        self.add_widget(Panel(fill=paint.gold, size_hint_y=None, height=5))

    def show(self, header: Header) -> None:
        """Show the values of a header; a lost line is said in words beside the room."""
        words = self._kit.words
        self._title.text = header.meeting_title
        link = "" if header.link is Link.ONLINE else words(f"link-{header.link}")
        self._place.text = words.joined(header.body_name, header.room_name, link)
        self._clock.show(header.clock)
