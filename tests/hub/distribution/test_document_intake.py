"""Papers go in whole and harmless, or not at all. Every case runs the real child process."""

import hashlib
import random
from pathlib import Path

import pymupdf
import pytest
from msgspec.structs import replace

from hub.application.intake import AcceptedPaper, IntakeError, ReadBy, Submission
from hub.distribution import document_intake
from hub.distribution.document_intake import IntakeLimits, Tools, accept_paper
from protocol.transfer import CHUNK_BYTES
from tests.hub.distribution.pdf_maker import (
    nested_forms,
    one_page,
    png_head,
    raw_pdf,
    text_pdf,
    tiff,
    write,
)

LIMITS = IntakeLimits()
BARE = Tools(office="", tesseract="")
TWO = ("Lại Thu Hà", "Khổng Minh Đạt")
SCRIPT = b"/S/JavaScript/JS(app.alert\\(1\\))"


def accept(
    folder: Path,
    data: bytes,
    name: str = "paper.pdf",
    password: str = "",
    seen_by: tuple[str, ...] = (),
) -> AcceptedPaper:
    return accept_paper(Submission(write(folder, data, name), password, seen_by), LIMITS, BARE)


def refusal(
    folder: Path,
    data: bytes,
    name: str = "paper.pdf",
    password: str = "",
    seen_by: tuple[str, ...] = (),
) -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        accept(folder, data, name, password, seen_by)
    return caught.value


def end_of(folder: Path, data: bytes) -> str:
    """`accepted`, or the code of the refusal."""
    try:
        accept(folder, data)
    except IntakeError as error:
        return error.code
    return "accepted"


def locked(data: bytes, **rights: int | str) -> bytes:
    with pymupdf.open("pdf", data) as document:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, **rights))


