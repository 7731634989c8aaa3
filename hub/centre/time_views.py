"""What the page of a session's time shows, as text and lengths ready to print. Pure.

Charts are inline SVG: widths in percent of their box, heights in pixels of `COLUMN_HEIGHT`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.application.roster import Roster
from hub.application.time_figures import WHOLE, Comparison, Figures, ItemFigure, figures
from hub.application.time_report import ItemTime, TimeReport
from hub.application.time_shares import Unit
from hub.centre.poll_views import Words
from hub.centre.views import clock, day
from hub.domain.vocabulary import Stage

COLUMN_HEIGHT = 170  # pixels of the tallest column
COLUMN_TOP = 10  # pixels above it
NARROW = 60  # thousandths of the bar: a number does not fit into less

_STAGES = {
    Stage.PASSED: "time_passed",
    Stage.POSTPONED: "time_postponed",
    Stage.WITHDRAWN: "time_withdrawn",
    Stage.PLANNED: "time_not_taken",
}


@dataclass(frozen=True)
class Figure:
    """A figure that stands alone; `tone` is good, late or empty."""

    label: str
    figure: str
    beside: str
    note: str
    tone: str = ""


@dataclass(frozen=True)
class ItemRow:
    """A line of the agenda with its bar; lengths as `12.5%`, empty where there is none."""

    number: int
    title: str
    presenter: str
    planned: str
    actual: str
    difference: str
    tone: str
    mark: str
    on_time: str
    over: str
    description: str


@dataclass(frozen=True)
class Part:
    """Where time went; `shown` is the number to write into its part of the bar."""

    kind: str
    label: str
    amount: str
    percent: str
    left: str
    middle: str
    width: str
    shown: str


@dataclass(frozen=True)
class Column:
    """One session; `own` is this one."""

    label: str
    minutes: int
    left: str
    middle: str
    width: str
    top: int
    height: int
    own: bool
    description: str


@dataclass(frozen=True)
class Chart:
    """The comparison with earlier sessions, and the heights of its two rules from the top."""

    facts: str
    columns: tuple[Column, ...]
    before: int
    before_label: str
    goal: int
    goal_label: str
    foot: int


@dataclass(frozen=True)
class SpeakerRow:
    """One person who spoke; `width` is of the longest."""

    name: str
    title: str
    times: int
    time: str
    width: str


@dataclass(frozen=True)
class TimePage:
    """The whole page. `sums` are (label, planned, actual, difference, tone)."""

    facts: str
    unit: str
    headline: tuple[Figure, ...]
    items: tuple[ItemRow, ...]
    sums: tuple[tuple[str, str, str, str, str], ...]
    kinds: tuple[Part, ...]
    kinds_facts: str
    chart: Chart | None
    votes: str
    speakers: tuple[SpeakerRow, ...]
    silent: str
    finding: str


def time_page(report: TimeReport, roster: Roster, title: str, words: Words) -> TimePage:
    """What the page shows of a report."""
    drawn = figures(report)
    unit = _unit(drawn, words)
    return TimePage(
        facts=words["time_facts"].format(
            title=title,
            date=day(report.opened_at),
            from_=clock(report.opened_at),
            to=clock(report.closed_at),
        ),
        unit=unit,
        headline=_headline(drawn, words),
        items=tuple(_item(item, unit, words) for item in drawn.items),
        sums=_sums(drawn, words),
        kinds=tuple(_kinds(drawn, words)),
        kinds_facts=words["time_kinds_facts"].format(
            total=drawn.total, unit=unit, debating=drawn.kinds[1].amount
        ),
        chart=_chart(drawn, drawn.comparison, words) if drawn.comparison else None,
        votes=_votes(report, words),
        speakers=_speakers(report, roster, words),
        silent=_silent(report, roster, words),
        finding=_finding(drawn.worst, words),
    )


def lasting(ms: int, words: Words) -> str:
    """How long something took, to the second; from an hour on to the minute."""
    minutes, seconds = divmod((ms + 500) // 1000, 60)
    if minutes >= 60:
        return words["lasting_hours"].format(hours=minutes // 60, minutes=minutes % 60)
    name = "lasting_minutes" if minutes and seconds else "lasting_whole"
    name = name if minutes else "lasting_seconds"
    return words[name].format(minutes=minutes, seconds=seconds)


def _unit(drawn: Figures, words: Words) -> str:
    return words["unit_minute" if drawn.unit is Unit.MINUTE else "unit_second"]


def _length(thousandths: int) -> str:
    return f"{thousandths * 100 / WHOLE:.1f}%"


# ── headline ────────────────────────────────────────────────────────────────────────────────────


def _headline(drawn: Figures, words: Words) -> tuple[Figure, ...]:
    beside = words["time_beside"].format(planned=drawn.planned, unit=_unit(drawn, words))
    on_time = words["time_on_time"].format(on_time=drawn.on_time, taken_up=drawn.taken_up)
    own = Figure(words["time_headline"], str(drawn.total), beside, on_time)
    return (own, *_against(drawn.comparison, words)) if drawn.comparison else (own,)


def _against(found: Comparison, words: Words) -> tuple[Figure, Figure]:
    shorter, met = found.change <= 0, found.missing == 0
    change = words["time_shorter" if shorter else "time_longer"]
    missing = words["time_met" if met else "time_missing"]
    return (
        Figure(
            words["time_before"],
            change.format(percent=abs(found.change)),
            "",
            words["time_average"].format(before=found.before),
            "good" if shorter else "late",
        ),
        Figure(
            words["time_goal"].format(percent=found.percent),
            missing.format(missing=found.missing),
            "",
            words["time_at_most"].format(at_most=found.at_most),
            "good" if met else "",
        ),
    )


# ── items ───────────────────────────────────────────────────────────────────────────────────────


def _item(item: ItemFigure, unit: str, words: Words) -> ItemRow:
    actual = str(item.actual) if item.taken_up else words["time_none"]
    within = min(item.actual_bar, item.planned_bar)
    difference, tone = _difference(item, unit, words)
    return ItemRow(
        number=item.number,
        title=item.title,
        presenter=item.presenter,
        planned=str(item.planned),
        actual=actual,
        difference=difference,
        tone=tone,
        mark=_length(item.planned_bar) if item.planned_bar else "",
        on_time=_length(within),
        over=_length(item.actual_bar - within) if item.actual_bar > within else "",
        description=words["time_bar"].format(
            title=item.title, planned=item.planned, actual=actual, unit=unit
        ),
    )


def _difference(item: ItemFigure, unit: str, words: Words) -> tuple[str, str]:
    """In words, and whether that is early or late."""
    stage = words[_STAGES[item.stage]] if item.stage in _STAGES else ""
    if not item.taken_up:
        return stage, ""
    told, tone = _over(item.over, unit, words)
    return (f"{told} · {stage}" if stage else told), tone


def _over(over: int, unit: str, words: Words) -> tuple[str, str]:
    if over == 0:
        return words["time_exact"], ""
    name, tone = ("time_late", "late") if over > 0 else ("time_early", "early")
    return words[name].format(amount=abs(over), unit=unit), tone


def _sums(drawn: Figures, words: Words) -> tuple[tuple[str, str, str, str, str], ...]:
    between = (words["time_between"], "", str(drawn.between), "", "")
    paused = (words["time_break"], "", str(drawn.breaks), "", "")
    over = _over(drawn.total - drawn.planned, _unit(drawn, words), words)
    whole = (words["time_whole"], str(drawn.planned), str(drawn.total), *over)
    return (between, paused, whole) if drawn.breaks else (between, whole)


# ── charts ──────────────────────────────────────────────────────────────────────────────────────


def _kinds(drawn: Figures, words: Words) -> list[Part]:
    return [
        Part(
            kind=each.kind.value,
            label=words[f"time_{each.kind.value}"],
            amount=str(each.amount),
            percent=f"{each.percent} %",
            left=_length(each.start),
            middle=_length(each.start + each.bar // 2),
            width=_length(each.bar),
            shown=str(each.amount) if each.bar >= NARROW else "",
        )
        for each in drawn.kinds
    ]


def _chart(drawn: Figures, found: Comparison, words: Words) -> Chart:
    step = WHOLE // len(drawn.sessions)
    columns = []
    for place, each in enumerate(drawn.sessions):
        full, label = _date(each.date) if each.date else (words["time_this"],) * 2
        height = each.bar * COLUMN_HEIGHT // WHOLE
        columns.append(
            Column(
                label=label,
                minutes=each.minutes,
                left=_length(place * step + step * 15 // 100),
                middle=_length(place * step + step // 2),
                width=_length(step * 70 // 100),
                top=COLUMN_TOP + COLUMN_HEIGHT - height,
                height=height,
                own=not each.date,
                description=words["time_column"].format(date=full, minutes=each.minutes),
            )
        )
    return Chart(
        facts=words["time_sessions_facts"].format(since=_date(drawn.sessions[0].date)[0]),
        columns=tuple(columns),
        before=_height(found.before_bar),
        before_label=words["time_average_line"].format(before=found.before),
        goal=_height(found.at_most_bar),
        goal_label=words["time_goal_line"].format(percent=found.percent, at_most=found.at_most),
        foot=COLUMN_TOP + COLUMN_HEIGHT,
    )


def _height(bar: int) -> int:
    return COLUMN_TOP + COLUMN_HEIGHT - bar * COLUMN_HEIGHT // WHOLE


def _date(iso: str) -> tuple[str, str]:
    """An ISO date as `28/09/2026`, and as `28/09` for an axis, where six stand side by side."""
    full = "/".join(reversed(iso.split("-")))
    return full, full[: len("dd/mm")]


# ── votes and persons ───────────────────────────────────────────────────────────────────────────


def _votes(report: TimeReport, words: Words) -> str:
    if not report.votes:
        return words["time_votes_none"]
    each = lasting(report.vote_ms, words)
    return words["time_votes_said"].format(count=len(report.votes), each=each)


def _speakers(report: TimeReport, roster: Roster, words: Words) -> tuple[SpeakerRow, ...]:
    longest = max((each.ms for each in report.spoken), default=0) or 1
    return tuple(
        SpeakerRow(
            name=roster.of(each.person).name,
            title=roster.of(each.person).title,
            times=each.times,
            time=lasting(each.ms, words),
            width=_length(each.ms * WHOLE // longest),
        )
        for each in report.spoken
        if each.times
    )


def _silent(report: TimeReport, roster: Roster, words: Words) -> str:
    names: Sequence[str] = [roster.of(each.person).name for each in report.spoken if not each.times]
    return words["time_silent"].format(names="; ".join(names)) if names else ""


def _finding(worst: ItemTime | None, words: Words) -> str:
    if worst is None:
        return ""
    over = lasting(worst.actual_ms - worst.planned_ms, words)
    said = words["time_finding"].format(number=worst.number, over=over)
    if not worst.overruns:
        return f"{said} {words['time_overruns_none']}"
    beyond = lasting(worst.overrun_ms, words)
    return f"{said} {words['time_overruns'].format(count=worst.overruns, beyond=beyond)}"
