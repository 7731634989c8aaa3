"""`python -m tests.bench`, or `make bench`: all figures, or with ONLY=prefix some of them."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeAlias

from hub import system
from tests.bench import (
    ballots,
    console,
    documents,
    growth,
    multicast,
    reader,
    records,
    search,
    seat,
    wall,
)
from tests.bench.figures import Figure, Wish, table, write

Group: TypeAlias = Callable[[Path, Wish], AsyncIterator[Figure]]

GROUPS: dict[Group, tuple[str, ...]] = {
    ballots.hall_of_200: (
        "ballots.burst200",
        *ballots.SUSTAINED,
        "chair.command_p99_ms",
        "chair.floor_p99_ms",
        "poll.close_to_result_p99_ms",
        "poll.close_to_ballots_p99_ms",
        "papers.minutes_ready_s",
    ),
    ballots.hall_of_500: (
        "ballots.burst500",
        "ballots.hall3376",
        "hub.rss_mb",
        "poll.close_to_result500_p99_ms",
        "poll.close_to_ballots500_p99_ms",
    ),
    ballots.commit_each: ("ballots.commit_each",),
    records.measure: ("ballots.per_commit_per_s", "log.verify_per_s"),
    documents.measure: ("documents",),
    multicast.measure: ("multicast",),
    reader.measure: ("reader",),
    seat.measure: ("seat.start_s", "seat.rss_mb"),
    growth.measure: ("seat.rss_growth_mb",),
    console.measure: ("chair.idle_cpu", "chair.frame_p95_ms"),
    wall.measure: ("wall",),
    search.in_a_paper: ("reader.fold_ms", "reader.find_ms"),
    search.in_the_archive: ("archive",),
}


async def measure(wish: Wish) -> list[Figure]:
    """Everything wished for, group after group; each has a folder of its own."""
    figures: list[Figure] = []
    for number, (group, names) in enumerate(GROUPS.items()):
        if not wish(*names):
            continue
        begun = system.monotonic()
        with tempfile.TemporaryDirectory(prefix="phienhop-bench-") as root:
            measured = [figure async for figure in group(Path(root), wish)]
        figures += [figure for figure in measured if wish(figure.name)]
        seconds = system.monotonic() - begun
        done = f"[{number + 1}/{len(GROUPS)}] {seconds:.0f} s  {', '.join(names)}"
        print(done, file=sys.stderr, flush=True)
    return figures


def main() -> int:
    """Measure, print the table, write `bench.json`."""
    figures = asyncio.run(measure(Wish(os.environ.get("ONLY", ""))))
    if not figures:
        print("bench: no metric begins with ONLY", file=sys.stderr)
        return 2
    print(table(figures))
    write(Path("bench.json"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
