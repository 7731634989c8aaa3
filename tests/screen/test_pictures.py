"""The pictures of the walkthrough: there, small, and those that the text shows."""

from __future__ import annotations

import re
import struct
import zlib
from array import array
from collections import Counter
from pathlib import Path

from tests.screen import small_png
from tests.screen.chair_pictures import PICTURES, screens
from tests.screen.samples_console import RISEN

DOCS = Path(__file__).parent.parent.parent / "docs"
MOST_BYTES = 150_000


def test_the_walkthrough_shows_every_picture_that_is_drawn_and_no_other():
    shown = re.findall(r"\]\(pictures/([a-z-]+)\.png\)", (DOCS / "chair.md").read_text())
    assert sorted(shown) == sorted(PICTURES)


def test_every_picture_is_stored_and_small():
    for name in PICTURES:
        stored = DOCS / "pictures" / f"{name}.png"
        assert 0 < stored.stat().st_size < MOST_BYTES


def test_every_picture_and_every_sheet_begins_with_a_sample():
    known = screens()
    assert {sample for sample, _ in PICTURES.values()} <= known.keys()
    assert {sample for sample, _ in RISEN.values()} <= known.keys()


def test_a_picture_of_few_colours_keeps_them_exactly():
    pixels = array("I", [0x0F2F4A, 0xFFFFFF, 0xFFFFFF, 0xD9A441])
    palette, index = small_png._palette(Counter(pixels))
    assert [palette[index[pixel]] for pixel in pixels] == list(pixels)


def test_many_colours_become_at_most_256_near_ones():
    pixels = array("I", range(0, 0xFFFFFF, 4099))
    palette, index = small_png._palette(Counter(pixels))
    assert len(palette) == small_png.MOST_COLOURS
    assert index.keys() == set(pixels)


def test_what_is_written_is_a_png_with_a_palette():
    written = small_png._png(2, 1, [0x0F2F4A, 0xFFFFFF], [bytes([0, 1])])
    assert written.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">IIBBBBB", written[16:29]) == (2, 1, 8, 3, 0, 0, 0)
    start = written.index(b"IDAT") + 4
    assert zlib.decompress(written[start : written.index(b"IEND") - 8]) == bytes([0, 0, 1])