def scan(*, pages: int = 1, dpi: int = 150) -> bytes:
    """Pages of pictures without text, a little grainy."""
    side = (595 * dpi // 72, 842 * dpi // 72)
    size = 3 * side[0] * side[1]
    grain = random.Random(7).randbytes(1 << 20).translate(bytes(220 + n // 8 for n in range(256)))
    noise = (grain * (size // len(grain) + 1))[:size]
    picture = pymupdf.Pixmap(pymupdf.csRGB, *side, noise, 0)
    with pymupdf.open() as document:
        for _ in range(pages):
            page = document.new_page(width=595, height=842)
            page.insert_image(page.rect, stream=picture.tobytes("jpg", jpg_quality=95))
        return bytes(document.tobytes())


def test_a_good_paper_is_kept_byte_for_byte_with_a_preview(tmp_path: Path) -> None:
    data = text_pdf("Tờ trình về Bảng giá đất", pages=3)
    paper = accept(tmp_path, data)
    assert (paper.pdf, paper.pages, paper.stripped, paper.repaired) == (data, 3, (), False)
    assert pymupdf.Pixmap(paper.preview).width == 1000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"<!doctype html><title>Bao cao</title>", "not-a-pdf"),
        (b"PK\x03\x04 a zip of something else", "not-a-pdf"),
        (b"MZ\x90\x00 a program", "not-a-pdf"),
        (hashlib.shake_256(b"noise").digest(5000), "not-a-pdf"),
        (b"%PDF-1.7\n" + hashlib.shake_256(b"noise").digest(5000), "unreadable-pdf"),
        (raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"), "no-pages"),
        (one_page(b"/X" + b"[" * 20_000 + b"]" * 20_000), "unreadable-pdf"),
        (one_page().replace(b"595 842", b"9000 842"), "page-too-large"),
        (one_page().replace(b"595 842", b"14400 14400"), "page-too-large"),
        (one_page().replace(b"/Count 1/Kids[3 0 R]", b"/Count 2/Kids[2 0 R]"), "unreadable-pdf"),
    ],
)
def test_what_is_no_paper_is_refused_with_its_reason(
    tmp_path: Path, data: bytes, code: str
) -> None:
    assert refusal(tmp_path, data).code == code


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_intake, "MAX_FILE", 100)
    assert refusal(tmp_path, text_pdf("Dài")).code == "file-too-large"


@pytest.mark.parametrize("name", ["bao-cao.zip", "bao-cao.html", "bao-cao"])
def test_other_kinds_of_files_are_refused(tmp_path: Path, name: str) -> None:
    assert (
        refusal(tmp_path, b"PK\x03\x04 a zip of something else", name).code == "unsupported-format"
    )


def test_a_paper_with_a_password_needs_it_and_is_kept_without(tmp_path: Path) -> None:
    data = locked(text_pdf("Khóa"), user_pw="a", owner_pw="b")
    assert refusal(tmp_path, data).code == "password-required"
    assert refusal(tmp_path, data, password="c").code == "wrong-password"
    paper = accept(tmp_path, data, password="a")
    assert paper.facts[0].text == "Khóa"
    assert accept(tmp_path, paper.pdf, "again.pdf").pages == 1


def test_what_the_owner_forbids_is_kept_and_told(tmp_path: Path) -> None:
    data = locked(text_pdf("Không in"), owner_pw="b", permissions=pymupdf.PDF_PERM_ACCESSIBILITY)
    paper = accept(tmp_path, data)
    assert paper.restrictions == ("annotate", "copy", "modify", "print")
    assert paper.pdf == data


def test_restrictions_outlive_cleaning(tmp_path: Path) -> None:
    with pymupdf.open("pdf", text_pdf("Không in")) as document:
        document.embfile_add("x.exe", b"MZ payload")
        data = document.tobytes()
    cleaned = accept(tmp_path, locked(data, owner_pw="b", permissions=pymupdf.PDF_PERM_PRINT))
    assert cleaned.stripped == ("embedded-file",)
    assert accept(tmp_path, cleaned.pdf, "again.pdf").restrictions == ("annotate", "copy", "modify")


def test_text_and_fingerprints_of_pages_are_told(tmp_path: Path) -> None:
    facts = accept(tmp_path, text_pdf("Tờ trình về Bảng giá đất", pages=2)).facts
    again = accept(tmp_path, text_pdf("Tờ trình về Bảng giá đất", pages=3, title="B")).facts
    changed = accept(tmp_path, text_pdf("Tờ trình về Bảng giá nhà", pages=2)).facts
    assert [page.text for page in facts] == ["", "Tờ trình về Bảng giá đất"]
    assert facts[1].fingerprint == again[2].fingerprint
    assert facts[1].fingerprint != changed[1].fingerprint


def test_a_scan_nobody_could_read_needs_two_people(tmp_path: Path) -> None:
    data = scan(pages=2)
    error = refusal(tmp_path, data, seen_by=("Lại Thu Hà", "LẠI THU HÀ"))
    assert (error.code, error.facts) == ("scan-unchecked", {"pages": 2, "page": 1})
    paper = accept(tmp_path, data, seen_by=TWO)
    assert paper.unread == (1, 2)
    assert [page.read_by for page in paper.facts] == [ReadBy.NOBODY, ReadBy.NOBODY]


def test_a_fine_scan_gets_the_size_terminals_show(tmp_path: Path) -> None:
    data = scan(dpi=300)
    paper = accept(tmp_path, data, seen_by=TWO)
    assert paper.received == len(data)
    assert len(paper.pdf) < len(data) / 2
    with pymupdf.open("pdf", paper.pdf) as document:
        assert document[0].get_image_info()[0]["width"] in (1239, 1240, 1241)


@pytest.mark.parametrize("kind", ["png", "jpg", "tiff"])
def test_a_picture_becomes_a_paper_of_the_size_of_a_sheet(tmp_path: Path, kind: str) -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 600, 300))
    picture.clear_with(200)
    data = tiff(600, 300) if kind == "tiff" else picture.tobytes(kind)
    paper = accept(tmp_path, data, f"anh.{kind}", seen_by=TWO)
    assert paper.kind == kind
    with pymupdf.open("pdf", paper.pdf) as document:
        assert (round(document[0].rect.width), round(document[0].rect.height)) == (842, 421)


