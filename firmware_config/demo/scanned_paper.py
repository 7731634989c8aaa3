"""The demo's scanned paper: pictures of pages and no text, as a copier sends them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from firmware_config.demo.grain_jpeg import GrainEncoder
from firmware_config.demo.paper_text import Block
from firmware_config.demo.png_rows import dark_rows
from firmware_config.demo.typesetting import to_pictures

PPI = 120  # of the text; the scan has twice as many pixels
_A4 = (595.28, 841.89)  # points
_STATES = ("còn sử dụng tốt", "xuống cấp nhẹ, cần sửa chữa", "xuống cấp nặng", "đang cho mượn")
_USES = ("trường mầm non", "trạm y tế", "nhà văn hóa", "trụ sở công an xã", "bán đấu giá")


def scanned_pdf(paper: Block, pages: int, fonts: Path) -> bytes:
    """`paper` with one inspection sheet a page after the first, `pages` in all, as pictures."""
    sheets = [part for number in range(1, pages) for part in _sheet(number)]
    whole = {**paper, "body": [*_blocks(paper), *sheets]}
    pictures = to_pictures(whole, fonts, PPI)
    encoder = GrainEncoder()
    scans = (encoder.encode(list(dark_rows(png)), n) for n, png in enumerate(pictures))
    return picture_pdf(scans)


def picture_pdf(jpegs: Iterable[bytes]) -> bytes:
    """A PDF of A4 pages, each filled by one JPEG."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    width, height = _A4
    for number, jpeg in enumerate(jpegs):
        page = 3 + 3 * number
        tall, wide = _size(jpeg)
        draw = b"%.2f 0 0 %.2f 0 0 cm /Scan Do" % (width, height)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R"
            b"/Resources<</XObject<</Scan %d 0 R>>>>>>" % (width, height, page + 1, page + 2),
            b"<</Length %d>>stream\n%b\nendstream" % (len(draw), draw),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB"
            b"/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%b\nendstream"
            % (wide, tall, len(jpeg), jpeg),
        ]
    kids = b" ".join(b"%d 0 R" % page for page in range(3, len(objects), 3))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % ((len(objects) - 2) // 3, kids)
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    parts, offsets, position = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"], [], 15
    for number, body in enumerate(objects, 1):
        offsets.append(position)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        position += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, position))
    return b"".join(parts)


def _size(jpeg: bytes) -> tuple[int, int]:
    """Height and width out of the frame header."""
    frame = jpeg.index(b"\xff\xc0")
    return (
        int.from_bytes(jpeg[frame + 5 : frame + 7], "big"),
        int.from_bytes(jpeg[frame + 7 : frame + 9], "big"),
    )


def _blocks(paper: Block) -> list[Block]:
    body = paper["body"]
    return list(body) if isinstance(body, list) else []


def _sheet(number: int) -> list[Block]:
    state, use = _STATES[number % 4], _USES[number % 5]
    rows = [["Hạng mục", "Năm xây dựng", "Diện tích sàn (m²)", "Hiện trạng"]]
    for part, area in (("Nhà làm việc chính", 640), ("Hội trường", 280), ("Nhà phụ trợ", 120)):
        size = area + number * 37 % 90
        rows.append([part, str(1996 + number * 5 % 22), str(size), state])
    return [
        {"kind": "page"},
        {"kind": "centre", "text": f"PHIẾU KIỂM TRA TRỤ SỞ SỐ {number:02d}"},
        {"kind": "paragraph", "text": "Tên trụ sở: Ủy ban nhân dân cấp xã trước sắp xếp."},
        {"kind": "paragraph", "text": f"Diện tích đất: {1800 + number * 173 % 1900} m²; "
         f"cách trung tâm hành chính mới {2 + number * 3 % 11} km."},
        {"kind": "table", "rows": rows},
        {"kind": "heading", "text": "Nhận xét của Đoàn kiểm tra"},
        {"kind": "paragraph", "text": "Hệ thống điện, nước hoạt động bình thường; hàng rào, sân bê "
         "tông có vết nứt tại góc phía Đông. Hồ sơ quyền sử dụng đất đầy đủ, không có tranh chấp. "
         "Tài sản gắn liền với đất đã được kiểm kê, có biên bản bàn giao kèm theo."},
        {"kind": "heading", "text": "Đề xuất"},
        {"kind": "paragraph", "text": f"Bố trí làm {use}; Ủy ban nhân dân xã tiếp nhận, bảo vệ, "
         "không để xuống cấp, lấn chiếm trong thời gian chờ quyết định của cấp có thẩm quyền."},
        {"kind": "table", "rows": [["Đại diện", "Ý kiến", "Chữ ký"],
         ["Sở Nội vụ", "Thống nhất", "(đã ký)"], ["Sở Tài chính", "Thống nhất", "(đã ký)"],
         ["Sở Xây dựng", "Thống nhất", "(đã ký)"], ["Ủy ban nhân dân xã", "Thống nhất", "(đã ký)"]]},
    ]  # fmt: skip
