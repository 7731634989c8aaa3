"""A stamp is found; the word in ordinary writing is not."""

import unicodedata

import pytest

from protocol.secrecy import (
    file_name_is_marked,
    line_is_marked,
    metadata_is_marked,
    page_is_marked,
    paragraph_is_marked,
    reading_is_marked,
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
        "T U Y Ệ T   M Ậ T",
        "MẬT   MẬT   MẬT",
        "TÀI LIỆU TỐI MẬT",
        "Số: 12/BC-UBND          MẬT",
        "KẾ HOẠCH PHÒNG THỦ (TỐI MẬT)",
        "\u041c\u1eacT",  # a Cyrillic М
        "M\u200bẬ\u200bT",
        "tuyÖt mËt",
        "TUYEÄT MAÄT",
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


def test_a_heading_broken_after_its_first_word_is_no_mark() -> None:
    assert not paragraph_is_marked(["MẬT", "ĐỘ", "(người/km²)"])
    assert paragraph_is_marked(["MẬT", "Độ khẩn: Hỏa tốc"])


def test_letters_set_one_by_one_are_a_mark_however_they_fall_apart() -> None:
    assert page_is_marked([["Báo cáo"], ["T", "Ố", "I"], [" "], ["M Ậ"], ["T"], ["Kính gửi"]])
    assert not page_is_marked([["1", "2"], ["Mật độ"], ["M", "A", "T"], ["NH", "Ậ", "T"]])


def test_a_machine_may_misread_an_accent_of_a_mark_but_not_its_letters() -> None:
    assert reading_is_marked(["BÁO CÁO", "TUYẾT MẬT"])
    assert reading_is_marked(["Tốt MẬT"])
    assert not reading_is_marked(["NHẬT", "BÍ MẬT", "MẶT BẰNG", "mật"])


@pytest.mark.parametrize(
    "name",
    [
        "[MẬT] tờ trình.pdf",
        "05-BC-UBND-M.pdf",
        "05-BC-UBND(TM).pdf",
        "05-BC-UBND-TM.docx",
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
