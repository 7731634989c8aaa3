"""A font that shows nothing, for words that are found and not seen: every code is its own Unicode letter.

A composite font (ISO 32000-1, 9.7) whose codes are UTF-16, with one empty glyph for all of them. Letters
are half as wide as the font is high, a blank has no width, so that each word ends where it was placed.
"""

from __future__ import annotations

import struct

from hub.distribution.document_intake_pdf import Document

NAME = "GlyphLessFont"  # what readers take for the text of a recogniser
ASCENT, DESCENT, ADVANCE = 800, -200, 500  # thousandths of the font's size
_EM = 1000


def add_font(document: Document) -> int:
    """Add the font to an open PDF; returns its xref."""
    file = _stream(document, f"/Length1 {len(_file())}", _file())
    glyphs = _stream(document, "", bytes(2 * 0x10000))
    letters = _stream(document, "", _letters())
    look = f"/Flags 4/FontBBox[0 {DESCENT} {ADVANCE} {ASCENT}]/ItalicAngle 0/StemV 80"
    metrics = f"/Ascent {ASCENT}/Descent {DESCENT}/CapHeight {ASCENT}/FontFile2 {file} 0 R"
    described = _object(document, f"<</Type/FontDescriptor/FontName/{NAME}{look}{metrics}>>")
    system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    widths = f"/DW {ADVANCE}/W[32[0]]/CIDToGIDMap {glyphs} 0 R/FontDescriptor {described} 0 R"
    kind = f"/Type/Font/BaseFont/{NAME}"
    inner = _object(document, f"<<{kind}/Subtype/CIDFontType2{system}{widths}>>")
    coded = f"/Encoding/Identity-H/DescendantFonts[{inner} 0 R]/ToUnicode {letters} 0 R"
    return _object(document, f"<<{kind}/Subtype/Type0{coded}>>")


def code(text: str) -> str:
    """`text` as an operand of the operator that shows it."""
    return f"<{text.encode('utf-16-be').hex()}>"


def _object(document: Document, text: str) -> int:
    xref: int = document.get_new_xref()
    document.update_object(xref, text)
    return xref


def _stream(document: Document, keys: str, data: bytes) -> int:
    xref = _object(document, f"<<{keys}>>")
    document.update_stream(xref, data, new=True)
    return xref


def _letters() -> bytes:
    """Codes to Unicode: the same, in ranges that differ in the last byte only, a hundred at a time."""
    ranges = [f"<{high:02x}00><{high:02x}ff><{high:02x}00>\n" for high in range(0x100)]
    parts = [ranges[first : first + 100] for first in range(0, len(ranges), 100)]
    mapped = "".join(f"{len(one)} beginbfrange\n{''.join(one)}endbfrange\n" for one in parts)
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n"
        "/CMapName/Adobe-Identity-UCS def\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        f"1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n{mapped}"
        "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
    ).encode()


def _file() -> bytes:
    """A TrueType file of one empty glyph, with the tables that a PDF needs."""
    box = (0, DESCENT, ADVANCE, ASCENT)
    head = struct.pack(">4IHH16x4hHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, _EM, *box, 0, 8, 2, 0, 0)
    tables = {
        b"glyf": bytes(4),
        b"head": head,
        b"hhea": struct.pack(">I3hH11hH", 0x10000, ASCENT, DESCENT, 0, ADVANCE, *(0,) * 11, 1),
        b"hmtx": struct.pack(">Hh", ADVANCE, 0),
        b"loca": struct.pack(">HH", 0, 0),
        b"maxp": struct.pack(">IH26x", 0x10000, 1),
    }
    made, data = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32), b""
    for name, table in tables.items():
        made += struct.pack(
            ">4sIII", name, _sum(table), 12 + 16 * len(tables) + len(data), len(table)
        )
        data += table + bytes(-len(table) % 4)
    return made + data


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total % 2**32
