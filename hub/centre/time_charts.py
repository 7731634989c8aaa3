"""Charts of a session's time as inline SVG: widths in percent of their box, heights in pixels. Pure."""

from __future__ import annotations

from msgspec import Struct

from hub.application.time_figures import WHOLE, Comparison, Figures
from hub.centre.poll_views import Words

COLUMN_HEIGHT = 170  # pixels of the tallest column
COLUMN_TOP = 10  # pixels above it
NARROW = 60  # thousandths of the bar: a number does not fit into less


class Part(Struct, frozen=True):
    """Where time went; `shown` is the number to write into its part of the bar."""

    kind: str
    label: str
    amount: str
    percent: str
    left: str
    middle: str
    width: str
    shown: str


class Column(Struct, frozen=True):
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


class Chart(Struct, frozen=True):
    """The comparison with earlier sessions, and the heights of its two rules from the top."""

    facts: str
    columns: tuple[Column, ...]
    before: int
    before_label: str
    goal: int
    goal_label: str
    foot: int


def length(thousandths: int) -> str:
    """A length as SVG takes it: `12.5%`."""
    return f"{thousandths * 100 / WHOLE:.1f}%"


def kinds_bar(drawn: Figures, words: Words) -> tuple[Part, ...]:
    """Where the time went, as one bar."""
    return tuple(
        Part(
            kind=each.kind.value,
            label=words[f"time_{each.kind.value}"],
            amount=str(each.amount),
            percent=f"{each.percent} %",
            left=length(each.start),
            middle=length(each.start + each.bar // 2),
            width=length(each.bar),
            shown=str(each.amount) if each.bar >= NARROW else "",
        )
        for each in drawn.kinds
    )


def sessions_chart(drawn: Figures, found: Comparison, words: Words) -> Chart:
    """The comparison with earlier sessions."""
    step = WHOLE // len(drawn.sessions)
    columns = []
    for place, each in enumerate(drawn.sessions):
        full, label = _date(each.date) if each.date else (words["time_this"],) * 2
        height = each.bar * COLUMN_HEIGHT // WHOLE
        columns.append(
            Column(
                label=label,
                minutes=each.minutes,
                left=length(place * step + step * 15 // 100),
                middle=length(place * step + step // 2),
                width=length(step * 70 // 100),
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
