"""The wall at rest and with a running clock, drawn by the processor alone, beside a bare window."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from firmware_config.demo.cast import DemoError, perform
from tests.bench.figures import Figure, Wish, percentile

RUNS = 3
NOTE = "software drawing, 1920x1080"


async def measure(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """Nothing changes: processor time of one core. A clock runs: from the value to the picture."""
    walls: list[dict[str, Any]] = []
    plain: list[dict[str, Any]] = []
    for run in range(RUNS):
        walls.append(await _window(root / f"wall-{run}", "wall"))
        plain.append(await _window(root / f"empty-{run}", "empty"))
    idle, idle_plain = ([each["idle"] for each in runs] for runs in (walls, plain))
    yield Figure("wall.idle_cpu", "%", idle, idle_plain, NOTE)
    slow, slow_plain = (
        [percentile(each["frames"], 95) for each in runs] for runs in (walls, plain)
    )
    yield Figure("wall.frame_p95_ms", "ms", slow, slow_plain, NOTE)


async def _window(home: Path, kind: str) -> dict[str, Any]:
    status, said = await perform("tests.bench.wall_window", str(home), kind)
    if status:
        raise DemoError(f"the {kind} window ended with status {status}")
    return dict(json.loads(said.splitlines()[-1]))
