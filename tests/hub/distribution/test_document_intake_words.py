"""What tesseract reads in a scan goes into the paper; every case runs the real child process.

The recogniser is a script that says the same of every picture, where its own skill does not matter.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from hub.application.intake import AcceptedPaper, ReadBy, Submission
from hub.application.paper_wording import notes
from hub.distribution.document_intake import IntakeLimits, Tools, accept_paper
from hub.distribution.document_intake_pages import SURE, worth_keeping
from hub.distribution.ocr import Word, find_tesseract
from tests.hub.distribution.pdf_maker import SERIF, text_pdf, write

LIMITS = IntakeLimits()
A4 = (595, 842)
DPI = 120  # of the picture that the child hands over
READ = (
    ("Tờ", 96, (300, 150, 340, 180)),
    ("trình", 95, (350, 150, 420, 180)),
    ("kháng", SURE - 1, (430, 150, 520, 180)),
    ("|", 97, (530, 150, 534, 180)),
)


def recogniser(folder: Path, words: tuple[tuple[str, float, tuple[int, ...]], ...] = READ) -> Tools:
    """A program that reads `words` with confidence and box in pixels in any picture, lines by their top."""
    rows = [
        f"5\t1\t1\t1\t{top}\t{n}\t{left}\t{top}\t{right - left}\t{bottom - top}\t{sure}\t{text}"
        for n, (text, sure, (left, top, right, bottom)) in enumerate(words, 1)
    ]
    table, program = folder / "table.tsv", folder / "tesseract"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    program.write_text(f"#!/bin/sh\nexec /bin/cat '{table}'\n", encoding="utf-8")
    program.chmod(0o755)
    return Tools(office="", tesseract=str(program))


def scan(*lines: str, pages: int = 1, header: str = "") -> bytes:
    """Pages that are one grey picture of `lines` each, and `header` written on them."""
    with pymupdf.open() as sheet, pymupdf.open() as document:
        drawn: Any = sheet.new_page(width=A4[0], height=A4[1])
        for number, line in enumerate(lines):
            at = (72, 90 + 30 * number)
            drawn.insert_text(at, line, fontname="serif", fontfile=SERIF, fontsize=13)
        picture = drawn.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
        for _ in range(pages):
            page: Any = document.new_page(width=A4[0], height=A4[1])
            page.insert_image(page.rect, stream=picture.tobytes("jpg", jpg_quality=85))
            page.insert_text((72, 30), header, fontname="serif", fontfile=SERIF, fontsize=11)
        return bytes(document.tobytes(garbage=3, deflate=True))


def signed(data: bytes) -> bytes:
    """`data` with a field that says it holds a digital signature."""
    with pymupdf.open("pdf", data) as document:
        catalogue = document.pdf_catalog()
        document.xref_set_key(catalogue, "AcroForm", "<</SigFlags 3/Fields[]>>")
        return bytes(document.tobytes())


def accept(folder: Path, data: bytes, tools: Tools) -> AcceptedPaper:
    return accept_paper(Submission(write(folder, data)), LIMITS, tools)


def words_of(paper: AcceptedPaper, page: int = 0) -> list[str]:
    with pymupdf.open("pdf", paper.pdf) as document:
        return str(document[page].get_text()).split()


def test_words_of_a_scan_are_kept_in_the_paper_where_they_stand(tmp_path: Path) -> None:
    data = scan("Một trang chữ", pages=2)
    paper = accept(tmp_path, data, recogniser(tmp_path))
    assert [(page.text, page.read_by) for page in paper.facts] == [("Tờ trình", ReadBy.OCR)] * 2
    assert paper.pdf.startswith(data)
    with pymupdf.open("pdf", paper.pdf) as document:
        (left, top, right, bottom, word, *_), _ = document[1].get_text("words")
    assert word == "Tờ"
    places = [round(side * DPI / 72) for side in (left, top, right, bottom)]
    assert all(abs(a - b) <= 1 for a, b in zip(places, (300, 150, 340, 180), strict=True))
    assert notes(paper, "vi") == ["máy nhận dạng chữ trên 2 trang quét, có thể sai sót"]


def test_a_paper_taken_in_again_stays_as_it_is(tmp_path: Path) -> None:
    tools = recogniser(tmp_path)
    paper = accept(tmp_path, scan("Một trang chữ"), tools)
    again = accept(tmp_path, paper.pdf, tools)
    assert again.pdf == paper.pdf
    assert again.facts[0].fingerprint == paper.facts[0].fingerprint


def test_a_header_written_on_a_scan_is_not_read_a_second_time(tmp_path: Path) -> None:
    across_header = ("Số:", 95, (125, 36, 150, 52))
    tools = recogniser(tmp_path, (across_header, *READ))
    paper = accept(tmp_path, scan("Một trang chữ", header="Số: 12/BC-UBND"), tools)
    assert sorted(words_of(paper)) == ["12/BC-UBND", "Số:", "Tờ", "trình"]
    assert paper.facts[0].text == "Số: 12/BC-UBND\nTờ trình"


def test_a_signed_scan_stays_byte_for_byte_and_the_clerk_is_told(tmp_path: Path) -> None:
    data = signed(scan("Một trang chữ"))
    paper = accept(tmp_path, data, recogniser(tmp_path))
    assert paper.pdf == data
    assert paper.signed
    assert paper.facts[0].text == "Tờ trình"
    (note,) = notes(paper, "vi")
    assert note.startswith("máy nhận dạng chữ trên 1 trang quét, không ghi vào tệp vì có chữ ký số")


def test_the_pictures_of_a_signed_scan_are_not_made_smaller(tmp_path: Path) -> None:
    """Nor where the file does not declare that it is signed."""
    grain = (
        random.Random(7).randbytes(2500 * 3500).translate(bytes(200 + n // 5 for n in range(256)))
    )
    with pymupdf.open() as document:
        page: Any = document.new_page(width=A4[0], height=A4[1])
        page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 2500, 3500, grain, 0))
        plain = document.tobytes(deflate=True)
        field, value = document.get_new_xref(), document.get_new_xref()
        document.update_object(value, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>")
        document.update_object(field, f"<</FT/Sig/T(s)/V {value} 0 R>>")
        form = f"<</Fields[{field} 0 R]>>"
        document.xref_set_key(document.pdf_catalog(), "AcroForm", form)
        undeclared = document.tobytes(deflate=True)
    assert len(accept(tmp_path, plain, recogniser(tmp_path)).pdf) < len(plain) / 2
    assert accept(tmp_path, undeclared, recogniser(tmp_path)).pdf == undeclared


def test_a_signature_that_is_void_keeps_no_words_out(tmp_path: Path) -> None:
    with pymupdf.open("pdf", signed(scan("Một trang chữ"))) as document:
        document.embfile_add("x.exe", b"MZ payload")
        data = document.tobytes()
    paper = accept(tmp_path, data, recogniser(tmp_path))
    assert "signature" in paper.stripped
    assert words_of(paper) == ["Tờ", "trình"]


def test_a_signature_under_a_password_is_told_as_void(tmp_path: Path) -> None:
    with pymupdf.open("pdf", signed(scan("Một trang chữ"))) as document:
        aes = pymupdf.PDF_ENCRYPT_AES_256
        path = write(tmp_path, document.tobytes(encryption=aes, user_pw="a", owner_pw="b"))
    paper = accept_paper(Submission(path, password="a"), LIMITS, recogniser(tmp_path))
    assert paper.stripped == ("signature",)
    assert words_of(paper) == ["Tờ", "trình"]


def test_what_the_owner_forbids_stays_forbidden(tmp_path: Path) -> None:
    with pymupdf.open("pdf", scan("Một trang chữ")) as document:
        aes = pymupdf.PDF_ENCRYPT_AES_256
        data = document.tobytes(encryption=aes, owner_pw="b", permissions=pymupdf.PDF_PERM_COPY)
    paper = accept(tmp_path, data, recogniser(tmp_path))
    assert words_of(paper) == ["Tờ", "trình"]
    assert accept(tmp_path, paper.pdf, recogniser(tmp_path)).restrictions == paper.restrictions


def test_a_picture_sent_as_a_paper_has_its_words_too(tmp_path: Path) -> None:
    with pymupdf.open("pdf", scan("Một trang chữ")) as document:
        data = document[0].get_pixmap(dpi=DPI).tobytes("png")
    assert words_of(accept(tmp_path, data, recogniser(tmp_path))) == ["Tờ", "trình"]


def test_words_left_out_never_make_a_mark_of_those_that_stay(tmp_path: Path) -> None:
    """Terminals would refuse the page, though "BÍ MẬT" marks nothing."""
    read = (
        ("BÍ", SURE - 1, (300, 150, 340, 180)),
        ("MẬT", 96, (350, 150, 420, 180)),
        ("Kế", 96, (300, 400, 340, 430)),
        ("hoạch", 96, (350, 400, 420, 430)),
    )
    paper = accept(tmp_path, scan("Một trang chữ"), recogniser(tmp_path, read))
    assert words_of(paper) == []
    assert (paper.facts[0].text, paper.facts[0].read_by) == ("", ReadBy.NOBODY)


def test_a_page_on_its_side_is_not_understood_and_the_clerk_is_told(tmp_path: Path) -> None:
    read = tuple((text, SURE - 1, box) for text, _, box in READ[1:])
    paper = accept(tmp_path, scan("Một trang chữ"), recogniser(tmp_path, (READ[0], *read)))
    assert (paper.facts[0].text, paper.facts[0].read_by) == ("", ReadBy.NOBODY)
    assert notes(paper, "vi") == ["1 trang quét không tìm được chữ"]


def test_what_is_legible_of_a_page_that_is_not_is_kept(tmp_path: Path) -> None:
    data = text_pdf("TRẬT TỰ", "\u25a0\u25a1\u25a0" * 20)
    assert accept(tmp_path, data, recogniser(tmp_path, ())).facts[0].text == "TRẬT TỰ"


def test_a_page_of_text_is_left_alone() -> None:
    word = Word("Tờ", 99, 300, 150, 340, 180)
    lines = tuple(f"Dòng {n} của một trang có chữ đọc được" for n in range(12))
    with pymupdf.open("pdf", text_pdf(*lines)) as document:
        page: Any = document[0]
        assert worth_keeping(page, page.get_text(), [(word,)]) == ()


def test_signs_that_mean_nothing_do_not_stand_for_the_words_under_them() -> None:
    """A font that does not say what its letters are: only what is seen can be read."""
    word = Word("Tờ", 99, 75, 80, 85, 90)
    with pymupdf.open("pdf", text_pdf("\u25a0\u25a1\u25a0")) as document:
        assert worth_keeping(document[0], "", [(word,)]) == ((word,),)
    with pymupdf.open("pdf", text_pdf("Tờ trình")) as document:
        assert worth_keeping(document[0], "Tờ trình", [(word,)]) == ()


@pytest.mark.skipif(not find_tesseract(), reason="tesseract with `vie` is not installed")
def test_a_sentence_of_a_real_scan_is_found_in_the_paper(tmp_path: Path) -> None:
    sentence = "Ủy ban nhân dân tỉnh báo cáo tình hình ngân sách năm 2026."
    tools = Tools(office="", tesseract=find_tesseract())
    paper = accept(tmp_path, scan(sentence), tools)
    assert " ".join(words_of(paper)) == sentence
