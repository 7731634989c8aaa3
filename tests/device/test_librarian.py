"""Papers on a terminal with real keys: what is recalled is found nowhere afterwards."""

from __future__ import annotations

import asyncio
import gc
import hashlib
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path

import pytest

from device.document_cache import DocumentCache
from device.effects import (
    ClosePaper,
    DropPapers,
    ForgetKey,
    ForgetPaper,
    KeepKey,
    ReadPaper,
    StoreChunk,
    WipePapers,
)
from device.inputs import Input, PaperFailed, PaperOpened
from device.keyring import Keyring
from device.librarian import Librarian
from device.pages import Heading, PageText, Word
from protocol.messages import KeyGrant
from protocol.sealing import key_label
from protocol.transfer import Manifest, join_hashes
from transport.paper_cipher import CipherError, seal_chunk, wrap_key

KEY = hashlib.sha256(b"the key that must go").digest()
CONTENT = b"%PDF-1.7 what nobody is to read any more"
SEALED = [seal_chunk(KEY, "bao-cao", 1, n, 2, part) for n, part in enumerate((b"png", CONTENT))]
PAPER = Manifest(
    "bao-cao",
    1,
    "item-1",
    "Báo cáo",
    1,
    len(CONTENT),
    hashlib.sha256(CONTENT).hexdigest(),
    join_hashes(hashlib.sha256(part).digest() for part in SEALED),
)


class Desk:
    """A renderer that keeps what it is given."""

    def __init__(self) -> None:
        self.open_papers: dict[str, bytes] = {}
        self.may_open = asyncio.Event()
        self.may_open.set()

    async def open(self, paper: str, _version: int, source: bytes, _kind: str) -> None:
        await self.may_open.wait()
        self.open_papers[paper] = source

    def close(self, paper: str) -> None:
        self.open_papers.pop(paper, None)

    async def read(
        self, paper: str, _version: int, _first: int, _last: int
    ) -> tuple[PageText, ...]:
        text = self.open_papers[paper].decode()
        return (PageText(text, "print"),)

    async def words(self, _paper: str, _version: int, _page: int) -> tuple[Word, ...]:
        return ()

    async def outline(self, _paper: str, _version: int) -> tuple[Heading, ...]:
        return ()


class World:
    """A librarian over a disk, with one paper kept and its key granted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = Desk()
        self.told: list[Input] = []
        self.tasks: set[asyncio.Task[None]] = set()
        cache = DocumentCache(folder, 1_000_000)
        self.keyring = Keyring("seat-001", cache)
        self.librarian = Librarian(self.keyring, cache, self.desk, self.told.append, self.spawn)
        for index, data in enumerate(SEALED):
            self.librarian.perform(StoreChunk("bao-cao", 1, index, 2, data))
        label = key_label("phien-1", "bao-cao", 1, "seat-001")
        wrapped = wrap_key(bytes.fromhex(self.keyring.public_key()), KEY, label)
        self.librarian.perform(KeepKey("phien-1", KeyGrant("bao-cao", 1, wrapped.hex(), 0)))

    def spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def settled(self) -> None:
        async with asyncio.timeout(5):
            while self.tasks:
                await asyncio.wait(set(self.tasks))

    async def opened(self) -> None:
        self.librarian.perform(ReadPaper(PAPER, preview=False))
        await self.settled()
        assert self.told[-1] == PaperOpened("bao-cao", 1, preview=False)

    def files(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    world = World(tmp_path)
    yield world
    world.desk.may_open.set()
    await world.settled()


def reachable(*roots: object) -> list[object]:
    """Everything that `roots` hold on to, modules and classes left out."""
    seen: dict[int, object] = {}
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type(gc) | type):
            continue
        if callable(one) and not hasattr(one, "__self__"):
            continue
        seen[id(one)] = one
        waiting += gc.get_referents(one)
    return list(seen.values())


def holds(world: World, secret: bytes) -> bool:
    parts = [world.librarian, world.keyring, world.desk, world.told]
    return any(isinstance(one, bytes) and secret in one for one in reachable(*parts))


async def test_the_search_for_key_bytes_finds_them_while_the_paper_may_be_read(
    world: World,
) -> None:
    await world.opened()
    assert holds(world, KEY)
    assert holds(world, CONTENT)


async def test_after_a_recall_the_key_is_in_no_object_and_nothing_of_the_paper_in_a_file(
    world: World,
) -> None:
    await world.opened()
    assert [page async for page in world.librarian.index.pages(PAPER)]
    world.librarian.perform(ForgetPaper("bao-cao", 1))
    assert not holds(world, KEY)
    assert not holds(world, CONTENT)
    assert world.librarian.index.chars == 0
    assert world.desk.open_papers == {}
    assert world.files() == b""


async def test_a_key_never_lies_in_a_file(world: World) -> None:
    await world.opened()
    assert KEY not in world.files()
    assert CONTENT not in world.files()


async def test_at_the_end_of_a_lease_the_paper_closes_and_its_chunks_stay(world: World) -> None:
    await world.opened()
    world.librarian.perform(ForgetKey("bao-cao", 1))
    assert not holds(world, KEY)
    assert world.desk.open_papers == {}
    assert SEALED[1] in world.files()


@pytest.mark.parametrize("effect", [ForgetPaper("bao-cao", 1), WipePapers(), DropPapers()])
async def test_a_paper_that_goes_while_it_is_opened_does_not_stay_open(
    world: World, effect: ForgetPaper | WipePapers | DropPapers
) -> None:
    world.desk.may_open.clear()
    world.librarian.perform(ReadPaper(PAPER, preview=False))
    for _ in range(20):
        await asyncio.sleep(0)
    world.librarian.perform(effect)
    world.desk.may_open.set()
    await world.settled()
    assert world.desk.open_papers == {}
    assert not [entry for entry in world.told if isinstance(entry, PaperOpened)]


async def test_wiping_leaves_no_chunk(world: World) -> None:
    await world.opened()
    world.librarian.perform(WipePapers())
    assert world.files() == b""
    assert world.desk.open_papers == {}


async def test_a_paper_lent_to_a_search_closes_after_it(world: World) -> None:
    async with world.librarian.lent(PAPER) as source:
        assert (await source.read("bao-cao", 1, 1, 1))[0].text.startswith("%PDF")
    assert world.desk.open_papers == {}


async def test_a_paper_lent_and_then_opened_stays(world: World) -> None:
    async with world.librarian.lent(PAPER):
        await world.opened()
    assert "bao-cao" in world.desk.open_papers
    async with world.librarian.lent(PAPER):
        pass
    assert "bao-cao" in world.desk.open_papers
    world.librarian.perform(ClosePaper("bao-cao", 1))
    assert world.desk.open_papers == {}


async def test_what_has_no_key_is_not_lent(world: World) -> None:
    world.librarian.perform(ForgetKey("bao-cao", 1))
    with pytest.raises(CipherError, match="key-missing"):
        async with world.librarian.lent(PAPER):
            pass
    world.librarian.perform(ReadPaper(PAPER, preview=False))
    await world.settled()
    assert world.told == [PaperFailed("bao-cao", 1, "key-missing")]
