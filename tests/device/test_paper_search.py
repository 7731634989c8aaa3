"""Searches performed: page by page, the newest ending the one before, a bad paper stopping none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import cast

from device.effects import FindBoxes, FindText, ReadPrints, StopFinding
from device.inputs import BoxesFound, Input, PrintsRead, TextFound
from device.page_process import PageRefusedError
from device.paper_index import PaperIndex
from device.paper_search import PaperSearch
from protocol.finding import MAX_HITS
from protocol.folding import Folded, fold
from protocol.transfer import Manifest
from tests.support.hub_voice import manifest

REPORT = manifest("bao-cao", b"p", b"1", pages=4)
DRAFT = manifest("du-thao", b"p", b"2", pages=4)


class World:
    """A search over papers whose pages the test writes; `gate` holds it back."""

    def __init__(self, **papers: tuple[str, ...]) -> None:
        self.papers = {name.replace("_", "-"): pages for name, pages in papers.items()}
        self.told: list[Input] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.changed = asyncio.Event()
        self.search = PaperSearch(cast("PaperIndex", self), self.hear, asyncio.create_task)

    def hear(self, entry: Input) -> None:
        self.told.append(entry)
        self.changed.set()

    async def pages(self, manifest: Manifest) -> AsyncIterator[tuple[int, Sequence[Folded]]]:
        if manifest.paper not in self.papers:
            raise PageRefusedError("paper-not-open")
        pages = self.papers[manifest.paper]
        for first in range(0, len(pages), 2):
            await self.gate.wait()
            yield first + 1, [fold(text) for text in pages[first : first + 2]]

    async def prints(self, manifest: Manifest) -> tuple[str, ...]:
        return self.papers[manifest.paper]

    async def boxes(
        self, _manifest: Manifest, page: int, spans: tuple[tuple[int, int], ...]
    ) -> tuple[tuple[tuple[int, int, int, int], ...], ...]:
        await self.gate.wait()
        return tuple(((page, 0, *span),) for span in spans)

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(5):
            while not holds():
                self.changed.clear()
                await self.changed.wait()

    def found(self) -> list[TextFound]:
        return [entry for entry in self.told if isinstance(entry, TextFound)]


async def test_hits_come_page_by_page_with_their_page_numbers() -> None:
    world = World(bao_cao=("Ngân sách", "", "vốn", "ngan sach và ngân sách"))
    world.search.perform(FindText(7, "ngan sach", (REPORT,)))
    await world.until(lambda: len(world.found()) == 2)
    first, last = world.found()
    assert [(hit.page, hit.match) for hit in first.hits] == [(1, "Ngân sách")]
    assert [hit.page for hit in last.hits] == [4, 4]
    assert [(each.search, each.done, each.blank) for each in (first, last)] == [
        (7, 2, 1),
        (7, 4, 1),
    ]


async def test_a_newer_search_ends_the_one_before() -> None:
    world = World(bao_cao=("vốn", "vốn", "vốn", "vốn"))
    world.gate.clear()
    world.search.perform(FindText(1, "von", (REPORT,)))
    await asyncio.sleep(0)
    world.search.perform(FindText(2, "von", (REPORT,)))
    world.gate.set()
    await world.until(lambda: len(world.found()) == 2)
    assert {each.search for each in world.found()} == {2}


async def test_places_on_pages_are_looked_for_no_more_when_a_newer_search_begins() -> None:
    world = World(bao_cao=("vốn",) * 4)
    world.gate.clear()
    world.search.perform(FindText(1, "vo", (REPORT,)))
    for page in range(1, 5):
        world.search.perform(FindBoxes(1, "bao-cao", 1, page, ((0, 2),)))
    await asyncio.sleep(0)
    world.search.perform(FindText(2, "von", (REPORT,)))
    world.gate.set()
    await world.until(lambda: len(world.found()) == 2)
    assert not [each for each in world.told if isinstance(each, BoxesFound)]


async def test_a_search_that_is_stopped_tells_nothing_more() -> None:
    world = World(bao_cao=("vốn", "vốn", "vốn", "vốn"))
    world.gate.clear()
    world.search.perform(FindText(1, "von", (REPORT,)))
    await asyncio.sleep(0)
    world.search.perform(StopFinding())
    world.gate.set()
    for _ in range(10):
        await asyncio.sleep(0)
    assert world.told == []


async def test_a_paper_that_cannot_be_read_does_not_stop_the_search() -> None:
    world = World(du_thao=("vốn", "", "", ""))
    world.search.perform(FindText(1, "von", (REPORT, DRAFT)))
    await world.until(lambda: len(world.found()) == 2)
    assert {each.paper for each in world.found()} == {"du-thao"}


async def test_no_more_is_looked_for_than_can_be_listed() -> None:
    world = World(bao_cao=("vốn " * 300,) * 4, du_thao=("vốn",) * 4)
    world.search.perform(FindText(1, "von", (REPORT, DRAFT)))
    await world.until(lambda: sum(len(each.hits) for each in world.found()) >= MAX_HITS)
    for _ in range(10):
        await asyncio.sleep(0)
    assert sum(len(each.hits) for each in world.found()) == MAX_HITS
    assert world.found()[-1].more


async def test_boxes_and_fingerprints_are_told() -> None:
    world = World(bao_cao=("a", "b", "c", "d"))
    world.search.perform(FindText(3, "von", (REPORT,)))
    world.search.perform(FindBoxes(3, "bao-cao", 1, 2, ((4, 9),)))
    world.search.perform(FindBoxes(3, "unknown", 1, 2, ((4, 9),)))
    world.search.perform(ReadPrints(REPORT))
    await world.until(lambda: len(world.told) == 4)
    assert BoxesFound(3, "bao-cao", 1, 2, (((2, 0, 4, 9),),)) in world.told
    assert PrintsRead("bao-cao", 1, ("a", "b", "c", "d")) in world.told
