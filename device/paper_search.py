"""Searches of this terminal, performed: one at a time, page by page, the newest ending the one before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TypeAlias

from msgspec.structs import replace

from device.effects import FindBoxes, FindText, ReadPrints, StopFinding
from device.inputs import BoxesFound, Input, PrintsRead, TextFound
from device.paper_index import PaperIndex
from protocol.finding import MAX_HITS, find
from protocol.transfer import Manifest

log = logging.getLogger(__name__)

SearchEffect: TypeAlias = FindText | StopFinding | FindBoxes | ReadPrints
Spawn: TypeAlias = Callable[[Coroutine[None, None, None]], "asyncio.Task[None]"]


class PaperSearch:
    """Performs what is to be read of papers. `feed` takes what was found."""

    def __init__(self, index: PaperIndex, feed: Callable[[Input], None], spawn: Spawn) -> None:
        self._index = index
        self._feed = feed
        self._spawn = spawn
        self._tasks: set[asyncio.Task[None]] = set()  # of this search
        self._papers: dict[tuple[str, int], Manifest] = {}  # of this search

    def perform(self, effect: SearchEffect) -> None:
        """Begin or end a search, or look at pages."""
        if isinstance(effect, FindBoxes):
            manifest = self._papers.get((effect.paper, effect.version))
            if manifest is not None:
                self._begin(self._boxes(effect, manifest))
            return
        if isinstance(effect, ReadPrints):
            self._spawn(self._prints(effect.manifest))
            return
        for task in self._tasks:
            task.cancel()
        self._papers.clear()
        if isinstance(effect, FindText):
            self._papers = {(each.paper, each.version): each for each in effect.papers}
            self._begin(self._find(effect))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = self._spawn(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _find(self, effect: FindText) -> None:
        room = MAX_HITS
        for manifest in effect.papers:
            try:
                room -= await self._find_in(effect, manifest, room)
            except Exception as error:
                _expected(error, manifest)
            if room <= 0:
                return

    async def _find_in(self, effect: FindText, manifest: Manifest, room: int) -> int:
        """How many hits there were; at most `room`."""
        hits = blank = 0
        async for first, pages in self._index.pages(manifest):
            found = find(pages, effect.query, room - hits)
            told = tuple(
                replace(hit, page=hit.page + first - 1)
                for hit in sorted(found.hits, key=lambda hit: (hit.page, hit.start))
            )
            hits, blank = hits + len(told), blank + len(found.blank)
            done = first + len(pages) - 1
            self._feed(
                TextFound(
                    effect.search,
                    manifest.paper,
                    manifest.version,
                    told,
                    done,
                    blank,
                    more=found.more,
                )
            )
            if hits >= room:
                break
            await asyncio.sleep(0)  # what is kept is found without waiting; the screen comes first
        return hits

    async def _boxes(self, effect: FindBoxes, manifest: Manifest) -> None:
        try:
            boxes = await self._index.boxes(manifest, effect.page, effect.spans)
        except Exception as error:
            _expected(error, manifest)
            return
        place = (effect.paper, effect.version, effect.page)
        self._feed(BoxesFound(effect.search, *place, boxes))

    async def _prints(self, manifest: Manifest) -> None:
        try:
            prints = await self._index.prints(manifest)
        except Exception as error:
            _expected(error, manifest)
            return
        self._feed(PrintsRead(manifest.paper, manifest.version, prints))


def _expected(error: Exception, manifest: Manifest) -> None:
    """A paper that went, or cannot be read, has no text; anything else is a mistake of ours."""
    if getattr(error, "code", None) is None and not isinstance(error, OSError):
        raise error
    log.info("paper %s cannot be searched: %s", manifest.paper, error)
