"""What the chair's console costs: while nothing changes, and frame by frame while its clocks run."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from firmware_config.demo.cast import perform
from tests.bench.figures import Figure, Wish, percentile

RUNS = 3


async def measure(_root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """Beside a window with one word in it."""
    runs: dict[str, list[dict[str, Any]]] = {"console": [], "one-word": []}
    for _ in range(RUNS):
        for which, told in runs.items():
            status, said = await perform("tests.bench.console_window", which)
            if status:
                raise RuntimeError(f"{which} ended with {status}")
            told.append(json.loads(said.splitlines()[-1]))
            await asyncio.sleep(0)

    def of(which: str, key: str) -> list[float]:
        if key == "idle":
            return [run["idle"] for run in runs[which]]
        return [percentile(run["frames"], 95) for run in runs[which]]

    for name, unit, key in (
        ("chair.idle_cpu", "%", "idle"),
        ("chair.frame_p95_ms", "ms", "frames"),
    ):
        yield Figure(name, unit, of("console", key), of("one-word", key))
