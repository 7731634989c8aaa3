"""Freed memory goes back to the system."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from device import allocator


def test_large_blocks_and_little_spare_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, int] = {}
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(mallopt=asked.__setitem__))
    allocator.return_large_blocks()
    assert asked == {-1: allocator.SPARE, -3: allocator.LARGE}


def test_another_c_library_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    allocator.return_large_blocks()
    allocator.return_freed_blocks()
