"""What the page of a session's time shows, as text and lengths ready to print. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hub.application.roster import Roster
from hub.application.time_figures import WHOLE, Comparison, Figures, ItemFigure, figures
from hub.application.time_report import ItemTime, TimeReport
from hub.application.time_shares import Unit
from hub.centre.poll_views import Words
from hub.centre.time_charts import Chart, Part, kinds_bar, length, sessions_chart
from hub.centre.views import clock, day
from hub.domain.vocabulary import Stage

_STAGES = {
    Stage.PASSED: "time_passed",
    Stage.POSTPONED: "time_postponed",
    Stage.WITHDRAWN: "time_withdrawn",
    Stage.PLANNED: "time_not_taken",
}


class Figure(Struct, frozen=True):
    """A figure that stands alone; `tone` is good, late or empty."""

    label: str
    figure: str
    beside: str
    note: str
    tone: str = ""


class ItemRow(Struct, frozen=True):
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


class SpeakerRow(Struct, frozen=True):
    """One person who spoke; `width` is of the longest."""

    name: str
    title: str
    times: int
    time: str
    width: str


class TimePage(Struct, frozen=True):
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
        kinds=kinds_bar(drawn, words),
        kinds_facts=words["time_kinds_facts"].format(
            total=drawn.total, unit=unit, debating=drawn.kinds[1].amount
        ),
        chart=sessions_chart(drawn, drawn.comparison, words) if drawn.comparison else None,
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
        mark=length(item.planned_bar) if item.planned_bar else "",
        on_time=length(within),
        over=length(item.actual_bar - within) if item.actual_bar > within else "",
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
            width=length(each.ms * WHOLE // longest),
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
