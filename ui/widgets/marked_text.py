"""Text in which some words have the colour of a marker behind them."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, Line, RoundedRectangle
from kivy.uix.label import Label

from ui.kit import Kit


class MarkedText(Label):
    """Wraps at its width, as tall as its lines; words `marked` under the name `current` are framed too."""

    def __init__(self, kit: Kit, **options: Any) -> None:
        super().__init__(**({"markup": True, "size_hint_y": None, "halign": "left"} | options))
        self._kit = kit
        self.current = ""
        self.disabled_color = self.color
        self.bind(width=self._wrap, texture_size=self._grow, pos=self._colour)

    def on_touch_down(self, touch: Any) -> bool:  # noqa: ARG002  Kivy's name
        """Marked words are no links: whoever they stand on is touched."""
        return False

    def _wrap(self, *_: object) -> None:
        self.text_size = (max(int(self.width), 1), None)

    def _grow(self, *_: object) -> None:
        self.height = self.texture_size[1]
        self._colour()

    def _colour(self, *_: object) -> None:
        paint, canvas = self._kit.paint, self.canvas.before
        canvas.clear()
        for name, boxes in self.refs.items():
            gone_to = name == self.current
            for left, top, right, bottom in boxes:
                slack = (bottom - top) * 0.09
                place = (self.x + left - 2, self.top - bottom + slack)
                size = (right - left + 4, bottom - top - 2 * slack)
                canvas.add(Color(rgba=paint.mark_current if gone_to else paint.mark))
                canvas.add(RoundedRectangle(pos=place, size=size, radius=[4]))
                if gone_to:
                    canvas.add(Color(rgba=paint.on_page))
                    canvas.add(Line(rounded_rectangle=(*place, *size, 4), width=1.5))


def marked(kit: Kit, name: str, markup: str) -> str:
    """Markup with a marker behind it; several with the same name belong together."""
    ink = "".join(f"{round(255 * part):02x}" for part in kit.paint.on_mark[:3])
    return f"[ref={name}][color={ink}]{markup}[/color][/ref]"
