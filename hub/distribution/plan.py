"""Which chunk goes out next, and to whom: pure planning, driven by what terminals say they lack.

Nothing is sent unasked. A chunk that several terminals lack goes to all at once; one that a single
terminal lacks goes to it alone, so that a late seat does not cost the whole room its line. First pages
come before everything else, then papers in the order of the agenda with the current item first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from protocol.transfer import Manifest, Range, indexes

PREVIEW = 0


class Shipment(Struct, frozen=True):
    """One chunk to send; `device` is empty when everybody gets it."""

    paper: str
    version: int
    index: int
    device: str


class Plan:
    """Who lacks what. Requests are idempotent; a chunk sent is no longer wanted by anybody."""

    def __init__(self, papers: Sequence[Manifest]) -> None:
        self._papers = {manifest.paper: manifest for manifest in papers}
        self._order = list(self._papers)
        self._wanted: dict[str, dict[int, set[str]]] = {name: {} for name in self._papers}

    def lead_with(self, item: str) -> None:
        """Send the papers of `item` before the others, from now on."""
        self._order = sorted(self._papers, key=lambda name: self._papers[name].item != item)

    def put(self, manifest: Manifest) -> None:
        """A new paper, or the next version of one, goes before all others; an old one is sent no more."""
        self._papers[manifest.paper] = manifest
        self._wanted[manifest.paper] = {}
        self._order = [manifest.paper, *(name for name in self._order if name != manifest.paper)]

    def drop(self, paper: str) -> None:
        """A paper is not sent any more."""
        self._papers.pop(paper, None)
        self._wanted.pop(paper, None)
        self._order = [name for name in self._order if name != paper]

    def request(
        self,
        device: str,
        paper: str,
        version: int,
        ranges: Iterable[Range],
        coming: Collection[int] = (),
    ) -> None:
        """Note that `device` lacks `ranges` but for the indexes `coming`, which are on their way to it.

        Unknown papers and other versions are ignored.

        Raises `bad-range` (`RemoteProtocolError`) for chunks that do not exist.
        """
        manifest = self._papers.get(paper)
        if manifest is None or manifest.version != version:
            return
        for index in indexes(ranges, manifest.chunks):
            if index in coming:
                continue
            self._wanted[paper].setdefault(index, set()).add(device)

    def next(self) -> Shipment | None:
        """Take the next chunk off the plan, or None when nothing is wanted."""
        for name in self._order:
            if PREVIEW in self._wanted[name]:
                return self._take(name, PREVIEW)
        for name in self._order:
            if self._wanted[name]:
                return self._take(name, min(self._wanted[name]))
        return None

    def _take(self, paper: str, index: int) -> Shipment:
        devices = self._wanted[paper].pop(index)
        alone = next(iter(devices)) if len(devices) == 1 else ""
        return Shipment(paper, self._papers[paper].version, index, alone)
