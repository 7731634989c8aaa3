"""Small PDFs for the intake tests, good and bad."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pymupdf

FONTS = Path(__file__).parents[3] / "hub" / "papers" / "fonts"
SERIF = str(FONTS / "LiberationSerif-Regular.ttf")


def text_pdf(*lines: str, pages: int = 1, **metadata: str) -> bytes:
    """A PDF with `lines` on its last page, one paragraph each, in a font with Vietnamese letters."""
    with pymupdf.open() as document:
        *_, page = [document.new_page() for _ in range(pages)]
        for number, line in enumerate(lines):
            at = (72, 90 + 40 * number)
            page.insert_text(at, line, fontname="serif", fontfile=SERIF, fontsize=13)
        document.set_metadata(metadata)
        return document.tobytes(garbage=3, deflate=True)


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF written object by object; object 1 is the catalogue."""
    parts, offsets = [b"%PDF-1.7\n"], []
    for number, body in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (len(objects) + 1, trailer))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


def one_page(catalogue: bytes = b"", page: bytes = b"", *more: bytes) -> bytes:
    """A one-page PDF with extra keys in its catalogue and page, and objects from 4 on."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + page + b">>",
        *more,
    )


def nested_forms(depth: int) -> bytes:
    """Each form draws the next ten times: 10 to the power of `depth` rectangles."""
    first = 5
    forms = []
    for level in range(depth):
        draw = b"/F Do " * 10 if level < depth - 1 else b"0 0 9 9 re f "
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (first + level + 1)
        inner = inner if level < depth - 1 else b""
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]%b/Length %d>>stream\n%b\nendstream"
            % (inner, len(draw), draw)
        )
    page = b"/Contents 4 0 R/Resources<</XObject<</F %d 0 R>>>>" % first
    return one_page(b"", page, b"<</Length 5>>stream\n/F Do\nendstream", *forms)


def tiff(width: int, height: int) -> bytes:
    """A grey TIFF of one strip."""
    pixels = bytes(width * height)
    sizes = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 278: height, 279: len(pixels)}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sizes.items())
    directory = struct.pack("<H", len(sizes)) + entries + bytes(4)
    return b"II*\x00" + struct.pack("<I", 8 + len(pixels)) + pixels + directory


def png_head(width: int, height: int) -> bytes:
    """A grey PNG that says it has `width` by `height` pixels, and has none."""
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0),
        b"IDAT": b"",
        b"IEND": b"",
    }
    made = [b"\x89PNG\r\n\x1a\n"]
    for name, body in parts.items():
        made += [
            struct.pack(">I", len(body)),
            name,
            body,
            struct.pack(">I", zlib.crc32(name + body)),
        ]
    return b"".join(made)


def write(folder: Path, data: bytes, name: str = "paper.pdf") -> Path:
    """Put `data` into a file."""
    path = folder / name
    path.write_bytes(data)
    return path
