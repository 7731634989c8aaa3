"""The time report as a PDF: what it says, and that no session breaks it."""

from __future__ import annotations

import json

import pymupdf
import pytest
from msgspec.structs import replace

from hub.application.roster import Roster
from hub.application.time_report import TimeReport, time_report
from hub.domain import commands
from hub.domain.vocabulary import MeetingPlan, PastSession
from hub.papers.time_report import render_time_report
from tests.hub.application.test_time_report import BEFORE, HEAD, held, report_of
from tests.support.meeting import Play
from tests.support.plans import make_plan, roster

NAMES = Roster.parse(roster(3))
PLAN = replace(make_plan(3, items=3), before=BEFORE)


def text(pdf: bytes) -> str:
    """The words of all pages, with single spaces."""
    return " ".join(" ".join(page.get_text() for page in pymupdf.open(stream=pdf)).split())


@pytest.fixture(scope="module")
def report() -> TimeReport:
    return report_of(held(PLAN))


@pytest.fixture(scope="module")
def paper(report: TimeReport) -> bytes:
    return render_time_report(report, PLAN, NAMES)


@pytest.mark.parametrize(
    "words",
    [
        "BÁO CÁO Thời gian phiên họp thử",
        "Phiên họp khai mạc lúc 08 giờ 00 phút, ngày 26 tháng 11 năm 2026",
        "Thực tế / dự kiến 38 / 20 phút",
        "giảm 80 %",
        "Mục tiêu giảm 30 % đạt cần không quá 133 phút",
        "Trình bày 8 phút 21 %",
        "Nghỉ giải lao 15 phút 40 %",
        "10 – Hoãn",
        "10 – Thông qua không thảo luận",
        "Cả phiên 20 38 Vượt 18 phút",
        "Nội dung 1 vượt 10 phút 45 giây: 01 lượt trình bày, phát biểu quá giờ, cộng lại 2 phút.",
        "Số lần biểu quyết: 01; bình quân 30 giây mỗi lần",
        "Trước đây trên giấy: bình quân 1 phút 30 giây mỗi lần.",
        "1 Người 2 Ủy viên 2 1 9 phút",
        "Thành viên dự họp chưa phát biểu: Người 1.",
        "28/08/2026",
        "Bình quân trước đây: 190 phút",
        "bản ghi phiên họp đến số thứ tự 7, mã băm abababab",
    ],
)
def test_the_report_says(paper: bytes, words: str) -> None:
    assert words in text(paper)


def test_its_numbers_travel_inside(paper: bytes, report: TimeReport) -> None:
    attached = pymupdf.open(stream=paper).embfile_get("time-report.json")
    assert json.loads(attached)["total_ms"] == report.total_ms


def test_equal_reports_give_equal_bytes(paper: bytes, report: TimeReport) -> None:
    assert render_time_report(report, PLAN, NAMES) == paper


def test_a_session_without_items_votes_or_speeches_has_a_report() -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession(), commands.CloseSession())
    said = text(render_time_report(report_of(play), make_plan(3), NAMES))
    assert "Phiên họp không biểu quyết." in said
    assert "Không có lượt phát biểu nào." in said


def test_a_long_agenda_with_names_of_any_kind_is_laid_out() -> None:
    plan = make_plan(3, items=60)
    items = tuple(
        replace(item, title="Tờ trình #let $x$ [*] \u0000 " + "rất dài " * 50)
        for item in plan.items
    )
    before = tuple(PastSession(f"2025-{month:02d}-01", 600) for month in range(1, 13))
    plan = replace(plan, items=items, before=before)
    pages = pymupdf.open(stream=render_time_report(_held_all(plan), plan, NAMES))
    assert pages.page_count > 3


def _held_all(plan: MeetingPlan) -> TimeReport:
    play = Play(plan)
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession())
    for item in plan.items:
        play.does(commands.TakeItem(item.item))
        play.waits(700_000)
        play.does(commands.ConcludeItem(item.item, "Xong."))
    play.does(commands.CloseSession())
    return time_report([(at, event) for event, at in play.events], HEAD)
