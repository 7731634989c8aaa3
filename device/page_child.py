"""The one child that opens papers, kept at hand: started, restarted, and never asked a deadly thing twice.

What ends the child (a page that takes forever, a file that crashes the library) is remembered by paper,
deed and page, and refused from then on. A new child opens papers again as they are needed.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias, TypeVar

from msgspec import Struct

from device.page_process import PageRefusedError, Worker, WorkerDiedError
from device.pages import PageFault

Launch: TypeAlias = Callable[[int], Awaitable[Worker]]  # given the descriptor of the shared slots

T = TypeVar("T")
_log = logging.getLogger(__name__)


class RendererError(Exception):
    """`renderer-unavailable` or `papers-too-large`; what was open stays open."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OpenPaper(Struct, frozen=True):
    """A paper on this terminal: its name, its number, the sealed memory file it lies in."""

    paper: str
    version: int
    document: int
    kind: str
    source: int
    size: int


class Deed(Struct, frozen=True):
    """Something done with a page (0: with the paper as a whole)."""

    name: str
    page: int = 0


OPENING = Deed("open")


class PageChild:
    """Does deeds in the child; `is_open` tells whether a paper still is when a wait is over."""

    def __init__(
        self,
        launch: Launch,
        slots: int,
        is_open: Callable[[OpenPaper], bool],
        on_fault: Callable[[PageFault], None],
    ) -> None:
        self._launch = launch
        self._slots = slots
        self._is_open = is_open
        self._on_fault = on_fault
        self._worker: Worker | None = None
        self._known: set[int] = set()  # documents open in the child
        self._deadly: set[tuple[int, Deed]] = set()

    async def ensure(self) -> Worker:
        """A living child; `renderer-unavailable` if there can be none."""
        if self._worker is None or not self._worker.alive:
            self._known.clear()
            if self._worker is not None:
                await self._worker.stop()
            try:
                self._worker = await self._launch(self._slots)
            except (WorkerDiedError, OSError) as error:
                _log.error("the page renderer does not start: %s", error)
                raise RendererError("renderer-unavailable") from error
        return self._worker

    async def stop(self) -> None:
        """End it."""
        if self._worker is not None:
            await self._worker.stop()

    async def keep_only(self, documents: Iterable[int]) -> None:
        """Close what is open in the child and not among `documents`."""
        worker = await self.ensure()
        for document in self._known - set(documents):
            self._known.discard(document)
            await worker.close(document)

    def forget(self, document: int) -> None:
        """Nothing is held against a paper that is gone."""
        self._deadly = {each for each in self._deadly if each[0] != document}

    async def do(self, paper: OpenPaper, deed: Deed, act: Callable[[Worker], Awaitable[T]]) -> T:
        """Open the paper in the child if need be, then `act`; a death of the child is a refusal."""
        step = OPENING
        try:
            worker = await self.ensure()
            if paper.document not in self._known:
                self._check(paper, step)
                await worker.open(paper.document, paper.kind, paper.source)
                self._known.add(paper.document)
            step = deed
            self._check(paper, step)
            return await act(worker)
        except WorkerDiedError as death:
            _log.warning("%s %s %s ended the renderer: %s", paper.paper, paper.version, step, death)
            self._deadly.add((paper.document, step))
            self._on_fault(PageFault(paper.paper, paper.version, deed.page, _code(step)))
            raise PageRefusedError(_code(step)) from death

    def _check(self, paper: OpenPaper, deed: Deed) -> None:
        """Papers may be closed during any wait."""
        if not self._is_open(paper):
            raise PageRefusedError("paper-not-open")
        if (paper.document, deed) in self._deadly:
            raise PageRefusedError(_code(deed))


def _code(deed: Deed) -> str:
    return "paper-unreadable" if deed == OPENING else "page-unreadable"