def test_a_bomb_of_a_picture_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    assert refusal(tmp_path, png_head(20_000, 20_000), "a.png").code == "image-too-large"
    head = b"<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray"
    bomb = (
        head
        + b"/BitsPerComponent 8/Filter/FlateDecode/Length 8>>stream\nx\x9c\x03\0\0\0\0\1\nendstream"
    )
    page = b"/Resources<</XObject<</I 4 0 R>>>>"
    assert refusal(tmp_path, one_page(b"", page, bomb)).code == "image-too-large"


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0 no more", b"\x89PNG\r\n\x1a\n", b"II*\x00\xff\xff"]
)
def test_a_damaged_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data).code == "unreadable-image"


def test_a_photograph_cut_short_is_refused_though_its_upper_part_could_be_shown(
    tmp_path: Path,
) -> None:
    picture = pymupdf.Pixmap(pymupdf.csGRAY, 400, 400, random.Random(2).randbytes(160_000), 0)
    data = picture.tobytes("jpg")
    assert refusal(tmp_path, data[: len(data) // 2], seen_by=TWO).code == "unreadable-image"
    assert accept(tmp_path, data + b"what a camera adds", seen_by=TWO).pages == 1


def test_random_damage_never_breaks_more_than_the_paper(tmp_path: Path) -> None:
    good, chance = text_pdf("Tờ trình", pages=4), random.Random(3)
    ends = set()
    for _ in range(5):
        data = bytearray(good)
        for _ in range(30):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        ends.add(end_of(tmp_path, bytes(data)))
    assert ends <= {"accepted", "unreadable-pdf", "no-pages", "page-too-large", "scan-unchecked"}


def test_a_truncated_paper_is_repaired_and_says_so(tmp_path: Path) -> None:
    data = text_pdf("Trang một", pages=2)
    paper = accept(tmp_path, data[: data.rindex(b"xref")])
    assert paper.repaired
    assert paper.pages == 2
    assert paper.pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"#!/bin/sh\nrm -rf .\n", b""), (b"\xef\xbb\xbf", b""), (b"", b"PK\x03\x04" + bytes(2000))],
)
def test_what_stands_around_a_paper_does_not_get_in(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    """Terminals open what begins as a PDF, and nothing else."""
    paper = accept(tmp_path, before + text_pdf("Trang một") + after)
    assert paper.pdf.startswith(b"%PDF-")
    assert paper.pdf.rstrip().endswith(b"%%EOF")
    assert paper.repaired


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (one_page(b"/OpenAction<<" + SCRIPT + b">>"), "javascript"),
        (one_page(b"/OpenAction 4 0 R", b"", b"<<" + SCRIPT + b">>"), "javascript"),
        (one_page(b"/OpenAction<</S/J#61vaScript/JS(1)>>"), "javascript"),
        (one_page(b"/Names<</JavaScript<</Names[(a)<<" + SCRIPT + b">>]>>>>"), "javascript"),
        (one_page(b"/AA<</WC<<" + SCRIPT + b">>>>"), "automatic-action"),
        (one_page(b"", b"/AA<</O<<" + SCRIPT + b">>>>"), "automatic-action"),
        (
            one_page(
                b"",
                b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>]",
            ),
            "launch-action",
        ),
        (one_page(b"/OpenAction<</S/SubmitForm/F(http://a.invalid)>>"), "form-submission"),
        (one_page(b"/AcroForm<</XFA(x)/Fields[]>>"), "form-script"),
    ],
)
def test_active_content_is_taken_out_and_reported(tmp_path: Path, data: bytes, kind: str) -> None:
    paper = accept(tmp_path, data)
    assert kind in paper.stripped
    for trace in (b"JavaScript", b"alert", b"cmd.exe", b"SubmitForm", b"XFA"):
        assert trace not in paper.pdf
    assert accept(tmp_path, paper.pdf, "again.pdf").stripped == ()


