"""The time report of a session as a PDF, with charts that the typesetting draws from integers.

Its numbers travel inside the PDF as the attachment `time-report.json`.
"""

from __future__ import annotations

from msgspec import Struct

from hub.application.roster import Roster
from hub.application.session_time import TimeKind
from hub.application.time_figures import Comparison, Figures, ItemFigure, figures
from hub.application.time_report import TimeReport, dump
from hub.application.time_shares import Unit
from hub.domain.vocabulary import MeetingPlan, Stage
from hub.papers import wording
from hub.papers.typesetting import Sheet, typeset

_UNITS = {Unit.MINUTE: "phút", Unit.SECOND: "giây"}
_KINDS = {
    TimeKind.PRESENTING: "Trình bày",
    TimeKind.DEBATING: "Phát biểu, thảo luận",
    TimeKind.VOTING: "Biểu quyết",
    TimeKind.WAITING: "Chờ, chuyển nội dung, kết luận",
    TimeKind.BREAK: "Nghỉ giải lao",
}
_NOT_TAKEN = {
    Stage.PASSED: "Thông qua không thảo luận",
    Stage.POSTPONED: "Hoãn",
    Stage.WITHDRAWN: "Rút",
    Stage.PLANNED: "Chưa xét",
}
_NONE = "–"


class _Session(Struct, frozen=True):
    """What the paper names beside its numbers."""

    plan: MeetingPlan
    roster: Roster


def render_time_report(report: TimeReport, plan: MeetingPlan, roster: Roster) -> bytes:
    """The PDF. Equal arguments give equal bytes; `TypesettingError` is a fault of the template."""
    sheet = time_report_sheet(report, plan, roster)
    return typeset("time_report.typ", sheet, report.closed_at)


def time_report_sheet(report: TimeReport, plan: MeetingPlan, roster: Roster) -> dict[str, Sheet]:
    """Every string and length the template places, by place."""
    drawn = figures(report)
    session = _Session(plan, roster)
    return {
        "parent": plan.body_parent.upper(),
        "body": plan.body_name.upper(),
        "number": wording.number_line("", plan.body_name, "BC"),
        "title": f"Báo cáo thời gian {plan.title}",
        "subject": f"Thời gian {plan.title[:1].lower()}{plan.title[1:]}",
        "span": _span(report),
        "unit": _UNITS[drawn.unit],
        "headline": _headline(drawn),
        "kinds": _kinds(drawn),
        "items": [_item(item, drawn.unit) for item in drawn.items],
        "sums": _sums(drawn),
        "finding": _finding(drawn),
        "votes": _votes(report),
        "spoken": _spoken(report, session),
        "silent": _silent(report, session),
        "sessions": _sessions(drawn),
        "secretary": roster.of(plan.secretary).name,
        "head": (
            f"Báo cáo lập từ bản ghi phiên họp đến số thứ tự {report.head.seq}, "
            f"mã băm {report.head.hash[:16]}…"
        ),
        "numbers": dump(report).decode(),
    }


def _span(report: TimeReport) -> str:
    return (
        f"Phiên họp khai mạc lúc {wording.moment(report.opened_at)}, bế mạc lúc "
        f"{wording.clock(report.closed_at)}. Thời gian lấy từ bản ghi của phiên họp; các phần cộng lại "
        "đúng bằng thời gian từ khai mạc đến bế mạc."
    )


# ── headline ────────────────────────────────────────────────────────────────────────────────────


def _headline(drawn: Figures) -> list[Sheet]:
    unit = _UNITS[drawn.unit]
    told: list[Sheet] = [
        {
            "label": "Thực tế / dự kiến",
            "figure": f"{drawn.total}",
            "beside": f"/ {drawn.planned} {unit}",
            "note": f"{drawn.on_time} trong {drawn.taken_up} nội dung không quá dự kiến",
        }
    ]
    return told if drawn.comparison is None else [*told, *_against_before(drawn.comparison)]


def _against_before(found: Comparison) -> list[Sheet]:
    met = found.missing == 0
    return [
        {
            "label": "So với các phiên trước",
            "figure": f"{'giảm' if found.change <= 0 else 'tăng'} {_percent(abs(found.change))}",
            "beside": "",
            "note": f"bình quân trước đây {found.before} phút",
        },
        {
            "label": f"Mục tiêu giảm {_percent(found.percent)}",
            "figure": "đạt" if met else f"còn cách {found.missing} phút",
            "beside": "",
            "note": f"cần không quá {found.at_most} phút",
        },
    ]


