"""What the child says of a page, and what it keeps of what it decoded."""

from __future__ import annotations

import json
import mmap
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


def recognised_pdf(*words: str, header: str = "") -> bytes:
    """A scan with `words` laid unseen over its picture, turned as a scanner leaves it."""
    with _pymupdf.open("pdf", scan_pdf()) as made:
        for number, word in enumerate(words):
            made[0].insert_text((10, 20 + 20 * number), word, fontsize=8, render_mode=3)
        made[0].insert_text((10, 75), header, fontsize=8)
        made[0].set_rotation(90)
        return bytes(made.tobytes())


class Child:
    """A drawer in this process with one paper open."""

    def __init__(self, source: bytes) -> None:
        slots = os.memfd_create("slots")
        os.ftruncate(slots, SLOT_BYTES)
        self._slots = mmap.mmap(slots, 0)
        self._drawer = Drawer(SLOT_BYTES)
        self._drawer.handle({"do": "map"}, [slots])
        file = memory_file(source)
        self._drawer.handle({"do": "open", "document": 1, "kind": "pdf"}, [file])

    def says(self, do: str, **command: Any) -> Any:
        """The answer, or what it tells in the slot."""
        said = {"do": do, "document": 1, "slot": 0, **command}
        answer = self._drawer.handle(said, [])
        return json.loads(self._slots[: answer["bytes"]]) if "bytes" in answer else answer


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


def test_the_words_of_a_scan_are_told_with_their_places_and_as_read_by_a_machine() -> None:
    child = Child(recognised_pdf("ngan sach"))
    (read,) = child.says("read", first=1, last=1)
    assert (read["text"].strip(), read["recognised"]) == ("ngan sach", True)
    first, second = child.says("words", page=1)
    assert [first[0], second[0]] == ["ngan", "sach"]
    assert first[1][3] <= second[1][1]  # one below the other: the page is turned


@pytest.mark.parametrize("source", [scan_pdf(), text_pdf()])
def test_a_scan_without_words_and_a_page_of_text_were_read_by_no_machine(source: bytes) -> None:
    (read,) = Child(source).says("read", first=1, last=1)
    assert not read["recognised"]


def test_large_text_leaves_out_what_a_machine_read() -> None:
    child = Child(recognised_pdf("ngan sach", header="So: 12/BC"))
    ((phrases, _),) = child.says("paragraphs", page=1)
    assert phrases == [["So: 12/BC", False]]


def test_a_scan_whose_words_are_a_mark_of_secrecy_is_not_shown() -> None:
    """Written as the fonts of the 1990s have it, which the one at hand can."""
    child = Child(recognised_pdf("MA\u00c4T"))
    drawn = child.says("draw", page=1, width=60, clip=[0, 0, SCALE, SCALE])
    assert drawn == {"fault": "page-marked-secret"}
