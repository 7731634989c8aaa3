"""Pages of a text paper and of a scan through the renderer's process, beside drawing them in this one."""

from __future__ import annotations

import asyncio
import io
import statistics
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pymupdf

from device.page_process import Limits, PageProcess
from device.page_renderer import PageRenderer
from device.pages import PageAnswer, PageImage
from hub import system
from tests.bench.figures import Figure, Wish

PAGES = 40
WIDTH = 1280  # pixels: a seat's screen
RUNS = 3
PAPER = "paper"

_pymupdf: Any = pymupdf  # ships no types


async def measure(_root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """A page nobody asked for before, and one that was drawn beforehand."""
    source = _paper()
    cold: list[float] = []
    flips: list[float] = []
    plain: list[float] = []
    for _ in range(RUNS):
        renderer = PageRenderer(partial(PageProcess.launch, Limits()), lambda _fault: None)
        await renderer.start()
        await renderer.open(PAPER, 1, source, "pdf")
        await _draw(renderer, 1)
        cold.append(1000 * statistics.median([await _cold(renderer, n) for n in _numbers()]))
        flips.append(1000 * statistics.median([await _flip(renderer, n) for n in _numbers()]))
        await renderer.stop()
        plain.append(1000 * statistics.median(_plain(source)))
    yield Figure("reader.cold_page_ms", "ms", cold, plain)
    yield Figure("reader.flip_ms", "ms", flips, plain)


def _numbers() -> range:
    return range(2, PAGES)


async def _cold(renderer: PageRenderer, page: int) -> float:
    begun = system.monotonic()
    await _draw(renderer, page)
    return system.monotonic() - begun


async def _flip(renderer: PageRenderer, page: int) -> float:
    """Show a page, have the next one drawn beforehand, then turn to it."""
    await _draw(renderer, page)
    await _draw(renderer, page + 1, urgent=False)
    return await _cold(renderer, page + 1)


async def _draw(renderer: PageRenderer, page: int, *, urgent: bool = True) -> None:
    drawn: asyncio.Future[PageAnswer] = asyncio.get_running_loop().create_future()

    def deliver(answer: PageAnswer) -> None:
        if isinstance(answer, PageImage):
            bytes(answer.rgb)  # what the screen copies into its texture
        if not drawn.done():
            drawn.set_result(answer)

    renderer.request(PAPER, 1, page, WIDTH, deliver, urgent=urgent)
    answer = await drawn
    if not isinstance(answer, PageImage):
        raise RuntimeError(answer.code)


def _plain(source: bytes) -> list[float]:
    document = _pymupdf.open(stream=io.BytesIO(source), filetype="pdf")
    waits = []
    for number in _numbers():
        begun = system.monotonic()
        page = document[number - 1]
        zoom = WIDTH / page.rect.width
        bytes(page.get_pixmap(matrix=_pymupdf.Matrix(zoom, zoom), alpha=False).samples)
        waits.append(system.monotonic() - begun)
    return waits


def _paper() -> bytes:
    """Pages of text and rules, as an appendix of projects has them."""
    document = _pymupdf.open()
    for number in range(PAGES):
        page = document.new_page()
        for line in range(48):
            text = f"{number}.{line} Danh muc du an dau tu cong trung han 2026-2030, von ngan sach"
            page.insert_text((60, 60 + line * 15), text, fontsize=10)
        for line in range(12):
            page.draw_line((60, 400 + line * 15), (540, 400 + line * 15))
    return bytes(document.tobytes(deflate=True))
