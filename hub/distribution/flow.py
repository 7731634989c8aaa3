"""Which chunks are on their way: sent to terminals and not yet reported as heard.

The broker holds what terminals have not read yet. Bounding what is on its way bounds the broker's memory
however slow the slowest terminal is. Chunks reach a terminal in the order they were sent, so a report of
one settles all before it, lost ones included. A terminal without news is no longer waited for; it will
ask again for what it lacks.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TypeAlias

MOST_UNDER_WAY = 192  # chunks of 256 KiB, so 48 MiB in the broker, half a second at 1 Gbit/s
LEAST_EACH = 3  # chunks a terminal, or it would idle while its report is on the way
STALLED_MS = 2_000  # without news is a fault; less than the quiet after which a terminal asks again
MOST_KEPT = 4_096  # chunks a terminal: several papers of the largest size

Chunk: TypeAlias = tuple[str, int]  # paper, index


@dataclass
class _Account:
    news_at: int
    under_way: deque[Chunk] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))

    def stalled(self, now: int) -> bool:
        return now - self.news_at >= STALLED_MS


class Flow:
    """Chunks under way, by terminal; times in milliseconds."""

    def __init__(self) -> None:
        self._accounts: dict[str, _Account] = {}

    def begin(self, device: str, now: int) -> None:
        """A terminal said hello: nothing is on its way to it."""
        self._accounts[device] = _Account(now)

    def sent(self, chunk: Chunk, device: str, now: int) -> None:
        """A chunk went out to one terminal, or to all when `device` is empty."""
        for name, account in self._accounts.items():
            if device in {"", name}:
                if not account.under_way:
                    account.news_at = now
                account.under_way.append(chunk)

    def heard(self, chunk: Chunk, device: str, now: int) -> None:
        """A terminal reports a chunk; one that is not on its way is no news."""
        account = self._accounts.get(device)
        if account is None or chunk not in account.under_way:
            return
        account.news_at = now
        while account.under_way.popleft() != chunk:
            pass

    def coming(self, paper: str, device: str, now: int) -> frozenset[int]:
        """Which chunks of a paper a terminal need not ask for: they are on their way to it."""
        account = self._accounts.get(device)
        if account is None or account.stalled(now):
            return frozenset()
        return frozenset(index for name, index in account.under_way if name == paper)

    def full(self, now: int) -> bool:
        """Whether enough is on its way for now."""
        waiting = sum(
            len(account.under_way)
            for account in self._accounts.values()
            if not account.stalled(now)
        )
        return waiting >= max(MOST_UNDER_WAY, LEAST_EACH * len(self._accounts))
