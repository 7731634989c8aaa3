"""Black and white rows out of a PNG, with the standard library alone.

Reads what typst writes: 8-bit RGBA, not interlaced. Only the red channel is undone, which is enough
for black text on white. ISO/IEC 15948, clause 9 (filtering).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import accumulate

_CHANNELS = 4
_DARK = bytes(ord("1") if level < 128 else ord("0") for level in range(256))


def dark_rows(png: bytes) -> Iterator[str]:
    """Each row of pixels as hexadecimal digits, four pixels a digit, 1 for dark.

    Pixels beyond the last full digit are left out.
    """
    width, scanlines = _scanlines(png)
    digits = width // 4
    before = bytes(width)
    for scanline in scanlines:
        before = _unfiltered(scanline[0], scanline[1::_CHANNELS], before)
        yield f"{int(before[: digits * 4].translate(_DARK), 2):0{digits}x}"


def _scanlines(png: bytes) -> tuple[int, list[bytes]]:
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if (depth, colour, interlaced) != (8, 6, 0):
        raise ValueError("not an 8-bit RGBA picture")
    data = zlib.decompress(b"".join(_chunks(png, b"IDAT")))
    stride = 1 + width * _CHANNELS
    return width, [data[row * stride : (row + 1) * stride] for row in range(height)]


def _chunks(png: bytes, wanted: bytes) -> Iterator[bytes]:
    position = 8
    while position < len(png):
        length, kind = struct.unpack(">I4s", png[position : position + 8])
        if kind == wanted:
            yield png[position + 8 : position + 8 + length]
        position += 12 + length


def _unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    if kind == 1:
        return bytes(total & 255 for total in accumulate(row))
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(row, above, strict=True))
    if kind == 3:
        return _average(row, above)
    if kind == 4:
        return _paeth(row, above)
    return row


def _average(row: bytes, above: bytes) -> bytes:
    left, result = 0, bytearray()
    for difference, up in zip(row, above, strict=True):
        left = (difference + (left + up) // 2) & 255
        result.append(left)
    return bytes(result)


def _paeth(row: bytes, above: bytes) -> bytes:
    if not any(row) and above.count(255) == len(above):
        return above  # white under white: most of a page
    left, corner, result = 0, 0, bytearray()
    for difference, up in zip(row, above, strict=True):
        by_left, by_up = abs(up - corner), abs(left - corner)
        by_corner = abs(left + up - 2 * corner)
        guess = up if by_up <= by_corner else corner
        if by_left <= min(by_up, by_corner):
            guess = left
        left, corner = (difference + guess) & 255, up
        result.append(left)
    return bytes(result)
