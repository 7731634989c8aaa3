"""Where paragraphs end on a page that says only where its lines stand."""

from __future__ import annotations

from device.page_paragraphs import Line, paragraphs

LEFT, RIGHT, TALL = 1000, 9000, 120


def line(
    number: int, text: str, left: int = LEFT, right: int = RIGHT, *, bold: bool = False
) -> Line:
    top = 1000 + number * 150
    return Line(left, top, right, top + TALL, ((text, bold),))


def texts(*lines: Line) -> list[str]:
    return ["".join(text for text, _ in phrases) for phrases, _ in paragraphs(lines)]


def test_lines_that_reach_the_edge_are_one_paragraph() -> None:
    lines = (line(0, "Ưu tiên thanh toán nợ đọng;"), line(1, "bố trí đủ vốn", right=5000))
    assert texts(*lines) == ["Ưu tiên thanh toán nợ đọng; bố trí đủ vốn"]


def test_a_short_line_ends_a_paragraph() -> None:
    lines = (line(0, "một"), line(1, "hai", right=5000), line(2, "ba"), line(3, "bốn"))
    assert texts(*lines) == ["một hai", "ba bốn"]


def test_an_indented_line_with_a_capital_begins_one() -> None:
    lines = (line(0, "một"), line(1, "Hai", left=1500), line(2, "ba"))
    assert texts(*lines) == ["một", "Hai ba"]


def test_a_hanging_line_belongs_to_the_one_before() -> None:
    lines = (line(0, "a) một"), line(1, "hai", left=1500), line(2, "ba"))
    assert texts(*lines) == ["a) một hai ba"]


def test_more_room_than_usual_ends_a_paragraph() -> None:
    assert texts(line(0, "một"), line(2, "hai"), line(3, "ba")) == ["một", "hai ba"]


def test_titles_stand_in_the_middle_by_themselves() -> None:
    lines = (line(0, "NGHỊ QUYẾT", 4000, 6000, bold=True), line(1, "một"), line(2, "hai"))
    found = paragraphs(lines)
    assert found == [([("NGHỊ QUYẾT", True)], True), ([("một hai", False)], False)]


def test_the_pieces_of_a_row_stay_together_and_rows_apart() -> None:
    row = (line(1, "1", right=1500), line(1, "Cầu Suối Vàng", 2000, 6000), line(1, "120 tỷ", 7000))
    lines = (line(0, "TT", right=1500), line(0, "Dự án", 2000, 6000), *row)
    assert texts(*lines) == ["TT · Dự án", "1 · Cầu Suối Vàng · 120 tỷ"]


def test_columns_are_read_one_after_the_other() -> None:
    first = [line(n, f"trái {n}", right=4500) for n in range(3)]
    second = [line(n, f"phải {n}", left=5500) for n in range(3)]
    assert texts(*first, *second) == ["trái 0 trái 1 trái 2", "phải 0 phải 1 phải 2"]


def test_bold_words_stay_bold_and_spaces_single() -> None:
    top = Line(LEFT, 0, RIGHT, TALL, (("Điều 2. ", True), ("Nguyên  tắc ", False)))
    assert paragraphs([top, line(0, "phân bổ")]) == [
        ([("Điều 2. ", True), ("Nguyên tắc", False)], False),
        ([("phân bổ", False)], False),
    ]


def test_a_page_without_lines_has_no_paragraphs() -> None:
    assert paragraphs([]) == []
