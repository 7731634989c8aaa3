"""The driver of a terminal: effects in order, on a pretended world."""

from __future__ import annotations

import asyncio
import errno
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace

from device.clock import Clock
from device.document_cache import DocumentCache
from device.effects import (
    DropPapers,
    Effect,
    ForgetBallot,
    KeepKey,
    ReadPaper,
    SaveBallot,
    Say,
    SetLamp,
    StoreChunk,
)
from device.inputs import (
    CacheLoaded,
    Input,
    OutboxLoaded,
    PaperFailed,
    PaperOpened,
    SavedBallot,
    StorageFailed,
    Woke,
)
from device.keyring import Keyring
from device.outbox import Outbox, OutboxError
from device.runner import Outside, Runner
from device.screens import Choice, Lamp
from device.terminal import Terminal
from protocol.messages import Ballot, Hello, KeyGrant
from protocol.topics import Said
from tests.support.hub_voice import make_terminal, manifest
from transport.paper_cipher import CipherError

BALLOT = SavedBallot(
    message="00000000-0000-4000-8000-000000000001",
    meeting="phien-1",
    poll="poll-1",
    person="p001",
    answer=("for",),
    ballot="b1",
    said=Ballot("{}", "00"),
    saved=1,
)
CAST = Say(BALLOT.message, Said.BALLOT, "phien-1", 0, BALLOT.said)
HELLO = Say("00000000-0000-4000-8000-000000000002", Said.HELLO, "", 0, Hello("seat", "", "1"))
PAPER = manifest("to-trinh", b"p", b"1")


class FakeClock(Clock):
    now = 0

    def monotonic_ms(self) -> int:
        return self.now


class ScriptedCore:
    """Answers inputs with what the script says, once each; remembers all it was told."""

    def __init__(self, changed: asyncio.Event) -> None:
        self._changed = changed
        self.script: dict[type[Any], tuple[Effect, ...]] = {}
        self.told: list[Input] = []
        self.due: int | None = None

    def handle(self, entry: Input, _now: int) -> tuple[Effect, ...]:
        self.told.append(entry)
        self._changed.set()
        return self.script.pop(type(entry), ())

    def wake_at(self) -> int | None:
        return self.due


class FakeKeyring:
    """Decrypts to what it is asked for; a paper in `broken` raises."""

    def __init__(self, log: list[str]) -> None:
        self._log = log
        self.broken: Exception | None = None
        self.gone: set[tuple[str, int]] = set()
        self.preview_may_go = threading.Event()
        self.preview_may_go.set()

    def keep(self, _meeting: str, grant: KeyGrant) -> None:
        if grant.wrapped == "":
            raise CipherError("key-not-for-this-seat")
        self._log.append(f"keep {grant.paper}")

    def holds(self, paper: str, version: int) -> bool:
        return (paper, version) not in self.gone

    def forget(self, paper: str, version: int) -> None:
        self._log.append(f"forget key of {paper}.{version}")
        self.gone.add((paper, version))

    def forget_all(self) -> None:
        self._log.append("forget keys")

    def first_page(self, _manifest: object) -> bytes:
        self.preview_may_go.wait(10)
        return self._content(b"preview")

    def whole(self, _manifest: object) -> bytes:
        return self._content(b"whole")

    def _content(self, content: bytes) -> bytes:
        if self.broken is not None:
            raise self.broken
        return content


