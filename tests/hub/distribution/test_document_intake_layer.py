"""Words laid over a scan are found where they stand on the page, and change nothing of what it shows."""

from __future__ import annotations

import unicodedata
from itertools import product
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from hub.distribution.document_intake_font import NAME
from hub.distribution.document_intake_layer import append_words, is_signed
from hub.distribution.ocr import Line, Word
from tests.hub.distribution.pdf_maker import one_page, raw_pdf, text_pdf

VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
ACCENTS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
PAGE = (500, 800)
CONTENTS = (
    b"",
    b"0.5 0 0 0.5 20 30 cm 1 0 0 RG 0 0 50 50 re S",
    b"q q 0.5 0 0 0.5 0 0 cm",
    b"Q Q 2 0 0 2 0 0 cm",
)


def line(text: str, left: float = 100, top: float = 50) -> Line:
    """Words of 10 points a letter, 12 high, 5 apart."""
    words = []
    for word in text.split():
        words.append(Word(word, 95, left, top, left + 10 * len(word), top + 12))
        left = words[-1].right + 5
    return tuple(words)


def scan(
    path: Path, content: bytes = b"", crop: tuple[int, ...] = (), turned: int = 0, unit: int = 1
) -> Path:
    """A grey picture on a page; `content` is drawn after it and may leave the page's state disturbed."""
    picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 50, 80))
    picture.clear_with(230)
    with pymupdf.open() as document:
        page: Any = document.new_page(width=PAGE[0], height=PAGE[1])
        page.insert_image(page.rect, pixmap=picture)
        if content:
            xref = document.get_new_xref()
            document.update_object(xref, "<<>>")
            document.update_stream(xref, content, new=True)
            both = f"[{page.get_contents()[0]} 0 R {xref} 0 R]"
            document.xref_set_key(page.xref, "Contents", both)
        if crop:
            page.set_cropbox(pymupdf.Rect(crop))
        document.xref_set_key(page.xref, "UserUnit", str(unit))
        page.set_rotation(turned)
        document.save(path)
    return path


def found(page: Any) -> list[tuple[str, list[int]]]:
    """The words of a page and their places as it is shown."""
    return [
        (word[4], [round(side) for side in pymupdf.Rect(word[:4]) * page.rotation_matrix])
        for word in page.get_text("words")
    ]


@pytest.mark.parametrize(
    ("turned", "crop", "content"),
    [*product((0, 90, 180, 270), ((), (50, 60, 400, 700)), CONTENTS)],
)
def test_words_stand_where_they_were_read_on_pages_turned_and_cropped(
    tmp_path: Path, turned: int, crop: tuple[int, ...], content: bytes
) -> None:
    path = scan(tmp_path / "scan.pdf", content, crop, turned)
    with pymupdf.open(path) as before:
        shown = before[0].get_pixmap(dpi=50).samples
    assert append_words(path, {0: (line("Tờ trình"),)}) == {0}
    with pymupdf.open(path) as after:
        assert found(after[0]) == [("Tờ", [100, 50, 120, 62]), ("trình", [125, 50, 175, 62])]
        assert after[0].get_pixmap(dpi=50).samples == shown


def test_words_stand_where_they_were_read_on_a_page_with_a_unit_of_its_own(tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf", unit=2)
    append_words(path, {0: (line("Tờ trình"),)})
    with pymupdf.open(path) as after:
        assert found(after[0])[0] == ("Tờ", [100, 50, 120, 62])


def test_every_vietnamese_letter_is_found_as_it_was_recognised(tmp_path: Path) -> None:
    words = [
        "".join(unicodedata.normalize("NFC", letter + accent) for letter in VOWELS)
        for accent in ACCENTS
    ]
    lines = tuple(
        line(word, 20, 50 + 20 * n) for n, word in enumerate([*words, "đĐ § “1.250” – m²"])
    )
    path = scan(tmp_path / "scan.pdf")
    append_words(path, {0: lines})
    with pymupdf.open(path) as document:
        text = document[0].get_text()
    assert text.split() == [word.text for one in lines for word in one]
    assert unicodedata.is_normalized("NFC", text)


def test_a_line_of_words_is_one_line_however_narrow_its_blanks(tmp_path: Path) -> None:
    words = tuple(Word("chữ", 95, 20 + 20.5 * n, 50, 40 + 20.5 * n, 62) for n in range(10))
    path = scan(tmp_path / "scan.pdf")
    append_words(path, {0: (words,)})
    with pymupdf.open(path) as document:
        assert document[0].get_text().strip() == " ".join(["chữ"] * 10)


def test_the_words_of_a_leaning_line_stand_each_at_its_own_height(tmp_path: Path) -> None:
    leaning = tuple(Word("chữ", 95, 60 * n, 50 + 8 * n, 60 * n + 40, 62 + 8 * n) for n in range(4))
    path = scan(tmp_path / "scan.pdf")
    append_words(path, {0: (leaning,)})
    with pymupdf.open(path) as document:
        assert [box[1] for _, box in found(document[0])] == [50, 58, 66, 74]


def test_the_file_keeps_its_bytes_and_gets_the_words_behind_them(tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf")
    before = path.read_bytes()
    append_words(path, {0: (line("Tờ trình"),)})
    after = path.read_bytes()
    assert after.startswith(before)
    assert len(after) - len(before) < 6_000
    with pymupdf.open(path) as document:
        (font,) = document[0].get_fonts()
        assert font[3] == NAME
        assert not document.is_repaired


def test_resources_that_a_page_inherits_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "inherited.pdf"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    shown = b"<</Length 26>>stream\nBT /F 20 Tf 9 9 Td (A) Tj ET\nendstream"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    path.write_bytes(raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, shown, font))
    append_words(path, {0: (line("Tờ trình"),)})
    with pymupdf.open(path) as document:
        assert sorted(document[0].get_text().split()) == ["A", "Tờ", "trình"]


def test_a_damaged_file_stays_as_it_is(tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf")
    path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    before = path.read_bytes()
    assert append_words(path, {0: (line("Tờ trình"),)}) == frozenset()
    assert path.read_bytes() == before


def test_words_that_would_pass_for_a_mark_of_secrecy_are_left_out(tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf")
    assert append_words(path, {0: (line("MẬT"),)}) == frozenset()
    with pymupdf.open(path) as document:
        assert document[0].get_text() == ""


@pytest.mark.parametrize(
    ("catalogue", "signed"),
    [
        (b"", False),
        (b"/AcroForm<</Fields[]/SigFlags 3>>", True),
        (b"/AcroForm<</Fields[4 0 R]>>", True),
    ],
)
def test_a_signature_is_known_whether_the_file_declares_it_or_not(
    catalogue: bytes, *, signed: bool
) -> None:
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>"
    field = b"<</FT/Sig/Type/Annot/Subtype/Widget/T(s)/Rect[0 0 9 9]/P 3 0 R/V 5 0 R>>"
    objects = (field, value) if catalogue else ()
    with pymupdf.open(
        "pdf", one_page(catalogue, b"/Annots[4 0 R]" if catalogue else b"", *objects)
    ) as pdf:
        assert is_signed(pdf) == signed


def test_a_paper_of_text_is_not_signed() -> None:
    with pymupdf.open("pdf", text_pdf("Tờ trình")) as document:
        assert not is_signed(document)
