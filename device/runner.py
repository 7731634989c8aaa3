"""The one driver of a terminal: feeds the core, performs its effects in order, wakes it in time.

Everything happens on one asyncio loop. Effects that take long (opening a paper) run in a thread and come
back as inputs, in the order they were asked for: a preview never replaces the paper it is of. A ballot is
on the disk before it is on the wire, and if the disk does not take it, it is not said.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Protocol

from device.clock import Clock
from device.document_cache import CacheError, DocumentCache
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
    StorageFailed,
    Woke,
)
from device.keyring import Keyring
from device.outbox import Outbox, OutboxError
from device.present.role import next_look, screen
from device.screens import Choice, Lamp, Screen
from device.terminal import Terminal
from transport.paper_cipher import CipherError

log = logging.getLogger(__name__)


class PaperDesk(Protocol):
    """Where opened papers go: the page renderer, or nothing on a terminal without a screen."""

    async def open(self, paper: str, version: int, source: bytes, kind: str) -> None:
        """Make a paper's pages available; raises an error with a `code`."""
        ...

    def close(self, paper: str) -> None:
        """Forget a paper."""
        ...


@dataclass(frozen=True)
class Outside:
    """Everything a runner needs of the world."""

    clock: Clock
    outbox: Outbox
    cache: DocumentCache
    keyring: Keyring
    say: Callable[[Say], None]
    desk: PaperDesk | None = None
    show: Callable[[Screen], None] | None = None
    light: Callable[[Lamp, Choice | None], None] | None = None


class Runner:
    """Runs one terminal on the current loop."""

    def __init__(self, terminal: Terminal, outside: Outside) -> None:
        self.terminal = terminal
        self._outside = outside
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._look: asyncio.TimerHandle | None = None
        self._shown: Screen | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._desk_free = asyncio.Lock()  # fair: papers are opened one by one, as asked
        self._opened: set[str] = set()
        self._era = 0  # counts meetings: papers of a later one outrank those before in the cache

    def start(self) -> None:
        """Take over what the disk holds."""
        cache = self._outside.cache
        self.feed(CacheLoaded({paper: cache.held(*paper) for paper in cache.documents()}))
        self.feed(OutboxLoaded(self._outside.outbox.load()))

    async def stop(self) -> None:
        """Cancel timers and what is under way."""
        for handle in (self._timer, self._look):
            if handle is not None:
                handle.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def feed(self, entry: Input) -> None:
        """Give the core one input and do what it asks."""
        failures: list[StorageFailed] = []
        for effect in self.terminal.handle(entry, self._now()):
            if isinstance(effect, Say) and any(effect.message_id == f.message for f in failures):
                continue
            failures.extend(self._perform(effect))
        for failure in failures:
            self.feed(failure)
        self._set_timer()
        self.look()

    def screen(self) -> Screen:
        """What the terminal shows now."""
        return screen(self.terminal, self._now())

    def look(self) -> None:
        """Show the screen if it has changed, and look again when time alone may change it."""
        if self._outside.show is None:
            return
        shown = self.screen()
        if shown != self._shown:
            self._shown = shown
            self._outside.show(shown)
        if self._look is not None:
            self._look.cancel()
        now = self._now()
        delay = (next_look(self.terminal, now) - now) / 1000
        self._look = self._loop.call_later(delay, self.look)

    def _now(self) -> int:
        return self._outside.clock.monotonic_ms()

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        wake_at = self.terminal.wake_at()
        if wake_at is not None:
            delay = max(0, wake_at - self._now()) / 1000
            self._timer = self._loop.call_later(delay, self.feed, Woke())

    # ── effects ─────────────────────────────────────────────────────────────────────────────────

    def _perform(self, effect: Effect) -> tuple[StorageFailed, ...]:
        """Do one effect; what the disk did not take is returned."""
        outside = self._outside
        try:
            if isinstance(effect, Say):
                outside.say(effect)
            elif isinstance(effect, SaveBallot):
                outside.outbox.save(effect.ballot)
            elif isinstance(effect, ForgetBallot):
                outside.outbox.forget(effect.message)
            elif isinstance(effect, StoreChunk):
                self._store(effect)
            else:
                self._perform_quietly(effect)
        except (OutboxError, CacheError, OSError) as error:
            log.error("storage failed: %s", error)
            return (_storage_failed(effect, getattr(error, "code", "disk-error")),)
        return ()

    def _store(self, chunk: StoreChunk) -> None:
        cache = self._outside.cache
        cache.rank(chunk.paper, chunk.version, self._era)
        cache.store(chunk.paper, chunk.version, chunk.index, chunk.total, chunk.data)

    def _perform_quietly(self, effect: Effect) -> None:
        if isinstance(effect, KeepKey):
            self._keep_key(effect)
        elif isinstance(effect, ReadPaper):
            self._spawn(self._read(effect))
        elif isinstance(effect, DropPapers):
            self._drop_papers()
        elif isinstance(effect, SetLamp) and self._outside.light:
            self._outside.light(effect.lamp, effect.choice)

    def _keep_key(self, effect: KeepKey) -> None:
        try:
            self._outside.keyring.keep(effect.meeting, effect.grant)
        except (CipherError, ValueError) as error:
            log.error("key of %s refused: %s", effect.grant.paper, error)
            failed = PaperFailed(effect.grant.paper, effect.grant.version, "key-not-for-this-seat")
            self._loop.call_soon(self.feed, failed)

    def _drop_papers(self) -> None:
        self._era += 1
        self._outside.keyring.forget_all()
        for paper in self._opened:
            self._close(paper)
        self._opened.clear()

    def _close(self, paper: str) -> None:
        if self._outside.desk is not None:
            self._outside.desk.close(paper)

    async def _read(self, effect: ReadPaper) -> None:
        manifest, desk, era = effect.manifest, self._outside.desk, self._era
        if desk is None:
            return
        try:
            async with self._desk_free:
                await self._open(desk, effect)
        except Exception as error:
            code = "disk-error" if isinstance(error, OSError) else getattr(error, "code", None)
            if code is None:
                raise
            log.error("paper %s: %s", manifest.paper, error)
            self.feed(PaperFailed(manifest.paper, manifest.version, code))
            return
        if era != self._era:
            self._close(manifest.paper)
            return
        self._opened.add(manifest.paper)
        self.feed(PaperOpened(manifest.paper, manifest.version, effect.preview))

    async def _open(self, desk: PaperDesk, effect: ReadPaper) -> None:
        manifest, keyring = effect.manifest, self._outside.keyring
        decrypt = keyring.first_page if effect.preview else keyring.whole
        content = await asyncio.to_thread(decrypt, manifest)
        kind = "image" if effect.preview else "pdf"
        await desk.open(manifest.paper, manifest.version, content, kind)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a task of the terminal failed", exc_info=task.exception())


def _storage_failed(effect: Effect, code: str) -> StorageFailed:
    if isinstance(effect, SaveBallot):
        return StorageFailed(code, message=effect.ballot.message)
    if isinstance(effect, StoreChunk):
        return StorageFailed(code, paper=effect.paper, index=effect.index)
    return StorageFailed(code)
