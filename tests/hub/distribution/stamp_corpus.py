"""Pages with a mark of secrecy planted in many ways, and pages without one that look like it.

Written ways can be found in the text of a page; drawn ones only by recognising characters. Everything is
seeded: the same corpus every time.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

import pymupdf
from msgspec import Struct

from tests.hub.distribution.pdf_maker import FONTS

Page: TypeAlias = Any
Plant: TypeAlias = Callable[[Page, str, random.Random], None]

MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
RED, BLACK, GREY = (0.82, 0.08, 0.12), (0.0, 0.0, 0.0), (0.75, 0.75, 0.75)
WIDTH, HEIGHT = 595, 842
TOGETHER = 54  # pages of one document
TEXT = pymupdf.Font(fontfile=str(FONTS / "LiberationSerif-Regular.ttf"))
BOLD = pymupdf.Font(fontfile=str(FONTS / "LiberationSerif-Bold.ttf"))

BODY = (
    "ỦY BAN NHÂN DÂN TỈNH",
    "BÁO CÁO",
    "Thực hiện nhiệm vụ được giao, Sở Tài chính báo cáo tình hình thu, chi ngân sách.",
    "Tổng thu cân đối đạt 94,2% dự toán; chi thường xuyên bảo đảm tiến độ.",
    "Trân trọng kính báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định.",
)
HARMLESS = (
    "Công tác bảo vệ bí mật nhà nước năm 2026",
    "Mật độ dân số bình quân 412 người/km²",
    "MẬT ĐỘ XÂY DỰNG",
    "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Bảo mật thông tin, an ninh mạng",
    "BÍ MẬT",
    "Hộ nuôi ong lấy mật tăng 12%",
    "Độ mật: Không",
    "Độ mật: Thường",
    "Số: 45/KH-STM",
    "Số: 12/BC-UBND",
    "Danh mục tài liệu Tuyệt mật do Thủ tướng Chính phủ ban hành",
    "Mật vụ, mật thám thời Pháp thuộc",
    "Tỷ lệ đường mật trong sản phẩm",
    "BẢO MẬT",
    "VIỆT NHẬT",
    "MẶT BẰNG",
    "CHẬT",
    "TẬT",
    "HỎA TỐC",
    "Mật khẩu đăng nhập",
    "MẬT MÃ DÂN SỰ",
)


class Way(Struct, frozen=True):
    """A way to plant a mark."""

    name: str
    plant: Plant


def write(
    page: Page,
    text: str,
    at: tuple[float, float],
    size: float = 14,
    *,
    angle: float = 0,
    color: tuple[float, float, float] = RED,
    font: pymupdf.Font = BOLD,
    mode: int = 0,
) -> None:
    """Write `text` turned by `angle` degrees about `at`."""
    writer = pymupdf.TextWriter(page.rect)
    writer.append(at, text, font=font, fontsize=size)
    turned = (pymupdf.Point(at), pymupdf.Matrix(angle)) if angle else None
    writer.write_text(page, color=color, morph=turned, render_mode=mode)


def body(page: Page, *more: tuple[str, tuple[float, float]], lines: int = 5) -> None:
    """An ordinary page, with more lines at their places."""
    writer = pymupdf.TextWriter(pymupdf.Rect(0, 0, WIDTH, HEIGHT))
    for number in range(lines):
        line = BODY[number] if number < len(BODY) else f"{number}. {BODY[2 + number % 3]}"
        writer.append((70, 220 + 22 * number), line, font=TEXT, fontsize=11)
    for line, at in more:
        writer.append(at, line, font=TEXT, fontsize=12)
    writer.write_text(page)


def somewhere(chance: random.Random) -> tuple[float, float]:
    """A place above the body where a stamp stands free."""
    return chance.uniform(120, 330), chance.uniform(120, 180)


def _turned(low: float, high: float, page: Page, mark: str, chance: random.Random) -> None:
    write(page, mark, (290, 600), angle=chance.uniform(low, high))


def _apart(page: Page, mark: str, chance: random.Random) -> None:
    x, y = somewhere(chance)
    for number, letter in enumerate(mark):
        write(page, letter, (x + number * chance.uniform(20, 22), y))


def _stacked(page: Page, mark: str, chance: random.Random) -> None:
    for number, letter in enumerate(mark.replace(" ", "")):
        write(page, letter, (540, 400 + 18 * number))


def _framed(page: Page, mark: str, chance: random.Random) -> None:
    x, y = somewhere(chance)
    page.draw_rect(pymupdf.Rect(x - 6, y - 16, x + 110, y + 8), color=RED)
    write(page, mark, (x, y))


def _as(form: Callable[[str], str], page: Page, mark: str, chance: random.Random) -> None:
    write(page, form(mark), somewhere(chance), chance.uniform(9, 20))


def _annotation(page: Page, mark: str, chance: random.Random) -> None:
    page.add_text_annot(somewhere(chance), mark)


def _field(page: Page, mark: str, chance: random.Random) -> None:
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "do-mat"
    field.field_value, field.rect = mark, pymupdf.Rect(300, 100, 400, 120)
    page.add_widget(field)


def _page_turned(page: Page, mark: str, chance: random.Random) -> None:
    write(page, mark, somewhere(chance))
    page.set_rotation(chance.choice((90, 180, 270)))


def _look_alike(mark: str) -> str:
    return mark.replace("M", "\N{CYRILLIC CAPITAL LETTER EM}").replace(
        "T", "\N{GREEK CAPITAL LETTER TAU}"
    )


def _number(mark: str) -> str:
    return f"Số: 05/BC-UBND-{ {'MẬT': 'M', 'TỐI MẬT': 'TM', 'TUYỆT MẬT': 'TgM'}[mark] }"


WRITTEN = (
    Way("heading", lambda page, mark, chance: write(page, mark, somewhere(chance))),
    Way("black", lambda page, mark, chance: write(page, mark, somewhere(chance), color=BLACK)),
    Way("framed", _framed),
    Way("bracketed", partial(_as, "[{}]".format)),
    Way("dashes", partial(_as, "- {} -".format)),
    Way("spaced", partial(_as, " ".join)),
    Way("apart", _apart),
    Way("stacked", _stacked),
    Way("quarter turn", lambda page, mark, _: write(page, mark, (560, 500), angle=90)),
    Way("half turn", lambda page, mark, _: write(page, mark, (400, 700), angle=180)),
    Way("three quarters", lambda page, mark, _: write(page, mark, (30, 300), angle=270)),
    Way("tilted", partial(_turned, 5, 40)),
    Way("tilted back", partial(_turned, -40, -5)),
    Way("tiny", lambda page, mark, _: write(page, mark, (500, 830), 5)),
    Way("watermark", lambda p, m, _: write(p, m, (150, 700), 70, angle=45, color=GREY)),
    Way("repeated", lambda page, mark, _: write(page, f"{mark}   {mark}   {mark}", (70, 60))),
    Way("decomposed", partial(_as, partial(unicodedata.normalize, "NFD"))),
    Way("look-alike", partial(_as, _look_alike)),
    Way("zero width", partial(_as, "\N{ZERO WIDTH SPACE}".join)),
    Way("document of", partial(_as, "TÀI LIỆU {}".format)),
    Way("level", partial(_as, "Độ mật: {}".format)),
    Way("number", partial(_as, _number)),
    Way("beside", lambda p, m, _: write(p, f"Số: 12/BC-UBND            {m}", (70, 120))),
    Way("page turned", _page_turned),
    Way("hidden", lambda page, mark, chance: write(page, mark, somewhere(chance), mode=3)),
    Way("note", _annotation),
    Way("field", _field),
)


def written(count: int) -> Iterator[tuple[str, Page]]:
    """`count` pages with a mark in their text, and the way each was planted."""
    chance = random.Random(2026)
    for number, page in enumerate(_pages(count)):
        way, mark = WRITTEN[number % len(WRITTEN)], chance.choice(MARKS)
        body(page)
        way.plant(page, mark, chance)
        yield way.name, page


def harmless(count: int) -> Iterator[Page]:
    """`count` pages without a mark, each with lines that look like one."""
    chance = random.Random(2027)
    for page in _pages(count):
        chosen = enumerate(chance.sample(HARMLESS, 3))
        body(page, *((line, (70 + 30 * n, 400 + 60 * n)) for n, line in chosen))
        yield page


def _pages(count: int) -> Iterator[Page]:
    """Empty pages; those of one document share their fonts."""
    for start in range(0, count, TOGETHER):
        with pymupdf.open() as document:
            for _ in range(min(TOGETHER, count - start)):
                yield document.new_page(width=WIDTH, height=HEIGHT)


def _outlined(angle: float, page: Page, mark: str, chance: random.Random) -> None:
    """The letters as shapes, such as a drawing program exports."""
    with pymupdf.open() as drawing:
        drawn = drawing.new_page(width=240, height=240)
        write(drawn, mark, (80, 155), chance.uniform(14, 20), angle=angle)
        shapes = drawn.get_svg_image(text_as_path=True).encode()
    with pymupdf.open(stream=shapes, filetype="svg") as svg:
        outlines = pymupdf.open("pdf", svg.convert_to_pdf())
    page.show_pdf_page(pymupdf.Rect(300, 10, 540, 250), outlines)
    body(page, lines=12)


def _pasted(angle: float, page: Page, mark: str, chance: random.Random) -> None:
    """A picture of the stamp on a page of text."""
    with pymupdf.open() as drawing:
        drawn = drawing.new_page(width=240, height=240)
        write(drawn, mark, (120, 125), chance.uniform(13, 18), angle=angle)
        picture = drawn.get_pixmap(dpi=200)
    page.insert_image(pymupdf.Rect(300, 10, 540, 250), pixmap=picture)
    body(page, lines=12)


def _scanned(
    angle: float, color: tuple[float, float, float], page: Page, mark: str, chance: random.Random
) -> None:
    """The stamp on a scanned page, apart from the writing."""
    _scan(page, mark, (chance.uniform(240, 380), chance.uniform(110, 150)), angle, color, chance)


def _scanned_over(page: Page, mark: str, chance: random.Random) -> None:
    """A red stamp across the writing of a scanned page."""
    _scan(
        page,
        mark,
        (chance.uniform(120, 300), chance.uniform(300, 600)),
        chance.uniform(-25, 25),
        RED,
        chance,
    )


def _scan(
    page: Page,
    mark: str,
    at: tuple[float, float],
    angle: float,
    color: tuple[float, float, float],
    chance: random.Random,
) -> None:
    with pymupdf.open() as paper:
        sheet = paper.new_page(width=WIDTH, height=HEIGHT)
        body(sheet, lines=6)
        if mark:
            write(sheet, mark, at, chance.uniform(14, 18), angle=angle, color=color)
        picture = sheet.get_pixmap(dpi=150)
    page.insert_image(
        page.rect, stream=picture.tobytes("jpg", jpg_quality=chance.choice((60, 75, 90)))
    )


DRAWN = (
    Way("outlines", partial(_outlined, 0)),
    Way("outlines, quarter turn", partial(_outlined, 90)),
    Way("outlines, tilted", partial(_outlined, 20)),
    Way("picture", partial(_pasted, 0)),
    Way("picture, quarter turn", partial(_pasted, 270)),
    Way("picture, tilted", partial(_pasted, -30)),
    Way("scan", partial(_scanned, 0, RED)),
    Way("copy", partial(_scanned, 0, BLACK)),
    Way("scan, quarter turn", partial(_scanned, 90, RED)),
    Way("copy, quarter turn", partial(_scanned, 270, BLACK)),
    Way("copy, half turn", partial(_scanned, 180, BLACK)),
    Way("scan, tilted", partial(_scanned, 15, RED)),
    Way("copy, tilted", partial(_scanned, -20, BLACK)),
    Way("scan, across the writing", _scanned_over),
)


def drawn(count: int) -> Iterator[tuple[str, Page]]:
    """`count` pages with a mark drawn instead of written, and the way it was."""
    chance = random.Random(2028)
    for number in range(count):
        way, mark = DRAWN[number % len(DRAWN)], chance.choice(MARKS)
        with pymupdf.open() as document:
            page = document.new_page(width=WIDTH, height=HEIGHT)
            way.plant(page, mark, chance)
            yield way.name, page


def harmless_scans(count: int) -> Iterator[Page]:
    """`count` scans without a mark, with lines that look like one, black or red."""
    chance = random.Random(2029)
    for _ in range(count):
        with pymupdf.open() as document:
            page = document.new_page(width=WIDTH, height=HEIGHT)
            line = chance.choice([line for line in HARMLESS if len(line) < 24])
            _scan(
                page,
                line,
                (240, 140),
                chance.choice((0, 0, 90, 12)),
                chance.choice((RED, BLACK)),
                chance,
            )
            yield page
