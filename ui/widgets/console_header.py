"""The header of a console: who presides, and the seats that call for somebody."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen, ConsoleRole
from ui.kit import Kit
from ui.widgets.header import CallsButton, HeaderBar
from ui.widgets.listing import attach


class CallsChip(CallsButton):
    """How many seats call; touched, it says which."""

    def __init__(self, kit: Kit, open_calls: Callable[[], None]) -> None:
        paint = kit.paint
        look = {"fill": paint.warn_soft, "edge": paint.warn_line}
        super().__init__(kit, open_calls, "bell-ring-outline", paint.warn, **look)

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