def test_an_attached_file_does_not_get_in(tmp_path: Path) -> None:
    with pymupdf.open("pdf", text_pdf("Kèm tệp")) as document:
        document.embfile_add("x.exe", b"MZ payload")
        document[0].add_file_annot((72, 72), b"MZ payload", "y.exe")
        data = document.tobytes()
    paper = accept(tmp_path, data)
    assert "embedded-file" in paper.stripped
    with pymupdf.open("pdf", paper.pdf) as cleaned:
        assert cleaned.embfile_count() == 0
        streams = [cleaned.xref_stream(x) for x in range(1, cleaned.xref_length())]
    assert not any(stream and b"MZ payload" in stream for stream in streams)


def test_links_inside_the_paper_stay(tmp_path: Path) -> None:
    data = one_page(
        b"/OpenAction[3 0 R/Fit]/Lang(a \\(b\\) /JS <</AA)",
        b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://a.invalid/)>>>>]",
    )
    assert accept(tmp_path, data).pdf == data


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật"])
def test_a_stamped_paper_is_refused_and_only_its_fingerprint_kept(
    tmp_path: Path, mark: str
) -> None:
    data = text_pdf("Kế hoạch phòng thủ", mark, pages=3)
    error = refusal(tmp_path, data)
    assert error.code == "paper-marked-secret"
    assert error.facts == {"sha256": hashlib.sha256(data).hexdigest()}


def test_marks_in_metadata_and_file_name_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, text_pdf("A", keywords="mật")).code == "paper-marked-secret"
    assert refusal(tmp_path, text_pdf("A"), "[MẬT] A.pdf").code == "paper-marked-secret"


def test_a_mark_on_a_layer_that_is_hidden_is_refused(tmp_path: Path) -> None:
    with pymupdf.open("pdf", text_pdf("Kế hoạch")) as document:
        hidden = document.add_ocg("dấu", on=False)
        with pymupdf.open("pdf", text_pdf("TUYỆT MẬT")) as stamp:
            document[0].show_pdf_page(pymupdf.Rect(300, 0, 590, 400), stamp, oc=hidden)
        data = document.tobytes()
    assert refusal(tmp_path, data).code == "paper-marked-secret"


def test_a_mark_as_the_author_of_a_note_is_refused(tmp_path: Path) -> None:
    with pymupdf.open("pdf", text_pdf("Kế hoạch")) as document:
        document[0].add_stamp_annot((300, 40, 400, 80)).set_info(title="MẬT")
        data = document.tobytes()
    assert refusal(tmp_path, data).code == "paper-marked-secret"


def test_the_word_in_ordinary_sentences_is_no_mark(tmp_path: Path) -> None:
    lines = ("Mật độ xây dựng không quá 45%", "Bảo vệ bí mật nhà nước", "Số: 12/BC-STC")
    assert accept(tmp_path, text_pdf(*lines), "mat-do.pdf").pages == 1


def test_a_bomb_is_stopped_by_the_clock_of_its_process(tmp_path: Path) -> None:
    path = write(tmp_path, nested_forms(9))
    with pytest.raises(IntakeError) as caught:
        accept_paper(Submission(path), replace(LIMITS, cpu_s=1), BARE)
    assert caught.value.code == "intake-timeout"


def test_a_child_that_hangs_or_dies_is_a_refusal(tmp_path: Path) -> None:
    path = write(tmp_path, text_pdf("A"))
    with pytest.raises(IntakeError) as late:
        accept_paper(Submission(path), replace(LIMITS, wall_s=0), BARE)
    with pytest.raises(IntakeError) as dead:
        accept_paper(Submission(path), replace(LIMITS, output=10), BARE)
    assert (late.value.code, dead.value.code) == ("intake-timeout", "intake-crashed")


def test_the_preview_of_a_noisy_scan_fits_into_one_chunk(tmp_path: Path) -> None:
    side = 1500
    noise = random.Random(1).randbytes(side * side * 3)
    picture = pymupdf.Pixmap(pymupdf.csRGB, side, side, noise, 0)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(page.rect, pixmap=picture)
        document.save(tmp_path / "scan.pdf")

    accepted = accept_paper(Submission(tmp_path / "scan.pdf", seen_by=TWO), LIMITS, BARE)

    assert 0 < len(accepted.preview) <= CHUNK_BYTES
