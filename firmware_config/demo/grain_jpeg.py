"""Black text on grainy, slightly yellow paper as a baseline colour JPEG, as an office scanner gives it.

A block of 8 x 8 pixels shows 4 x 4 dots of the text, each doubled. There are few different blocks, so
each is transformed once and its code kept. The Huffman codes all have the same length: larger files
than need be, which suits a scan. ITU-T T.81.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Sequence

_STEP = 8  # quantisation step of every coefficient
_PAPER, _INK, _BLUE, _RED = 104, 186, -6, 3  # grey of paper less 128, depth of ink, tint
_GRAINS, _INK_GRAINS = 128, 4  # different patterns of grain, on paper and on ink
_ZIGZAG = sorted(
    ((u, v) for u in range(8) for v in range(8)),
    key=lambda at: (sum(at), at[1] if sum(at) % 2 else at[0]),
)
_AC_SYMBOLS = [0x00, 0xF0, *(run << 4 | size for run in range(16) for size in range(1, 11))]
_AC_CODES = {symbol: f"{code:08b}" for code, symbol in enumerate(_AC_SYMBOLS)}


class GrainEncoder:
    """Encodes pages; keeps the codes of blocks met before."""

    def __init__(self) -> None:
        self._dots = [[_dots(row, digit) for digit in range(16)] for row in range(4)]
        self._grains = [_grain(f"grey {n}", 15) for n in range(_GRAINS)]
        self._tints = [
            _dc_code(0)
            + _ac_code(_grain(f"blue {n}", 4))
            + _dc_code(0)
            + _ac_code(_grain(f"red {n}", 4))
            for n in range(_GRAINS)
        ]
        self._blocks: dict[tuple[str, int], tuple[int, str]] = {}

    def encode(self, rows: Sequence[str], seed: int) -> bytes:
        """`rows` of hexadecimal digits, four dots each, as one JPEG; `seed` chooses the grain."""
        cells = [
            "".join(cell)
            for top in range(0, len(rows) - 3, 4)
            for cell in zip(*rows[top : top + 4], strict=True)
        ]
        grains = hashlib.shake_256(b"%d" % seed).digest(len(cells))
        codes = [_dc_code(_PAPER), *_FIRST]
        before = _PAPER
        for cell, grain in zip(cells[1:], grains[1:], strict=True):
            level, code = self._block(cell, grain % _GRAINS)
            codes += (_DC_CODES[level - before], code)
            before = level
        return _file(8 * len(rows[0]), 8 * (len(rows) // 4), "".join(codes))

    def _block(self, cell: str, grain: int) -> tuple[int, str]:
        """The grey level and the code of everything after it, both colours included."""
        if cell != "0000":
            grain %= _INK_GRAINS  # varied enough, and keeps the table small
        known = self._blocks.get((cell, grain))
        if known is None:
            dots = [self._dots[row][int(digit, 16)] for row, digit in enumerate(cell)]
            values = [round(sum(parts)) for parts in zip(*dots, strict=True)]
            noisy = [a + b for a, b in zip(values, self._grains[grain], strict=True)]
            known = self._blocks[cell, grain] = (
                _PAPER + values[0],
                _ac_code(noisy) + self._tints[grain],
            )
        return known


def _dots(row: int, digit: int) -> list[float]:
    """What a row of four dots adds to the coefficients of its block, in zigzag order."""
    across = [
        sum(_wave(2 * x + p, u) for x in range(4) if digit >> (3 - x) & 1 for p in (0, 1))
        for u in range(8)
    ]
    down = [_wave(2 * row, v) + _wave(2 * row + 1, v) for v in range(8)]
    return [-_INK * across[u] * down[v] / _STEP for u, v in _ZIGZAG]


def _wave(position: int, frequency: int) -> float:
    scale = math.sqrt(1 / 8) if frequency == 0 else 0.5
    return scale * math.cos((2 * position + 1) * frequency * math.pi / 16)


def _grain(name: str, depth: int) -> list[int]:
    """Noise in the first `depth` coefficients after the level: -1, 0 or 1 steps."""
    noise = hashlib.shake_256(name.encode()).digest(depth)
    return [0, *(byte % 3 - 1 for byte in noise), *([0] * (63 - depth))]


def _ac_code(coefficients: Sequence[int]) -> str:
    code, zeros = [], 0
    for value in coefficients[1:]:
        if value == 0:
            zeros += 1
            continue
        code += [_AC_CODES[0xF0]] * (zeros // 16)
        size = abs(value).bit_length()
        code += [_AC_CODES[zeros % 16 << 4 | size], _amplitude(value, size)]
        zeros = 0
    return "".join([*code, _AC_CODES[0x00]] if zeros else code)


def _dc_code(difference: int) -> str:
    size = abs(difference).bit_length()
    return f"{size:04b}" + _amplitude(difference, size)


def _amplitude(value: int, size: int) -> str:
    if size == 0:
        return ""
    return f"{value if value > 0 else value + (1 << size) - 1:0{size}b}"


_DC_CODES = {difference: _dc_code(difference) for difference in range(-255, 256)}
_FIRST = (_AC_CODES[0], _dc_code(_BLUE), _AC_CODES[0], _dc_code(_RED), _AC_CODES[0])
"""The rest of a page's first block, always plain paper: it sets the tint for all that follow."""


def _file(width: int, height: int, bits: str) -> bytes:
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")
    parts = bytes([3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\1\1\1" + struct.pack(">HHBB", 240, 240, 0, 0)),
            _segment(0xDB, b"\0" + bytes([_STEP] * 64)),
            _segment(0xC0, struct.pack(">BHH", 8, height, width) + parts),
            _segment(0xC4, b"\x00" + _lengths(4, 12) + bytes(range(12))),
            _segment(0xC4, b"\x10" + _lengths(8, len(_AC_SYMBOLS)) + bytes(_AC_SYMBOLS)),
            _segment(0xDA, bytes([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
            scan,
            b"\xff\xd9",
        )
    )


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _lengths(length: int, symbols: int) -> bytes:
    """All `symbols` have codes of one `length`."""
    return bytes(symbols if bits == length else 0 for bits in range(1, 17))
