"""The text of papers for searching: read in small steps, kept while it fits, gone with the key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from device import paper_index
from device.page_process import PageRefusedError
from device.pages import Heading, PageText, Word
from device.paper_index import BATCH, PaperIndex, boxes_of
from protocol.transfer import Manifest
from tests.support.hub_voice import manifest

REPORT = manifest("bao-cao", b"p", b"1", pages=20)
DRAFT = manifest("du-thao", b"p", b"2", pages=3)


class FakeSource:
    """Every page says its own number; `asked` remembers which were read."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int]] = []
        self.lent = 0
        self.gone: set[str] = set()
        self.scans: set[int] = set()

    @asynccontextmanager
    async def lend(self, _manifest: Manifest) -> AsyncIterator[FakeSource]:
        self.lent += 1
        yield self
        self.lent -= 1

    def may_read(self, paper: str, _version: int) -> bool:
        return paper not in self.gone

    async def read(self, paper: str, _version: int, first: int, last: int) -> tuple[PageText, ...]:
        self.asked.append((paper, first, last))
        return tuple(
            PageText(f"Trang {n}", f"{paper} {n}", n in self.scans) for n in range(first, last + 1)
        )

    async def words(self, _paper: str, _version: int, page: int) -> tuple[Word, ...]:
        return (Word("Trang", (0, 0, 10, 10)), Word(str(page), (20, 0, 30, 10)))

    async def outline(self, _paper: str, _version: int) -> tuple[Heading, ...]:
        return ()


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def index(source: FakeSource) -> PaperIndex:
    return PaperIndex(source.lend, source.may_read)


async def texts(index: PaperIndex, paper: Manifest = REPORT) -> list[str]:
    return [page.text async for _, pages in index.pages(paper) for page in pages]


async def test_pages_are_read_a_few_at_a_time_and_once(
    index: PaperIndex, source: FakeSource
) -> None:
    once = await texts(index)
    assert once == [f"trang {n}" for n in range(1, 21)]
    assert source.asked == [("bao-cao", 1, 8), ("bao-cao", 9, 16), ("bao-cao", 17, 20)]
    assert await texts(index) == once
    assert len(source.asked) == 3
    assert source.lent == 0


async def test_a_page_that_a_machine_read_is_known_as_such(
    index: PaperIndex, source: FakeSource
) -> None:
    source.scans.add(2)
    read = [page.recognised async for _, pages in index.pages(DRAFT) for page in pages]
    assert read == [False, True, False]


async def test_a_search_given_up_half_way_goes_on_where_it_was(
    index: PaperIndex, source: FakeSource
) -> None:
    async for _ in index.pages(REPORT):
        break
    assert len(await texts(index)) == 20
    assert [first for _, first, _ in source.asked] == [1, 1 + BATCH, 1 + 2 * BATCH]


async def test_fingerprints_come_with_the_text(index: PaperIndex, source: FakeSource) -> None:
    await texts(index, DRAFT)
    assert await index.prints(DRAFT) == ("du-thao 1", "du-thao 2", "du-thao 3")
    assert len(source.asked) == 1


async def test_a_key_that_goes_while_pages_are_read_leaves_nothing(
    index: PaperIndex, source: FakeSource
) -> None:
    async for _ in index.pages(REPORT):
        break
    source.gone.add("bao-cao")
    index.forget("bao-cao", 1)
    with pytest.raises(PageRefusedError):
        await texts(index)
    assert index.chars == 0


async def test_what_is_kept_is_bounded_and_the_longest_unused_goes_first(
    index: PaperIndex, source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_index, "MAX_CHARS", 200)
    for paper in (DRAFT, REPORT):
        await texts(index, paper)
    assert index.chars <= 200
    monkeypatch.setattr(paper_index, "MAX_CHARS", 150)
    third = manifest("ke-hoach", b"p", b"3", pages=2)
    await texts(index, third)
    assert index.chars <= 150
    source.asked.clear()
    await texts(index, DRAFT)
    assert source.asked != []
    monkeypatch.setattr(paper_index, "MAX_CHARS", 50)
    assert len(await texts(index, REPORT)) == 20
    assert index.chars <= 50


async def test_places_of_the_text_lead_to_boxes_on_the_page(index: PaperIndex) -> None:
    assert await index.boxes(REPORT, 7, [(0, 5), (6, 7), (0, 7)]) == (
        ((0, 0, 10, 10),),
        ((20, 0, 30, 10),),
        ((0, 0, 10, 10), (20, 0, 30, 10)),
    )


async def test_a_page_that_was_searched_is_not_read_again_for_its_boxes(
    index: PaperIndex, source: FakeSource
) -> None:
    await texts(index)
    source.asked.clear()
    assert await index.boxes(REPORT, 7, [(6, 7)]) == (((20, 0, 30, 10),),)
    assert source.asked == []


def test_the_same_word_twice_leads_to_two_boxes() -> None:
    words = [Word("vốn", (n, 0, n, 0)) for n in range(3)]
    assert boxes_of("vốn vốn\nvốn", words, [(8, 11)]) == (((2, 0, 2, 0),),)


def test_words_that_are_not_in_the_text_are_passed_over() -> None:
    assert boxes_of("vốn", [Word("khác", (1, 1, 1, 1)), Word("vốn", (2, 2, 2, 2))], [(0, 3)]) == (
        ((2, 2, 2, 2),),
    )
