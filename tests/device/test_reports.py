"""A terminal reports often enough for the sender to go on, and no oftener."""

from __future__ import annotations

from device.reports import REPORT_EVERY, REPORT_MS, Reports


def reported(times: list[int]) -> list[int]:
    """The numbers of the chunks reported when chunks come at these times."""
    reports = Reports()
    return [number for number, now in enumerate(times) if reports.due(now)]


def test_chunks_in_quick_succession_are_reported_every_so_many() -> None:
    start = 1_000_000
    assert reported([start + n for n in range(2 * REPORT_EVERY + 1)]) == [
        0,
        REPORT_EVERY,
        2 * REPORT_EVERY,
    ]


def test_on_a_slow_line_every_chunk_is_news() -> None:
    assert reported([1_000_000 + n * REPORT_MS for n in range(4)]) == [0, 1, 2, 3]


def test_the_first_chunk_after_a_pause_is_reported() -> None:
    assert reported([1_000_000, 1_000_001, 2_000_000, 2_000_001]) == [0, 2]
