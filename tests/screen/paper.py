"""A page source that draws white pages with lines of made-up text, at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from device.pages import (
    SCALE,
    WHOLE,
    Box,
    Heading,
    Lane,
    PageAnswer,
    PageFault,
    PageImage,
    Paragraph,
    Phrase,
)

SCAN = 9  # a page without words
_TEXT = (
    ("NGHỊ QUYẾT", "", True),
    ("Điều 2. ", "Nguyên tắc phân bổ vốn", False),
    ("", "1. Ưu tiên thanh toán nợ đọng xây dựng cơ bản; bố trí đủ vốn đối ứng cho dự án.", False),
    ("", "2. Tập trung cho hạ tầng giao thông liên xã, trường học và cơ sở y tế.", False),
    (
        "",
        "3. Dự án khởi công mới phải có đủ thủ tục và xác định rõ nguồn vốn trước ngày 31/12/2026.",
        False,
    ),
    ("Điều 3. ", "Tổ chức thực hiện", False),
)
HEADINGS = (
    Heading(1, "Phần thứ nhất. Đánh giá tình hình thực hiện giai đoạn 2021–2025", 1),
    Heading(2, "I. Kết quả đạt được", 2),
    Heading(2, "II. Tồn tại, hạn chế", 3),
    Heading(1, "Phần thứ hai. Kế hoạch giai đoạn 2026–2030", 8),
    Heading(2, "I. Quan điểm, mục tiêu", 9),
    Heading(3, "1. Mục tiêu tổng quát", 10),
    Heading(1, "Phụ lục. Danh mục dự án", 17),
)


class DrawnPages:
    """Answers every request at once; pages in `broken` answer with a fault."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, bool]] = []
        self.clips: list[tuple[int, Box]] = []
        self.broken: set[int] = set()
        self.lanes: list[Lane] = []

    def request(
        self,
        paper: str,
        version: int,
        page: int,
        width: int,
        deliver: Callable[[PageAnswer], None],
        *,
        urgent: bool = True,
        clip: Box = WHOLE,
        lane: Lane = Lane.FRONT,
    ) -> None:
        self.lanes.append(lane)
        self.asked.append((paper, page, urgent))
        self.clips.append((width, clip))
        if page in self.broken:
            deliver(PageFault(paper, version, page, "page-unreadable"))
            return
        height = width * 297 // 210
        left, top = width * clip[0] // SCALE, height * clip[1] // SCALE
        wide, tall = width * clip[2] // SCALE - left, height * clip[3] // SCALE - top
        whole = _draw(width, height, page)
        starts = (3 * (y * width + left) for y in range(top, top + tall))
        rows = (whole[start : start + 3 * wide] for start in starts)
        rgb = whole if clip == WHOLE else b"".join(rows)
        deliver(PageImage(paper, version, page, wide, tall, rgb, clip))

    def paragraphs(
        self,
        paper: str,  # noqa: ARG002  part of the contract
        version: int,  # noqa: ARG002
        page: int,
        deliver: Callable[[tuple[Paragraph, ...]], None],
    ) -> None:
        made = (
            Paragraph((Phrase(bold, bold=True), Phrase(text, bold=False)), centred)
            for bold, text, centred in _TEXT
        )
        deliver(() if page == SCAN else tuple(made))

    def headings(
        self,
        paper: str,  # noqa: ARG002
        version: int,  # noqa: ARG002
        deliver: Callable[[tuple[Heading, ...]], None],
    ) -> None:
        deliver(HEADINGS)


@lru_cache(maxsize=8)
def _draw(width: int, height: int, page: int) -> bytes:
    """Dark bars of different lengths where lines of text would be."""
    white, black = b"\xff\xff\xff", b"\x22\x22\x22"
    margin = width // 10
    blank = white * width
    rows = []
    for y in range(height):
        line, within = divmod(y, 26)
        if within < 11 and margin < y < height - margin:
            length = (width - 2 * margin) * (100 - (line * 37 + page * 11) % 45) // 100
            rows.append(white * margin + black * length + white * (width - margin - length))
        else:
            rows.append(blank)
    return b"".join(rows)
