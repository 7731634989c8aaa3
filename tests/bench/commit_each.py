"""The hub with a commit for every request, as it would be without group commit; the same in all else."""

from __future__ import annotations

import sys

from hub import main as hub_main
from hub import room_hub
from hub.application.room import Batch
from hub.distribution.exchange import Exchange


class OneByOne(Exchange):
    """Hands the recorder one request at a time."""

    def collect(self, now: int) -> Batch | None:
        rest, self._pending = self._pending[1:], self._pending[:1]
        batch = super().collect(now)
        self._pending += rest
        return batch

    @property
    def wake_at(self) -> int | None:
        """At once while requests wait."""
        return 0 if self._pending else super().wake_at


if __name__ == "__main__":
    room_hub.Exchange = OneByOne  # type: ignore[misc]
    sys.exit(hub_main.main())
