"""What tesseract's table says becomes lines of words; nothing else in it matters."""

import unicodedata

import pytest

from hub.distribution import ocr
from hub.distribution.ocr import Word, read_table, written

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)
TABLE = "\n".join(
    (
        HEAD,
        "1\t1\t0\t0\t0\t0\t0\t0\t1240\t1755\t-1\t",
        "4\t1\t1\t1\t1\t0\t10\t20\t80\t12\t-1\t",
        f"5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\t{unicodedata.normalize('NFD', 'Tờ')}",
        "5\t1\t1\t1\t1\t2\t44\t21\t46\t11\t91\ttrình",
        "5\t1\t2\t1\t1\t1\t10\t40\t30\t12\t3\t ",
        "5\t1\t3\t1\t1\t1\t10\t60\t30\t12\t88\tSố:",
        "",
    )
)


def test_words_stand_in_their_lines_composed_and_with_their_places() -> None:
    first, second = read_table(TABLE)
    assert first == (Word("Tờ", 96.5, 10, 20, 40, 32), Word("trình", 91, 44, 21, 90, 32))
    assert [written(line) for line in (first, second)] == ["Tờ trình", "Số:"]


@pytest.mark.parametrize("table", ["", HEAD, "5\t1\t1", "nothing of a table\n" * 3])
def test_a_picture_without_words_and_an_unknown_table_have_no_lines(table: str) -> None:
    assert read_table(table) == []


def test_a_picture_of_more_words_than_any_page_has_is_read_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "MAX_WORDS", 2)
    assert [written(line) for line in read_table(TABLE)] == ["Tờ trình"]
