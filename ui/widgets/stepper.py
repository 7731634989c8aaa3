"""A number with a key for less and one for more."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit import Kit
from ui.widgets.digits import Digits
from ui.widgets.surface import Panel, row
from ui.widgets.text import Run
from ui.widgets.touchable import IconButton


class Stepper(Panel):
    """Keeps the number itself; `step` at a time, from `least` to `most`."""

    def __init__(
        self,
        kit: Kit,
        name: str,
        unit: str,
        value: int,
        step: int,
        bounds: tuple[int, int],
        changed: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(spacing=10, size_hint=(None, None), height=max(56, kit.tall(56)))
        self.value, self._step, self._changed = value, step, changed
        self._least, self._most = bounds
        self._digits = Digits(kit, 30, 700)
        less = self._key(kit, f"{name}-less", "minus", -step)
        more = self._key(kit, f"{name}-more", "plus", step)
        figure = row(
            Panel(),
            self._digits,
            Run(kit, 16, 400, kit.paint.mute, unit),
            Panel(),
            spacing=8,
            size_hint_x=None,
            width=kit.px(110),
        )
        for child in (less, figure, more):
            self.add_widget(child)
        self.bind(minimum_width=self.setter("width"))
        self.show(value)

    def _key(self, kit: Kit, name: str, icon: str, by: int) -> IconButton:
        side = self.height
        paint = kit.paint
        return IconButton(
            kit,
            name,
            icon,
            lambda: self._turn(by),
            size=(side, side),
            fill=paint.card,
            edge=paint.border,
        )

    def _turn(self, by: int) -> None:
        """The first step down from 5 by 5 ends at the least, the next one up at 5 again."""
        wanted = self.value + by
        if by > 0 and self.value == self._least:
            wanted = max(by, self._least + 1)
        self.show(wanted)
        self._changed(self.value)

    def show(self, value: int) -> None:
        """Set the number within its bounds."""
        self.value = min(max(value, self._least), self._most)
        self._digits.show(str(self.value))
