"""A token bucket: how much of something is still in order."""

from __future__ import annotations

from msgspec import Struct


class Rate(Struct, frozen=True):
    """`per_second` in the long run, up to `burst` at once."""

    per_second: float
    burst: float


class Bucket:
    """Full at first. Times are in seconds and never run backwards."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._left = rate.burst
        self._at = now

    def take(self, cost: float, now: float) -> bool:
        """Take `cost` out, or nothing if there is less."""
        grown = self._left + (now - self._at) * self._rate.per_second
        self._left = min(self._rate.burst, grown)
        self._at = now
        if cost > self._left:
            return False
        self._left -= cost
        return True
