"""Digits of clocks in cells of one width, so that nothing shakes while they change."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.theme import Rgba, Weight, font_file
from ui.widgets.letters import picture_of
from ui.widgets.live import Live


class Digits(Live):
    """A number, or a clock ("09:31") whose digits are tabular. At most `widest` pixels wide."""

    def __init__(
        self,
        kit: Kit,
        size: float,
        weight: Weight = 700,
        color: Rgba | None = None,
        widest: float = 0,
        **options: Any,
    ) -> None:
        super().__init__(
            kit, **({"size_hint": (None, None), "pos_hint": {"center_y": 0.5}} | options)
        )
        self.text = ""
        self._font, self._largest, self._widest = font_file(weight), kit.px(size), widest
        self._size = self._largest
        self._color = color or kit.paint.ink
        self.bind(pos=self.ask)

    def show(self, text: str, color: Rgba | None = None) -> None:
        """Show `text`; an equal one changes nothing."""
        if (text, color or self._color) == (self.text, self._color):
            return
        self.text, self._color = text, color or self._color
        self._size = self._largest
        if self._widest and self._width() > self._widest:
            self._size = int(self._largest * self._widest / self._width())
        self.size = (self._width(), self._glyph("0").height)
        self.ask()

    def _glyph(self, character: str) -> Any:
        return picture_of(character, self._font, self._size)

    def _cell(self, character: str) -> int:
        tabular = ":" in self.text and character.isdigit()
        return int(self._glyph("0" if tabular else character).width)

    def _width(self) -> int:
        return sum(self._cell(character) for character in self.text)

    def _paint(self) -> None:
        self.canvas.clear()
        left = round(self.x)
        with self.canvas:
            Color(rgba=self._color)
            for character in self.text:
                texture, cell = self._glyph(character), self._cell(character)
                inset = (cell - texture.width) // 2
                Rectangle(texture=texture, size=texture.size, pos=(left + inset, round(self.y)))
                left += cell


# Part of a line's height that lies under the baseline in Be Vietnam Pro.
_UNDER_BASELINE = 0.2


class Ratio(Widget):
    """A large number against what it is measured by: "15 / 21", on one baseline."""

    def __init__(self, kit: Kit, size: float, base_size: float, gap: float = 8) -> None:
        super().__init__(size_hint=(None, None), pos_hint={"center_y": 0.5})
        self._kit, self._gap = kit, gap
        self._number = Digits(kit, size, 700)
        self._base = Digits(kit, base_size, 400, kit.paint.mute)
        self.add_widget(self._number)
        self.add_widget(self._base)
        self.bind(pos=self._arrange)

    def show(
        self, number: int, base: int, ink: Rgba | None = None, second: Rgba | None = None
    ) -> None:
        """Show `number` of `base`."""
        self._number.show(str(number), ink)
        self._base.show(f"/ {base}", second)
        self.size = (self._number.width + self._gap + self._base.width, self._number.height)
        self._arrange()

    def _arrange(self, *_: object) -> None:
        self._number.pos = (self.x, self.y)
        lift = (self._number.height - self._base.height) * _UNDER_BASELINE
        self._base.pos = (self.x + self._number.width + self._gap, self.y + lift)
