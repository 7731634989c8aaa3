"""The line is used to its share and never more, however sending is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.distribution.pace import BURST_SECONDS, HEADERS, LINE_SHARE, Pace

MBIT = 100
BYTES_PER_SECOND = MBIT * 1_000_000 / 8 * LINE_SHARE / HEADERS


@given(st.lists(st.tuples(st.integers(1, 18_000_000), st.floats(0, 2)), max_size=40))
def test_no_more_goes_out_than_the_line_bears_and_one_burst(
    sends: list[tuple[int, float]],
) -> None:
    """Whoever waits as told has at no time sent more than the line could carry by then."""
    pace, now, sent = Pace(MBIT, 10.0), 10.0, 0
    for size, idle in sends:
        sent += size
        now += pace.wait(size, now)
        assert sent <= (now - 10.0 + BURST_SECONDS) * BYTES_PER_SECOND + 1
        now += idle


def test_a_busy_sender_fills_its_share_of_the_line() -> None:
    pace, now, sent = Pace(MBIT, 0.0), 0.0, 0
    while now < 100:
        now += pace.wait(262_144 * 40, now)
        sent += 262_144 * 40
    assert sent / now > 0.99 * BYTES_PER_SECOND


def test_a_long_rest_is_not_saved_up() -> None:
    pace = Pace(MBIT, 0.0)
    burst = int(BURST_SECONDS * BYTES_PER_SECOND)
    assert pace.wait(burst, 1_000.0) < 1e-6
    assert pace.wait(1_000_000, 1_000.0) > 0.05
