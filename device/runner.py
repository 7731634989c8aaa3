"""The one driver of a terminal: feeds the core, performs its effects in order, wakes it in time.

Everything happens on one asyncio loop. Effects that take long (opening a paper, searching it) come back as
inputs. A ballot is on the disk before it is on the wire, and if the disk does not take it, it is not said.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path

from msgspec import Struct

from device.clock import Clock
from device.document_cache import CacheError, DocumentCache
from device.effects import (
    Effect,
    ForgetBallot,
    MarkPages,
    SaveBallot,
    Say,
    SetLamp,
    StoreChunk,
)
from device.inputs import (
    CacheLoaded,
    Input,
    OutboxLoaded,
    StorageFailed,
    Woke,
)
from device.keyring import Keyring
from device.librarian import Librarian, PaperDesk, PaperEffect
from device.notes_export import NotesExport
from device.notes_safe import NotesSafe
from device.outbox import Outbox, OutboxError
from device.paper_search import PaperSearch, SearchEffect
from device.present.role import next_look, screen
from device.screens import Choice, Lamp, Screen
from device.terminal import Terminal

log = logging.getLogger(__name__)


class Outside(Struct, frozen=True):
    """Everything a runner needs of the world."""

    clock: Clock
    outbox: Outbox
    cache: DocumentCache
    keyring: Keyring
    say: Callable[[Say], None]
    desk: PaperDesk | None = None
    show: Callable[[Screen], None] | None = None
    light: Callable[[Lamp, Choice | None], None] | None = None
    export: Path | None = None  # where notes may be written to


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
        self._librarian = Librarian(
            outside.keyring, outside.cache, outside.desk, self.feed, self._spawn
        )
        self._search = PaperSearch(self._librarian.index, self.feed, self._spawn)
        self._export = NotesExport(outside.export, self._librarian.lent, self.feed)
        self._notes = NotesSafe(outside.keyring, self._feed_soon, outside.clock.new_nonce)

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
            elif isinstance(effect, SetLamp):
                if outside.light:
                    outside.light(effect.lamp, effect.choice)
            elif isinstance(effect, PaperEffect):
                self._librarian.perform(effect)
            elif isinstance(effect, MarkPages):
                self._spawn(self._export.perform(effect))
            elif isinstance(effect, SearchEffect):
                self._search.perform(effect)
            else:
                self._notes.perform(effect)
        except (OutboxError, CacheError, OSError) as error:
            log.error("storage failed: %s", error)
            return (_storage_failed(effect, getattr(error, "code", "disk-error")),)
        return ()

    def _feed_soon(self, entry: Input) -> None:
        """After the effects at hand: what came of one may ask for others."""
        self._loop.call_soon(self.feed, entry)

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

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
