"""Tasks read from conclusions: sentences as they are dictated in sessions, and what is read from each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.assigning import MAX_SUPPORT, MAX_TASKS, MAX_WORDS, tasks, to_screen, to_wire
from device.screens import TaskChip
from protocol.messages import TaskState

AGENCIES = (
    "Sở Tài chính",
    "Sở Kế hoạch và Đầu tư",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Nông nghiệp và Môi trường",
    "Văn phòng UBND tỉnh",
    "UBND tỉnh",
    "UBND thành phố",
    "UBND thành phố Hoa Lư",
    "Công an tỉnh",
    "Sở Giáo dục và Đào tạo",
    "Ban Quản lý dự án TP. Hoa Lư",
)
FINANCE, PLANNING, OFFICE = "Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Văn phòng UBND tỉnh"


def chip(task: str, lead: str, *support: str, due: str = "") -> TaskChip:
    return TaskChip(task, lead, support, due)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Giao Sở Tài chính chủ trì, phối hợp với Sở Kế hoạch và Đầu tư và Văn phòng UBND tỉnh "
                "hoàn thiện dự thảo nghị quyết, trước ngày 05/12/2026."
            ),
            chip("hoàn thiện dự thảo nghị quyết", FINANCE, PLANNING, OFFICE, due="05/12/2026"),
        ),
        (
            "Giao Sở Xây dựng rà soát quy hoạch khu đô thị mới.",
            chip("rà soát quy hoạch khu đô thị mới", "Sở Xây dựng"),
        ),
        (
            "Thống nhất nội dung tờ trình. Giao Sở Y tế báo cáo UBND tỉnh chậm nhất 15/12/2026.",
            chip("báo cáo UBND tỉnh", "Sở Y tế", due="15/12/2026"),
        ),
        (
            "Giao Văn phòng UBND tỉnh theo dõi, đôn đốc; hạn 1/2/2027",
            chip("theo dõi, đôn đốc", OFFICE),
        ),
        (
            "Giao Văn phòng UBND tỉnh theo dõi, đôn đốc, hạn: 1/2/2027",
            chip("theo dõi, đôn đốc", OFFICE, due="01/02/2027"),
        ),
        (
            "giao SỞ TÀI CHÍNH tham mưu bố trí kinh phí xong ngày 20/12/2026",
            chip("tham mưu bố trí kinh phí", FINANCE, due="20/12/2026"),
        ),
        (
            (
                "Giao cho Sở Giáo dục và Đào tạo phối hợp Sở Tài chính, Công an tỉnh tổ chức kỳ thi "
                "trước 10/06/2027."
            ),
            chip(
                "tổ chức kỳ thi",
                "Sở Giáo dục và Đào tạo",
                FINANCE,
                "Công an tỉnh",
                due="10/06/2027",
            ),
        ),
        (
            (
                "Giao UBND thành phố Hoa Lư chủ trì, phối hợp với các cơ quan liên quan giải phóng mặt "
                "bằng, hoàn thành trước ngày 31/3/2027."
            ),
            chip(
                "giải phóng mặt bằng",
                "UBND thành phố Hoa Lư",
                "các cơ quan liên quan",
                due="31/03/2027",
            ),
        ),
        (
            "Giao Giám đốc Sở Tài chính trực tiếp chỉ đạo việc quyết toán.",
            chip("trực tiếp chỉ đạo việc quyết toán", FINANCE),
        ),
        (
            "Hoàn thiện dự thảo quyết định, giao Sở Xây dựng chủ trì, trước ngày 05/12/2026.",
            chip("Hoàn thiện dự thảo quyết định", "Sở Xây dựng", due="05/12/2026"),
        ),
        (
            "Trước ngày 05/12/2026, giao Sở Tài chính báo cáo kết quả thu ngân sách.",
            chip("báo cáo kết quả thu ngân sách", FINANCE, due="05/12/2026"),
        ),
        (
            "Giao Sở Tài chính, Sở Xây dựng thẩm định giá đất.",
            chip("thẩm định giá đất", FINANCE, "Sở Xây dựng"),
        ),
        (
            "Giao Sở Tài chính lập dự toán, phối hợp với Sở Y tế lấy ý kiến, trước ngày 5/12/2026.",
            chip(
                "lập dự toán, phối hợp với Sở Y tế lấy ý kiến", FINANCE, "Sở Y tế", due="05/12/2026"
            ),
        ),
        (
            "Giao Sở Xây dựng nghiệm thu trước ngày 31/02/2027.",
            chip("nghiệm thu trước ngày 31/02/2027", "Sở Xây dựng"),
        ),
        (
            "Giao Sở Xây dựng nghiệm thu trước ngày 28 tháng 02 năm 2027.",
            chip("nghiệm thu", "Sở Xây dựng", due="28/02/2027"),
        ),
        (
            "Giao Ban Quản lý dự án TP. Hoa Lư rà soát tiến độ tại TP. Hoa Lư.",
            chip("rà soát tiến độ tại TP. Hoa Lư", "Ban Quản lý dự án TP. Hoa Lư"),
        ),
        (
            "Giao Sở Tài chính bố trí 1.500.000.000 đồng.",
            chip("bố trí 1.500.000.000 đồng", FINANCE),
        ),
        (
            (
                "Giao Sở Nông nghiệp và Môi trường làm chủ trì và phối hợp với Công an tỉnh "
                "kiểm tra việc xả thải (hạn cuối 05-12-2026)."
            ),
            chip(
                "kiểm tra việc xả thải",
                "Sở Nông nghiệp và Môi trường",
                "Công an tỉnh",
                due="05/12/2026",
            ),
        ),
        (
            "Giao Sở  Tài\u00a0chính thẩm định.",
            chip("thẩm định", FINANCE),
        ),
        (
            "Giao Văn phòng UBND tỉnh ban hành thông báo kết luận trong ngày 27/11/2026.",
            chip("ban hành thông báo kết luận", OFFICE, due="27/11/2026"),
        ),
        (
            (
                "1. Thống nhất nội dung báo cáo; Sở Tài chính chủ trì, phối hợp với Văn phòng UBND tỉnh "
                "tiếp thu ý kiến, trình ký ban hành trước ngày 30 tháng 11 năm 2026."
            ),
            chip(
                "tiếp thu ý kiến, trình ký ban hành",
                FINANCE,
                OFFICE,
                due="30/11/2026",
            ),
        ),
        (
            "Đồng ý với đề nghị của UBND tỉnh, giao Sở Y tế thực hiện.",
            chip("thực hiện", "Sở Y tế"),
        ),
    ],
)
def test_one_sentence_gives_one_task(text: str, expected: TaskChip) -> None:
    assert tasks(text, AGENCIES) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thống nhất thông qua dự thảo.",
        "Giao các đơn vị liên quan thực hiện.",
        "Giao So Tai chinh thực hiện.",  # accents are exact
        "Giao Sở Tài chínhh thực hiện.",
        "Việc bàn giao Sở Tài chính đã xong.",
        "Nội dung đã giao Sở Tài chính từ phiên trước.",
        "Giao Sở Tài chính.",
        "Nhất trí với báo cáo của Sở Tài chính.",
        "Đề án do Sở Xây dựng chủ trì soạn thảo đã đủ điều kiện trình.",
    ],
)
def test_where_nobody_is_told_to_do_anything_there_is_no_task(text: str) -> None:
    assert tasks(text, AGENCIES) == ()


def test_every_clause_of_a_conclusion_gives_its_own_task() -> None:
    text = (
        "Thống nhất chủ trương. Giao Sở Tài chính thẩm định kinh phí trước ngày 05/12/2026; giao Sở "
        "Xây dựng hoàn thiện hồ sơ, đồng thời giao Văn phòng UBND tỉnh theo dõi."
    )
    assert tasks(text, AGENCIES) == (
        chip("thẩm định kinh phí", FINANCE, due="05/12/2026"),
        chip("hoàn thiện hồ sơ", "Sở Xây dựng"),
        chip("theo dõi", OFFICE),
    )


def test_without_agencies_nothing_is_read() -> None:
    assert tasks("Giao Sở Tài chính thẩm định.", ()) == ()


def test_decomposed_letters_are_read_as_composed_ones() -> None:
    import unicodedata

    spelt = unicodedata.normalize("NFD", "Giao Sở Tài chính thẩm định.")
    assert tasks(spelt, AGENCIES) == (chip("thẩm định", FINANCE),)


def test_there_are_never_more_tasks_than_the_record_takes() -> None:
    text = "Giao Sở Y tế làm. " * 100
    assert len(tasks(text, AGENCIES)) == MAX_TASKS


PIECES = st.sampled_from(
    [
        *AGENCIES,
        "giao ",
        "Giao cho ",
        " chủ trì",
        ", phối hợp với ",
        " và ",
        ", ",
        ". ",
        "; ",
        "\n",
        "trước ngày ",
        "05/12/2026",
        "99/99/9999",
        "các ",
        " liên quan ",
        "(",
        ")",
        "İ",
        "\u0301",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join))
def test_whatever_is_typed_is_read_without_fail_and_within_bounds(text: str) -> None:
    for task in tasks(text, AGENCIES):
        assert 0 < len(task.task) <= MAX_WORDS
        assert task.lead in AGENCIES
        assert task.lead not in task.support
        assert len(task.support) <= MAX_SUPPORT
        assert to_screen(to_wire(task)) == task


@given(st.text(max_size=30))
def test_any_due_is_shown_and_said_without_fail(due: str) -> None:
    to_screen(TaskState("t", "l", (), due))
    to_wire(TaskChip("t", "l", (), due))
