"""The course of the agenda on paper: every part of a session with changes has its sentence."""

from __future__ import annotations

import pymupdf
import pytest

from hub.papers.minutes import render_minutes
from tests.hub.minutes_course import course_minutes


@pytest.fixture(scope="module")
def said() -> str:
    """The words of all pages, with single spaces."""
    document = pymupdf.open(stream=render_minutes(course_minutes()))
    return " ".join(" ".join(page.get_text() for page in document).split())


@pytest.mark.parametrize(
    "words",
    [
        "Phiên họp tạm nghỉ từ 08 giờ 07 phút đến 08 giờ 08 phút.",
        "08 giờ 15 phút: Người 1 giao Người 2, Ủy viên 2 điều hành phiên họp.",
        "08 giờ 01 phút: Người 3, Ủy viên 3 trình bày.",
        "Ý kiến tại phiên họp: Người 4 (phát biểu, 02 lượt); Người 3 (phát biểu); Người 5",
        "Diễn biến: Người 3 đề nghị làm rõ nguồn vốn. Người 4 cho rằng",
        "Kết luận của chủ tọa: Thống nhất chủ trương. Giao các cơ quan thực hiện.",
        "Nhiệm vụ giao tại kết luận: TT Nhiệm vụ Chủ trì Phối hợp Thời hạn 1 Hoàn thiện phương án",
        "05/12/2026",
        "6. Phòng, chống hạn hán Nội dung được bổ sung tại phiên họp.",
        "08 giờ 17 phút: Sở Nông nghiệp và Môi trường trình bày.",
        "Tạm dừng nội dung lúc 08 giờ 18 phút, tiếp tục lúc 08 giờ 21 phút.",
        "08 giờ 20 phút: nội dung hoãn sang phiên họp sau; lý do: chưa đủ hồ sơ.",
        "3. Nội dung 3: thông qua không thảo luận, thành viên dự họp không có ý kiến khác.",
        "4. Nội dung 4: rút khỏi chương trình.",
        "chưa được xem xét: 5. Nội dung 5.",
        "THƯ KÝ CHỦ TỌA Người 2 Người 2",
    ],
)
def test_the_minutes_say(said: str, words: str) -> None:
    assert words in said
