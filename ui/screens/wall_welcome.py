"""The wall before the opening, and while nothing leads: who is here, what comes next."""

from __future__ import annotations

from device.screens import Quorum, WallWelcome
from ui.kit import Kit
from ui.viewmodels.seat import quorum_icon
from ui.widgets.digits import Ratio
from ui.widgets.header import WallHeader
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN, Strip

MOST_AT_FULL_SIZE = 60


class WallWelcomeScreen(Panel):
    """Meeting title at the left, the count of members at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._state = Tag(kit, 40)
        self._title = Text(kit, 92, 700)
        self._starts = Fit(kit, 52, 400, paint.mute, size_hint_y=None, height=76)
        left = column(
            row(self._state, space(), size_hint_y=None, height=84),
            self._title,
            self._starts,
            space(),
            spacing=32,
        )
        body = row(left, self._attendance(), padding=(MARGIN, 48), spacing=48)
        self._strip = Strip(kit, 172)
        self._next_label = Fit(kit, 36, 400, paint.mute, size_hint_y=0.4, valign="bottom")
        self._next_title = Fit(kit, 48, 500, size_hint_y=0.6, valign="top")
        self._strip.add_widget(column(self._next_label, self._next_title, spacing=4))
        for child in (self._header, body, self._strip):
            self.add_widget(child)

    def _attendance(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        label = Fit(kit, 42, 400, paint.mute, kit.words("members-present"), halign="center")
        label.size_hint_y, label.height = None, 64
        self._present = Ratio(kit, 204, 96, gap=24)
        numbers = row(space(), self._present, space())
        self._quorum_icon = Icon(kit, "check-bold", 52, paint.accent)
        self._quorum = Fit(kit, 42, 600)
        self._needed = Fit(kit, 36, 400, paint.mute)
        words = column(self._quorum, self._needed)
        self._lamp = row(
            self._quorum_icon,
            words,
            radius=20,
            padding=(24, 16),
            spacing=20,
            size_hint_y=None,
            height=144,
        )
        return card(
            kit,
            space(28),
            label,
            numbers,
            self._lamp,
            radius=28,
            padding=32,
            spacing=8,
            size_hint_x=None,
            width=720,
        )

    def show(self, screen: WallWelcome) -> None:
        """Show who is here."""
        words, paint = self._kit.words, self._kit.paint
        self._header.show(screen.header)
        opened = screen.session_open
        self._state.show(
            "check-bold" if opened else "progress-clock",
            words("session-open" if opened else "session-soon"),
        )
        title = screen.header.meeting_title
        self._title.text = title
        self._title.font_size = 92 if len(title) <= MOST_AT_FULL_SIZE else 64
        self._starts.text = words("starts-at-long", time=screen.starts) if screen.starts else ""
        self._present.show(screen.present, screen.members)
        met = screen.quorum is Quorum.MET
        self._lamp.dress(fill=paint.accent_soft if met else paint.warn_soft)
        self._quorum_icon.show(quorum_icon(screen.quorum))
        self._quorum.text = words(f"quorum-{screen.quorum}")
        self._quorum.color = self._quorum_icon.color = paint.accent if met else paint.warn
        self._needed.text = words("needed-of-members", count=screen.needed, members=screen.members)
        self._show_next(screen)

    def _show_next(self, screen: WallWelcome) -> None:
        words = self._kit.words
        self._strip.opacity = 1 if screen.next_title else 0
        self._next_label.text = words("next-up")
        self._next_title.text = words(
            "item-title", number=screen.next_number, title=screen.next_title
        )
