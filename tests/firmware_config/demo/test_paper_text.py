"""Marked text becomes the parts the template sets."""

from firmware_config.demo.paper_text import blocks


def test_marks_decide_the_kind_of_a_line() -> None:
    body = "# I. Thu\n^ QUYẾT NGHỊ:\n_ Căn cứ Luật;\nĐiều 2. Giao Sở.\n\n- Đoạn văn"
    assert [(part["kind"], part["text"]) for part in blocks(body)] == [
        ("heading", "I. Thu"),
        ("centre", "QUYẾT NGHỊ:"),
        ("basis", "Căn cứ Luật;"),
        ("article", "Giao Sở."),
        ("paragraph", "- Đoạn văn"),
    ]


def test_rows_that_follow_each_other_are_one_table() -> None:
    table, text = blocks("| a | b |\n| 1 | 2 |\nsau bảng")
    assert table == {"kind": "table", "rows": [["a", "b"], ["1", "2"]]}
    assert text["kind"] == "paragraph"
