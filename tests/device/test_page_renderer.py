"""The renderer with a pretended child: order of service, memory, deaths. No process, no PDF."""

from __future__ import annotations

import asyncio
import json
import mmap
import os
from collections.abc import AsyncIterator, Callable

import pytest

from device.page_process import SLOT_BYTES, TALK, PageRefusedError, Worker, WorkerDiedError
from device.page_questions import MAX_QUESTIONS
from device.page_renderer import PageRenderer, RendererError
from device.pages import (
    WHOLE,
    Box,
    Heading,
    PageAnswer,
    PageFault,
    PageImage,
    PageText,
    Paragraph,
    Phrase,
    Word,
)

WIDTH, HEIGHT = 4, 3
DEADLY_PAGE, DEADLY_KIND, MISSING_PAGE = 66, "deadly", 404


class FakeWorker:
    """Paints every byte of a page with its number, and waits before it when `gate` is closed."""

    def __init__(self, slots: int, log: list[str], gate: asyncio.Event) -> None:
        self.alive = True
        self._memory = mmap.mmap(slots, 0)
        self._log = log
        self._gate = gate

    async def open(self, document: int, kind: str, source: int) -> None:
        assert os.fstat(source).st_size
        self._log.append(f"open {document}")
        if kind == DEADLY_KIND:
            self._die()

    async def draw(
        self, document: int, page: int, width: int, slot: int, clip: Box
    ) -> tuple[int, int]:
        assert (width, clip) == (WIDTH, WHOLE)
        self._log.append(f"draw {document}/{page}")
        await self._gate.wait()
        if page == DEADLY_PAGE:
            self._die()
        if page == MISSING_PAGE:
            raise PageRefusedError("no-such-page")
        start = slot * SLOT_BYTES
        self._memory[start : start + WIDTH * HEIGHT * 3] = bytes([page]) * WIDTH * HEIGHT * 3
        return WIDTH, HEIGHT

    async def tell(self, do: str, document: int, **places: int) -> int:
        self._log.append(f"{do} {document}")
        if DEADLY_PAGE in places.values():
            self._die()
        told = {
            "read": [
                {"text": f"trang {n}", "print": f"{n:016}", "recognised": False}
                for n in _pages(places)
            ],
            "words": [["trang", [1, 2, 3, 4]]],
            "paragraphs": [[[["Trang ", True], ["2", False]], True]],
            "outline": [[1, "Phần I", 2]],
        }[do]
        data = json.dumps(told).encode()
        self._memory[TALK * SLOT_BYTES : TALK * SLOT_BYTES + len(data)] = data
        return len(data)

    async def close(self, document: int) -> None:
        self._log.append(f"close {document}")

    async def stop(self) -> None:
        self.alive = False

    def _die(self) -> None:
        self.alive = False
        raise WorkerDiedError("killed")


def _pages(places: dict[str, int]) -> range:
    return range(places.get("first", 1), places.get("last", 0) + 1)


