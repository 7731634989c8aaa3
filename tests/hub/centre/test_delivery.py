"""A delivery ends confirmed or refused, waits longer after every failure, and never gives up."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.centre.courier import Pace, deliver
from hub.centre.delivery import (
    Backoff,
    Confirmed,
    Delivery,
    Pending,
    Refused,
    Sending,
    Waiting,
    begin,
    postpone,
)
from hub.centre.errors import (
    BadReceiptError,
    CentreRefusedError,
    CentreUnreachableError,
    WrongCertificateError,
)
from hub.centre.receipt import SignedReceipt

BACKOFF = Backoff(first_ms=1000, ceiling_ms=60_000)
SIGNED = SignedReceipt("{}", "00")


@given(st.integers(1, 10_000), st.integers(0, 1000))
def test_a_pause_lies_between_half_and_all_of_what_the_attempt_allows(
    attempt: int, jitter: int
) -> None:
    whole = min(60_000, 1000 * 2 ** min(attempt - 1, 6))
    assert whole // 2 <= BACKOFF.pause(attempt, jitter) <= whole


def test_the_next_try_is_counted_from_now() -> None:
    waiting = postpone(Sending(3), "centre-unreachable", BACKOFF, now=5000, jitter=1000)
    assert waiting == Waiting(3, 9000, "centre-unreachable")
    assert begin(waiting) == Sending(4)


class World:
    """A centre that answers as told, and a clock that only waiting moves."""

    def __init__(self, *answers: Exception | SignedReceipt) -> None:
        self.answers = list(answers)
        self.now = 0
        self.told: list[Delivery] = []

    async def send(self) -> SignedReceipt:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def wait(self, milliseconds: int) -> None:
        self.now += milliseconds

    def run(self) -> Awaitable[Confirmed | Refused]:
        pace = Pace(BACKOFF, lambda: self.now, lambda: 1000, self.wait)
        return deliver(self.send, pace, self.told.append)


async def test_it_tries_until_the_centre_answers() -> None:
    world = World(CentreUnreachableError(), WrongCertificateError(), SIGNED)
    assert await world.run() == Confirmed(SIGNED)
    assert world.told == [
        Pending(),
        Sending(1),
        Waiting(1, 1000, "centre-unreachable"),
        Sending(2),
        Waiting(2, 3000, "centre-wrong-certificate"),
        Sending(3),
        Confirmed(SIGNED),
    ]


@pytest.mark.parametrize(
    ("error", "code"),
    [(CentreRefusedError("unknown-room"), "unknown-room"), (BadReceiptError(), "bad-receipt")],
)
async def test_a_refusal_is_final(error: Exception, code: str) -> None:
    world = World(error)
    assert await world.run() == Refused(code)
    assert world.told == [Pending(), Sending(1), Refused(code)]
