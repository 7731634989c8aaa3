"""A token bucket gives what its rate says and no more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.distribution.rate import Bucket, Rate

TEN = Rate(per_second=10, burst=5)
PAUSES = st.lists(st.integers(0, 2_000), min_size=1, max_size=200)


def taken(bucket: Bucket, times: int, now: float) -> int:
    return sum(bucket.take(1, now) for _ in range(times))


def test_a_full_bucket_gives_its_burst_and_then_its_rate() -> None:
    bucket = Bucket(TEN, 0.0)
    assert taken(bucket, 100, 0.0) == 5
    assert taken(bucket, 100, 0.25) == 2
    assert taken(bucket, 100, 0.5) == 3


def test_a_long_rest_is_not_saved_up() -> None:
    bucket = Bucket(TEN, 0.0)
    assert taken(bucket, 100, 1_000_000.0) == 5


def test_what_is_refused_costs_nothing() -> None:
    bucket = Bucket(TEN, 0.0)
    assert not bucket.take(6, 0.0)
    assert bucket.take(5, 0.0)


@given(PAUSES)
def test_never_more_than_burst_and_rate(pauses_ms: list[int]) -> None:
    bucket, now, given_out = Bucket(TEN, 0.0), 0.0, 0
    for pause in pauses_ms:
        now += pause / 1000
        given_out += taken(bucket, 3, now)
        assert given_out <= TEN.burst + TEN.per_second * now + 1e-6
