"""`python -m tests.bench.leafing DIRECTORY pooled|plain`: one seat's window, 20 papers, 500 pages turned.

`papers` instead writes the papers into the directory: making them takes memory, too. The others print
`{"start": MiB, "most": MiB, "end": MiB}`: what this process and its children hold, memory they share
counted once. Each page is seen before the next is turned to.

The start is when the first paper has been leafed through a little in each of the ways of reading, with its
small pages opened, and the child rests. What is asked here is whether memory keeps growing with use. What
everybody uses within a minute of sitting down is there once and then no more: shaders, letters, the six
textures of pages and as many that the child has drawn ahead, 35 MB that `seat.rss_mb` has its eye on. The
end is when the last page of the last paper is seen and the child rests again, and the most is read after
every page between them, often while the child is drawing.

"plain" draws each page in this process into a texture of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pymupdf
from msgspec.structs import replace

from device.page_process import Limits, PageProcess
from device.page_renderer import PageRenderer
from device.screens import Reader, ReadingMode
from tests.bench.processes import children_of, held_mb

PAPERS, PAGES = 20, 25
OPEN = 3  # the one in front and two beside it, as a seat keeps them
SCAN = 150  # dots an inch, as the hub hands scans out
MODES = (ReadingMode.SINGLE, ReadingMode.CONTINUOUS, ReadingMode.SINGLE, ReadingMode.TEXT)
SIZE = (1280, 800)
WARM_PAGES = 6  # leafed through in each way: as many as are held
NEIGHBOURS_DRAWN = 15  # times that the window settles until the child rests: two seconds

_pymupdf: Any = pymupdf  # ships no types


class Watched:
    """A source of pages that knows whether what was asked for last, to be seen at once, is here."""

    def __init__(self, pages: PageRenderer) -> None:
        self._pages = pages
        self._asked = count(1)
        self._awaited = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pages, name)

    def request(self, *place: Any, urgent: bool = True, **how: Any) -> None:
        """See `PageSource.request`."""
        *where, deliver = place
        taken = self._await(deliver) if urgent else deliver
        self._pages.request(*where, taken, urgent=urgent, **how)

    def paragraphs(self, *place: Any) -> None:
        """See `PageSource.paragraphs`."""
        *where, deliver = place
        self._pages.paragraphs(*where, self._await(deliver))

    async def seen(self, bridge: Any) -> None:
        """What was asked for came, and is on the screen."""
        await bridge.settle()
        while self._awaited:
            await bridge.settle()

    def _await(self, deliver: Callable[[Any], None]) -> Callable[[Any], None]:
        number = self._awaited = next(self._asked)

        def taken(answer: Any) -> None:
            if self._awaited == number:
                self._awaited = 0
            deliver(answer)

        return taken


class Leafing:
    """Papers that are opened one after the other in a seat's window, and leafed through."""

    def __init__(self, directory: Path, bridge: Any, renderer: PageRenderer) -> None:
        self._directory, self._bridge, self._renderer = directory, bridge, renderer
        self._pages = Watched(renderer)
        bridge._app.kit = replace(bridge._app.kit, pages=self._pages)

    async def warm_up(self) -> None:
        """A little of the first paper in each way of reading; its small pages twice."""
        await self._open(0)
        for mode in ReadingMode:
            for page in range(1, WARM_PAGES + 1):
                await self._show(0, page, mode)
            await self._bridge.touch("contents")
        await self._bridge.touch("contents")
        await self.rest()

    async def through(self) -> AsyncIterator[None]:
        """Every page of every paper; yields when it is seen."""
        for number in range(PAPERS):
            await self._open(number)
            for page in range(1, PAGES + 1):
                await self._show(number, page, MODES[number % len(MODES)])
                if page in {PAGES // 3, 2 * PAGES // 3}:  # small pages, opened and closed again
                    await self._bridge.touch("contents")
                yield

    async def rest(self) -> None:
        """Until the child has drawn what may be wanted next."""
        for _ in range(NEIGHBOURS_DRAWN):
            await self._bridge.settle()

    async def _open(self, number: int) -> None:
        source = _read(self._directory, number)
        await self._renderer.open(f"paper-{number}", 1, source, "pdf")
        self._renderer.close(f"paper-{number - OPEN}")

    async def _show(self, number: int, page: int, mode: ReadingMode) -> None:
        from tests.screen import samples_reader

        paper = f"paper-{number}"
        reader = Reader(paper, 1, paper, page, PAGES, 100, readable=True, preview=True, mode=mode)
        self._bridge.show(replace(samples_reader.SESSION, reader=reader))
        await self._pages.seen(self._bridge)


async def pooled(directory: Path, bridge: Any) -> dict[str, float]:
    """As a seat does it."""
    renderer = PageRenderer(partial(PageProcess.launch, Limits()), lambda _fault: None)
    await renderer.start()
    leafing = Leafing(directory, bridge, renderer)
    await leafing.warm_up()
    held = {"start": _held(), "most": 0.0}
    async for _ in leafing.through():
        held["most"] = max(held["most"], _held())
    await leafing.rest()
    held["end"] = _held()
    await renderer.stop()
    return held


async def plain(directory: Path, bridge: Any) -> dict[str, float]:
    """Every page into a new texture."""
    from kivy.graphics import Rectangle
    from kivy.graphics.texture import Texture

    held = {}
    shown = Rectangle(size=SIZE)
    for number in range(PAPERS):
        document = _pymupdf.open(stream=_read(directory, number), filetype="pdf")
        for page in document:
            zoom = SIZE[0] / page.rect.width
            picture = page.get_pixmap(matrix=_pymupdf.Matrix(zoom, zoom), alpha=False)
            texture = Texture.create(size=(picture.width, picture.height), colorfmt="rgb")
            texture.blit_buffer(picture.samples, colorfmt="rgb", bufferfmt="ubyte")
            shown.texture = texture
            bridge.root.canvas.add(shown)
            await bridge.settle()
            bridge.root.canvas.remove(shown)
            held.setdefault("start", _held())
    held["end"] = _held()
    return held


def write_papers(directory: Path) -> None:
    """One of text and a scan of it; a seat is given them under many names."""
    document = _pymupdf.open()
    for number in range(PAGES):
        page = document.new_page()
        text = "\n".join(f"{number}.{line} Danh muc du an dau tu cong" * 2 for line in range(40))
        page.insert_text((60, 60), text)
    (directory / "text.pdf").write_bytes(document.tobytes(deflate=True))
    scan = _pymupdf.open()
    for page in document:
        picture = page.get_pixmap(dpi=SCAN).tobytes("jpg")
        scan.new_page().insert_image(page.rect, stream=picture)
    (directory / "scan.pdf").write_bytes(scan.tobytes())


def _read(directory: Path, number: int) -> bytes:
    """Every fifth paper is a scan."""
    return (directory / ("scan.pdf" if number % 5 == 4 else "text.pdf")).read_bytes()


def _held() -> float:
    return sum(map(held_mb, (os.getpid(), *children_of(os.getpid()))))


async def main(directory: Path, how: str) -> None:
    """Open a window, leaf, say what it took."""
    from ui.window import prepare_window

    prepare_window(directory / how, *SIZE, offscreen=True)
    from ui.bridge import Bridge

    bridge = Bridge(lambda _intent: None)
    running = asyncio.create_task(bridge.run())
    await bridge.settle()
    held = await (pooled if how == "pooled" else plain)(directory, bridge)
    print(json.dumps(held), flush=True)
    bridge.stop()
    await running


if __name__ == "__main__":
    if sys.argv[2] == "papers":
        write_papers(Path(sys.argv[1]))
    else:
        asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
