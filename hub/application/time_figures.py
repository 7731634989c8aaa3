"""The time report as it is drawn: whole units that add up, and lengths of bars in thousandths. No words.

Paper and page draw the same figures. Thousandths are of the longest thing in the same chart.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hub.application.session_time import TimeKind
from hub.application.time_report import MINUTE_MS, ItemTime, TimeReport
from hub.application.time_shares import Unit, in_units, nearest, percents, unit_of
from hub.domain.vocabulary import Stage

WHOLE = 1000
EARLIER_SHOWN = 5  # sessions beside this one: as many columns as can be read on paper


class ItemFigure(Struct, frozen=True):
    """A line of the agenda; `over` is actual less planned. Bars are 0 of what was not taken up."""

    number: int
    title: str
    presenter: str
    stage: Stage
    taken_up: bool
    planned: int
    actual: int
    planned_bar: int
    actual_bar: int

    @property
    def over(self) -> int:
        """How much longer than planned; negative: sooner done."""
        return self.actual - self.planned


class KindFigure(Struct, frozen=True):
    """Where time went: an amount, its percentage of the session, and where its part of the bar lies."""

    kind: TimeKind
    amount: int
    percent: int
    start: int
    bar: int


class SessionFigure(Struct, frozen=True):
    """A column of the comparison with earlier sessions, in minutes; `date` is empty of this one."""

    date: str
    minutes: int
    bar: int


class Comparison(Struct, frozen=True):
    """This session against those before. `change` is in percent, negative: shorter.

    `before`, `at_most` and `missing` are minutes; `missing` is how far the goal was missed, 0 if met.
    """

    percent: int
    before: int
    at_most: int
    change: int
    missing: int
    before_bar: int
    at_most_bar: int


class Figures(Struct, frozen=True):
    """All that is drawn. `between` passed with no item active, breaks apart. `worst` ran over most."""

    unit: Unit
    total: int
    planned: int
    items: tuple[ItemFigure, ...]
    between: int
    breaks: int
    kinds: tuple[KindFigure, ...]
    sessions: tuple[SessionFigure, ...]
    comparison: Comparison | None
    worst: ItemTime | None

    @property
    def on_time(self) -> int:
        """How many items took no longer than planned."""
        return sum(each.taken_up and each.over <= 0 for each in self.items)

    @property
    def taken_up(self) -> int:
        """How many items were taken up at all."""
        return sum(each.taken_up for each in self.items)


def figures(report: TimeReport) -> Figures:
    """What to draw of a report."""
    unit = unit_of(report)
    outside = report.between.total - report.between.breaks
    actual = [item.actual_ms for item in report.items]
    *shown, between, breaks = in_units((*actual, outside, report.parts.breaks), unit)
    return Figures(
        unit=unit,
        total=nearest(report.total_ms, unit),
        planned=nearest(report.planned_ms, unit),
        items=_items(report.items, shown, unit),
        between=between,
        breaks=breaks,
        kinds=_kinds(report, unit),
        sessions=_sessions(report),
        comparison=_comparison(report),
        worst=_worst(report.items),
    )


def _items(items: Sequence[ItemTime], shown: Sequence[int], unit: Unit) -> tuple[ItemFigure, ...]:
    counted = [item for item in items if item.dealt_with]
    longest = max((max(item.planned_ms, item.actual_ms) for item in counted), default=0)
    return tuple(
        ItemFigure(
            number=item.number,
            title=item.title,
            presenter=item.presenter,
            stage=item.stage,
            taken_up=item.actual_ms > 0,
            planned=nearest(item.planned_ms, unit),
            actual=actual,
            planned_bar=_bar(item.planned_ms if item.dealt_with else 0, longest),
            actual_bar=_bar(item.actual_ms, longest),
        )
        for item, actual in zip(items, shown, strict=True)
    )


def _kinds(report: TimeReport, unit: Unit) -> tuple[KindFigure, ...]:
    parts = report.parts
    ms = (parts.presenting, parts.debating, parts.voting, parts.waiting, parts.breaks)
    starts = [_bar(sum(ms[:place]), report.total_ms) for place in range(len(ms) + 1)]
    return tuple(
        KindFigure(kind, amount, percent, start, end - start)
        for kind, amount, percent, start, end in zip(
            TimeKind, in_units(ms, unit), percents(ms), starts, starts[1:], strict=False
        )
    )


def _sessions(report: TimeReport) -> tuple[SessionFigure, ...]:
    longest = _longest_minutes(report)
    earlier = sorted(report.before, key=lambda each: each.date)[-EARLIER_SHOWN:]
    own = nearest(report.total_ms, Unit.MINUTE)
    columns = (*((each.date, each.minutes) for each in earlier), ("", own))
    return tuple(SessionFigure(date, minutes, _bar(minutes, longest)) for date, minutes in columns)


def _longest_minutes(report: TimeReport) -> int:
    """What the columns of the comparison are measured by."""
    before = nearest(report.goal.before_ms, Unit.MINUTE) if report.goal else 0
    own = nearest(report.total_ms, Unit.MINUTE)
    return max(1, own, before, *(each.minutes for each in report.before))


def _comparison(report: TimeReport) -> Comparison | None:
    goal = report.goal
    if goal is None or not goal.before_ms:
        return None
    longest = _longest_minutes(report) * MINUTE_MS
    longer = report.total_ms - goal.before_ms
    share = (200 * abs(longer) + goal.before_ms) // (2 * goal.before_ms)
    missing = -(-max(0, report.total_ms - goal.at_most_ms) // Unit.MINUTE)
    return Comparison(
        percent=goal.percent,
        before=nearest(goal.before_ms, Unit.MINUTE),
        at_most=nearest(goal.at_most_ms, Unit.MINUTE),
        change=share if longer > 0 else -share,
        missing=missing,
        before_bar=_bar(goal.before_ms, longest),
        at_most_bar=_bar(goal.at_most_ms, longest),
    )


def _worst(items: Sequence[ItemTime]) -> ItemTime | None:
    over = [item for item in items if item.actual_ms > item.planned_ms]
    return max(over, key=lambda item: item.actual_ms - item.planned_ms, default=None)


def _bar(part: int, longest: int) -> int:
    return part * WHOLE // longest if longest else 0
