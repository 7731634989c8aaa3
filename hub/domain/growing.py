"""A mapping that is extended without being changed, and without copying all of it each time.

Every state of a meeting is a value of its own, and a ballot makes a new one. Copying 3,000 ballots for the
next takes longer than checking its signature; here an extension costs about the square root of the size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

_FEW = 16  # late entries that are cheap to copy whatever the size


class Growing(Mapping[K, V]):
    """What was there for long, shared by many states, and the few entries that came or changed since."""

    __slots__ = ("_early", "_late")

    def __init__(
        self, early: Mapping[K, V] | None = None, late: Mapping[K, V] | None = None
    ) -> None:
        self._early: Mapping[K, V] = early or {}
        self._late: Mapping[K, V] = late or {}

    def adding(self, key: K, value: V) -> Growing[K, V]:
        """The same with `key` at `value`, in place of what it had."""
        late = {**self._late, key: value}
        if len(late) > _FEW and len(late) ** 2 > len(self._early):
            return Growing({**self._early, **late})
        return Growing(self._early, late)

    def __getitem__(self, key: K) -> V:
        return self._late[key] if key in self._late else self._early[key]

    def __contains__(self, key: object) -> bool:
        return key in self._late or key in self._early

    def __iter__(self) -> Iterator[K]:
        yield from self._early
        yield from (key for key in self._late if key not in self._early)

    def __len__(self) -> int:
        return len(self._early) + sum(key not in self._early for key in self._late)

    def __repr__(self) -> str:
        return f"Growing({dict(self)})"
