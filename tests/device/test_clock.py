"""The terminal's own time and chance."""

from __future__ import annotations

from datetime import UTC, datetime

from device.clock import Clock
from protocol.identifiers import message_id


def test_the_wall_clock_is_milliseconds_of_this_century() -> None:
    moment = datetime.fromtimestamp(Clock().now_ms() / 1000, UTC)
    assert 2024 <= moment.year < 2100


def test_the_monotonic_clock_never_runs_back() -> None:
    clock = Clock()
    times = [clock.monotonic_ms() for _ in range(1000)]
    assert times == sorted(times)


def test_ids_are_message_ids_and_never_the_same() -> None:
    clock = Clock()
    ids = {message_id(clock.new_id()) for _ in range(1000)}
    assert len(ids) == 1000


def test_jitter_stays_within_its_bounds_and_varies() -> None:
    clock = Clock()
    drawn = [clock.jitter(2.0, 3.0) for _ in range(1000)]
    assert all(2.0 <= each <= 3.0 for each in drawn)
    assert max(drawn) - min(drawn) > 0.5
