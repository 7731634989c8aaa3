"""How many chunks are on their way: sent to terminals and not yet reported as heard.

The broker holds what terminals have not read yet. Bounding what is on its way bounds the broker's memory
however slow the slowest terminal is. Terminals report how many chunks they have heard since their last
hello; one that stops reporting is no longer waited for, it will ask again for what it lacks.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_UNDER_WAY = 192  # chunks of 256 KiB, so 48 MiB in the broker, half a second at 1 Gbit/s
LEAST_EACH = 3  # chunks a terminal, or it would idle while its report is on the way
STALLED_MS = 3_000  # terminals report every few chunks; this long without news is a fault


@dataclass
class _Account:
    sent: int = 0
    heard: int = 0
    news_at: int = 0


class Flow:
    """Chunks under way, by terminal; times in milliseconds."""

    def __init__(self) -> None:
        self._accounts: dict[str, _Account] = {}

    def begin(self, device: str, now: int) -> None:
        """A terminal said hello: nothing is on its way to it."""
        self._accounts[device] = _Account(news_at=now)

    def sent(self, device: str, now: int) -> None:
        """A chunk went out to one terminal, or to all when `device` is empty."""
        for name, account in self._accounts.items():
            if device in {"", name}:
                if account.sent == account.heard:
                    account.news_at = now
                account.sent += 1

    def heard(self, device: str, count: int, now: int) -> None:
        """A terminal reports chunks heard since its hello."""
        account = self._accounts.get(device)
        if account is not None and count > account.heard:
            account.heard = min(count, account.sent)
            account.news_at = now

    def full(self, now: int) -> bool:
        """Whether enough is on its way for now."""
        waiting = sum(
            account.sent - account.heard
            for account in self._accounts.values()
            if now - account.news_at < STALLED_MS
        )
        return waiting >= max(MOST_UNDER_WAY, LEAST_EACH * len(self._accounts))
