"""How fast papers may go out, so that a control message never waits behind them.

A broadcast chunk crosses the hub's line once per terminal. Unpaced, the broker takes the whole dossier
times the number of seats into memory and a vote waits many seconds behind it; paced to 98 % of the line,
less what the headers add, it stays within some tens of megabytes and a vote waits a quarter of a second at
worst. The rest is 20 Mbit/s at 1 Gbit/s: a thousand messages a second.
"""

from __future__ import annotations

LINE_SHARE = 0.98  # of the line's rate, leaving the rest to control messages
HEADERS = 1.06  # bytes on the wire per byte of content: MQTT, TLS, TCP and Ethernet headers
BURST_SECONDS = 0.25  # what an idle line may catch up with at once


class Pace:
    """A token bucket in seconds of line time. `link_mbit` is the hub's uplink in Mbit/s."""

    def __init__(self, link_mbit: int, now: float) -> None:
        self._bytes_per_second = link_mbit * 1_000_000 / 8 * LINE_SHARE / HEADERS
        self._free_at = now

    def wait(self, size: int, now: float) -> float:
        """Seconds to wait after `size` bytes of content, every copy counted; times in seconds."""
        earliest = now - BURST_SECONDS
        self._free_at = max(self._free_at, earliest) + size / self._bytes_per_second
        return max(0.0, self._free_at - now)
