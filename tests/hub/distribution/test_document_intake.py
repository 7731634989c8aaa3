"""Papers go in whole and harmless, or not at all. Every case runs the real child process."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from hub.application.intake import AcceptedPaper, IntakeError
from hub.distribution import document_intake
from hub.distribution.document_intake import IntakeLimits, accept_pdf
from protocol.transfer import CHUNK_BYTES
from tests.hub.distribution.pdf_maker import nested_forms, one_page, raw_pdf, text_pdf, write

LIMITS = IntakeLimits()
SCRIPT = b"/S/JavaScript/JS(app.alert\\(1\\))"


def accept(folder: Path, data: bytes, name: str = "paper.pdf") -> AcceptedPaper:
    return accept_pdf(write(folder, data, name), LIMITS)


def refusal(folder: Path, data: bytes, name: str = "paper.pdf") -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        accept(folder, data, name)
    return caught.value


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
        (hashlib.shake_256(b"noise").digest(5000), "not-a-pdf"),
        (b"%PDF-1.7\n" + hashlib.shake_256(b"noise").digest(5000), "unreadable-pdf"),
        (raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"), "no-pages"),
        (one_page().replace(b"595 842", b"9000 842"), "page-too-large"),
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


def test_a_paper_with_a_password_is_refused(tmp_path: Path) -> None:
    with pymupdf.open("pdf", text_pdf("Khóa")) as document:
        locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    assert refusal(tmp_path, locked).code == "password-required"


def test_a_truncated_paper_is_repaired_and_says_so(tmp_path: Path) -> None:
    data = text_pdf("Trang một", pages=2)
    paper = accept(tmp_path, data[: data.rindex(b"xref")])
    assert paper.repaired
    assert paper.pages == 2
    assert paper.pdf.startswith(b"%PDF-")


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


def test_the_word_in_ordinary_sentences_is_no_mark(tmp_path: Path) -> None:
    lines = ("Mật độ xây dựng không quá 45%", "Bảo vệ bí mật nhà nước", "Số: 12/BC-STC")
    assert accept(tmp_path, text_pdf(*lines), "mat-do.pdf").pages == 1


def test_a_bomb_is_stopped_by_the_clock_of_its_process(tmp_path: Path) -> None:
    path = write(tmp_path, nested_forms(9))
    with pytest.raises(IntakeError) as caught:
        accept_pdf(path, replace(LIMITS, cpu_s=1))
    assert caught.value.code == "intake-timeout"


def test_a_child_that_hangs_or_dies_is_a_refusal(tmp_path: Path) -> None:
    path = write(tmp_path, text_pdf("A"))
    with pytest.raises(IntakeError) as late:
        accept_pdf(path, replace(LIMITS, wall_s=0))
    with pytest.raises(IntakeError) as dead:
        accept_pdf(path, replace(LIMITS, output=10))
    assert (late.value.code, dead.value.code) == ("intake-timeout", "intake-crashed")


def test_the_preview_of_a_noisy_scan_fits_into_one_chunk(tmp_path: Path) -> None:
    side = 1500
    noise = random.Random(1).randbytes(side * side * 3)
    picture = pymupdf.Pixmap(pymupdf.csRGB, side, side, noise, 0)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(page.rect, pixmap=picture)
        document.save(tmp_path / "scan.pdf")

    accepted = accept_pdf(tmp_path / "scan.pdf", IntakeLimits())

    assert 0 < len(accepted.preview) <= CHUNK_BYTES
