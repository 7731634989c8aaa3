"""What is asked about the words of papers, and waits until no page waits to be drawn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from msgspec import Struct

from device.page_child import Deed, OpenPaper, PageChild, RendererError
from device.page_process import PageRefusedError, SharedSlots, Worker

MAX_QUESTIONS = 64  # waiting to be read: a search asks for its next pages when it has the last ones

T = TypeVar("T")


class Question(Struct, frozen=True):
    """Something to be read of a paper: `ask` has the child write it, `read` makes sense of that."""

    paper: OpenPaper
    deed: Deed
    ask: Callable[[Worker], Awaitable[int]]
    read: Callable[[bytes], Any]


class PageQuestions:
    """The line of those who wait for an answer."""

    def __init__(self, child: PageChild, slots: SharedSlots) -> None:
        self._child, self._slots = child, slots
        self._line: deque[tuple[Question, asyncio.Future[Any]]] = deque()
        self._asking: set[asyncio.Task[None]] = set()

    def __bool__(self) -> bool:
        return bool(self._line)

    def put(self, question: Question) -> asyncio.Future[Any]:
        """Wait for one's turn; `too-many-requests` if too many do."""
        self._line = deque(each for each in self._line if not each[1].done())
        if len(self._line) >= MAX_QUESTIONS:
            raise PageRefusedError("too-many-requests")
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._line.append((question, answer))
        return answer

    async def answer_next(self) -> None:
        """Have the first one read and answer with it, or with why not."""
        question, answer = self._line.popleft()
        if answer.done():  # nobody waits any more
            return
        try:
            size = await self._child.do(question.paper, question.deed, question.ask)
            found = question.read(self._slots.told(size))
        except (PageRefusedError, RendererError, ValueError) as error:
            if not answer.done():
                code = getattr(error, "code", "page-unreadable")
                answer.set_exception(PageRefusedError(code))
            return
        if not answer.done():
            answer.set_result(found)

    def tell(
        self, asking: Coroutine[None, None, tuple[T, ...]], deliver: Callable[[tuple[T, ...]], None]
    ) -> None:
        """Ask for a screen, which shows nothing where nothing can be read."""

        async def told() -> None:
            try:
                found = await asking
            except PageRefusedError:
                found = ()
            deliver(found)

        task = asyncio.get_running_loop().create_task(told())
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    def cancel(self) -> None:
        """Nobody is answered any more."""
        for task in self._asking:
            task.cancel()
        for _, answer in self._line:
            answer.cancel()
