"""The report explains every kind of poll in words, with its numbers filled in."""

from __future__ import annotations

from functools import cache

import pytest

from audit.report import report_lines
from audit.wording import Language, Words
from tests.audit.bundle_maker import audit, seal
from tests.audit.every_kind import beside, every_kind


@cache
def told(language: Language = Language.VI) -> str:
    report = audit(seal(every_kind(), beside()))
    return "\n".join(report_lines(report, Words(language)))


def part(number: int) -> str:
    """What is said about one poll."""
    return told().split("\nBIỂU QUYẾT ")[number]


@pytest.mark.parametrize("language", Language)
def test_every_kind_is_told_in_both_languages(language: Language) -> None:
    assert told(language).startswith(("KHỚP", "SOUND"))
    assert "{" not in told(language)


@pytest.mark.parametrize(
    ("number", "phrases"),
    [
        (1, ["công khai ghi tên", "Tán thành (4): Ông An; Ông Binh", "2 × 4 = 8 > 1 × 6 = 6"]),
        (2, ["không ghi tên", "theo bên chủ tọa đã biểu quyết (Tán thành)", "không đồng ý lúc"]),
        (3, ["Chủ tọa chỉ biểu quyết khi", "chủ tọa biểu quyết sau cùng: Tán thành"]),
        (4, ["giơ tay", "⌊1 × 4 / 2⌋ + 1 = 3 ≤ 3", "được trừ khỏi", "Ông Chi nhập 5 phiếu"]),
        (
            5,
            ["Không tham gia biểu quyết việc này: Ông Em", "Lý do: Ghi nhầm một tay", "không tính"],
        ),
        (6, ["Hai người nhập độc lập đều ra cùng kết quả: Ông Chi; Ông Binh", "một phiếu trống"]),
        (7, ["chọn nhiều nhất 2 trong 3 để lấy 2", "Ông Khach: 3 phiếu", "→ được chọn"]),
        (8, ["Vòng sau của biểu quyết 7 (“", "1 chỗ còn lại", "ai nhiều phiếu nhất"]),
        (9, ["phiếu giấy", "Phương án A: 3 phiếu", "không hợp lệ 1"]),
        (10, ["ba mức", "từ 4 phiếu thấp có thể xin từ chức", "Hai ghế bấm nhầm"]),
        (11, ["Biểu quyết lại của biểu quyết 2 (“"]),
        (13, ["Trọn gói", "Đã thông qua không thảo luận các nội dung: 3. Nội dung 3; 4."]),
    ],
)
def test_each_poll_is_explained(number: int, phrases: list[str]) -> None:
    assert [phrase for phrase in phrases if phrase not in part(number)] == []


def test_names_of_an_unnamed_poll_are_not_repeated() -> None:
    counted = part(10).split("ĐÍNH CHÍNH")[0]
    assert "Ông An" not in counted
    assert "Ông Dung" not in part(10)


def test_attendance_tells_how_people_signed_in_moved_and_stayed_away() -> None:
    head = told().split("\nBIỂU QUYẾT ")[0]
    for phrase in (
        "bằng mã PIN",
        "Ông Dung chuyển từ ghế ghe-dung sang ghế ghe-trong",
        "Vắng không lý do: Ông Giang",
        "Ông Trong thay Ông Giang",
    ):
        assert phrase in head
