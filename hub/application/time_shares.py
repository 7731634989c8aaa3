"""Milliseconds as people read them: whole minutes or seconds that add up, and shares that make 100.

Only for showing. Rounding one by one would make parts and whole disagree; here what rounding leaves over
goes to the parts that lost most by it (largest remainder).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from hub.application.time_report import TimeReport

SHORT_MS = 20 * 60_000  # below twenty minutes, whole minutes would tell nothing


class Unit(IntEnum):
    """What times are told in, in milliseconds."""

    SECOND = 1_000
    MINUTE = 60_000


def unit_of(report: TimeReport) -> Unit:
    """Minutes; seconds of a session too short for them."""
    return Unit.SECOND if report.total_ms < SHORT_MS else Unit.MINUTE


def nearest(ms: int, unit: Unit) -> int:
    """Milliseconds in whole units, half up."""
    return (2 * ms + unit) // (2 * unit)


def in_units(parts: Sequence[int], unit: Unit) -> tuple[int, ...]:
    """Each of `parts` in whole units, so that they sum to their sum in whole units."""
    return apportioned(parts, nearest(sum(parts), unit))


def percents(parts: Sequence[int]) -> tuple[int, ...]:
    """Each of `parts` in percent of their sum; they make 100, or are all 0 of nothing."""
    return apportioned(parts, 100 if sum(parts) else 0)


def apportioned(parts: Sequence[int], whole: int) -> tuple[int, ...]:
    """`whole` divided among `parts` in proportion, in whole numbers; equal remainders go to the first."""
    total = sum(parts)
    if not total:
        return tuple(0 for _ in parts)
    shares = [part * whole // total for part in parts]
    remainders = sorted(range(len(parts)), key=lambda place: -(parts[place] * whole % total))
    for place in remainders[: whole - sum(shares)]:
        shares[place] += 1
    return tuple(shares)
