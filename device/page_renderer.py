"""Papers that are open on this terminal, and pictures of their pages: the real `PageSource`.

One child process draws, one page at a time. What it drew stays in a few slots of shared memory, so that
a neighbour asked for beforehand is delivered at once. A page at which the child dies or hangs is never
tried again; the child is started anew and opens papers again as they are needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from device.page_process import (
    SLOTS,
    PageRefusedError,
    SharedSlots,
    Worker,
    WorkerDiedError,
    memory_file,
)
from device.page_queue import Drawing, Drawn, PageQueue, PageRequest, SlotTable
from device.pages import PageAnswer, PageFault, PageImage

MAX_OPEN_BYTES = (
    512 * 1024 * 1024
)  # two papers of the largest size allowed, or a session of usual ones

Launch: TypeAlias = Callable[[int], Awaitable[Worker]]  # given the descriptor of the shared slots

_log = logging.getLogger(__name__)


class RendererError(Exception):
    """`renderer-unavailable` or `papers-too-large`; what was open stays open."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class _Paper:
    """An open paper: its number, the sealed memory file it lies in."""

    document: int
    kind: str
    source: int
    size: int


class PageRenderer:
    """Opens papers and answers page requests; see `device.pages.PageSource` for the contract.

    Faults: `paper-not-open`, `paper-unreadable`, `page-unreadable`, `page-marked-secret`, `no-such-page`,
    `too-many-requests`, `renderer-unavailable`. `on_fault` hears of those at which the child died, for
    the health report.
    """

    def __init__(self, launch: Launch, on_fault: Callable[[PageFault], None]) -> None:
        self._launch = launch
        self._on_fault = on_fault
        self._numbers = count(1)
        self._papers: dict[tuple[str, int], _Paper] = {}
        self._slots = SharedSlots()
        self._table = SlotTable(SLOTS)
        self._queue = PageQueue()
        self._wake = asyncio.Event()
        self._worker: Worker | None = None
        self._known: set[int] = set()  # documents open in the child
        self._deadly: set[tuple[int, int]] = set()  # document, page; page 0 is the opening itself
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the child; `renderer-unavailable` if that fails."""
        await self._ensure_worker()
        self._task = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        """End the child and forget all papers. Requests that wait are never answered."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self._worker is not None:
            await self._worker.stop()
        for paper in {key[0] for key in self._papers}:
            self.close(paper)
        self._slots.close()

    async def open(
        self, paper: str, version: int, source: bytes | bytearray | memoryview, kind: str
    ) -> None:
        """Take over a copy of a paper's plaintext; `kind` is "pdf" or "image" (PNG or JPEG).

        Opening a paper again replaces it: a preview by the paper itself, a version by another.
        """
        size = memoryview(source).nbytes
        if sum(each.size for each in self._papers.values()) + size > MAX_OPEN_BYTES:
            raise RendererError("papers-too-large")
        descriptor = await asyncio.to_thread(memory_file, source)
        self.close(paper)
        self._papers[paper, version] = _Paper(next(self._numbers), kind, descriptor, size)

    def close(self, paper: str) -> None:
        """Forget a paper with everything drawn of it."""
        for key in [key for key in self._papers if key[0] == paper]:
            self._forget(self._papers.pop(key))

    def request(
        self,
        paper: str,
        version: int,
        page: int,
        width: int,
        deliver: Callable[[PageAnswer], None],
        *,
        urgent: bool = True,
    ) -> None:
        """See `PageSource.request`."""
        request = PageRequest(paper, version, page, width, deliver, urgent)
        asyncio.get_running_loop().call_soon(self._admit, request)

    def _admit(self, request: PageRequest) -> None:
        """Answer from memory, or let the request wait for the child."""
        if request.urgent:
            self._queue.turn_to(request.place)
        if self._answer_from_memory(request):
            return
        if not self._queue.push(request):
            self._refuse(request, "too-many-requests")
        self._wake.set()

    def _answer_from_memory(self, request: PageRequest) -> bool:
        paper = self._papers.get((request.paper, request.version))
        if paper is None:
            self._refuse(request, "paper-not-open")
            return True
        drawn = self._table.find(Drawing(paper.document, request.page, request.width))
        if drawn is not None:
            self._show(request, drawn)
        return drawn is not None

    async def _serve(self) -> None:
        """Draw what waits, for as long as the renderer runs."""
        while True:
            self._wake.clear()
            await self._tidy()
            request = self._queue.pop()
            if request is None:
                await self._wake.wait()
            elif not self._answer_from_memory(request):
                await self._draw(request)

    async def _tidy(self) -> None:
        """Keep a child at hand, and let it close what is closed here."""
        with contextlib.suppress(RendererError, WorkerDiedError):
            worker = await self._ensure_worker()
            for document in self._known - {paper.document for paper in self._papers.values()}:
                self._known.discard(document)
                await worker.close(document)

    async def _ensure_worker(self) -> Worker:
        if self._worker is None or not self._worker.alive:
            self._known.clear()
            if self._worker is not None:
                await self._worker.stop()
            try:
                self._worker = await self._launch(self._slots.descriptor)
            except (WorkerDiedError, OSError) as error:
                _log.error("the page renderer does not start: %s", error)
                raise RendererError("renderer-unavailable") from error
        return self._worker

    async def _draw(self, request: PageRequest) -> None:
        """Have a page drawn and answer the request with whatever comes of it."""
        paper = self._papers[request.paper, request.version]
        drawing = Drawing(paper.document, request.page, request.width)
        slot = self._table.take()
        try:
            drawn = Drawn(slot, *await self._draw_into(slot, paper, request))
            self._check_open(paper)
        except (PageRefusedError, RendererError) as refusal:
            self._table.give_back(slot)
            self._slots.erase(slot)
            if self._queue.still_wanted(request):
                self._refuse(request, refusal.code)
            return
        self._table.keep(drawing, drawn)
        if self._queue.still_wanted(request):
            self._show(request, drawn)

    async def _draw_into(self, slot: int, paper: _Paper, request: PageRequest) -> tuple[int, int]:
        """Open the paper in the child if need be, then draw; deaths of the child become refusals."""
        step = 0
        try:
            worker = await self._ensure_worker()
            if paper.document not in self._known:
                self._check_open(paper)
                self._check_deadly(paper, step, "paper-unreadable")
                await worker.open(paper.document, paper.kind, paper.source)
                self._known.add(paper.document)
            step = request.page
            self._check_deadly(paper, step, "page-unreadable")
            return await worker.draw(paper.document, step, request.width, slot)
        except WorkerDiedError as death:
            code = "page-unreadable" if step else "paper-unreadable"
            _log.warning("%s %s page %s ended the renderer: %s", *request.place[:3], death)
            self._deadly.add((paper.document, step))
            self._on_fault(PageFault(*request.place[:3], code))
            raise PageRefusedError(code) from death

    def _check_open(self, paper: _Paper) -> None:
        """Papers may be closed during any wait."""
        if paper not in self._papers.values():
            raise PageRefusedError("paper-not-open")

    def _check_deadly(self, paper: _Paper, step: int, code: str) -> None:
        if (paper.document, step) in self._deadly:
            raise PageRefusedError(code)

    def _forget(self, paper: _Paper) -> None:
        os.close(paper.source)
        for slot in self._table.forget(paper.document):
            self._slots.erase(slot)
        self._deadly = {each for each in self._deadly if each[0] != paper.document}
        self._wake.set()

    def _refuse(self, request: PageRequest, code: str) -> None:
        self._deliver(request, PageFault(*request.place[:3], code))

    def _show(self, request: PageRequest, drawn: Drawn) -> None:
        pixels = self._slots.pixels(drawn.slot, drawn.width, drawn.height)
        self._deliver(request, PageImage(*request.place[:3], drawn.width, drawn.height, pixels))
        with contextlib.suppress(BufferError):  # a receiver that keeps it breaks the contract
            pixels.release()

    def _deliver(self, request: PageRequest, answer: PageAnswer) -> None:
        """Call back; a screen's mistake must not stop the renderer."""
        try:
            request.deliver(answer)
        except Exception:
            _log.exception("a page was delivered to a broken receiver")
