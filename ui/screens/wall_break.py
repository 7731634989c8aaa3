"""The wall in a break: when it ends, and what comes then."""

from __future__ import annotations

from device.screens import WallBreak
from ui.kit import Kit
from ui.viewmodels.clocks import Mood
from ui.viewmodels.wall import break_face
from ui.widgets.digits import Digits
from ui.widgets.header import WallHeader
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN, Strip


class WallBreakScreen(Panel):
    """The time of return in the largest letters, beside it what is left of the break."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        tag = Tag(kit, 48)
        tag.show("coffee-outline", kit.words("break"))
        self._promise = Fit(kit, 76, 500, paint.mute, size_hint_y=None, height=120, valign="bottom")
        self._returns = Fit(kit, 300, 700)
        self._open = Fit(kit, 104, 700, text=kit.words("break-open"))
        self._words = column(
            row(tag, space(), size_hint_y=None, height=100),
            space(),
            self._promise,
            space(),
            spacing=8,
        )
        self._returns.size_hint_y, self._returns.height = None, 400
        self._left = card(
            kit,
            space(),
            self._countdown(),
            space(),
            radius=28,
            padding=40,
            size_hint_x=None,
            width=620,
        )
        self._body = row(self._words, padding=(MARGIN, 56), spacing=48)
        self._strip = Strip(kit, 172)
        label = Fit(kit, 36, 400, paint.mute, kit.words("break-then"), size_hint_y=0.4)
        label.valign = "bottom"
        self._next = Fit(kit, 48, 500, size_hint_y=0.6, valign="top")
        self._strip.add_widget(column(label, self._next, spacing=4))
        for child in (self._header, self._body, self._strip):
            self.add_widget(child)

    def _countdown(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._icon = Icon(kit, "clock-outline", 80, paint.accent)
        self._digits = Digits(kit, 170, 700, widest=540)
        self._word = Fit(kit, 48, 400, paint.mute, halign="center", size_hint_y=None, height=76)
        digits = row(space(), self._digits, space(), size_hint_y=None, height=220)
        return column(self._icon, digits, self._word, spacing=8, size_hint_y=None, height=400)

    def show(self, screen: WallBreak) -> None:
        """Show a break."""
        words, paint = self._kit.words, self._kit.paint
        self._header.show(screen.header)
        self._promise.text = words("break-returns") if screen.returns else ""
        self._returns.text = screen.returns
        attach(self._words, self._returns, wanted=bool(screen.returns), index=1)
        attach(self._words, self._open, wanted=not screen.returns, index=1)
        face = break_face(screen.remaining_ms)
        soon = face.mood is Mood.LAST_MINUTE
        attach(self._body, self._left, wanted=bool(face.digits))
        self._digits.show(face.digits, paint.warn if soon else paint.ink)
        self._icon.show("timer-alert-outline" if soon else "clock-outline")
        self._icon.color = paint.warn if soon else paint.accent
        self._word.text = words("break-soon" if soon else "clock-left")
        self._word.color = paint.warn if soon else paint.mute
        self._strip.opacity = 1 if screen.next_title else 0
        self._next.text = words("item-title", number=screen.next_number, title=screen.next_title)
