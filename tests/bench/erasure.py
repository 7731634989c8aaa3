"""A block of packets that survives losses: any `DATA` different packets of it bring all of it back.

A Reed-Solomon code over GF(256) with a Cauchy matrix. Multiplying a packet by a constant is one
`bytes.translate`, adding two is one exclusive or of long integers, so that plain Python does the work at
the speed of the interpreter's C loops.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import xor

DATA = 64  # packets of a block; indexes 0 to 63
SPARE = 192  # parity packets there can be: indexes 64 to 255
_POLYNOMIAL = 0x11D

_EXP = [1]
while len(_EXP) < 255:
    _next = _EXP[-1] << 1
    _EXP.append(_next ^ _POLYNOMIAL if _next > 255 else _next)
_LOG = {value: power for power, value in enumerate(_EXP)}


def parity(block: Sequence[bytes], index: int) -> bytes:
    """Parity packet `index` of a block of `DATA` packets of one size."""
    return _sum((_coefficient(index, place), packet) for place, packet in enumerate(block))


def rebuild(have: Mapping[int, bytes]) -> list[bytes]:
    """The data packets of a block from any `DATA` of its packets, by index."""
    missing = [place for place in range(DATA) if place not in have]
    rows = [index for index in have if index >= DATA][: len(missing)]
    known = [place for place in range(DATA) if place in have]
    left = [
        _sum([(1, have[row]), *((_coefficient(row, place), have[place]) for place in known)])
        for row in rows
    ]
    inverse = _inverse([[_coefficient(row, place) for place in missing] for row in rows])
    found = [_sum(zip(factors, left, strict=True)) for factors in inverse]
    whole = {**have, **dict(zip(missing, found, strict=True))}
    return [whole[place] for place in range(DATA)]


def _coefficient(row: int, place: int) -> int:
    return _over(1, row ^ place)


def _sum(terms: Iterable[tuple[int, bytes]]) -> bytes:
    total, size = 0, 0
    for factor, packet in terms:
        size = len(packet)
        total ^= int.from_bytes(packet.translate(_times(factor)), "little")
    return total.to_bytes(size, "little")


def _inverse(matrix: list[list[int]]) -> list[list[int]]:
    """Gauss-Jordan; every square part of a Cauchy matrix has an inverse and no pivot of zero."""
    size = len(matrix)
    rows = [[*row, *(int(i == n) for i in range(size))] for n, row in enumerate(matrix)]
    for pivot in range(size):
        rows[pivot] = [_over(value, rows[pivot][pivot]) for value in rows[pivot]]
        for other in range(size):
            if other != pivot:
                table = _times(rows[other][pivot])
                scaled = bytes(rows[pivot]).translate(table)
                rows[other] = list(map(xor, rows[other], scaled))
    return [row[size:] for row in rows]


def _over(value: int, divisor: int) -> int:
    return _EXP[(_LOG[value] - _LOG[divisor]) % 255] if value else 0


@cache
def _times(factor: int) -> bytes:
    """The table of products with a constant."""
    if not factor:
        return bytes(256)
    return bytes([0, *(_EXP[(_LOG[factor] + _LOG[value]) % 255] for value in range(1, 256))])