class Bench:
    """A renderer over fake children, and what came out of it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.workers: list[FakeWorker] = []
        self.faults: list[PageFault] = []
        self.answers: list[tuple[int, int | str]] = []  # page, colour or fault code
        self.broken_launches = 0
        self.renderer = PageRenderer(self.launch, self.faults.append)

    async def launch(self, slots: int) -> Worker:
        if self.broken_launches:
            self.broken_launches -= 1
            raise WorkerDiedError("does not start")
        self.workers.append(FakeWorker(slots, self.log, self.gate))
        return self.workers[-1]

    def deliver(self, answer: PageAnswer) -> None:
        if isinstance(answer, PageFault):
            self.answers.append((answer.page, answer.code))
            return
        assert set(answer.rgb) == {answer.rgb[0]}
        assert len(answer.rgb) == answer.width * answer.height * 3
        self.answers.append((answer.page, answer.rgb[0]))

    def ask(self, page: int, *, urgent: bool = True, paper: str = "p", version: int = 1) -> None:
        self.renderer.request(paper, version, page, WIDTH, self.deliver, urgent=urgent)

    @property
    def drawn(self) -> list[str]:
        return [line for line in self.log if line.startswith("draw")]


async def settle() -> None:
    """Let everything that can run without the outside run."""
    for _ in range(30):
        await asyncio.sleep(0)


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    bench = Bench()
    await bench.renderer.start()
    await bench.renderer.open("p", 1, b"plaintext", "pdf")
    yield bench
    await bench.renderer.stop()


async def test_a_page_is_delivered_later_and_once(bench: Bench) -> None:
    bench.ask(3)
    assert bench.answers == []
    await settle()
    assert bench.answers == [(3, 3)]


async def test_the_current_page_comes_first_and_neighbours_follow_in_order(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(5)
    for page in (6, 7, 4):
        bench.ask(page, urgent=False)
    await settle()
    bench.gate.set()
    await settle()
    assert bench.answers == [(5, 5), (6, 6), (7, 7), (4, 4)]


async def test_another_version_replaces_the_one_before(bench: Bench) -> None:
    await bench.renderer.open("p", 2, b"plaintext", "pdf")
    bench.ask(1, version=1)
    bench.ask(1, version=2)
    await settle()
    assert bench.answers == [(1, "paper-not-open"), (1, 1)]


async def test_leafing_fast_draws_the_last_page_and_skips_those_between(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(1)
    await settle()
    for page in (2, 3, 4, 5):
        bench.ask(page)
        bench.ask(page + 1, urgent=False)
    await settle()
    bench.gate.set()
    await settle()
    assert bench.drawn == ["draw 1/1", "draw 1/5", "draw 1/6"]
    assert bench.answers == [(5, 5), (6, 6)]


async def test_an_urgent_page_comes_before_neighbours_asked_earlier(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(5)
    await settle()
    bench.ask(6, urgent=False)
    bench.ask(9)
    bench.gate.set()
    await settle()
    assert bench.drawn == ["draw 1/5", "draw 1/9"]


async def test_a_prefetched_page_is_delivered_while_the_child_is_busy(bench: Bench) -> None:
    bench.ask(1)
    bench.ask(2, urgent=False)
    await settle()
    bench.gate.clear()
    bench.ask(3, urgent=False)
    await settle()
    bench.answers.clear()
    bench.ask(2)
    await settle()
    assert bench.answers == [(2, 2)]


async def test_going_back_to_a_page_just_seen_draws_nothing(bench: Bench) -> None:
    for page in (1, 2, 1):
        bench.ask(page)
        await settle()
    assert bench.drawn == ["draw 1/1", "draw 1/2"]
    assert bench.answers == [(1, 1), (2, 2), (1, 1)]


async def test_everybody_who_asks_for_the_page_being_drawn_is_answered(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(1)
    await settle()
    bench.ask(1)
    bench.ask(1, urgent=False)
    bench.gate.set()
    await settle()
    assert bench.answers == [(1, 1)] * 3
    assert bench.drawn == ["draw 1/1"]


async def test_a_paper_that_is_not_open_is_a_fault(bench: Bench) -> None:
    bench.ask(1, paper="other")
    bench.ask(1, version=2)
    await settle()
    assert bench.answers == [(1, "paper-not-open")] * 2


async def test_a_refusal_of_the_child_is_passed_on_and_the_child_kept(bench: Bench) -> None:
    bench.ask(MISSING_PAGE)
    await settle()
    bench.ask(1)
    await settle()
    assert bench.answers == [(MISSING_PAGE, "no-such-page"), (1, 1)]
    assert len(bench.workers) == 1
    assert bench.faults == []


async def test_a_page_that_kills_the_child_is_never_drawn_again(bench: Bench) -> None:
    bench.ask(DEADLY_PAGE)
    await settle()
    bench.ask(DEADLY_PAGE)
    await settle()
    assert bench.answers == [(DEADLY_PAGE, "page-unreadable")] * 2
    assert bench.drawn == ["draw 1/66"]
    assert bench.faults == [PageFault("p", 1, DEADLY_PAGE, "page-unreadable")]


async def test_after_a_death_a_new_child_opens_the_paper_again(bench: Bench) -> None:
    bench.ask(DEADLY_PAGE)
    await settle()
    bench.ask(2)
    await settle()
    assert bench.answers[-1] == (2, 2)
    assert bench.log == ["open 1", "draw 1/66", "open 1", "draw 1/2"]
    assert len(bench.workers) == 2


async def test_pages_drawn_before_a_death_are_still_in_memory(bench: Bench) -> None:
    bench.ask(1)
    await settle()
    bench.ask(DEADLY_PAGE)
    await settle()
    bench.ask(1)
    await settle()
    assert bench.answers[-1] == (1, 1)
    assert bench.drawn == ["draw 1/1", "draw 1/66"]


async def test_a_paper_that_kills_the_child_at_opening_is_given_up_whole(bench: Bench) -> None:
    await bench.renderer.open("bad", 1, b"x", DEADLY_KIND)
    for page in (1, 2):
        bench.ask(page, paper="bad")
        await settle()
    assert bench.answers == [(1, "paper-unreadable"), (2, "paper-unreadable")]
    assert bench.log == ["open 2"]


async def test_a_child_that_died_while_idle_is_replaced_and_blames_no_page(bench: Bench) -> None:
    bench.ask(1)
    await settle()
    bench.workers[0].alive = False
    bench.ask(2)
    await settle()
    assert bench.answers == [(1, 1), (2, 2)]
    assert bench.faults == []


async def test_no_child_is_a_fault_and_the_next_request_tries_again(bench: Bench) -> None:
    bench.workers[0].alive = False
    bench.broken_launches = 2
    bench.ask(1)
    await settle()
    bench.ask(1)
    await settle()
    assert bench.answers == [(1, "renderer-unavailable"), (1, 1)]


async def test_a_closed_paper_is_closed_in_the_child_and_gone_from_memory(bench: Bench) -> None:
    bench.ask(1)
    await settle()
    bench.renderer.close("p")
    await settle()
    bench.ask(1)
    await settle()
    assert bench.log[-1] == "close 1"
    assert bench.answers == [(1, 1), (1, "paper-not-open")]


async def test_a_paper_closed_while_a_page_is_drawn_shows_nothing(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(1)
    await settle()
    bench.renderer.close("p")
    bench.gate.set()
    await settle()
    assert bench.answers == [(1, "paper-not-open")]
    assert bench.log[-1] == "close 1"


async def test_opening_again_replaces_the_preview_and_what_was_drawn_of_it(bench: Bench) -> None:
    bench.ask(1)
    await settle()
    await bench.renderer.open("p", 1, b"the paper itself", "pdf")
    bench.ask(1)
    await settle()
    assert bench.drawn == ["draw 1/1", "draw 2/1"]
    assert "close 1" in bench.log


async def test_neighbours_beyond_the_bound_are_told_so(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(1)
    await settle()
    for page in range(10, 19):
        bench.ask(page, urgent=False)
    await settle()
    assert bench.answers == [(18, "too-many-requests")]


async def test_papers_too_large_together_are_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("device.page_renderer.MAX_OPEN_BYTES", 20)
    with pytest.raises(RendererError, match="papers-too-large"):
        await bench.renderer.open("q", 1, bytes(12), "pdf")
    bench.ask(1)
    await settle()
    assert bench.answers == [(1, 1)]


async def test_a_broken_receiver_does_not_stop_the_renderer(bench: Bench) -> None:
    def broken(_answer: PageAnswer) -> None:
        raise RuntimeError("screen is gone")

    bench.renderer.request("p", 1, 1, WIDTH, broken)
    await settle()
    bench.ask(2)
    await settle()
    assert bench.answers == [(2, 2)]


async def test_pixels_cannot_be_read_after_delivery(bench: Bench) -> None:
    kept: list[PageImage] = []
    keep: Callable[[PageAnswer], None] = lambda answer: kept.append(answer)  # noqa: E731
    bench.renderer.request("p", 1, 1, WIDTH, keep)
    await settle()
    with pytest.raises(ValueError, match="released"):
        bytes(kept[0].rgb)


async def test_a_renderer_that_cannot_start_says_so() -> None:
    bench = Bench()
    bench.broken_launches = 1
    with pytest.raises(RendererError, match="renderer-unavailable"):
        await bench.renderer.start()
    await bench.renderer.stop()


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


async def test_pages_are_read_with_their_fingerprints_words_and_headings(bench: Bench) -> None:
    read = await bench.renderer.read("p", 1, 2, 3)
    assert read == (PageText("trang 2", f"{2:016}"), PageText("trang 3", f"{3:016}"))
    assert await bench.renderer.words("p", 1, 2) == (Word("trang", (1, 2, 3, 4)),)
    assert await bench.renderer.outline("p", 1) == (Heading(1, "Phần I", 2),)


async def test_a_screen_is_told_the_words_of_a_page_and_the_contents_of_a_paper(
    bench: Bench,
) -> None:
    told: list[object] = []
    bench.renderer.paragraphs("p", 1, 2, told.append)
    bench.renderer.headings("p", 1, told.append)
    await settle()
    words = Paragraph((Phrase("Trang ", bold=True), Phrase("2", bold=False)), centred=True)
    assert told == [(words,), (Heading(1, "Phần I", 2),)]


async def test_a_screen_is_told_nothing_of_what_cannot_be_read(bench: Bench) -> None:
    told: list[object] = []
    bench.renderer.paragraphs("p", 1, DEADLY_PAGE, told.append)
    bench.renderer.headings("nowhere", 1, told.append)
    await settle()
    assert told == [(), ()]


async def test_whoever_turns_a_page_never_waits_for_a_search(bench: Bench) -> None:
    bench.gate.clear()
    bench.ask(1)
    await settle()
    reading = [asyncio.ensure_future(bench.renderer.read("p", 1, n, n)) for n in (1, 2)]
    await settle()
    bench.ask(2)
    bench.gate.set()
    await asyncio.gather(*reading)
    assert bench.log == ["open 1", "draw 1/1", "draw 1/2", "read 1", "read 1"]


async def test_a_page_that_kills_the_child_when_read_is_never_read_again_but_drawn(
    bench: Bench,
) -> None:
    for _ in range(2):
        with pytest.raises(PageRefusedError, match="page-unreadable"):
            await bench.renderer.read("p", 1, DEADLY_PAGE, DEADLY_PAGE)
    assert bench.log.count("read 1") == 1
    bench.ask(1)
    await settle()
    assert bench.answers == [(1, 1)]


async def test_a_paper_that_is_not_open_or_closed_meanwhile_is_not_read(bench: Bench) -> None:
    with pytest.raises(PageRefusedError, match="paper-not-open"):
        await bench.renderer.read("q", 1, 1, 1)
    bench.gate.clear()
    bench.ask(1)
    reading = asyncio.ensure_future(bench.renderer.read("p", 1, 1, 1))
    await settle()
    bench.renderer.close("p")
    bench.gate.set()
    with pytest.raises(PageRefusedError, match="paper-not-open"):
        await reading


async def test_questions_nobody_waits_for_are_skipped_and_too_many_are_refused(
    bench: Bench,
) -> None:
    bench.gate.clear()
    bench.ask(1)
    await settle()
    waiting = [
        asyncio.ensure_future(bench.renderer.read("p", 1, 1, 1)) for _ in range(MAX_QUESTIONS)
    ]
    await settle()
    with pytest.raises(PageRefusedError, match="too-many-requests"):
        await bench.renderer.read("p", 1, 1, 1)
    for each in waiting:
        each.cancel()
    bench.gate.set()
    await bench.renderer.outline("p", 1)
    assert "read 1" not in bench.log


async def test_the_end_leaves_nobody_waiting() -> None:
    bench = Bench()
    bench.gate.clear()
    await bench.renderer.start()
    await bench.renderer.open("p", 1, b"plaintext", "pdf")
    bench.ask(1)
    reading = asyncio.ensure_future(bench.renderer.read("p", 1, 1, 1))
    await settle()
    await bench.renderer.stop()
    with pytest.raises(asyncio.CancelledError):
        await reading
