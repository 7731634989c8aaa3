"""The real child: pages of made-up papers, limits, and nothing left behind. Takes some seconds."""

from __future__ import annotations

import asyncio
import os
import select
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pymupdf
import pytest

from device.page_process import MAX_PIXELS, Limits, PageProcess, PageRefusedError, SharedSlots
from device.page_renderer import PageRenderer
from device.pages import SCALE, WHOLE, Box, Heading, PageAnswer, PageFault, PageImage, Paragraph

ROOT = Path(__file__).resolve().parents[2]
STRICT = Limits(cpu_seconds=1, wall_seconds=20)


def text_pdf(pages: int = 3) -> bytes:
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=595, height=842)
        page.draw_rect(pymupdf.Rect(0, 0, 595, 421), fill=(0, 0, number / 10), color=None)
        page.insert_text((72, 600), f"Page {number}")
    return document.tobytes()


def page_pdf(width: float, height: float) -> bytes:
    document = pymupdf.open()
    document.new_page(width=width, height=height)
    return document.tobytes()


def bomb_pdf() -> bytes:
    """Page 2 draws 10^8 rectangles by forms in forms; pages 1 and 3 are empty."""
    levels = 8
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 3 0 R]/MediaBox[0 0 100 100]>>",
        b"<</Type/Page/Parent 2 0 R>>",
        b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</XObject<</F 6 0 R>>>>>>",
        b"<</Length 4>>stream\n/F Do\nendstream",
    ]
    for level in range(levels):
        inner = b"/F Do " * 10 if level < levels - 1 else b"0 0 100 100 re f " * 10
        resources = (
            b"/Resources<</XObject<</F %d 0 R>>>>" % (level + 7) if level < levels - 1 else b""
        )
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]%s/Length %d>>" % (
            resources,
            len(inner),
        )
        objects.append(head + b"stream\n" + inner + b"\nendstream")
    body = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj %s endobj\n" % pair for pair in enumerate(objects, 1)
    )
    return body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


@dataclass
class Picture:
    width: int
    height: int
    rgb: bytes

    def at(self, x: int, y: int) -> tuple[int, ...]:
        start = (y * self.width + x) * 3
        return tuple(self.rgb[start : start + 3])


@dataclass
class Reader:
    renderer: PageRenderer
    faults: list[PageFault] = field(default_factory=list)

    async def read(
        self, page: int, width: int = 200, paper: str = "p", clip: Box = WHOLE
    ) -> Picture | str:
        """The picture, or the code of the fault."""
        answered: asyncio.Future[Picture | str] = asyncio.get_running_loop().create_future()

        def deliver(answer: PageAnswer) -> None:
            if isinstance(answer, PageImage):
                answered.set_result(Picture(answer.width, answer.height, bytes(answer.rgb)))
            else:
                answered.set_result(answer.code)

        self.renderer.request(paper, 1, page, width, deliver, clip=clip)
        return await asyncio.wait_for(answered, 60)

    async def picture(
        self, page: int, width: int = 200, paper: str = "p", clip: Box = WHOLE
    ) -> Picture:
        answer = await self.read(page, width, paper, clip)
        assert isinstance(answer, Picture), answer
        return answer


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    faults: list[PageFault] = []
    renderer = PageRenderer(partial(PageProcess.launch, STRICT), faults.append)
    await renderer.start()
    yield Reader(renderer, faults)
    await renderer.stop()


async def test_a_page_is_drawn_as_rgb_top_row_first(reader: Reader) -> None:
    await reader.renderer.open("p", 1, text_pdf(), "pdf")
    picture = await reader.picture(2)
    assert (picture.width, picture.height) == (200, 283)
    assert picture.at(100, 10) == (0, 0, 51)
    assert picture.at(190, 270) == (255, 255, 255)


async def test_a_part_of_a_page_is_drawn_as_it_looks_in_the_whole(reader: Reader) -> None:
    await reader.renderer.open("p", 1, text_pdf(), "pdf")
    whole = await reader.picture(2, 400)
    part = await reader.picture(2, 400, clip=(2_500, 4_000, 7_500, 8_000))
    assert abs(part.width - 200) <= 1
    assert abs(part.height - whole.height * 0.4) <= 2
    for x, y in ((10, 5), (150, 40), (100, 200)):
        assert part.at(x, y) == whole.at(100 + x, round(whole.height * 0.4) + y)


