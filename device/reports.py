"""When a terminal tells the hub which chunk it heard last, so that the sender does not run ahead of it."""

from __future__ import annotations

REPORT_EVERY = 8  # chunks: a third of what the hub sends ahead of the room
REPORT_MS = 1_000  # on a slow line, well before the hub gives up waiting for news


class Reports:
    """Counts chunks; times in milliseconds. The first one is reported: it tells that chunks arrive."""

    def __init__(self) -> None:
        self._unreported = 0
        self._report_at = 0

    def due(self, now: int) -> bool:
        """Count a chunk heard; whether to report it."""
        self._unreported += 1
        if self._unreported < REPORT_EVERY and now < self._report_at:
            return False
        self._unreported = 0
        self._report_at = now + REPORT_MS
        return True
