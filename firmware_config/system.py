"""firmware_config's only clock. Keys and serial numbers draw their randomness inside `cryptography`."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that never run backwards."""
    return time.monotonic()