async def test_at_a_high_zoom_only_what_is_seen_is_drawn(reader: Reader) -> None:
    await reader.renderer.open("p", 1, text_pdf(), "pdf")
    part = await reader.picture(1, 10_000, clip=(0, 0, 1_000, 700))
    assert part.width == 1_000
    assert abs(part.height - 990) <= 1


@pytest.mark.parametrize("clip", [(5, 5, 5, 9), (9, 0, 5, 9), (-1, 0, 5, 5), (0, 0, 5, SCALE + 1)])
async def test_a_part_that_is_none_is_refused(reader: Reader, clip: Box) -> None:
    await reader.renderer.open("p", 1, text_pdf(), "pdf")
    assert await reader.read(1, clip=clip) == "page-unreadable"


def worded_pdf(*texts: str, titles: tuple[str, ...] = ()) -> bytes:
    """A page for each text; `titles` are the outline, one a page."""
    document = pymupdf.open()
    for text in texts:
        page = document.new_page(width=595, height=842)
        page.insert_htmlbox(pymupdf.Rect(72, 72, 523, 770), f"<p>{text}</p>")
    if titles:
        document.set_toc([[1, title, number] for number, title in enumerate(titles, 1)])
    return bytes(document.tobytes())


async def test_words_are_read_with_their_places(reader: Reader) -> None:
    await reader.renderer.open("p", 1, worded_pdf("Nghị quyết", "Đề án nhà ở"), "pdf")
    first, second = await reader.renderer.read("p", 1, 1, 2)
    assert first.text.strip() == "Nghị quyết"
    assert second.text.strip() == "Đề án nhà ở"
    words = await reader.renderer.words("p", 1, 1)
    assert [word.text for word in words] == ["Nghị", "quyết"]
    left, top, right, bottom = words[0].box
    assert 1_150 < left < 1_300 < right < 2_000
    assert 700 < top < bottom < 1_300
    with pytest.raises(PageRefusedError, match="no-such-page"):
        await reader.renderer.read("p", 1, 2, 3)


async def test_places_on_a_rotated_page_are_those_on_the_upright_one(reader: Reader) -> None:
    document = pymupdf.open("pdf", worded_pdf("Nghị quyết"))
    document[0].set_rotation(90)
    await reader.renderer.open("p", 1, document.tobytes(), "pdf")
    left, top, right, bottom = (await reader.renderer.words("p", 1, 1))[0].box
    assert left > 8_500  # what stood on top stands on the right
    assert right - left < bottom - top


async def test_the_outline_is_the_papers_own(reader: Reader) -> None:
    await reader.renderer.open("p", 1, worded_pdf("a", "b", titles=("Phần I", "Phần II")), "pdf")
    assert await reader.renderer.outline("p", 1) == (
        Heading(1, "Phần I", 1),
        Heading(1, "Phần II", 2),
    )
    await reader.renderer.open("q", 1, worded_pdf("a"), "pdf")
    assert await reader.renderer.outline("q", 1) == ()


async def test_a_fingerprint_tells_pages_apart_that_show_something_else(reader: Reader) -> None:
    before = worded_pdf("một", "hai", "ba")
    after = pymupdf.open("pdf", worded_pdf("một", "bốn", "hai", "ba"))
    after.set_metadata({"title": "bản thay thế"})
    await reader.renderer.open("p", 1, before, "pdf")
    await reader.renderer.open("q", 1, after.tobytes(garbage=4, deflate=True), "pdf")
    ones = [page.print for page in await reader.renderer.read("p", 1, 1, 3)]
    others = [page.print for page in await reader.renderer.read("q", 1, 1, 4)]
    assert len(set(ones)) == 3
    assert [others[0], *others[2:]] == ones
    assert others[1] not in ones


