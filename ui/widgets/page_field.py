"""Typing a page number: digits, and the page opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from device.intents import GoToPage
from ui.kit import Kit
from ui.viewmodels.pages import typed_page
from ui.widgets.digit_pad import DigitPad
from ui.widgets.surface import Panel, row
from ui.widgets.text import Fit
from ui.widgets.touchable import IconButton, MainButton


class PageField(Panel):
    """A card that floats over the page."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(
            orientation="vertical",
            size_hint=(None, None),
            size=(300, 400),
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=14,
            shadow=kit.paint.shadow,
            padding=14,
            spacing=10,
        )
        self._kit, self._close = kit, close
        self._page, self._pages = 0, 0
        self._number = Fit(kit, 24, 600, halign="center")
        shut = IconButton(kit, "page-field-close", "close", close)
        self._pad = DigitPad(kit, self._digit, self._erase, self._clear, size=26, gap=8)
        self._go = MainButton(kit, "page-go", self._opened, height=60, size_hint_x=1)
        self.add_widget(row(self._number, shut, size_hint_y=None, height=52))
        self.add_widget(self._pad)
        self.add_widget(self._go)

    def open(self, pages: int) -> None:
        """Begin with no number."""
        self._pages = pages
        self._show(0)

    def on_touch_down(self, touch: Any) -> bool:
        """Nothing under the card is touched."""
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))

    def _digit(self, digit: int) -> None:
        self._show(typed_page(self._page, digit, self._pages))

    def _erase(self) -> None:
        self._show(self._page // 10)

    def _clear(self) -> None:
        self._show(0)

    def _show(self, page: int) -> None:
        self._page = page
        self._number.text = f"{page or '…'} / {self._pages}"
        self._go.show("arrow-right", self._kit.words("page-go"), enabled=page > 0)

    def _opened(self) -> None:
        self._close()
        self._kit.emit(GoToPage(self._page, jump=True))