def _percent(number: int) -> str:
    return f"{number}\u00a0%"


# ── where time went ─────────────────────────────────────────────────────────────────────────────


def _kinds(drawn: Figures) -> list[Sheet]:
    return [
        {
            "kind": each.kind.value,
            "label": _KINDS[each.kind],
            "amount": str(each.amount),
            "percent": _percent(each.percent),
            "bar": each.bar,
        }
        for each in drawn.kinds
    ]


def _item(item: ItemFigure, unit: Unit) -> dict[str, Sheet]:
    return {
        "number": str(item.number),
        "title": item.title,
        "presenter": item.presenter,
        "planned": str(item.planned),
        "actual": str(item.actual) if item.taken_up else _NONE,
        "planned_bar": item.planned_bar,
        "actual_bar": item.actual_bar,
        "late": item.taken_up and item.over > 0,
        "difference": _difference(item, _UNITS[unit]),
    }


def _difference(item: ItemFigure, unit: str) -> str:
    if not item.taken_up:
        return _NOT_TAKEN.get(item.stage, _NONE)
    told = _over(item.over, unit)
    return f"{told}; {_NOT_TAKEN[item.stage].lower()}" if item.stage in _NOT_TAKEN else told


def _over(over: int, unit: str) -> str:
    if over == 0:
        return "Đúng dự kiến"
    return wording.unbroken(f"Vượt {over} {unit}" if over > 0 else f"Sớm {-over} {unit}")


def _sums(drawn: Figures) -> list[Sheet]:
    unit = _UNITS[drawn.unit]
    rows: list[Sheet] = [
        ["Ngoài các nội dung (khai mạc, chuyển tiếp, bế mạc)", "", str(drawn.between), ""]
    ]
    if drawn.breaks:
        rows.append([_KINDS[TimeKind.BREAK], "", str(drawn.breaks), ""])
    whole = _over(drawn.total - drawn.planned, unit)
    return [*rows, ["Cả phiên", str(drawn.planned), str(drawn.total), whole]]


def _finding(drawn: Figures) -> str:
    worst = drawn.worst
    if worst is None:
        return ""
    over = wording.lasting(worst.actual_ms - worst.planned_ms)
    said = f"Nội dung {worst.number} vượt {over}"
    if not worst.overruns:
        return f"{said}, không có lượt phát biểu nào quá giờ."
    beyond = wording.lasting(worst.overrun_ms)
    return f"{said}: {wording.counted(worst.overruns)} lượt trình bày, phát biểu quá giờ, cộng lại {beyond}."


# ── votes, speakers, earlier sessions ───────────────────────────────────────────────────────────


def _votes(report: TimeReport) -> str:
    if not report.votes:
        return "Phiên họp không biểu quyết."
    own = (
        f"Số lần biểu quyết: {wording.counted(len(report.votes))}; bình quân "
        f"{wording.lasting(report.vote_ms)} mỗi lần, tính từ khi mở đến khi kết thúc."
    )
    timed = [each for each in report.before if each.paper and each.seconds_per_vote]
    if not timed:
        return own
    before = sum(each.seconds_per_vote for each in timed) * 1000 // len(timed)
    return f"{own} Trước đây trên giấy: bình quân {wording.lasting(before)} mỗi lần."


def _spoken(report: TimeReport, session: _Session) -> list[Sheet]:
    longest = max((each.ms for each in report.spoken), default=0)
    return [
        {
            "name": session.roster.of(each.person).name,
            "title": session.roster.of(each.person).title,
            "times": str(each.times),
            "time": wording.lasting(each.ms),
            "bar": each.ms * 1000 // longest if longest else 0,
        }
        for each in report.spoken
        if each.times
    ]


def _silent(report: TimeReport, session: _Session) -> str:
    names = [session.roster.of(each.person).name for each in report.spoken if not each.times]
    return f"Thành viên dự họp chưa phát biểu: {'; '.join(names)}." if names else ""


def _sessions(drawn: Figures) -> Sheet:
    found = drawn.comparison
    if found is None:
        return None
    return {
        "columns": [
            {
                "label": wording.short_date(each.date) if each.date else "Phiên này",
                "minutes": str(each.minutes),
                "bar": each.bar,
                "own": not each.date,
            }
            for each in drawn.sessions
        ],
        "before": {"bar": found.before_bar, "label": f"Bình quân trước đây: {found.before} phút"},
        "goal": {
            "bar": found.at_most_bar,
            "label": f"Mục tiêu giảm {_percent(found.percent)}: {found.at_most} phút",
        },
    }
