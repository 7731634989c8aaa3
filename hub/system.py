"""The hub's only clock and only source of randomness; everything else is told."""

from __future__ import annotations

import random
import secrets
import time
import uuid
from datetime import UTC, datetime

_CHANCE = random.SystemRandom()


def now_ms() -> int:
    """Wall time in milliseconds since the Unix epoch, UTC."""
    return time.time_ns() // 1_000_000


def monotonic() -> float:
    """Seconds that never run backwards."""
    return time.monotonic()


def new_id() -> str:
    """A fresh UUID for a message."""
    return str(uuid.uuid4())


def new_key() -> bytes:
    """A fresh 32-byte key."""
    return secrets.token_bytes(32)


def jitter() -> float:
    """A number in (0, 1] that spreads retries."""
    return 1.0 - _CHANCE.random()


def today() -> datetime:
    """Wall time as a moment, for looking at certificates."""
    return datetime.fromtimestamp(now_ms() / 1000, UTC)