async def test_a_fingerprint_sees_a_changed_drawing_and_a_changed_picture(reader: Reader) -> None:
    def drawn(right: int) -> bytes:
        document = pymupdf.open()
        document.new_page().draw_rect(pymupdf.Rect(50, 50, right, 300), fill=(1, 0, 0))
        return bytes(document.tobytes())

    def pictured(shade: int) -> bytes:
        document = pymupdf.open()
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 40, 40))
        pixels.clear_with(shade)
        document.new_page().insert_image(pymupdf.Rect(50, 50, 200, 200), pixmap=pixels)
        return bytes(document.tobytes())

    prints = []
    for name, source in enumerate(
        (drawn(200), drawn(300), pictured(10), pictured(200), drawn(200))
    ):
        await reader.renderer.open(str(name), 1, source, "pdf")
        prints.append((await reader.renderer.read(str(name), 1, 1, 1))[0].print)
    assert len(set(prints)) == 4
    assert prints[0] == prints[4]


@pytest.mark.parametrize("width", [1, 7, 566, 801, 1279, 1280, 1920, 2560])
async def test_a_page_is_exactly_as_wide_as_asked(reader: Reader, width: int) -> None:
    await reader.renderer.open("p", 1, page_pdf(595.276, 841.89), "pdf")
    picture = await reader.picture(1, width)
    assert picture.width == width
    assert abs(picture.height - width * 841.89 / 595.276) <= 1


@pytest.mark.parametrize(("across", "down"), [(14400, 14400), (100, 14400), (3, 14400)])
async def test_a_huge_page_is_drawn_smaller_but_never_too_large(
    reader: Reader, across: float, down: float
) -> None:
    await reader.renderer.open("p", 1, page_pdf(across, down), "pdf")
    picture = await reader.picture(1, 4000)
    assert picture.width * picture.height <= MAX_PIXELS
    assert picture.width * picture.height > MAX_PIXELS * 0.9


async def test_a_rotated_page_is_drawn_upright(reader: Reader) -> None:
    document = pymupdf.open(stream=text_pdf(1), filetype="pdf")
    document[0].set_rotation(90)
    await reader.renderer.open("p", 1, document.tobytes(), "pdf")
    picture = await reader.picture(1, 842)
    assert (picture.width, picture.height) == (842, 595)


@pytest.mark.parametrize("kind", ["png", "jpg"])
async def test_a_preview_picture_is_a_paper_of_one_page(reader: Reader, kind: str) -> None:
    page = pymupdf.open(stream=text_pdf(1), filetype="pdf")[0]
    await reader.renderer.open("p", 1, page.get_pixmap().tobytes(kind), "image")
    picture = await reader.picture(1, 300)
    assert (picture.width, picture.height) == (300, 425)
    assert await reader.read(2) == "no-such-page"


async def test_pages_before_the_first_and_after_the_last_do_not_exist(reader: Reader) -> None:
    await reader.renderer.open("p", 1, text_pdf(), "pdf")
    assert await reader.read(0) == "no-such-page"
    assert await reader.read(4) == "no-such-page"


def locked_pdf() -> bytes:
    document = pymupdf.open(stream=text_pdf(1), filetype="pdf")
    return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"", "pdf"),
        (b"%PDF-1.7 and nothing more", "pdf"),
        (b"<html><body>no pdf</body></html>", "pdf"),
        (zlib.compress(bytes(1000)), "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (text_pdf(1), "image"),
        (locked_pdf(), "pdf"),
    ],
)
async def test_what_is_no_paper_is_unreadable(reader: Reader, source: bytes, kind: str) -> None:
    await reader.renderer.open("p", 1, source, kind)
    assert await reader.read(1) in {"paper-unreadable", "page-unreadable"}
    assert reader.faults == []


async def test_a_page_marked_secret_is_never_drawn_whatever_the_hub_said(reader: Reader) -> None:
    document = pymupdf.open(stream=text_pdf(), filetype="pdf")
    font = str(ROOT / "hub" / "papers" / "fonts" / "LiberationSerif-Bold.ttf")
    document[1].insert_text((400, 100), "TỐI MẬT", fontname="bold", fontfile=font, rotate=90)
    await reader.renderer.open("p", 1, document.tobytes(), "pdf")
    assert isinstance(await reader.read(1), Picture)
    assert await reader.read(2) == "page-marked-secret"
    assert await reader.read(2, width=300) == "page-marked-secret"
    assert reader.faults == []


