"""What a seat's memory grows by while 20 papers are leafed through, beside drawing without a pool."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

from firmware_config.demo.cast import perform
from tests.bench.figures import Figure, Wish

RUNS, PLAIN_RUNS = 3, 1  # a minute each
NOTE = "500 pages of 20 papers after a little of the first; memory shared by processes counted once"


async def measure(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """After the last page, less after the first few; see `leafing` for both."""
    await _leaf(root, "papers")
    grown = [await _growth(root, "pooled") for _ in range(RUNS)]
    plain = [await _growth(root, "plain") for _ in range(PLAIN_RUNS)]
    yield Figure("seat.rss_growth_mb", "MB", grown, plain, NOTE)


async def _growth(root: Path, how: str) -> float:
    held = json.loads((await _leaf(root, how)).splitlines()[-1])
    return float(held["end"] - held["start"])


async def _leaf(root: Path, how: str) -> str:
    status, said = await perform("tests.bench.leafing", str(root), how)
    if status:
        raise RuntimeError(f"leafing ended with {status}")
    return said
