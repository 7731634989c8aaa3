"""The demo's scanned paper: pictures of grainy pages and no text, as a copier sends them."""

from __future__ import annotations

import random  # noqa: TID251  seeded: the same grain every time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pymupdf

from firmware_config.demo.paper_text import Block
from firmware_config.demo.typesetting import to_pictures

PPI = 300  # of the scan; with grain a page has several MB
QUALITY = 96  # of the JPEGs, as a copier's "fine"
GRAIN = (1240, 1754)  # pixels of the noise laid over a page: coarser than the scan, as paper is
_FAINT = bytes(24 + value // 8 for value in range(256))  # opacity: a tenth to a fifth
_A4 = pymupdf.paper_rect("a4")
_STATES = ("còn sử dụng tốt", "xuống cấp nhẹ, cần sửa chữa", "xuống cấp nặng", "đang cho mượn")
_USES = ("trường mầm non", "trạm y tế", "nhà văn hóa", "trụ sở công an xã", "bán đấu giá")


def scanned_pdf(paper: Block, pages: int, fonts: Path) -> bytes:
    """`paper` with one inspection sheet a page after the first, `pages` in all, as pictures."""
    sheets = [part for number in range(1, pages) for part in _sheet(number)]
    whole = {**paper, "body": [*_blocks(paper), *sheets]}
    return picture_pdf(_scanned(picture) for picture in to_pictures(whole, fonts, PPI))


def picture_pdf(jpegs: Iterable[bytes]) -> bytes:
    """A PDF of A4 pages, each filled by one JPEG; the same pictures give the same bytes."""
    with pymupdf.open() as pdf:
        for jpeg in jpegs:
            pdf.new_page(width=_A4.width, height=_A4.height).insert_image(_A4, stream=jpeg)
        return bytes(pdf.tobytes(no_new_id=True))


def _scanned(picture: bytes) -> bytes:
    """A clean page as a copier sees it."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=_A4.width, height=_A4.height)
        page.insert_image(_A4, stream=picture)
        page.insert_image(_A4, pixmap=_grain())
        pixmap = page.get_pixmap(dpi=PPI, colorspace=pymupdf.csRGB)
        return bytes(pixmap.tobytes("jpg", jpg_quality=QUALITY))


@cache
def _grain() -> pymupdf.Pixmap:
    """Faint coloured noise of a page's proportions, mostly transparent."""
    width, height = GRAIN
    chance = random.Random(1)  # noqa: S311  grain, no secret
    noise = bytearray(chance.randbytes(width * height * 4))
    noise[3::4] = noise[3::4].translate(_FAINT)
    return pymupdf.Pixmap(pymupdf.csRGB, width, height, bytes(noise), 1)


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
