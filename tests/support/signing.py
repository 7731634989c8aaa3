"""Signatures for rooms in memory: keyed hashes, which cost a fraction of what Ed25519 does.

Whoever can check one could also make one, which nobody in a simulated room does. That the real ones are
made and checked is shown where real terminals talk to a real hub: `tests/faults`, `tests/transport`.
"""

from __future__ import annotations

import hmac
from hashlib import blake2b

from msgspec import Struct


class StandInKey(Struct, frozen=True):
    """A key of one of those who sign; `public` is its 32 bytes, and all there is to it."""

    public: bytes

    @classmethod
    def of(cls, name: str) -> StandInKey:
        """The key of a terminal or of the hub, the same each time."""
        return cls(blake2b(name.encode(), digest_size=32).digest())

    def sign(self, message: bytes) -> bytes:
        """64 bytes, as a signature has."""
        return blake2b(message, key=self.public).digest()


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the key `public` belongs to."""
    return hmac.compare_digest(StandInKey(public).sign(message), signature)