class World:
    """A runner and everything it did, in order."""

    def __init__(self, folder: Path) -> None:
        self.log: list[str] = []
        self._changed = asyncio.Event()
        self.core = ScriptedCore(self._changed)
        self.clock = FakeClock()
        self.disk_fault = ""
        self.keyring = FakeKeyring(self.log)
        self.cache = DocumentCache(folder / "papers", 1000)
        outside = Outside(
            clock=self.clock,
            outbox=cast("Outbox", self),
            cache=self.cache,
            keyring=cast("Keyring", self.keyring),
            say=lambda say: self.log.append(f"say {say.said}"),
            desk=self,
            light=lambda lamp, choice: self.log.append(f"light {lamp} {choice}"),
        )
        self.runner = Runner(cast("Terminal", self.core), outside)

    # an outbox

    def load(self) -> tuple[SavedBallot, ...]:
        return (BALLOT,)

    def save(self, ballot: SavedBallot) -> None:
        if self.disk_fault:
            raise OutboxError(self.disk_fault, "injected")
        self.log.append(f"save {ballot.message[-1]}")

    def forget(self, message: str) -> None:
        if self.disk_fault:
            raise OSError(errno.EIO, "injected")
        self.log.append(f"forget {message[-1]}")

    # a desk

    async def open(self, paper: str, version: int, source: bytes, kind: str) -> None:
        await asyncio.sleep(0)
        self.log.append(f"open {paper}.{version} {source.decode()} as {kind}")

    def close(self, paper: str) -> None:
        self.log.append(f"close {paper}")
        self._changed.set()

    def does(self, *effects: Effect) -> None:
        """Have the core ask for these."""
        self.core.script[Woke] = effects
        self.runner.feed(Woke())

    def told(self, kind: type[Any]) -> list[Any]:
        return [entry for entry in self.core.told if isinstance(entry, kind)]

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                self._changed.clear()
                await self._changed.wait()


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    world = World(tmp_path)
    yield world
    await world.runner.stop()


async def test_effects_are_performed_in_the_order_they_are_given(world: World) -> None:
    world.does(
        SaveBallot(BALLOT), CAST, SetLamp(Lamp.WAITING, Choice.FOR), ForgetBallot(BALLOT.message)
    )
    assert world.log == ["save 1", "say ballot", "light waiting for", "forget 1"]


@pytest.mark.parametrize("code", ["disk-full", "disk-error"])
async def test_a_ballot_the_disk_refuses_is_not_said_and_the_core_knows_which(
    world: World, code: str
) -> None:
    world.disk_fault = code
    world.does(SaveBallot(BALLOT), CAST)
    assert world.log == []
    assert world.told(StorageFailed) == [StorageFailed(code, message=BALLOT.message)]


async def test_what_has_nothing_to_do_with_the_refused_ballot_is_still_done(world: World) -> None:
    world.disk_fault = "disk-full"
    world.does(SaveBallot(BALLOT), CAST, HELLO, SetLamp(Lamp.OFF, None))
    assert world.log == ["say hello", "light off None"]


async def test_a_disk_that_cannot_forget_is_reported_and_nothing_breaks(world: World) -> None:
    world.disk_fault = "disk-error"
    world.does(ForgetBallot(BALLOT.message), HELLO)
    assert world.log == ["say hello"]
    assert world.told(StorageFailed) == [StorageFailed("disk-error")]


async def test_a_chunk_the_disk_does_not_take_is_named(world: World) -> None:
    world.does(StoreChunk("to-trinh", 1, 2, 3, bytes(2000)))
    assert world.told(StorageFailed) == [StorageFailed("cache-full", paper="to-trinh", index=2)]


async def test_papers_of_a_later_meeting_push_out_those_of_earlier_ones(world: World) -> None:
    world.does(StoreChunk("cu", 1, 0, 2, bytes(800)))
    world.does(DropPapers())
    world.does(StoreChunk("moi", 1, 0, 2, bytes(800)))
    assert world.cache.documents() == (("moi", 1),)
    assert world.told(StorageFailed) == []


async def test_papers_left_from_before_the_start_are_pushed_out_first(tmp_path: Path) -> None:
    DocumentCache(tmp_path / "papers", 1000).store("cu", 1, 0, 2, bytes(800))
    world = World(tmp_path)
    world.does(StoreChunk("moi", 1, 0, 2, bytes(800)))
    assert world.cache.documents() == (("moi", 1),)
    await world.runner.stop()


