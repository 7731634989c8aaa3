"""What a file is by its first bytes and the names inside it, whatever it is called. Pure.

An office file is only told apart here, not opened: the names of its parts stand uncompressed in a zip and
as UTF-16 in an OLE container. A file that lies about its parts is refused by the converter.
"""

from __future__ import annotations

from enum import StrEnum

MAGIC_WITHIN = 1024  # bytes; readers accept a PDF header anywhere in the first kilobyte


class FileKind(StrEnum):
    """The kinds that are taken in; the value is the usual ending of the name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tiff"
    DOC = "doc"
    DOCX = "docx"
    XLS = "xls"
    XLSX = "xlsx"
    PPT = "ppt"
    PPTX = "pptx"
    ODT = "odt"


IMAGES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.TIFF})
OFFICE = frozenset(FileKind) - IMAGES - {FileKind.PDF}

_IMAGE_MAGIC = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
)
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_PARTS = (
    (b"application/vnd.oasis.opendocument.text", FileKind.ODT),
    (b"word/document.xml", FileKind.DOCX),
    (b"xl/workbook.", FileKind.XLSX),
    (b"ppt/presentation.xml", FileKind.PPTX),
)
_OLE_PARTS = (
    ("WordDocument", FileKind.DOC),
    ("PowerPoint Document", FileKind.PPT),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
)
_MACROS = (b"vbaProject.bin", b"Basic/script-l", "_VBA_PROJECT".encode("utf-16-le"))
_EMBEDDED = (b"/embeddings/", b"ObjectReplacements/", "ObjectPool".encode("utf-16-le"))
_LOCKED = ("EncryptedPackage".encode("utf-16-le"), b"manifest:encryption-data")


def kind_of(data: bytes) -> FileKind | None:
    """The kind of the file; None if it is none that is taken in."""
    if b"%PDF-" in data[:MAGIC_WITHIN]:
        return FileKind.PDF
    for magic, kind in _IMAGE_MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_ZIP):
        return next((kind for part, kind in _ZIP_PARTS if part in data), None)
    if data.startswith(_OLE):
        names = ((name.encode("utf-16-le"), kind) for name, kind in _OLE_PARTS)
        return next((kind for name, kind in names if name in data), None)
    return None


def is_locked(data: bytes) -> bool:
    """Whether it is an office file that needs a password; its kind cannot be told then."""
    return data.startswith((_ZIP, _OLE)) and any(trace in data for trace in _LOCKED)


def left_behind(data: bytes) -> frozenset[str]:
    """What of an office file does not come through its conversion, named as for a PDF."""
    found = {"macro"} if any(trace in data for trace in _MACROS) else set()
    if any(trace in data for trace in _EMBEDDED):
        found.add("embedded-file")
    return frozenset(found)
