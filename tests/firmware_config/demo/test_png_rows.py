"""Rows come out of a PNG whatever filters it was written with."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_config.demo.png_rows import dark_rows


def png(rows: list[list[int]], filters: list[int]) -> bytes:
    """Grey levels as an 8-bit RGBA PNG, row by row with the filter of that row."""
    data, above = b"", bytes(4 * len(rows[0]))
    for row, kind in zip(rows, filters, strict=True):
        plain = b"".join(bytes([level, level, level, 255]) for level in row)
        data += bytes([kind]) + bytes(
            (value - predicted(kind, plain, above, at)) & 255 for at, value in enumerate(plain)
        )
        above = plain
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b""))
    parts = [struct.pack(">I", len(body)) + kind + body + bytes(4) for kind, body in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def predicted(kind: int, row: bytes, above: bytes, at: int) -> int:
    left, up = (row[at - 4], above[at]) if at >= 4 else (0, above[at])
    corner = above[at - 4] if at >= 4 else 0
    guesses = sorted((left, up, corner), key=lambda value: abs(left + up - corner - value))
    return (0, left, up, (left + up) // 2, guesses[0])[kind]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([0, 90, 200, 255]), min_size=8, max_size=8),
            st.integers(0, 4),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_rows_are_what_was_drawn(drawn: list[tuple[list[int], int]]) -> None:
    rows, filters = [row for row, _ in drawn], [kind for _, kind in drawn]
    expected = [f"{int(''.join('1' if v < 128 else '0' for v in row), 2):02x}" for row in rows]
    assert list(dark_rows(png(rows, filters))) == expected


def test_another_kind_of_picture_is_refused() -> None:
    grey = png([[0] * 8], [0]).replace(b"\x08\x06", b"\x08\x00", 1)
    with pytest.raises(ValueError, match="RGBA"):
        list(dark_rows(grey))
