"""Bytes decide what a file is; its name does not."""

import pytest

from hub.distribution.file_kinds import FileKind, is_locked, kind_of, left_behind

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"junk first %PDF-1.4", FileKind.PDF),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"MM\x00*", FileKind.TIFF),
        (b"PK\x03\x04 word/document.xml", FileKind.DOCX),
        (b"PK\x03\x04 xl/workbook.bin", FileKind.XLSX),
        (b"PK\x03\x04 ppt/presentation.xml", FileKind.PPTX),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", FileKind.ODT),
        (OLE + utf16("WordDocument"), FileKind.DOC),
        (OLE + utf16("Workbook"), FileKind.XLS),
        (OLE + utf16("PowerPoint Document"), FileKind.PPT),
        (b"PK\x03\x04 evil.exe", None),
        (OLE + utf16("Contacts"), None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_kinds_are_told_by_their_bytes(data: bytes, kind: FileKind | None) -> None:
    assert kind_of(data) is kind


def test_a_locked_office_file_is_known_as_such() -> None:
    assert is_locked(OLE + utf16("EncryptedPackage"))
    assert not is_locked(b"%PDF-1.7 EncryptedPackage")


def test_macros_and_embedded_files_are_named() -> None:
    assert left_behind(b"PK\x03\x04 word/vbaProject.bin") == {"macro"}
    assert left_behind(b"PK\x03\x04 word/embeddings/x.bin") == {"embedded-file"}
    assert left_behind(b"PK\x03\x04 word/document.xml") == frozenset()
