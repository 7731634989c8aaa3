"""A picture for the documentation: at most 256 colours, so that it stays small in the repository."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections import Counter
from pathlib import Path
from typing import Any

MOST_COLOURS = 256
SHARP_BITS = 0xF8F8F8  # alike in five bits of each channel: alike to the eye


def shrink(path: Path) -> None:
    """Write the PNG at `path` again, with a palette; needs an open window."""
    from kivy.core.image import Image

    loaded: Any = Image.load(str(path), keep_data=True, nocache=True)
    data = loaded.image._data[0]
    width, height = data.width, data.height
    pixels = _as_numbers(bytes(data.data), 4 if data.fmt == "rgba" else 3)
    palette, index = _palette(Counter(pixels))
    rows = [bytes(index[p] for p in pixels[y * width : (y + 1) * width]) for y in range(height)]
    path.write_bytes(_png(width, height, palette, rows))


def _as_numbers(raw: bytes, size: int) -> array[int]:
    """A pixel as one number, 0xRRGGBB."""
    red, green, blue = raw[0::size], raw[1::size], raw[2::size]
    return array("I", (r << 16 | g << 8 | b for r, g, b in zip(red, green, blue, strict=True)))


def _palette(counted: Counter[int]) -> tuple[list[int], dict[int, int]]:
    """The colours that are kept, and which of them stands for each one in the picture."""
    kinds: dict[int, Counter[int]] = {}
    for colour, count in counted.items():
        kinds.setdefault(colour & SHARP_BITS, Counter())[colour] += count
    ranked = sorted(kinds.values(), key=lambda kind: -kind.total())
    kept = [kind.most_common(1)[0][0] for kind in ranked[:MOST_COLOURS]]
    return kept, {colour: _nearest(colour, kept) for colour in counted}


def _nearest(colour: int, kept: list[int]) -> int:
    return min(range(len(kept)), key=lambda n: _distance(colour, kept[n]))


def _distance(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (0, 8, 16))


def _png(width: int, height: int, palette: list[int], rows: list[bytes]) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = b"".join(colour.to_bytes(3, "big") for colour in palette)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
