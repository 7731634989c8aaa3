"""The header of a seat: beside link and person, a break that goes on, and calling somebody."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import DismissMessage
from device.screens import SeatSession
from ui.kit import Kit
from ui.viewmodels.floor import CALL_ICONS
from ui.widgets.header import CallsButton, Chip, HeaderBar
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, column
from ui.widgets.text import Fit, Icon, ScrollText
from ui.widgets.touchable import SecondaryButton


class CallChip(CallsButton):
    """Calls somebody; while a call waits it says which."""

    def __init__(self, kit: Kit, action: Callable[[], None]) -> None:
        paint = kit.paint
        super().__init__(kit, action, "headset", paint.on_header, fill=paint.header_chip)

    def show(self, screen: SeatSession) -> None:
        """Show whether a call waits."""
        paint, words, kind = self._kit.paint, self._kit.words, screen.calls.open_
        self.dress(edge=paint.on_header_2 if kind else paint.header_chip)
        self._icon.show(CALL_ICONS[kind] if kind else "headset")
        large = self._kit.theme.text_percent > 100  # the icon alone leaves room for the title
        idle = "" if large else words("calls")
        self._word.text = words(f"calling-{kind}") if kind else idle
        attach(self, self._word, wanted=bool(self._word.text))


class SeatHeader(HeaderBar):
    """Its chips: link, person, a break, the call."""

    def __init__(self, kit: Kit, open_calls: Callable[[], None]) -> None:
        super().__init__(kit)
        self._rest = Chip(kit, "coffee-outline")
        self.call = CallChip(kit, open_calls)
        self._chips.add_widget(self.call)

    def show_session(self, screen: SeatSession, *, resting: bool) -> None:
        """Show the header of a session; `resting`: it has to tell of the break."""
        words = self._kit.words
        self.show(screen.header)
        self.call.show(screen)
        until = words("break-chip", time=screen.returns) if screen.returns else words("break")
        self._rest.show("coffee-outline", until)
        attach(self._chips, self._rest, wanted=resting, index=3)


class MessageBanner(Panel):
    """The chair's message over the header, where nothing else is touched; it stays until it is read."""

    def __init__(self, kit: Kit) -> None:
        paint = kit.paint
        super().__init__(
            fill=paint.accent_soft,
            edge=paint.accent,
            edge_width=2,
            radius=12,
            padding=(16, 7, 8, 5),
            spacing=14,
            size_hint=(None, None),
        )
        self._icon = Icon(kit, "bullhorn", 28, paint.accent)
        title = Fit(kit, 14, 600, paint.accent, kit.words("message-of-chair"))
        title.size_hint_y, title.height = None, kit.tall(20)
        self._text = ScrollText(kit, 16, 500)
        self._seen = SecondaryButton(
            kit,
            "message-seen",
            "check-bold",
            kit.words("seen"),
            lambda: kit.emit(DismissMessage()),
            hug=True,
            height=max(56, kit.tall(56)),
        )
        for child in (self._icon, column(title, self._text, spacing=0), self._seen):
            self.add_widget(child)

    def show(self, text: str) -> None:
        """Show a message."""
        self._text.show(text)
