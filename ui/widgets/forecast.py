"""When the session will end, against when it should."""

from __future__ import annotations

from kivy.graphics import Color, Rectangle, SmoothRoundedRectangle
from kivy.uix.widget import Widget

from device.screens import ChairScreen
from ui.kit import Kit
from ui.theme import Palette, Rgba
from ui.viewmodels.agenda import SessionStrip, session_strip
from ui.viewmodels.clocks import delay
from ui.widgets.digits import Digits
from ui.widgets.surface import Panel, column, divider, row
from ui.widgets.text import Fit, Run
from ui.widgets.touchable import Tag


class SessionBar(Widget):
    """All items end to end; what is done is darker, a tick shows where the plan ends."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=20)
        self._kit = kit
        self._strip: SessionStrip | None = None
        self.bind(pos=self._draw, size=self._draw)

    def show(self, strip: SessionStrip) -> None:
        """Draw a strip; an equal one changes nothing."""
        if strip != self._strip:
            self._strip = strip
            self._draw()

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        if self._strip is None:
            return
        paint = self._kit.paint
        bottom = self.y + 4
        with self.canvas:
            for piece in self._strip.segments:
                left, width = self.x + piece.start * self.width, piece.width * self.width - 2
                Color(rgba=paint.accent_halo if piece.current else paint.line)
                SmoothRoundedRectangle(pos=(left, bottom), size=(max(width, 2), 12), radius=[3])
                if piece.done:
                    Color(rgba=paint.accent if piece.current else _past(paint))
                    done = max(width * piece.done, 3)
                    SmoothRoundedRectangle(pos=(left, bottom), size=(done, 12), radius=[3])
            Color(rgba=paint.ink)
            tick = min(self.x + self._strip.tick * self.width, self.x + self.width) - 3
            Rectangle(pos=(round(tick), self.y), size=(3, 20))


def _past(paint: Palette) -> Rgba:
    """What is done: the accent, receding."""
    return paint.accent_halo if paint.dark else (*paint.accent[:3], 0.55)


class Forecast(Panel):
    """The foot of the console's agenda."""

    def __init__(self, kit: Kit) -> None:
        height = kit.tall(108)
        super().__init__(orientation="vertical", size_hint_y=None, height=height)
        self._kit = kit
        paint = kit.paint
        label = Fit(kit, 14, 400, paint.mute, kit.words("finish-forecast"))
        self._plan = Run(kit, 14, 400, paint.mute)
        self._time = Digits(kit, 27, 600, pos_hint={"x": 0, "center_y": 0.5})
        self._delay = Tag(kit, 14)
        self._strip = SessionBar(kit)
        above = row(label, self._delay, size_hint_y=None, height=kit.tall(30))
        tick = Panel(fill=paint.ink, radius=1.5, size_hint=(None, None), size=(3, kit.tall(15)))
        tick.pos_hint = {"center_y": 0.5}
        below = row(self._time, Panel(), tick, self._plan, spacing=6)
        body = column(above, below, self._strip, padding=(20, 8, 20, 12), spacing=1)
        self.add_widget(divider(kit))
        self.add_widget(body)

    def show(self, screen: ChairScreen) -> None:
        """Show "HH:MM" planned and forecast; "–" when there is none."""
        paint, words = self._kit.paint, self._kit.words
        planned, forecast = screen.finish_planned, screen.finish_forecast
        late = screen.late_minutes or delay(planned, forecast)
        self._time.show(forecast or "–")
        self._plan.text = words("finish-planned", time=planned) if planned else ""
        key = "finish-late" if late > 0 else "finish-early" if late < 0 else "finish-on-time"
        ink, fill = (paint.warn, paint.warn_soft) if late > 0 else (paint.accent, paint.accent_soft)
        name = "clock-outline" if late > 0 else "check-bold"
        self._delay.show(name, words(key, count=abs(late)), ink, fill)
        self._delay.opacity = 1 if forecast else 0
        self._strip.show(session_strip(screen.agenda))
