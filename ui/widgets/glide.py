"""The motion that a finger leaves behind."""

from __future__ import annotations

from typing import Any

from kivy.effects.kinetic import KineticEffect

FASTEST = 8_000  # pixels a second: seven pages, more is no reading
SLOWEST_FRAME = 0.05  # seconds; a longer one would turn the friction of the effect around


class Glide(KineticEffect):
    """What a finger has pushed moves on and slows down, also where frames take long."""

    velocity: Any  # Kivy's property

    def stop(self, val: float, t: float | None = None) -> None:
        """The finger left."""
        super().stop(val, t)
        self.velocity = min(max(self.velocity, -FASTEST), FASTEST)

    def update_velocity(self, dt: float) -> None:
        """One frame on."""
        super().update_velocity(min(dt, SLOWEST_FRAME))
