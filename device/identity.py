"""Who a terminal is, and what it is lent for its work."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Identity(Struct, frozen=True):
    """Which terminal this is. `wrap_key` is its X25519 key of this run in hex, empty without papers."""

    device: str
    role: str  # seat, chair, secretary or wall
    wrap_key: str = ""
    may_export: bool = False  # notes may be written to a folder


class Chance(Struct, frozen=True):
    """Ids, signatures and small random delays, given by whoever runs the core."""

    new_id: Callable[[], str]
    sign: Callable[[bytes], bytes]
    spread: Callable[[int], int]
