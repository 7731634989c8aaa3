"""Which chunks are on their way: sent to terminals and not yet reported as heard.

The broker keeps a chunk once for all who still wait for it and gives each terminal a few at a time. Not
running ahead of the room bounds its memory, and what a more urgent paper has to wait for. Most of the
room decides: a terminal slower than that misses what the broker drops for it and asks again. Chunks
reach a terminal in the order they were sent, so a report of one settles all before it, lost ones
included. A terminal without news is no longer waited for.
"""

from __future__ import annotations

from collections import deque
from typing import TypeAlias

from msgspec import Struct, field

MOST_AHEAD = 24  # chunks of 256 KiB, so 6 MiB in the broker; terminals report every eighth
STALLED_MS = 2_400  # without news is a fault; less than the quiet after which a terminal asks again
MOST_KEPT = 4_096  # chunks a terminal: several papers of the largest size

Chunk: TypeAlias = tuple[str, int]  # paper, index


class _Account(Struct):
    news_at: int
    sent_at: int = 0
    under_way: deque[Chunk] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))

    def send(self, chunk: Chunk, now: int) -> None:
        """Note a chunk. After a rest what is left was heard or lost: not every chunk is reported."""
        if now - self.sent_at >= STALLED_MS:
            self.under_way.clear()
        if not self.under_way:
            self.news_at = now
        self.under_way.append(chunk)
        self.sent_at = now

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
                account.send(chunk, now)

    def heard(self, chunk: Chunk, device: str, now: int) -> None:
        """A terminal reports a chunk; one that is not on its way is no news."""
        account = self._accounts.get(device)
        if account is None or chunk not in account.under_way:
            return
        account.news_at = now
        while account.under_way.popleft() != chunk:
            pass

    def forget(self, paper: str) -> None:
        """A paper was replaced or recalled: what of it is still on its way is of no use to anybody."""
        for account in self._accounts.values():
            kept = [chunk for chunk in account.under_way if chunk[0] != paper]
            account.under_way = deque(kept, MOST_KEPT)

    def coming(self, paper: str, device: str, now: int) -> frozenset[int]:
        """Which chunks of a paper a terminal need not ask for: they are on their way to it."""
        account = self._accounts.get(device)
        if account is None or account.stalled(now):
            return frozenset()
        return frozenset(index for name, index in account.under_way if name == paper)

    def full(self, now: int) -> bool:
        """Whether most of the room has enough on its way for now."""
        waited_for = [each for each in self._accounts.values() if not each.stalled(now)]
        behind = sum(len(each.under_way) >= MOST_AHEAD for each in waited_for)
        return 2 * behind > len(waited_for)
