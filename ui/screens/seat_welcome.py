"""Whose seat this is, large enough to catch a wrong chair, and one button to enter."""

from __future__ import annotations

from device.intents import ConfirmPresence
from device.screens import Link, SeatWelcome
from ui.kit import Kit
from ui.widgets.digits import Digits
from ui.widgets.header import LINK_ICONS
from ui.widgets.surface import Panel, card, column, line_of, row, space, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import MainButton

LEFT_WIDTH = 556
MOST_AT_FULL_SIZE = 60


class SeatWelcomeScreen(Panel):
    """Left: the meeting and the seat. Right: the person and the button."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(fill=kit.paint.ground)
        self._kit = kit
        gold = Panel(fill=kit.paint.gold, size_hint_x=None, width=4)
        for child in (self._left(), gold, self._right()):
            self.add_widget(child)

    def _left(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._date = Fit(kit, 18, 400, paint.on_header_2)
        date = row(
            Icon(kit, "calendar-clock", 26, paint.on_header_2),
            self._date,
            spacing=10,
            size_hint_y=None,
            height=kit.tall(32),
        )
        self._title = Text(kit, 38, 700, paint.on_header)
        self._body = Text(kit, 20, 400, paint.on_header_2)
        self._room = Text(kit, 20, 400, paint.on_header_2)
        self._link = Icon(kit, "lan-connect", 22, paint.on_header_2)
        self._link_word = Fit(kit, 17, 400, paint.on_header_2)
        self._clock = Digits(kit, 34, 600, paint.on_header)
        foot = row(
            self._link,
            self._link_word,
            self._clock,
            spacing=10,
            size_hint_y=None,
            height=kit.tall(48),
        )
        left = column(
            date,
            self._title,
            self._body,
            self._room,
            space(),
            self._seat_card(),
            space(),
            foot,
            fill=paint.header,
            padding=(48, 44, 48, 36),
            spacing=8,
        )
        left.size_hint_x, left.width = None, LEFT_WIDTH
        return left

    def _seat_card(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        label = Fit(kit, 18, 400, paint.on_header_2, kit.words("seat-word"), size_hint_y=0.2)
        self._seat = Fit(kit, 96, 700, paint.on_header)
        number = column(label, self._seat, size_hint_x=None, width=140)
        rule = Panel(fill=paint.on_header_2, size_hint_x=None, width=1)
        whose = Fit(kit, 18, 400, paint.on_header_2, kit.words("reserved-for"), size_hint_y=0.3)
        self._for = Fit(kit, 28, 600, paint.on_header, valign="top")
        person = column(whose, self._for, spacing=4)
        return row(
            number,
            rule,
            person,
            fill=paint.header_panel,
            radius=20,
            padding=(32, 18),
            spacing=26,
            size_hint_y=None,
            height=kit.tall(196),
        )

    def _right(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._heading = Fit(kit, 32, 600, size_hint_y=None, height=kit.tall(44))
        self._hint = Text(kit, 18, 400, paint.mute)
        self._name = Text(kit, 30, 700)
        self._role = Text(kit, 20, 500, paint.mute)
        self._guest = Text(kit, 18, 600, paint.accent)
        self._fault_icon = Icon(kit, "alert", 24, paint.warn)
        self._fault = Text(kit, 17, 600, paint.warn)
        fault = line_of(self._fault_icon, self._fault, spacing=10)
        self._enter = MainButton(
            kit,
            "enter",
            lambda: kit.emit(ConfirmPresence()),
            width=540,
            height=kit.tall(104),
        )
        help_icon = Icon(kit, "help-circle-outline", 20, paint.mute)
        wrong = Text(kit, 16, 400, paint.mute, kit.words("wrong-seat"))
        help_line = line_of(help_icon, wrong, spacing=8)
        heading = stack(self._heading, self._hint, spacing=4)
        disc = Panel(
            Icon(kit, "account", 52, paint.accent, size_hint=(1, 1)),
            fill=paint.accent_soft,
            radius=44,
            size_hint=(None, None),
            size=(88, 88),
            pos_hint={"center_y": 0.5},
        )
        names = stack(self._name, self._role, self._guest, spacing=4, pos_hint={"center_y": 0.5})
        person = card(
            kit, disc, names, orientation="horizontal", radius=20, padding=(28, 22), spacing=24
        )
        person.size_hint_y = None
        person.bind(minimum_height=person.setter("height"))
        foot = stack(fault, self._enter, help_line, spacing=14)
        return column(heading, space(), person, space(), foot, padding=(92, 40, 88, 36))

    def show(self, screen: SeatWelcome) -> None:
        """Show whose seat this is."""
        words, header = self._kit.words, screen.header
        starts = words("starts-at", time=screen.starts) if screen.starts else ""
        self._date.text = words.joined(words.date(screen.date), starts)
        self._title.text = header.meeting_title
        long = len(header.meeting_title) > MOST_AT_FULL_SIZE
        self._title.font_size = self._kit.px(28 if long else 38)
        self._body.text, self._room.text = header.body_name, header.room_name
        self._link.show(LINK_ICONS[header.link])
        self._link_word.text = words(f"hub-{header.link}")
        self._clock.show(header.clock)
        self._seat.text = header.seat_label
        self._for.text = screen.person_title
        self._heading.text = words("welcome-heading")
        self._hint.text = words("welcome-hint")
        self._name.text, self._role.text = screen.person_name, screen.person_title
        self._guest.text = words("guest") if screen.guest else ""
        self._fault.text = words.error(screen.fault) if screen.fault else ""
        self._fault_icon.opacity = 1 if screen.fault else 0
        enabled = header.link is Link.ONLINE and not screen.signing_in
        word = words("signing-in") if screen.signing_in else words("enter")
        self._enter.show("arrow-right", word, enabled=enabled)
