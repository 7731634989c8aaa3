"""What the child keeps of what it decoded."""

from __future__ import annotations

import os
from typing import Any

import pymupdf
import pytest

from device.page_process import SLOT_BYTES, memory_file
from device.page_worker import Drawer
from device.pages import SCALE

_pymupdf: Any = pymupdf  # ships no types


def scan_pdf() -> bytes:
    made = _pymupdf.open()
    page = made.new_page(width=60, height=80)
    page.insert_image(page.rect, pixmap=_pymupdf.Pixmap(_pymupdf.csRGB, (0, 0, 60, 80)))
    return bytes(made.tobytes())


def text_pdf() -> bytes:
    made = _pymupdf.open()
    made.new_page().insert_text((60, 60), "Danh muc")
    return bytes(made.tobytes())


@pytest.mark.parametrize(("source", "share"), [(scan_pdf(), 100), (text_pdf(), 90)])
def test_nothing_decoded_is_kept_of_a_page_with_pictures_and_fonts_of_another(
    monkeypatch: pytest.MonkeyPatch, source: bytes, share: int
) -> None:
    forgotten: list[int] = []
    slots = os.memfd_create("slots")
    os.ftruncate(slots, SLOT_BYTES)
    drawer = Drawer(SLOT_BYTES)
    drawer.handle({"do": "map"}, [slots])
    drawer.handle({"do": "open", "document": 1, "kind": "pdf"}, [memory_file(source)])
    monkeypatch.setattr(pymupdf.TOOLS, "store_shrink", forgotten.append)
    drawn = {"do": "draw", "document": 1, "page": 1, "width": 60, "slot": 0}
    drawer.handle(drawn | {"clip": [0, 0, SCALE, SCALE]}, [])
    assert forgotten == [share]
