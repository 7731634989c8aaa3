"""Delivers one bundle: tries until the centre confirms or refuses, and says how it stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from msgspec import Struct

from hub.centre.delivery import (
    Backoff,
    Confirmed,
    Delivery,
    Pending,
    Refused,
    Sending,
    begin,
    postpone,
)
from hub.centre.errors import BadReceiptError, CentreError, CentreRefusedError
from hub.centre.receipt import SignedReceipt

Send: TypeAlias = Callable[[], Awaitable[SignedReceipt]]


class Pace(Struct, frozen=True):
    """When to try again: `now` in milliseconds, `jitter` draws 0 to 1000, `wait` pauses milliseconds."""

    backoff: Backoff
    now: Callable[[], int]
    jitter: Callable[[], int]
    wait: Callable[[int], Awaitable[None]]


async def deliver(
    send: Send, pace: Pace, report: Callable[[Delivery], None]
) -> Confirmed | Refused:
    """Run a delivery to its end, reporting every state; cancel it to stop, start it anew to go on.

    A wrong certificate or an absent centre is waited for: both are mended at the other end.
    """
    state: Delivery = Pending()
    while True:
        report(state)
        if isinstance(state, Confirmed | Refused):
            return state
        if isinstance(state, Sending):
            state = await _attempt(send, state, pace)
            continue
        if not isinstance(state, Pending):
            await pace.wait(max(0, state.next_try - pace.now()))
        state = begin(state)


async def _attempt(send: Send, sending: Sending, pace: Pace) -> Delivery:
    try:
        return Confirmed(await send())
    except CentreRefusedError as error:
        return Refused(error.reason)
    except BadReceiptError as error:
        return Refused(error.code)
    except CentreError as error:
        return postpone(sending, error.code, pace.backoff, pace.now(), pace.jitter())
