"""The text of papers for searching: read a few pages at a time, folded once, kept while it fits.

Plaintext of papers: it lives in memory only, and goes with the paper's key.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from device.page_process import PageRefusedError
from device.pages import Box, PaperSource, Word
from protocol.folding import Folded, fold
from protocol.transfer import Manifest

BATCH = 8  # pages read at once: some 50 ms, then a page to be drawn goes first
MAX_CHARS = 3_000_000  # kept: some 1,200 full pages; with the folded form 12 MB

Lend: TypeAlias = Callable[[Manifest], AbstractAsyncContextManager[PaperSource]]
"""A paper open to be read, for a while; raises an error with a `code`."""


class _Read(Struct):
    """What is read of one paper version."""

    pages: list[Folded] = field(default_factory=list)
    prints: list[str] = field(default_factory=list)
    chars: int = 0


class PaperIndex:
    """Folded pages and fingerprints by paper version; `may_read` says whether its key is here still."""

    def __init__(self, lend: Lend, may_read: Callable[[str, int], bool]) -> None:
        self._lend = lend
        self._may_read = may_read
        self._kept: OrderedDict[tuple[str, int], _Read] = OrderedDict()

    @property
    def chars(self) -> int:
        """Characters kept."""
        return sum(read.chars for read in self._kept.values())

    async def pages(self, manifest: Manifest) -> AsyncIterator[tuple[int, Sequence[Folded]]]:
        """The paper's pages in order, some at a time, each time with the number of the first."""
        read = self._read_of(manifest)
        for first in range(0, len(read.pages), BATCH):
            yield first + 1, read.pages[first : first + BATCH]
        if len(read.pages) >= manifest.pages:
            return
        async with self._lend(manifest) as source:
            for first in range(len(read.pages) + 1, manifest.pages + 1, BATCH):
                yield first, await self._read(source, manifest, first, read)

    async def prints(self, manifest: Manifest) -> tuple[str, ...]:
        """The fingerprints of all pages."""
        read = self._read_of(manifest)
        async for _ in self.pages(manifest):
            pass
        return tuple(read.prints)

    async def boxes(
        self, manifest: Manifest, page: int, spans: Iterable[tuple[int, int]]
    ) -> tuple[tuple[Box, ...], ...]:
        """Where the places `spans` of a page's text stand on the page."""
        paper, version = manifest.paper, manifest.version
        async with self._lend(manifest) as source:
            words = await source.words(paper, version, page)
            read = self._kept.get((paper, version), _Read())
            if page <= len(read.pages):
                text = read.pages[page - 1].source
            else:
                text = (await source.read(paper, version, page, page))[0].text
        return boxes_of(text, words, spans)

    def forget(self, paper: str, version: int) -> None:
        """Let go of a paper version."""
        self._kept.pop((paper, version), None)

    def forget_all(self) -> None:
        """Let go of everything."""
        self._kept.clear()

    def _read_of(self, manifest: Manifest) -> _Read:
        this = (manifest.paper, manifest.version)
        read = self._kept.setdefault(this, _Read())
        self._kept.move_to_end(this)
        return read

    async def _read(
        self, source: PaperSource, manifest: Manifest, first: int, read: _Read
    ) -> Sequence[Folded]:
        paper, version = manifest.paper, manifest.version
        last = min(first + BATCH - 1, manifest.pages)
        found = await source.read(paper, version, first, last)
        if not self._may_read(paper, version):
            raise PageRefusedError("paper-not-open")
        batch = [replace(fold(page.text), recognised=page.recognised) for page in found]
        if len(read.prints) == first - 1:  # another search may read the same paper
            read.prints += [page.print for page in found]
        if len(read.pages) == first - 1 and self._kept.get((paper, version)) is read:
            read.pages += batch
            read.chars += sum(len(page.text) for page in found)
            self._make_room(paper, version)
        return batch

    def _make_room(self, paper: str, version: int) -> None:
        """Papers searched least lately go first; one that does not fit alone is read anew each time."""
        while self.chars > MAX_CHARS and len(self._kept) > 1:
            self._kept.pop(next(each for each in self._kept if each != (paper, version)))
        if self.chars > MAX_CHARS:
            self.forget(paper, version)


def boxes_of(
    text: str, words: Sequence[Word], spans: Iterable[tuple[int, int]]
) -> tuple[tuple[Box, ...], ...]:
    """The boxes of the words that each of `spans` of `text` touches; words stand in the text's order."""
    placed: list[tuple[int, int, Box]] = []
    cursor = 0
    for word in words:
        at = text.find(word.text, cursor)
        if at >= 0:
            cursor = at + len(word.text)
            placed.append((at, cursor, word.box))
    return tuple(
        tuple(box for start, end, box in placed if start < last and first < end)
        for first, last in spans
    )
