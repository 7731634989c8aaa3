"""Office files become PDFs by the LibreOffice of this machine, in a process that leaves nothing running."""

import os
import select
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from hub.application.intake import AcceptedPaper, IntakeError, Submission
from hub.distribution import office
from hub.distribution.document_intake import IntakeLimits, Tools, accept_paper
from hub.distribution.file_kinds import FileKind
from hub.distribution.office import convert, find_office

OFFICE = find_office()
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
LIMIT = 20.0  # seconds for a process to go
KINDS = {"doc": "MS Word 97", "docx": "MS Word 2007 XML", "odt": "writer8"}


def docx(*paragraphs: str, **more: bytes) -> bytes:
    """The least that is a Word document."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(name, data)
    return packed.getvalue()


def accept(folder: Path, data: bytes, name: str) -> AcceptedPaper:
    path = folder / name
    path.write_bytes(data)
    return accept_paper(Submission(path), IntakeLimits(), Tools(OFFICE, ""))


def as_kind(folder: Path, data: bytes, kind: str) -> bytes:
    """The same document in another format, written by LibreOffice itself."""
    (folder / "source.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'own-profile').as_uri()}"
    form = f"{kind}:{KINDS[kind]}"
    command = [OFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "source.docx")], check=True, capture_output=True)
    return (folder / "out" / f"source.{kind}").read_bytes()


@needs_office
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_an_office_file_is_taken_as_pdf_with_its_text(tmp_path: Path, kind: str) -> None:
    data = as_kind(tmp_path, docx("Tờ trình về Bảng giá đất"), kind)
    paper = accept(tmp_path, data, "to-trinh.bin")
    assert paper.kind == kind
    assert paper.pdf.startswith(b"%PDF-")
    assert paper.facts[0].text == "Tờ trình về Bảng giá đất"


@needs_office
def test_a_mark_in_an_office_file_is_found_and_its_macros_are_named(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        accept(tmp_path, docx("Kế hoạch", "TỐI MẬT"), "a.docx")
    assert caught.value.code == "paper-marked-secret"
    paper = accept(tmp_path, docx("Kế hoạch", **{"word/vbaProject.bin": b"x"}), "b.docx")
    assert paper.stripped == ("macro",)


@needs_office
def test_what_only_pretends_to_be_an_office_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        accept(tmp_path, b"PK\x03\x04 word/document.xml and nothing else", "a.docx")
    assert caught.value.code == "unreadable-office-file"


def test_without_libreoffice_an_office_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        convert(docx("A"), FileKind.DOCX, tmp_path, "")
    assert (caught.value.code, caught.value.facts) == ("office-missing", {"kind": "docx"})


def test_a_converter_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nsleep 600 &\necho $! > started\nwait\n", encoding="utf-8")
    hanging.chmod(0o700)
    monkeypatch.setattr(office, "WALL_S", 2)
    with pytest.raises(IntakeError) as caught:
        convert(docx("A"), FileKind.DOCX, tmp_path, str(hanging))
    assert caught.value.code == "intake-timeout"
    started = int((tmp_path / "started").read_text())
    assert ended(started)


def ended(process: int) -> bool:
    """Whether it ends, or has, even if nobody has taken note yet."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], LIMIT)[0])
    finally:
        os.close(watched)
