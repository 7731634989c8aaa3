"""Papers that are open on this terminal, pictures of their pages, and what is written on them.

The real `PageSource` and `PaperSource`. One child process draws and reads, one thing at a time, pages
before words: whoever turns a page never waits for a search. What was drawn stays in a few slots of shared
memory, so that a neighbour asked for beforehand is delivered at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import Callable
from itertools import count
from typing import Any

from device.page_child import Deed, Launch, OpenPaper, PageChild, RendererError
from device.page_process import (
    SLOTS,
    PageRefusedError,
    SharedSlots,
    WorkerDiedError,
    memory_file,
)
from device.page_questions import PageQuestions, Question
from device.page_queue import Drawing, Drawn, PageQueue, PageRequest, SlotTable
from device.pages import (
    WHOLE,
    Box,
    Heading,
    Lane,
    PageAnswer,
    PageFault,
    PageImage,
    PageText,
    Paragraph,
    Phrase,
    Word,
)

__all__ = ["Launch", "PageRenderer", "RendererError"]

MAX_OPEN_BYTES = (
    512 * 1024 * 1024
)  # two papers of the largest size allowed, or a session of usual ones

_log = logging.getLogger(__name__)


class PageRenderer:
    """Opens papers and answers page requests; see `device.pages.PageSource` for the contract.

    Faults: `paper-not-open`, `paper-unreadable`, `page-unreadable`, `page-marked-secret`, `no-such-page`,
    `too-many-requests`, `renderer-unavailable`. `on_fault` hears of those at which the child died, for
    the health report.
    """

    def __init__(self, launch: Launch, on_fault: Callable[[PageFault], None]) -> None:
        self._numbers = count(1)
        self._papers: dict[tuple[str, int], OpenPaper] = {}
        self._slots = SharedSlots()
        self._child = PageChild(launch, self._slots.descriptor, self._is_open, on_fault)
        self._table = SlotTable(SLOTS)
        self._queue = PageQueue()
        self._wake = asyncio.Event()
        self._questions = PageQuestions(self._child, self._slots)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the child; `renderer-unavailable` if that fails."""
        await self._child.ensure()
        self._task = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        """End the child and forget all papers. Requests that wait are never answered."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._child.stop()
        self._questions.cancel()
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
        number = next(self._numbers)
        self._papers[paper, version] = OpenPaper(paper, version, number, kind, descriptor, size)

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
        clip: Box = WHOLE,
        lane: Lane = Lane.FRONT,
    ) -> None:
        """See `PageSource.request`."""
        request = PageRequest(paper, version, page, width, deliver, urgent, clip, lane)
        asyncio.get_running_loop().call_soon(self._admit, request)

    def paragraphs(
        self,
        paper: str,
        version: int,
        page: int,
        deliver: Callable[[tuple[Paragraph, ...]], None],
    ) -> None:
        """See `PageSource.paragraphs`."""
        self._questions.tell(self._paragraphs(paper, version, page), deliver)

    def headings(
        self, paper: str, version: int, deliver: Callable[[tuple[Heading, ...]], None]
    ) -> None:
        """See `PageSource.headings`."""
        self._questions.tell(self.outline(paper, version), deliver)

    async def read(self, paper: str, version: int, first: int, last: int) -> tuple[PageText, ...]:
        """See `PaperSource.read`."""
        found = await self._ask(paper, version, Deed("read", first), first=first, last=last)
        return tuple(PageText(each["text"], each["print"], each["recognised"]) for each in found)

    async def words(self, paper: str, version: int, page: int) -> tuple[Word, ...]:
        """See `PaperSource.words`."""
        found = await self._ask(paper, version, Deed("words", page), page=page)
        return tuple(Word(text, (box[0], box[1], box[2], box[3])) for text, box in found)

    async def outline(self, paper: str, version: int) -> tuple[Heading, ...]:
        """See `PaperSource.outline`."""
        found = await self._ask(paper, version, Deed("outline"))
        return tuple(Heading(level, title, page) for level, title, page in found)

    async def mark(self, paper: str, version: int, notes: bytes) -> bytes:
        """A PDF of the pages that have notes, with these drawn on them; `notes-too-large`."""
        source = memory_file(notes)
        try:
            found = self._open_paper(paper, version)
            question = Question(
                found, Deed("mark"), lambda child: child.mark(found.document, source), bytes
            )
            pdf: bytes = await self._put(question)
        finally:
            os.close(source)
        return pdf

    async def _paragraphs(self, paper: str, version: int, page: int) -> tuple[Paragraph, ...]:
        found = await self._ask(paper, version, Deed("paragraphs", page), page=page)
        return tuple(
            Paragraph(tuple(Phrase(text, bold) for text, bold in phrases), centred)
            for phrases, centred in found
        )

    async def _ask(self, paper: str, version: int, deed: Deed, **places: int) -> Any:
        found = self._open_paper(paper, version)
        return await self._put(
            Question(
                found,
                deed,
                lambda child: child.tell(deed.name, found.document, **places),
                json.loads,
            )
        )

    def _open_paper(self, paper: str, version: int) -> OpenPaper:
        found = self._papers.get((paper, version))
        if found is None:
            raise PageRefusedError("paper-not-open")
        return found

    async def _put(self, question: Question) -> Any:
        answer = self._questions.put(question)
        self._wake.set()
        return await answer

    def _admit(self, request: PageRequest) -> None:
        """Answer from memory, or let the request wait for the child."""
        if request.urgent:
            self._queue.turn_to(request)
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
        drawn = self._table.find(_drawing(paper, request))
        if drawn is not None:
            self._show(request, drawn)
        return drawn is not None

    async def _serve(self) -> None:
        """Draw what waits, then read what is asked, for as long as the renderer runs."""
        while True:
            self._wake.clear()
            await self._tidy()
            request = self._queue.pop()
            if request is not None:
                if not self._answer_from_memory(request):
                    await self._draw(request)
            elif self._questions:
                await self._questions.answer_next()
            else:
                await self._wake.wait()

    async def _tidy(self) -> None:
        """Keep a child at hand, and let it close what is closed here."""
        with contextlib.suppress(RendererError, WorkerDiedError):
            await self._child.keep_only(paper.document for paper in self._papers.values())

    async def _draw(self, request: PageRequest) -> None:
        """Have a page drawn and answer the request with whatever comes of it."""
        paper = self._papers[request.paper, request.version]
        slot = self._table.take()
        try:
            size = await self._child.do(
                paper,
                Deed("draw", request.page),
                lambda child: child.draw(
                    paper.document, request.page, request.width, slot, request.clip
                ),
            )
            if not self._is_open(paper):
                raise PageRefusedError("paper-not-open")
        except (PageRefusedError, RendererError) as refusal:
            self._table.give_back(slot)
            self._slots.erase(slot)
            if self._queue.still_wanted(request):
                self._refuse(request, refusal.code)
            return
        drawn = Drawn(slot, *size)
        self._table.keep(_drawing(paper, request), drawn)
        if self._queue.still_wanted(request):
            self._show(request, drawn)

    def _is_open(self, paper: OpenPaper) -> bool:
        return self._papers.get((paper.paper, paper.version)) == paper

    def _forget(self, paper: OpenPaper) -> None:
        os.close(paper.source)
        for slot in self._table.forget(paper.document):
            self._slots.erase(slot)
        self._child.forget(paper.document)
        self._wake.set()

    def _refuse(self, request: PageRequest, code: str) -> None:
        self._deliver(request, PageFault(*request.place[:3], code))

    def _show(self, request: PageRequest, drawn: Drawn) -> None:
        pixels = self._slots.pixels(drawn.slot, drawn.width, drawn.height)
        self._deliver(request, _image(request, drawn, pixels))
        with contextlib.suppress(BufferError):  # a receiver that keeps it breaks the contract
            pixels.release()

    def _deliver(self, request: PageRequest, answer: PageAnswer) -> None:
        """Call back; a screen's mistake must not stop the renderer."""
        try:
            request.deliver(answer)
        except Exception:
            _log.exception("a page was delivered to a broken receiver")


def _drawing(paper: OpenPaper, request: PageRequest) -> Drawing:
    return Drawing(paper.document, request.page, request.width, request.clip)


def _image(request: PageRequest, drawn: Drawn, pixels: memoryview) -> PageImage:
    size = (drawn.width, drawn.height)
    return PageImage(request.paper, request.version, request.page, *size, pixels, request.clip)