async def test_at_the_start_the_core_is_told_what_the_disk_holds(world: World) -> None:
    world.cache.store("to-trinh", 1, 0, 3, b"x")
    world.cache.store("to-trinh", 1, 2, 3, b"x")
    world.runner.start()
    assert world.core.told == [
        CacheLoaded({("to-trinh", 1): frozenset({0, 2})}),
        OutboxLoaded((BALLOT,)),
    ]


async def test_the_core_is_woken_when_it_asked_to_be(world: World) -> None:
    world.core.due = 20
    world.does()
    world.core.due = None
    await world.until(lambda: len(world.told(Woke)) == 2)


# ── papers ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_paper_is_decrypted_opened_and_reported(world: World) -> None:
    world.does(ReadPaper(PAPER, preview=False))
    await world.until(lambda: world.told(PaperOpened))
    assert world.log == ["open to-trinh.1 whole as pdf"]
    assert world.told(PaperOpened) == [PaperOpened("to-trinh", 1, preview=False)]


async def test_a_slow_preview_never_replaces_the_whole_paper(world: World) -> None:
    world.keyring.preview_may_go.clear()
    world.does(ReadPaper(PAPER, preview=True))
    world.does(ReadPaper(PAPER, preview=False))
    for _ in range(5):
        await asyncio.to_thread(int)  # the whole paper could have overtaken by now
    world.keyring.preview_may_go.set()
    await world.until(lambda: len(world.told(PaperOpened)) == 2)
    assert world.log == ["open to-trinh.1 preview as image", "open to-trinh.1 whole as pdf"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CipherError("chunk-forged"), "chunk-forged"),
        (CipherError("key-missing"), "key-missing"),
        (OSError(errno.EIO, "injected"), "disk-error"),
    ],
)
async def test_a_paper_that_cannot_be_opened_is_reported_with_its_code(
    world: World, error: Exception, code: str
) -> None:
    world.keyring.broken = error
    world.does(ReadPaper(PAPER, preview=False))
    await world.until(lambda: world.told(PaperFailed))
    assert world.told(PaperFailed) == [PaperFailed("to-trinh", 1, code)]


async def test_after_a_paper_that_failed_the_next_one_opens(world: World) -> None:
    world.keyring.broken = CipherError("chunk-forged")
    world.does(ReadPaper(PAPER, preview=False))
    await world.until(lambda: world.told(PaperFailed))
    world.keyring.broken = None
    world.does(ReadPaper(replace(PAPER, paper="nghi-quyet"), preview=False))
    await world.until(lambda: world.told(PaperOpened))


async def test_a_key_that_is_not_for_this_seat_is_reported(world: World) -> None:
    world.does(KeepKey("phien-1", KeyGrant("to-trinh", 1, "", 0)))
    await world.until(lambda: world.told(PaperFailed))
    assert world.told(PaperFailed) == [PaperFailed("to-trinh", 1, "key-not-for-this-seat")]


async def test_another_meeting_closes_the_papers_of_the_last_one(world: World) -> None:
    world.does(ReadPaper(PAPER, preview=False))
    await world.until(lambda: world.told(PaperOpened))
    world.does(DropPapers())
    assert world.log[1:] == ["forget keys", "close to-trinh"]


async def test_a_paper_still_being_opened_when_the_meeting_changes_does_not_stay_open(
    world: World,
) -> None:
    world.keyring.preview_may_go.clear()
    world.does(ReadPaper(PAPER, preview=True))
    await asyncio.sleep(0)
    world.does(DropPapers())
    world.keyring.preview_may_go.set()
    await world.until(lambda: "close to-trinh" in world.log)
    assert world.told(PaperOpened) == []


# ── screens ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_screen_is_shown_when_it_changes_and_not_when_it_does_not(tmp_path: Path) -> None:
    shown: list[object] = []
    world = World(tmp_path)
    outside = replace(world.runner._outside, show=shown.append)
    runner = Runner(make_terminal(), outside)
    runner.look()
    runner.feed(Woke())
    assert len(shown) == 1
    await runner.stop()
