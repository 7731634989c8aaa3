"""The states of one bundle's delivery. Pure: times are milliseconds, jitter is an argument.

    pending ─► sending ─► confirmed
                  │  └──► refused
                  └─► waiting ─► sending

A program stopped while sending, and a person who mended what was refused, start again from pending:
sending twice does no harm.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from hub.centre.receipt import SignedReceipt


class Pending(Struct, frozen=True):
    """Not sent yet."""


class Sending(Struct, frozen=True):
    """On its way for the `attempt`-th time, from 1."""

    attempt: int


class Waiting(Struct, frozen=True):
    """Attempt `attempt` failed with `code`, which may pass; the next one is due at `next_try`."""

    attempt: int
    next_try: int
    code: str


class Confirmed(Struct, frozen=True):
    """The centre signed for it. Final."""

    signed: SignedReceipt


class Refused(Struct, frozen=True):
    """The centre will not take this bundle, for the reason `code`. Final."""

    code: str


Delivery: TypeAlias = Pending | Sending | Waiting | Confirmed | Refused


class Backoff(Struct, frozen=True):
    """Pauses between attempts: `first_ms`, doubled each time up to `ceiling_ms`."""

    first_ms: int
    ceiling_ms: int

    def pause(self, attempt: int, jitter: int) -> int:
        """Milliseconds after attempt `attempt`: between half and all of the pause.

        `jitter`, 0 to 1000, says where between, so that rooms do not come back all at once.
        """
        doublings = min(attempt - 1, 32)  # beyond, only the ceiling counts
        whole = min(self.ceiling_ms, self.first_ms << doublings)
        return whole // 2 + (whole - whole // 2) * jitter // 1000


def begin(delivery: Pending | Waiting) -> Sending:
    """Start an attempt."""
    return Sending(delivery.attempt + 1 if isinstance(delivery, Waiting) else 1)


def postpone(sending: Sending, code: str, backoff: Backoff, now: int, jitter: int) -> Waiting:
    """The attempt failed, and a later one may not."""
    return Waiting(sending.attempt, now + backoff.pause(sending.attempt, jitter), code)
