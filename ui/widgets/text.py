"""Text and icons. Nothing is ever cut off: a text wraps, then steps its size down, then scrolls."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kivy.core.text import Label as Measure
from kivy.uix.scrollview import ScrollView

from ui.icons import icon
from ui.kit import Kit
from ui.theme import ICON_FONT, Rgba, Weight, font_file
from ui.widgets.letters import Letters

STEPS = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.48, 0.42, 0.36, 0.31)
SMALLEST = 12
MOST_MEASURED = 4096  # a few screens full of texts; the next poll or item brings new ones


class Run(Letters):
    """One line as wide and tall as its text; a longer one than `widest` pixels steps down."""

    def __init__(
        self,
        kit: Kit,
        size: float,
        weight: Weight = 400,
        color: Rgba | None = None,
        text: str = "",
        widest: float = 0,
        **options: Any,
    ) -> None:
        settings = {
            "size_hint": (None, None),
            "size": (0, 0),
            "font_name": font_file(weight),
            "font_size": kit.px(size),
            "color": color or kit.paint.ink,
            "text": text,
            "pos_hint": {"center_y": 0.5},
        }
        super().__init__(**(settings | options))
        self._largest, self._widest = kit.px(size), widest
        self.bind(texture_size=self.setter("size"))
        if widest:
            self.bind(text=self._shrink)
            self._shrink()

    def limit(self, widest: float) -> None:
        """Step down from now on when wider than `widest` pixels."""
        self._widest = max(widest, 1)
        self._shrink()

    def _shrink(self, *_: object) -> None:
        wide = text_width(self.text, self.font_name, self._largest)
        self.font_size = int(self._largest * min(self._widest / max(wide, 1), 1))


class Text(Letters):
    """Wraps at its width and is as tall as its lines; an empty one takes no room."""

    def __init__(
        self,
        kit: Kit,
        size: float,
        weight: Weight = 400,
        color: Rgba | None = None,
        text: str = "",
        **options: Any,
    ) -> None:
        settings = {
            "size_hint_y": None,
            "height": 0,
            "font_name": font_file(weight),
            "font_size": kit.px(size),
            "color": color or kit.paint.ink,
            "halign": "left",
            "text": text,
        }
        super().__init__(**(settings | options))
        self.bind(width=self._wrap, texture_size=self._grow)
        self.bind(text=self._grow)

    def _wrap(self, *_: object) -> None:
        self.text_size = (max(int(self.width), 1), None)

    def _grow(self, *_: object) -> None:
        self.height = self.texture_size[1] if self.text else 0


class Fit(Letters):
    """Fills the box it is given and steps its size down until the whole text fits."""

    def __init__(
        self,
        kit: Kit,
        size: float,
        weight: Weight = 400,
        color: Rgba | None = None,
        text: str = "",
        **options: Any,
    ) -> None:
        self.largest = kit.px(size)
        self._measured: tuple[str, int, int] | None = None
        settings = {
            "font_name": font_file(weight),
            "font_size": self.largest,
            "color": color or kit.paint.ink,
            "halign": "left",
            "valign": "middle",
            "text": text,
        }
        super().__init__(**(settings | options))
        self.bind(size=self._fit, text=self._fit)

    def _fit(self, *_: object) -> None:
        width, height = int(self.width), int(self.height)
        if width < 1 or height < 1 or self._measured == (self.text, width, height):
            return
        self._measured = (self.text, width, height)
        self.text_size = (width, height)
        self.font_size = self._size_for(width, height)

    def _size_for(self, width: int, height: int) -> int:
        for step in STEPS:
            size = max(round(self.largest * step), SMALLEST)
            if fits(self.text, self.font_name, size, width, height, self.line_height):
                break
        return size


@lru_cache(maxsize=MOST_MEASURED)
def text_width(text: str, font: str, size: float) -> int:
    """Pixels that `text` takes on one line."""
    measure = Measure(text=text, font_name=font, font_size=size)
    measure.resolve_font_name()
    return int(measure.get_extents(text)[0])


@lru_cache(maxsize=MOST_MEASURED)
def fits(text: str, font: str, size: int, width: int, height: int, line_height: float = 1) -> bool:
    """Whether `text`, wrapped between words, stays within `width` and `height`."""
    measure = Measure(
        text=text, font_name=font, font_size=size, text_size=(width, None), line_height=line_height
    )
    measure.resolve_font_name()
    wide, tall = measure.get_extents(text)
    if wide <= width and "\n" not in text:
        return bool(int(tall * line_height) <= height)
    if any(measure.get_extents(word)[0] > width for word in text.split()):
        return False
    return bool(measure.render()[1] <= height)


class ScrollText(ScrollView):
    """A long text: at full size, and scrolled when its box is too low."""

    def __init__(self, kit: Kit, size: float, weight: Weight = 400, **options: Any) -> None:
        super().__init__(
            do_scroll_x=False, bar_width=4, bar_margin=2, scroll_type=["bars", "content"]
        )
        self.bar_color = self.bar_inactive_color = kit.paint.border
        self.label = Text(kit, size, weight, **options)
        self.add_widget(self.label)

    def show(self, text: str) -> None:
        """Show `text` from its beginning; an equal text changes nothing."""
        if text != self.label.text:
            self.label.text = text
            self.scroll_y = 1


class Icon(Letters):
    """One icon in a square of its size."""

    def __init__(
        self, kit: Kit, name: str, size: float, color: Rgba | None = None, **options: Any
    ) -> None:
        side = kit.px(size)
        settings = {
            "text": icon(name),
            "font_name": ICON_FONT,
            "font_size": side,
            "size_hint": (None, None),
            "size": (side, side),
            "color": color or kit.paint.ink,
            "pos_hint": {"center_x": 0.5, "center_y": 0.5},
        }
        super().__init__(**(settings | options))

    def show(self, name: str) -> None:
        """Change the picture."""
        self.text = icon(name)
