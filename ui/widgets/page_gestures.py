"""What fingers do on a page: drag, swipe, tap, double tap and pinch, told to a listener."""

from __future__ import annotations

import math
from typing import Any, Protocol

from kivy.uix.stencilview import StencilView

SWIPE = 80  # pixels: farther than a thumb rolls
TAP = 16  # pixels a finger may slip and still mean one place
AGAIN_S = 0.35  # between the taps of a double tap
WHEEL = 90


class Listener(Protocol):
    """Places are pixels from the top left of the view."""

    def touched(self, x: float, y: float) -> None:
        """A finger came down alone."""

    def dragged(self, x: float, y: float, dx: float, dy: float) -> None:
        """It moved by `dx`, `dy`."""

    def lifted(self, dx: float, dy: float) -> None:
        """It left, `dx`, `dy` from where it came down."""

    def tapped(self, x: float, y: float, *, twice: bool) -> None:
        """It came and left at one place."""

    def pinched(self, factor: float, x: float, y: float) -> None:
        """Two fingers are `factor` times as far apart as before, around a place."""


class TouchedArea(StencilView):
    """Hands what fingers do to `listener`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.listener: Any = None
        self._fingers: list[Any] = []
        self._pinched = False
        self._last_tap = (-1.0, 0.0, 0.0)

    def on_touch_down(self, touch: Any) -> bool:
        """A finger or the wheel of a mouse."""
        if self.disabled or not self.collide_point(*touch.pos):
            return False
        if str(getattr(touch, "button", "")).startswith("scroll"):
            self.listener.dragged(
                *self._at(touch), 0, WHEEL if touch.button == "scrollup" else -WHEEL
            )
            return True
        if len(self._fingers) < 2:
            touch.grab(self)
            self._fingers.append(touch)
            self._pinched = len(self._fingers) > 1
            if not self._pinched:
                self.listener.touched(*self._at(touch))
        return True

    def on_touch_move(self, touch: Any) -> bool:
        """One finger drags, two pinch."""
        if touch not in self._fingers or touch.grab_current is not self:
            return False
        if len(self._fingers) == 1 and not self._pinched:
            self.listener.dragged(*self._at(touch), touch.dx, -touch.dy)
        elif len(self._fingers) > 1:
            self._pinch(touch)
        return True

    def on_touch_up(self, touch: Any) -> bool:
        """The last finger decides what it was."""
        if touch not in self._fingers or touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._fingers.remove(touch)
        dx, dy = touch.x - touch.ox, touch.oy - touch.y
        if not self._fingers:
            self.listener.lifted(0 if self._pinched else dx, 0 if self._pinched else dy)
            if not self._pinched and math.hypot(dx, dy) <= TAP:
                self._tap(touch)
        return True

    def _tap(self, touch: Any) -> None:
        x, y = self._at(touch)
        when, last_x, last_y = self._last_tap
        near = math.hypot(x - last_x, y - last_y) < 3 * TAP
        twice = near and 0 <= touch.time_start - when < AGAIN_S
        self._last_tap = (-1.0, 0.0, 0.0) if twice else (touch.time_start, x, y)
        self.listener.tapped(x, y, twice=twice)

    def _pinch(self, moved: Any) -> None:
        first, second = self._fingers
        other = second if moved is first else first
        before = math.hypot(moved.px - other.x, moved.py - other.y)
        now = math.hypot(moved.x - other.x, moved.y - other.y)
        x, y = self._at(moved)
        other_x, other_y = self._at(other)
        if before > 1:
            self.listener.pinched(now / before, (x + other_x) / 2, (y + other_y) / 2)

    def _at(self, touch: Any) -> tuple[float, float]:
        return touch.x - self.x, self.top - touch.y
