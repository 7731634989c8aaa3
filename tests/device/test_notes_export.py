"""A person's own notes as a PDF: drawn by the real child on the noted pages, written whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pymupdf
import pytest

from device.effects import FindBoxes, FindText, MarkPages
from device.inputs import BoxesFound, Input, NotesExported, TextFound
from device.notes import Note, dump
from device.notes_export import NotesExport
from device.page_process import Limits, PageProcess, PageRefusedError
from device.page_renderer import PageRenderer
from device.paper_index import PaperIndex
from device.paper_search import PaperSearch
from device.screens import NoteKind
from protocol.transfer import Manifest
from tests.support.hub_voice import manifest

PAPER = manifest("bao-cao", b"p", b"1", pages=12)


def paper() -> bytes:
    document = pymupdf.open()
    for number in range(1, 13):
        page = document.new_page(width=595, height=842)
        page.insert_text((72, 100), f"Muc {number} von dau tu")
        page.set_rotation(90 if number == 5 else 0)
    data: bytes = document.tobytes()
    return data


NOTES = (
    Note("a", NoteKind.HIGHLIGHT, 2, "", (1000, 1000, 6000, 2000), "", "yellow"),
    Note("b", NoteKind.PEN, 5, "", (1000, 1000, 6000, 2000, 7000, 7000), "", "red"),
    Note("c", NoteKind.TEXT, 5, "", (5000, 5000), "Hỏi lại số liệu", "blue"),
    Note("d", NoteKind.UNDERLINE, 2, "", (1000, 3000, 6000, 4000), "", "no such colour"),
)


class World:
    """A renderer with a real child, and a folder."""

    def __init__(self, renderer: PageRenderer, folder: Path | None) -> None:
        self.renderer = renderer
        self.folder = folder
        self.told: list[Input] = []

    @asynccontextmanager
    async def lend(self, _manifest: Manifest) -> AsyncIterator[PageRenderer]:
        yield self.renderer

    async def exports(self, *notes: Note) -> Input | None:
        export = NotesExport(self.folder, self.lend, self.told.append)
        await export.perform(MarkPages(PAPER, "p001", dump(notes)))
        return self.told[-1] if self.told else None


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    renderer = PageRenderer(partial(PageProcess.launch, Limits()), lambda _fault: None)
    await renderer.start()
    await renderer.open("bao-cao", 1, paper(), "pdf")
    yield World(renderer, tmp_path / "out")
    await renderer.stop()


async def test_the_noted_pages_come_with_their_notes_on_them(world: World) -> None:
    assert world.folder is not None
    told = await world.exports(*NOTES)
    assert told == NotesExported("p001", "bao-cao", "bao-cao.v1.p001.pdf")
    with pymupdf.open(world.folder / "bao-cao.v1.p001.pdf") as found:
        assert [page.get_text().strip()[:5] for page in found] == ["Muc 2", "Muc 5"]
        assert [annot.info["content"] for annot in found[1].annots()] == ["Hỏi lại số liệu"]
        picture = found[0].get_pixmap()
        red, _green, blue = picture.pixel(int(595 * 0.35), int(842 * 0.15))
        assert red > blue
        turned = found[1].get_pixmap()
        assert turned.width > turned.height
        on_stroke = turned.pixel(int(turned.width * 0.1) + 1, int(turned.height * 0.1))
        assert any(
            turned.pixel(int(turned.width * 0.1) + dx, int(turned.height * 0.1) + dy)
            != (255, 255, 255)
            for dx in range(-3, 4)
            for dy in range(-3, 4)
        ), on_stroke
    assert [path.name for path in world.folder.iterdir()] == ["bao-cao.v1.p001.pdf"]


async def test_without_a_folder_nothing_is_written(world: World, tmp_path: Path) -> None:
    world.folder = None
    assert await world.exports(*NOTES) is None
    assert not (tmp_path / "out").exists()


async def test_a_paper_that_is_not_open_is_a_fault(world: World) -> None:
    world.renderer.close("bao-cao")
    assert await world.exports(*NOTES) == NotesExported("p001", "bao-cao", "", "paper-not-open")


async def test_a_folder_that_takes_no_file_is_a_fault(world: World, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file in the way")
    assert await world.exports(*NOTES) == NotesExported("p001", "bao-cao", "", "disk-error")


async def test_a_note_on_a_page_that_is_not_there_is_a_fault(world: World) -> None:
    with pytest.raises(PageRefusedError):
        await world.renderer.mark(
            "bao-cao", 1, dump([Note("a", NoteKind.TEXT, 13, "", (1, 1), "x", "")])
        )


async def test_a_search_reads_the_real_paper_and_finds_where_the_words_stand(world: World) -> None:
    changed = asyncio.Event()

    def hear(entry: Input) -> None:
        world.told.append(entry)
        changed.set()

    async def until(count: int) -> None:
        async with asyncio.timeout(20):
            while len(world.told) < count:
                changed.clear()
                await changed.wait()

    index = PaperIndex(world.lend, lambda _paper, _version: True)
    search = PaperSearch(index, hear, asyncio.create_task)
    search.perform(FindText(1, "vốn đầu tư", (PAPER,)))
    await until(2)
    found = [each for each in world.told if isinstance(each, TextFound)]
    assert [hit.page for each in found for hit in each.hits] == list(range(1, 13))
    hit = found[0].hits[2]
    search.perform(FindBoxes(1, "bao-cao", 1, hit.page, ((hit.start, hit.end),)))
    await until(3)
    (boxes,) = [each.boxes for each in world.told if isinstance(each, BoxesFound)]
    assert len(boxes[0]) == 3
    assert all(1000 < box[1] < box[3] < 1300 for box in boxes[0])
