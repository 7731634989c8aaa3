"""Bars: how far something has come, and the lines of a result with the needed tick."""

from __future__ import annotations

from kivy.graphics import Color, Rectangle, SmoothRoundedRectangle
from kivy.uix.widget import Widget

from device.screens import Choice
from ui.kit import Kit
from ui.theme import Palette, Rgba
from ui.viewmodels.rules import Bar
from ui.widgets.digits import Digits
from ui.widgets.listing import Keyed
from ui.widgets.surface import Panel, column, row
from ui.widgets.text import Fit, Icon


class Gauge(Widget):
    """A track, a filled part, and a tick at what is needed."""

    def __init__(
        self, kit: Kit, thickness: float, track: Rgba | None = None, *, square: bool = False
    ) -> None:
        super().__init__()
        self._kit, self._thickness = kit, thickness
        self._track = track or kit.paint.line
        self._radius = min(thickness / 2, 12) if square else thickness / 2
        self._value: tuple[float, Rgba, float | None] = (0.0, kit.paint.accent, None)
        self.bind(pos=self._draw, size=self._draw)

    def show(self, fraction: float, fill: Rgba | None = None, tick: float | None = None) -> None:
        """Fill `fraction` of the track; equal values change nothing."""
        value = (min(max(fraction, 0.0), 1.0), fill or self._kit.paint.accent, tick)
        if value != self._value:
            self._value = value
            self._draw()

    def _draw(self, *_: object) -> None:
        fraction, fill, tick = self._value
        bottom = self.y + (self.height - self._thickness) / 2
        self.canvas.clear()
        with self.canvas:
            Color(rgba=self._track)
            self._rounded(bottom, self.width)
            if fraction:
                Color(rgba=fill)
                self._rounded(bottom, max(fraction * self.width, 2 * self._radius))
            if tick is not None:
                self._draw_tick(tick)

    def _rounded(self, bottom: float, width: float) -> None:
        size = (width, self._thickness)
        SmoothRoundedRectangle(pos=(self.x, bottom), size=size, radius=[self._radius])

    def _draw_tick(self, tick: float) -> None:
        thick = max(self._thickness / 6, 3)
        height = self._thickness * 1.7
        left, bottom = (
            round(self.x + tick * self.width - thick / 2),
            self.y + (self.height - height) / 2,
        )
        Color(rgba=self._kit.paint.card)
        Rectangle(pos=(left - thick * 0.6, bottom), size=(thick * 2.2, height))
        Color(rgba=self._kit.paint.ink)
        Rectangle(pos=(left, bottom), size=(thick, height))


def vote_color(paint: Palette, choice: Choice | None) -> Rgba:
    """The fill of a choice; what is no vote has the pale colour."""
    colors = {
        Choice.FOR: paint.vote_for,
        Choice.AGAINST: paint.vote_against,
        Choice.ABSTAIN: paint.vote_abstain,
    }
    return paint.no_vote if choice is None else colors[choice]


def vote_edge(paint: Palette, choice: Choice) -> Rgba:
    """The edge of a choice, and its colour as text on a card."""
    colors = {
        Choice.FOR: paint.vote_for_edge,
        Choice.AGAINST: paint.vote_against_edge,
        Choice.ABSTAIN: paint.vote_abstain_edge,
    }
    return colors[choice]


class BarLine(Panel):
    """Icon, word, bar and number of one of the five facts."""

    def __init__(self, kit: Kit, size: float, thickness: float) -> None:
        super().__init__(spacing=size * 0.75)
        self._kit = kit
        self._icon = Icon(kit, "circle-outline", size * 1.6)
        self._word = Fit(kit, size, 500, size_hint_x=None, width=kit.px(size) * 8.6)
        self._bar = Gauge(kit, thickness, kit.paint.ground, square=thickness > 24)
        self._count = Digits(kit, size * (1.45 if size < 32 else 1.65), 700)
        self._end = row(Panel(), self._count, size_hint_x=None, width=kit.px(size) * 2.6)
        for child in (self._icon, self._word, self._bar, self._end):
            self.add_widget(child)

    def show(self, bar: Bar) -> None:
        """Show a line."""
        paint = self._kit.paint
        vote = bar.choice is not None
        self._icon.show(bar.icon)
        self._icon.color = vote_edge(paint, bar.choice) if bar.choice else paint.mute
        self._word.text = self._kit.words(bar.key)
        self._word.color = paint.ink if vote else paint.mute
        self._bar.show(bar.fraction, vote_color(paint, bar.choice), bar.tick)
        self._count.show(str(bar.count), paint.ink if vote else paint.mute)


class ResultBars(Panel):
    """The facts of a result in their fixed order."""

    def __init__(self, kit: Kit, size: float, thickness: float) -> None:
        super().__init__()
        body = column()
        self._lines: Keyed[Bar] = Keyed(
            body, lambda bar: bar.key, lambda _: BarLine(kit, size, thickness)
        )
        self.add_widget(body)

    def show(self, bars: tuple[Bar, ...]) -> None:
        """Show the lines."""
        self._lines.show(bars)
