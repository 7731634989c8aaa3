"""A stamp is found; the word in ordinary writing is not."""

import unicodedata

import pytest

from hub.distribution.secrecy_marks import (
    file_name_is_marked,
    line_is_marked,
    metadata_is_marked,
    paragraph_is_marked,
)


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT  MẬT",
        "[MẬT]",
        "M Ậ T",
        "Độ mật: Mật",
        "ĐỘ MẬT: TỐI MẬT",
        "Mức độ mật: Tuyệt mật",
        "Số: 05/TTr-UBND (M)",
        "Số: 05/BC-UBND-TM",
        unicodedata.normalize("NFD", "TỐI MẬT"),
    ],
)
def test_marks_on_a_page_are_found(line: str) -> None:
    assert line_is_marked(line)


@pytest.mark.parametrize(
    "line",
    [
        "mật",
        "Mật độ dân số bình quân 412 người/km²",
        "MẬT ĐỘ XÂY DỰNG",
        "BÍ MẬT",
        "Công tác bảo vệ bí mật nhà nước",
        "Độ mật: Không",
        "Số: 05/TTr-UBND",
        "Số: 45/KH-STM",
        "Hộ nuôi ong lấy mật",
        "",
    ],
)
def test_the_word_in_ordinary_writing_is_no_mark(line: str) -> None:
    assert not line_is_marked(line)


def test_a_heading_broken_before_its_last_word_is_no_mark() -> None:
    assert not paragraph_is_marked(["QUY CHẾ BẢO VỆ BÍ", "MẬT"])
    assert paragraph_is_marked(["ỦY BAN NHÂN DÂN", "MẬT"])


@pytest.mark.parametrize(
    "name",
    [
        "[MẬT] tờ trình.pdf",
        "05-BC-UBND-M.pdf",
        "05-BC-UBND(TM).pdf",
        "báo cáo tối mật.pdf",
        "to-trinh_MẬT.pdf",
        "bao-cao-toi-mat.pdf",
    ],
)
def test_marked_file_names_are_found(name: str) -> None:
    assert file_name_is_marked(name)


@pytest.mark.parametrize(
    "name",
    ["mat-do-dan-so.pdf", "MẬT ĐỘ XÂY DỰNG.pdf", "bảo vệ bí mật.pdf", "05-to-trinh.pdf", "m.pdf"],
)
def test_harmless_file_names_pass(name: str) -> None:
    assert not file_name_is_marked(name)


def test_metadata_is_a_mark_only_when_it_says_nothing_else() -> None:
    assert metadata_is_marked("kế hoạch, mật")
    assert metadata_is_marked("[TỐI MẬT] Kế hoạch")
    assert not metadata_is_marked("Báo cáo mật độ xây dựng")
    assert not metadata_is_marked("Luật Bảo vệ bí mật nhà nước")
