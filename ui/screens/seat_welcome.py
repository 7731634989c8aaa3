"""Before the session: the meeting and the seat at the left, who sits here and the way in at the right."""

from __future__ import annotations

from enum import Enum, auto

from device.screens import SeatWelcome, SignInMode
from ui.kit import Kit
from ui.widgets.digits import Digits
from ui.widgets.header import LINK_ICONS
from ui.widgets.listing import OnDemand, Slot, attach
from ui.widgets.name_list import NameList
from ui.widgets.pin_entry import PinEntry
from ui.widgets.presence import Presence, standing_words
from ui.widgets.surface import Panel, column, row, space
from ui.widgets.text import Fit, Icon, Text

LEFT_WIDTH = 556
MOST_AT_FULL_SIZE = 60


class Entry(Enum):
    """What the right half asks for."""

    PRESENCE = auto()
    PIN = auto()
    NAMES = auto()


def entry_of(screen: SeatWelcome) -> Entry:
    """A PIN where the room asks for one; before it the name, where anybody may sit anywhere."""
    if screen.sign_in is SignInMode.PIN_ANYWHERE and not screen.member:
        return Entry.NAMES
    pin = screen.sign_in in {SignInMode.PIN_HERE, SignInMode.PIN_ANYWHERE}
    return Entry.PIN if pin else Entry.PRESENCE


class SeatWelcomeScreen(Panel):
    """Left: the meeting and the seat. Right: who, and the way in."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(fill=kit.paint.ground)
        self._kit = kit
        gold = Panel(fill=kit.paint.gold, size_hint_x=None, width=4)
        self._entries = OnDemand(
            {
                Entry.PRESENCE: lambda: Presence(kit),
                Entry.PIN: lambda: PinEntry(kit),
                Entry.NAMES: lambda: NameList(kit),
            }
        )
        self._right = Slot()
        for child in (self._left(), gold, self._right):
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
        self._whose = Fit(kit, 18, 400, paint.on_header_2, size_hint_y=0.3)
        self._for = Fit(kit, 28, 600, paint.on_header, valign="top")
        self._name = Fit(kit, 18, 500, paint.on_header_2, size_hint_y=0.4)
        self._standing = Fit(kit, 16, 600, paint.on_header, size_hint_y=0.5)
        self._person = person = column(self._whose, self._for, spacing=4)
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
        self._show_person(screen)
        entry = self._entries[entry_of(screen)]
        entry.show(screen)
        self._right.put(entry)

    def _show_person(self, screen: SeatWelcome) -> None:
        words = self._kit.words
        self._whose.text = words("reserved-for" if screen.member else "free-seat")
        pin = entry_of(screen) is Entry.PIN
        self._for.text = screen.person_title or screen.person_name or words("free-seat-hint")
        self._name.text = screen.person_name if pin and screen.person_title else ""
        self._standing.text = standing_words(self._kit, screen) if pin else ""
        attach(self._person, self._name, wanted=bool(self._name.text))
        attach(self._person, self._standing, wanted=bool(self._standing.text))
