"""The header of a console: who presides, and the seats that call for somebody."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen, ConsoleRole
from ui.kit import Kit
from ui.widgets.header import HeaderBar
from ui.widgets.listing import attach
from ui.widgets.text import Icon, Run
from ui.widgets.touchable import Touchable


class CallsChip(Touchable):
    """How many seats call; touched, it says which."""

    def __init__(self, kit: Kit, open_calls: Callable[[], None]) -> None:
        super().__init__(
            "calls",
            open_calls,
            fill=kit.paint.warn_soft,
            edge=kit.paint.warn_line,
            edge_width=2,
            radius=14,
            padding=(14, 0),
            spacing=8,
            size_hint=(None, None),
            height=max(52, kit.tall(52)),
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit
        self.add_widget(Icon(kit, "bell-ring-outline", 22, kit.paint.warn))
        self._word = Run(kit, 16, 600, kit.paint.warn, font_size=min(kit.px(16), 18))
        self.add_widget(self._word)
        self.bind(minimum_width=self.setter("width"))

    def show(self, count: int) -> None:
        """Say how many."""
        self._word.text = self._kit.words("calls-count", count=count)


class ConsoleHeader(HeaderBar):
    """The chip of calls comes at the left of the others, which keep their places."""

    def __init__(self, kit: Kit, open_calls: Callable[[], None]) -> None:
        super().__init__(kit)
        self._calls = CallsChip(kit, open_calls)

    def tell(self, screen: ChairScreen) -> None:
        """Show a console screen."""
        words, header = self._kit.words, screen.header
        secretary = screen.role is ConsoleRole.SECRETARY
        desk = words("header-secretary" if secretary else "header-console")
        self._fill(header, desk, words(f"hub-{header.link}"))
        self._person.show("gavel", screen.presiding or header.chair_title)
        self._calls.show(len(screen.calls))
        attach(self._chips, self._calls, wanted=bool(screen.calls), index=len(self._chips.children))
