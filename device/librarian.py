"""Papers on this terminal, as the core asks: kept on the disk, opened for the screen, and gone for good.

Opening takes long and is done one by one, in the order asked for: a preview never replaces the paper it is
of. A paper stays open only while its key is here: whoever loses the key while a paper is being opened finds
it closed again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Protocol, TypeAlias

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
from device.pages import PaperSource
from device.paper_index import PaperIndex
from protocol.transfer import Manifest
from transport.paper_cipher import CipherError

log = logging.getLogger(__name__)

PaperEffect: TypeAlias = (
    StoreChunk
    | KeepKey
    | ReadPaper
    | ClosePaper
    | ForgetKey
    | ForgetPaper
    | WipePapers
    | DropPapers
)


class PaperDesk(PaperSource, Protocol):
    """Where opened papers go: the page renderer, or nothing on a terminal without a screen."""

    async def open(self, paper: str, version: int, source: bytes, kind: str) -> None:
        """Make a paper's pages available; raises an error with a `code`."""
        ...

    def close(self, paper: str) -> None:
        """Forget a paper."""
        ...

    async def mark(self, paper: str, version: int, notes: bytes) -> bytes:
        """A PDF of the pages that have notes, with these drawn on them."""
        ...


class Librarian:
    """Performs what concerns papers as such. `feed` takes what came of it, `spawn` what takes long."""

    def __init__(
        self,
        keyring: Keyring,
        cache: DocumentCache,
        desk: PaperDesk | None,
        feed: Callable[[Input], None],
        spawn: Callable[[Coroutine[None, None, None]], object],
    ) -> None:
        self._keyring = keyring
        self._cache = cache
        self._desk = desk
        self._feed = feed
        self._spawn = spawn
        self._free = asyncio.Lock()  # fair: papers are opened one by one, as asked
        self._opened: dict[str, tuple[int, bool]] = {}  # to its version; whether a preview alone
        self._lent: set[str] = set()  # opened to be searched alone
        self.index = PaperIndex(self.lent, keyring.holds)
        self._era = 0  # counts meetings: papers of a later one outrank those before in the cache

    def perform(self, effect: PaperEffect) -> None:
        """Do one thing; raises `CacheError` or `OSError` for what the disk did not take."""
        if isinstance(effect, StoreChunk):
            self._cache.rank(effect.paper, effect.version, self._era)
            place = (effect.paper, effect.version, effect.index, effect.total)
            self._cache.store(*place, effect.data)
        elif isinstance(effect, KeepKey):
            self._keep_key(effect)
        elif isinstance(effect, ReadPaper):
            self._spawn(self._read(effect))
        elif isinstance(effect, ClosePaper):
            self._close(effect.paper, effect.version)
        elif isinstance(effect, WipePapers | DropPapers):
            self._forget_all(effect)
        else:
            self._forget(effect)

    @asynccontextmanager
    async def lent(self, manifest: Manifest) -> AsyncIterator[PaperDesk]:
        """A paper open to be read, which closes after if nobody has it in front by then."""
        name = manifest.paper
        if self._desk is None:
            raise CipherError("paper-not-open")
        if self._opened.get(name) != (manifest.version, False):
            self._lent.add(name)
            async with self._free:
                await self._open(self._desk, ReadPaper(manifest, preview=False))
            if not self._keyring.holds(name, manifest.version):
                self._close(name, manifest.version)
                raise CipherError("key-missing")
        try:
            yield self._desk
        finally:
            if name in self._lent:
                self._lent.discard(name)
                self._desk.close(name)

    def _keep_key(self, effect: KeepKey) -> None:
        paper, version = effect.grant.paper, effect.grant.version
        try:
            self._keyring.keep(effect.meeting, effect.grant)
        except (CipherError, ValueError) as error:
            log.error("key of %s refused: %s", paper, error)
            failed = PaperFailed(paper, version, "key-not-for-this-seat")
            asyncio.get_running_loop().call_soon(self._feed, failed)

    def _forget(self, effect: ForgetKey | ForgetPaper) -> None:
        self._keyring.forget(effect.paper, effect.version)
        self.index.forget(effect.paper, effect.version)
        self._close(effect.paper, effect.version)
        if isinstance(effect, ForgetPaper):
            self._cache.drop(effect.paper, effect.version)

    def _forget_all(self, effect: WipePapers | DropPapers) -> None:
        self._era += 1
        self._keyring.forget_all()
        self.index.forget_all()
        for paper, (version, _) in tuple(self._opened.items()):
            self._close(paper, version)
        for paper in tuple(self._lent):
            self._close(paper, 0)
        if isinstance(effect, WipePapers):
            self._cache.wipe()

    def _close(self, paper: str, version: int) -> None:
        if self._opened.get(paper, (0,))[0] == version or paper in self._lent:
            self._opened.pop(paper, None)
            self._lent.discard(paper)
            if self._desk is not None:
                self._desk.close(paper)

    async def _read(self, effect: ReadPaper) -> None:
        manifest, desk, era = effect.manifest, self._desk, self._era
        if desk is None:
            return
        try:
            async with self._free:
                await self._open(desk, effect)
        except Exception as error:
            code = "disk-error" if isinstance(error, OSError) else getattr(error, "code", None)
            if code is None:
                raise
            log.error("paper %s: %s", manifest.paper, error)
            self._feed(PaperFailed(manifest.paper, manifest.version, code))
            return
        self._lent.discard(manifest.paper)
        if era != self._era or not self._keyring.holds(manifest.paper, manifest.version):
            self._opened.pop(manifest.paper, None)
            desk.close(manifest.paper)
            return
        self._opened[manifest.paper] = (manifest.version, effect.preview)
        self._feed(PaperOpened(manifest.paper, manifest.version, effect.preview))

    async def _open(self, desk: PaperDesk, effect: ReadPaper) -> None:
        manifest, keyring = effect.manifest, self._keyring
        decrypt = keyring.first_page if effect.preview else keyring.whole
        content = await asyncio.to_thread(decrypt, manifest)
        kind = "image" if effect.preview else "pdf"
        await desk.open(manifest.paper, manifest.version, content, kind)
