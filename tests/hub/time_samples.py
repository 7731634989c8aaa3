"""A time report as a province's session may have it, for the tests of paper and page."""

from __future__ import annotations

from msgspec.structs import asdict

from hub.application.time_report import (
    FORMAT,
    MINUTE_MS,
    Goal,
    ItemTime,
    Parts,
    PersonTime,
    ReportHead,
    TimeReport,
    VoteTime,
)
from hub.domain.vocabulary import PastSession, Stage

EIGHT_O_CLOCK = 1_795_309_200_000  # 22 November 2026, 08:00 in Vietnam
BEFORE = (
    PastSession("2026-06-28", 206, 6, 95, paper=True),
    PastSession("2026-07-27", 192, 5, 90, paper=True),
    PastSession("2026-08-29", 187, 7, 85, paper=True),
    PastSession("2026-09-30", 169, 5, 34),
    PastSession("2026-10-28", 158, 6, 31),
)
_ITEMS = (
    ("Khai mạc, điểm danh", "Chủ tọa", 10, 6, Stage.CONCLUDED),
    ("Kinh tế – xã hội 11 tháng", "Sở Tài chính", 30, 27, Stage.CONCLUDED),
    ("Kế hoạch vốn đầu tư công trung hạn 2026 – 2030", "Sở Tài chính", 40, 57, Stage.CONCLUDED),
    ("Quy hoạch khu công nghiệp", "Sở Xây dựng", 30, 24, Stage.CONCLUDED),
    ("Cải cách hành chính quý IV", "Sở Nội vụ", 20, 15, Stage.CONCLUDED),
    ("Phân bổ kinh phí phòng, chống thiên tai", "Sở Tài chính", 20, 0, Stage.POSTPONED),
    ("Các tờ trình được thống nhất cao", "", 5, 0, Stage.PASSED),
)


def sample_report() -> TimeReport:
    """Seven items in two and a half hours with a break, against five earlier sessions."""
    items = tuple(_item(number, *each) for number, each in enumerate(_ITEMS, 1))
    between = Parts(waiting=9 * MINUTE_MS + 13_000, breaks=12 * MINUTE_MS)
    parts = _summed([*(item.parts for item in items), between])
    return TimeReport(
        format=FORMAT,
        meeting="phien-1",
        opened_at=EIGHT_O_CLOCK,
        closed_at=EIGHT_O_CLOCK + parts.total,
        total_ms=parts.total,
        planned_ms=sum(item.planned_ms for item in items if item.dealt_with),
        parts=parts,
        between=between,
        items=items,
        votes=tuple(VoteTime(f"b{n}", f"item-{n}", 30_000 + n * 2_000) for n in range(1, 6)),
        spoken=tuple(PersonTime(f"p{n:02}", (13 - n) * 71_000, 1 + n % 3) for n in range(1, 9))
        + tuple(PersonTime(f"p{n:02}", 0, 0) for n in range(9, 14)),
        before=BEFORE,
        goal=Goal(30, 195 * MINUTE_MS, 195 * MINUTE_MS * 70 // 100),
        head=ReportHead(4_123, "3fa94c07d1e25b86" * 4),
    )


def _item(
    number: int, title: str, presenter: str, planned: int, actual: int, stage: Stage
) -> ItemTime:
    ms = actual * MINUTE_MS
    presenting, debating, voting = ms * 3 // 10, ms * 4 // 10, ms // 10
    over = max(0, actual - planned)
    return ItemTime(
        item=f"item-{number}",
        number=number,
        title=title,
        presenter=presenter,
        stage=stage,
        planned_ms=planned * MINUTE_MS,
        actual_ms=ms,
        parts=Parts(presenting, debating, voting, ms - presenting - debating - voting),
        overruns=over and 7,
        overrun_ms=over and 14 * MINUTE_MS + 12_000,
    )


def _summed(parts: list[Parts]) -> Parts:
    names = ("presenting", "debating", "voting", "waiting", "breaks")
    return Parts(*(sum(asdict(one)[name] for one in parts) for name in names))