async def test_a_page_that_would_take_forever_is_cut_off_and_the_rest_is_readable(
    reader: Reader,
) -> None:
    await reader.renderer.open("p", 1, bomb_pdf(), "pdf")
    assert await reader.read(2) == "page-unreadable"
    assert isinstance(await reader.read(3), Picture)
    assert await reader.read(2) == "page-unreadable"
    assert reader.faults == [PageFault("p", 1, 2, "page-unreadable")]


async def test_a_child_that_hangs_is_killed_by_the_parents_clock() -> None:
    """The clock is short for the page that hangs alone: a busy machine starts a child slowly."""
    faults: list[PageFault] = []
    children: list[PageProcess] = []

    async def launch(slots: int) -> PageProcess:
        children.append(await PageProcess.launch(Limits(cpu_seconds=60), slots))
        return children[-1]

    renderer = PageRenderer(launch, faults.append)
    await renderer.start()
    await renderer.open("p", 1, bomb_pdf(), "pdf")
    assert isinstance(await Reader(renderer).read(1), Picture)
    children[0]._limits = Limits(cpu_seconds=60, wall_seconds=1)
    assert await Reader(renderer).read(2) == "page-unreadable"
    assert not children[0].alive
    await renderer.stop()
    assert [fault.page for fault in faults] == [2]


async def test_a_paper_closed_in_the_child_can_be_opened_again(reader: Reader) -> None:
    for _ in range(3):
        await reader.renderer.open("p", 1, text_pdf(), "pdf")
        assert isinstance(await reader.read(1), Picture)
        reader.renderer.close("p")
    assert await reader.read(1) == "paper-not-open"


def descriptors() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}


def children() -> str:
    return Path("/proc/thread-self/children").read_text()


async def test_the_end_leaves_no_child_and_no_descriptor() -> None:
    before = children(), descriptors()
    renderer = PageRenderer(partial(PageProcess.launch, STRICT), lambda _fault: None)
    await renderer.start()
    assert children() != before[0]
    await renderer.open("p", 1, text_pdf(), "pdf")
    await Reader(renderer).read(1)
    await renderer.stop()
    assert (children(), descriptors()) == before


async def test_a_page_is_told_in_paragraphs_bold_words_and_all() -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for number, text in enumerate(
        ("Uu tien thanh toan no dong xay dung co ban", "va bo tri du von")
    ):
        page.insert_text((72, 100 + 16 * number), text, fontsize=12)
    page.insert_text((72, 60), "Dieu 2.", fontname="hebo", fontsize=12)
    renderer = PageRenderer(partial(PageProcess.launch, STRICT), lambda _fault: None)
    await renderer.start()
    await renderer.open("p", 1, document.tobytes(), "pdf")
    told: asyncio.Future[tuple[Paragraph, ...]] = asyncio.get_running_loop().create_future()
    renderer.paragraphs("p", 1, 1, told.set_result)
    found = await told
    await renderer.stop()
    assert [[(each.text, each.bold) for each in one.phrases] for one in found] == [
        [("Uu tien thanh toan no dong xay dung co ban va bo tri du von", False)],
        [("Dieu 2.", True)],
    ]


PARENT = """
import asyncio
from functools import partial
from pathlib import Path
from device.page_process import Limits, PageProcess
from device.page_renderer import PageRenderer

async def main():
    renderer = PageRenderer(partial(PageProcess.launch, Limits()), print)
    await renderer.start()
    print(Path("/proc/thread-self/children").read_text(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def test_a_killed_parent_takes_its_child_along() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    ended, _, _ = select.select([child], [], [], 30)  # readable once the child has ended
    os.close(child)
    assert ended


def test_pixels_can_be_uploaded_as_a_texture_which_needs_a_writable_buffer() -> None:
    slots = SharedSlots()
    try:
        with slots.pixels(0, 2, 2) as pixels:
            assert not pixels.readonly
    finally:
        slots.close()
