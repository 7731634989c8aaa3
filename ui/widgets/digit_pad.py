"""Ten keys for digits, one to take the last back and one to clear: PINs and counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kivy.uix.gridlayout import GridLayout

from ui.kit import Kit
from ui.widgets.surface import Panel
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Touchable


class DigitKey(Touchable):
    """One key."""

    def __init__(
        self, kit: Kit, name: str, face: Panel | Fit | Icon, action: Callable[[], None]
    ) -> None:
        digit = isinstance(face, Fit)
        super().__init__(
            name,
            action,
            face,
            fill=kit.paint.card if digit else kit.paint.ground,
            edge=kit.paint.border,
            radius=14,
            padding=4,
        )
        self._face, self._faded = face, kit.paint.border

    def able(self, *, enabled: bool) -> None:
        """Enable or grey out."""
        super().able(enabled=enabled)
        self._face.disabled_color = self._faded


class DigitPad(GridLayout):
    """Fills the room it is given; three keys to a row."""

    def __init__(
        self,
        kit: Kit,
        digit: Callable[[int], None],
        erase: Callable[[], None],
        clear: Callable[[], None],
        size: float = 34,
        gap: float = 12,
    ) -> None:
        super().__init__(cols=3, spacing=gap)
        self._keys = [
            *(self._digit(kit, number, digit, size) for number in range(1, 10)),
            self._symbol(kit, "digit-clear", "close", clear, size),
            self._digit(kit, 0, digit, size),
            self._symbol(kit, "digit-erase", "backspace-outline", erase, size),
        ]
        for key in self._keys:
            self.add_widget(key)

    @staticmethod
    def _digit(kit: Kit, number: int, digit: Callable[[int], None], size: float) -> DigitKey:
        face = Fit(kit, size, 600, text=str(number), halign="center")
        return DigitKey(kit, f"digit-{number}", face, partial(digit, number))

    @staticmethod
    def _symbol(
        kit: Kit, name: str, icon: str, action: Callable[[], None], size: float
    ) -> DigitKey:
        face = Icon(kit, icon, size * 0.85, size_hint=(1, 1))
        return DigitKey(kit, name, face, action)

    def able(self, *, enabled: bool) -> None:
        """Enable or grey out every key."""
        for key in self._keys:
            key.able(enabled=enabled)
