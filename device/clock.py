"""The terminal's only clock and only source of randomness; everything else is told."""

from __future__ import annotations

import random
import time
import uuid
from datetime import UTC, datetime


class Clock:
    """The machine's own time and chance. Pure code gets the values, tests give their own."""

    def __init__(self) -> None:
        self._chance = random.SystemRandom()

    def now_ms(self) -> int:
        """Wall time in milliseconds since 1970 (UTC); may jump when the machine is corrected."""
        return time.time_ns() // 1_000_000

    def today(self) -> datetime:
        """Wall time as a moment, for looking at certificates."""
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)

    def monotonic_ms(self) -> int:
        """Milliseconds that never run backwards, from an arbitrary start."""
        return time.monotonic_ns() // 1_000_000

    def new_id(self) -> str:
        """A fresh UUID for a message."""
        return str(uuid.uuid4())

    def new_nonce(self) -> bytes:
        """Twelve random bytes, for sealing something once."""
        return self._chance.randbytes(12)

    def jitter(self, low: float, high: float) -> float:
        """A number between `low` and `high`, so that forty terminals do not act in step."""
        return self._chance.uniform(low, high)
