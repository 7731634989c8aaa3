"""Boxes with a fill, an edge, round corners and perhaps one soft shadow."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, Rectangle, SmoothLine, SmoothRoundedRectangle
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.theme import Rgba
from ui.widgets.shadow import CardShadow

NOTHING: Rgba = (0, 0, 0, 0)


class Panel(BoxLayout):
    """A row or column that paints its own ground.

    `fill`, `edge`, `edge_width`, `radius` (one for all corners or four, from the top left clockwise)
    and `shadow` may be given; `dress` changes the colours later.
    """

    def __init__(
        self,
        *children: Widget,
        fill: Rgba = NOTHING,
        edge: Rgba = NOTHING,
        edge_width: float = 1,
        radius: float | tuple[float, float, float, float] = 0,
        shadow: Rgba = NOTHING,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._corners = radius if isinstance(radius, tuple) else (radius,) * 4
        self._edge_width = edge_width
        self._fill_rgba, self._edge_rgba, self._shadow_rgba = fill, edge, shadow
        self._shapes: list[Any] = []
        self._draw_surface()
        self.bind(pos=self._place_surface, size=self._place_surface)
        for child in children:
            self.add_widget(child)

    def dress(self, *, fill: Rgba | None = None, edge: Rgba | None = None) -> None:
        """Change colours; an equal colour changes nothing."""
        wanted = (fill or self._fill_rgba, edge or self._edge_rgba)
        if wanted != (self._fill_rgba, self._edge_rgba):
            self._fill_rgba, self._edge_rgba = wanted
            self._draw_surface()
            self._place_surface()

    def _draw_surface(self) -> None:
        """Put only what can be seen on the canvas: an invisible smooth edge still leaves a hairline."""
        self.canvas.before.clear()
        self._shapes = []
        rounded = any(self._corners)
        if self._shadow_rgba[3]:
            self._add_shape(self._shadow_rgba, CardShadow())
        if self._fill_rgba[3]:
            self._add_shape(self._fill_rgba, SmoothRoundedRectangle() if rounded else Rectangle())
        if self._edge_rgba[3]:
            self._add_shape(self._edge_rgba, SmoothLine(width=(self._edge_width + 1) / 2))

    def _add_shape(self, color: Rgba, shape: Any) -> None:
        self.canvas.before.add(Color(rgba=color))
        self.canvas.before.add(shape)
        self._shapes.append(shape)

    def _place_surface(self, *_: object) -> None:
        radius = [min(corner, self.width / 2, self.height / 2) for corner in self._corners]
        for shape in self._shapes:
            if isinstance(shape, SmoothLine):
                inset = self._edge_width / 2
                box = (
                    self.x + inset,
                    self.y + inset,
                    self.width - 2 * inset,
                    self.height - 2 * inset,
                )
                shape.rounded_rectangle = (*box, *radius)
                continue
            if isinstance(shape, CardShadow):
                shape.cover(*self.pos, *self.size)
                continue
            shape.pos, shape.size = self.pos, self.size
            if isinstance(shape, SmoothRoundedRectangle):
                shape.radius = radius


def row(*children: Widget, **options: Any) -> Panel:
    """Children side by side."""
    return Panel(*children, orientation="horizontal", **options)


def column(*children: Widget, **options: Any) -> Panel:
    """Children one under the other."""
    return Panel(*children, orientation="vertical", **options)


def stack(*children: Widget, **options: Any) -> Panel:
    """A column just as tall as its children."""
    panel = column(*children, size_hint_y=None, **options)
    panel.height = panel.minimum_height  # nothing is told of a height that stays 0
    panel.bind(minimum_height=panel.setter("height"))
    return panel


def strip(*children: Widget, **options: Any) -> Panel:
    """A row just as wide as its children."""
    panel = row(*children, size_hint_x=None, **options)
    panel.bind(minimum_width=panel.setter("width"))
    return panel


def line_of(*children: Widget, **options: Any) -> Panel:
    """A row just as tall as its tallest child."""
    panel = row(*children, size_hint_y=None, **options)
    panel.bind(minimum_height=panel.setter("height"))
    return panel


def card(kit: Kit, *children: Widget, radius: float = 14, **options: Any) -> Panel:
    """A card: white with a soft shadow, or in the dark with a thin edge."""
    paint = kit.paint
    settings = {"orientation": "vertical", "fill": paint.card, "edge": paint.card_edge}
    return Panel(*children, radius=radius, shadow=paint.shadow, **(settings | options))


def space(size: float | None = None) -> Widget:
    """Empty room: of `size` pixels both ways, or all that is left."""
    if size is None:
        return Widget()
    return Widget(size_hint=(None, None), size=(size, size))


def divider(kit: Kit, **options: Any) -> Panel:
    """A thin horizontal line."""
    return Panel(fill=kit.paint.line, size_hint_y=None, height=1, **options)


def upright(kit: Kit) -> Panel:
    """A thin vertical line."""
    return Panel(fill=kit.paint.line, size_hint_x=None, width=1)


def paint_ground(widget: Widget, fill: Rgba) -> None:
    """Give a widget that is no panel a plain ground."""
    ground = Rectangle(pos=widget.pos, size=widget.size)
    widget.canvas.before.add(Color(rgba=fill))
    widget.canvas.before.add(ground)
    widget.bind(
        pos=lambda _, pos: setattr(ground, "pos", pos),
        size=lambda _, size: setattr(ground, "size", size),
    )
