"""Refused bundles are kept for inspection, but never more than the limits allow."""

from __future__ import annotations

import os
from pathlib import Path

from hub.centre.examination import Finding
from hub.centre.quarantine import Quarantine


def put(quarantine: Quarantine, folder: Path, name: str, size: int, at: int) -> None:
    """Put a file of `size` bytes that was received at second `at`."""
    path = folder / f"{name}.part"
    path.write_bytes(b"x" * size)
    os.utime(path, (at, at))
    quarantine.put(path, name, (Finding("bad-signature", ""),))
    assert not path.exists()


def names(quarantine: Quarantine) -> list[str]:
    return [path.stem for path in quarantine.held()]


def test_the_oldest_make_room_for_new_ones(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q", max_files=2)
    for at, name in enumerate("abc"):
        put(quarantine, tmp_path, name, 10, at)
    assert names(quarantine) == ["b", "c"]
    assert sorted(path.name for path in (tmp_path / "q").glob("*.json")) == ["b.json", "c.json"]


def test_bytes_are_bounded_as_well(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q", max_bytes=25)
    for at, name in enumerate("abc"):
        put(quarantine, tmp_path, name, 10, at)
    assert names(quarantine) == ["b", "c"]


def test_one_that_is_too_large_by_itself_drives_nothing_out(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q", max_bytes=25)
    put(quarantine, tmp_path, "a", 10, 0)
    put(quarantine, tmp_path, "b", 26, 1)
    assert names(quarantine) == ["a"]
