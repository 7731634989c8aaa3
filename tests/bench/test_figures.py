"""The arithmetic of the benchmarks: medians, percentiles, selection by prefix."""

from __future__ import annotations

import pytest

from tests.bench.figures import Figure, Wish, percentile, report


def test_figure_is_the_median_of_its_runs_over_the_median_of_its_baselines() -> None:
    figure = Figure("a.b_ms", "ms", [9.0, 2.0, 4.0], [1.0, 2.0, 90.0])
    assert (figure.value, figure.baseline, figure.ratio) == (4.0, 2.0, 2.0)
    assert report([figure])["metrics"] == {
        "a.b_ms": {"value": 4.0, "unit": "ms", "baseline": 2.0, "ratio": 2.0, "runs": 3}
    }


@pytest.mark.parametrize(
    ("count", "percent", "expected"),
    [(1, 99, 1), (100, 99, 99), (101, 99, 100), (200, 50, 100), (3, 1, 1)],
)
def test_percentile_is_the_smallest_sample_that_many_do_not_exceed(
    count: int, percent: int, expected: int
) -> None:
    assert percentile(range(count, 0, -1), percent) == expected


def test_wish_takes_whole_groups_single_metrics_and_everything() -> None:
    assert Wish("")("ballots.burst200")
    assert Wish("ballots")("hub.rss_mb", "ballots.burst200")
    assert Wish("ballots.burst200.receipt_p99_ms")("ballots.burst200")
    assert not Wish("seat")("ballots.burst200", "hub.rss_mb")
