"""The papers of a terminal: which chunks are here, what to ask for, which papers can be read.

Theory of operation. The catalogue says what there is. What is lacking is asked for once, and again only
after the line has been quiet for a while: while chunks arrive, for whomever, the hub is working through
its plan. The first question does not wait, or a first page sent before it would come last. A chunk counts
when its SHA-256 is the manifest's. A paper can be read when all its chunks are here and its key was
granted; its first page needs only chunk 0 and the key. A new version of a paper starts from nothing:
neither chunks nor key of the old one count.

Keys are lent, by the hub's clock. All that goes, goes at once, whether the link is up or not:

| what happens                     | key  | opened | chunks | said by the next heartbeat       |
|----------------------------------|------|--------|--------|----------------------------------|
| the lease is about to end        | stays| stays  | stay   | not unlocked: the hub lends anew |
| the lease ends                   | goes | goes   | stay   | not unlocked                     |
| replaced: another version        | goes | goes   | go     | the other version                |
| recalled: not in the catalogue   | goes | goes   | go     | nothing; a late key is refused   |
| the catalogue's `keep_until`     | all go                 || nothing                          |
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from device.effects import (
    Effect,
    ForgetKey,
    ForgetPaper,
    KeepKey,
    Say,
    StoreChunk,
    WipePapers,
)
from protocol.errors import RemoteProtocolError
from protocol.messages import CatalogueState, Held, KeyGrant, Missing
from protocol.topics import Said
from protocol.transfer import Manifest, check_manifest, missing_ranges

QUIET_MS = 2_500  # ten times the hub's longest pause between chunks on a full 1 Gbit/s line
SPREAD_MS = 300  # forty seats do not ask in the same instant
RENEW_MS = 60_000  # before a lease ends: twenty heartbeats in which the hub may lend the key anew
FULL_MS = 60_000  # a full disk does not empty itself; asking sooner would only load the line


class Shelf:
    """`spread(limit)` gives a number from 0 to `limit`, so that seats do not act in step."""

    def __init__(self, new_id: Callable[[], str], spread: Callable[[int], int]) -> None:
        self._new_id = new_id
        self._spread = spread
        self._cached: dict[tuple[str, int], frozenset[int]] = {}
        self._held: dict[str, set[int]] = {}
        self._leases: dict[tuple[str, int], int] = {}  # of keys, in the hub's time
        self._recalled: dict[str, int] = {}  # to the last version there was
        self._keep_until: int | None = None
        self._fetched_anew: set[tuple[str, int]] = set()
        self._ask_at: int | None = None
        self._asked = False  # for what is in the catalogue, over the link of now
        self.manifests: dict[str, Manifest] = {}

    def restore(self, held: Mapping[tuple[str, int], frozenset[int]]) -> None:
        """Take over what the cache holds."""
        self._cached = dict(held)

    def catalogue(self, state: CatalogueState, now: int) -> tuple[Effect, ...]:
        """The papers there are, in this order; what is already here is recognised, all else goes."""
        known, self.manifests = self.manifests, {}
        self._keep_until = state.keep_until
        for manifest in state.papers:
            if _sound(manifest):
                self.manifests[manifest.paper] = manifest
        for name, manifest in self.manifests.items():
            if known.get(name) == manifest:
                continue
            cached = self._cached.get((name, manifest.version), frozenset())
            self._held[name] = {i for i in cached if i < manifest.chunks}
            self._ask_soon(now)
        return self._forget_what_is_gone(known)

    def expire(self, hub_now: int | None) -> tuple[Effect, ...]:
        """Let go of what may be kept no longer by the hub's time."""
        if hub_now is None:
            return ()
        if self._keep_until is not None and hub_now >= self._keep_until:
            return self._wipe()
        over = [paper for paper, until in self._leases.items() if hub_now >= until]
        for paper in over:
            del self._leases[paper]
        return tuple(ForgetKey(*paper) for paper in over)

    def lock_all_but(self, paper: str) -> tuple[ForgetKey, ...]:
        """Give back the keys of all other papers before their leases end."""
        others = [each for each in self._leases if each[0] != paper]
        for other in others:
            del self._leases[other]
        return tuple(ForgetKey(*other) for other in others)

    @property
    def expires_at(self) -> int | None:
        """When `expire` has something to do, in the hub's time."""
        kept = [] if self._keep_until is None or self._empty else [self._keep_until]
        return min((*self._leases.values(), *kept), default=None)

    def chunk(self, paper: str, index: int, data: bytes, now: int) -> tuple[Effect, ...]:
        """A chunk arrived: keep it if it is wanted and right."""
        if self._ask_at is not None and self._asked:
            self._ask_at = max(self._ask_at, now + QUIET_MS)
        manifest = self.manifests.get(paper)
        if manifest is None or index in self._held[paper] or index >= manifest.chunks:
            return ()
        if hashlib.sha256(data).digest() != manifest.chunk_hash(index):
            return ()
        self._held[paper].add(index)
        if self.complete:
            self._ask_at = None
        return (StoreChunk(paper, manifest.version, index, manifest.chunks, data),)

    def lost(self, paper: str, version: int, now: int) -> None:
        """What the cache had of a paper turned out to be unusable: fetch it again, but only once.

        One that is unusable again was released so, and no fetching mends it.
        """
        if self._is_current(paper, version) and (paper, version) not in self._fetched_anew:
            self._fetched_anew.add((paper, version))
            self._held[paper] = set()
            self._ask_at = now + QUIET_MS

    def locked(self, paper: str, version: int) -> None:
        """The key granted turned out to be of no use here: the hub is to grant it again."""
        self._leases.pop((paper, version), None)

    def unstored(self, paper: str, index: int, now: int) -> None:
        """The disk did not take a chunk: it is not here after all, and not soon."""
        if paper in self.manifests:
            self._held[paper].discard(index)
            self._ask_at = now + FULL_MS

    def grant(self, meeting: str, grant: KeyGrant) -> tuple[Effect, ...]:
        """The hub gave this terminal a paper's key."""
        manifest = self.manifests.get(grant.paper)
        if manifest is not None and manifest.version > grant.version:
            return ()
        if manifest is None and grant.version <= self._recalled.get(grant.paper, 0):
            return ()
        self._leases[grant.paper, grant.version] = grant.lease_until
        return (KeepKey(meeting, grant),)

    def ask(self, meeting: str, now: int) -> tuple[Effect, ...]:
        """Ask for what is lacking, if it is time."""
        if self._ask_at is None or now < self._ask_at:
            return ()
        self._asked = True
        self._ask_at = None if self.complete else now + QUIET_MS
        return tuple(
            Say(self._new_id(), Said.MISSING, meeting, 0, Missing(name, manifest.version, ranges))
            for name, manifest in self.manifests.items()
            if (ranges := missing_ranges(frozenset(self._held[name]), manifest.chunks))
        )

    def reconnected(self, now: int) -> None:
        """The link is new: the hub may have forgotten what was asked for."""
        if self.manifests and not self.complete:
            self._ask_soon(now)

    def _ask_soon(self, now: int) -> None:
        self._asked = False
        self._ask_at = now + self._spread(SPREAD_MS)

    @property
    def wake_at(self) -> int | None:
        """When to ask next."""
        return self._ask_at

    @property
    def complete(self) -> bool:
        """Whether nothing is lacking."""
        return all(len(self._held[n]) == m.chunks for n, m in self.manifests.items())

    def held(self, hub_now: int | None = None) -> tuple[Held, ...]:
        """What is here, for the heartbeat; a key soon to be given back counts as gone."""
        soon = (hub_now or 0) + RENEW_MS
        return tuple(
            Held(
                name,
                manifest.version,
                len(self._held[name]),
                manifest.chunks,
                self._leases.get((name, manifest.version), 0) > soon,
            )
            for name, manifest in self.manifests.items()
        )

    def percent(self, paper: str) -> int:
        """How much of a paper is here."""
        manifest = self.manifests.get(paper)
        return len(self._held[paper]) * 100 // manifest.chunks if manifest else 0

    def readable(self, paper: str) -> bool:
        """Whether the whole paper can be opened."""
        return self._unlocked(paper) and self.percent(paper) == 100

    def previewable(self, paper: str) -> bool:
        """Whether page one can be shown."""
        return self._unlocked(paper) and 0 in self._held[paper]

    def _unlocked(self, paper: str) -> bool:
        manifest = self.manifests.get(paper)
        return manifest is not None and (paper, manifest.version) in self._leases

    def _forget_what_is_gone(self, known: Mapping[str, Manifest]) -> tuple[Effect, ...]:
        here = {*self._cached, *((name, each.version) for name, each in known.items())}
        gone = sorted(paper for paper in here if not self._is_current(*paper))
        for paper, version in gone:
            self._cached.pop((paper, version), None)
            self._leases.pop((paper, version), None)
            if paper not in self.manifests:
                self._held.pop(paper, None)
                self._recalled[paper] = max(version, self._recalled.get(paper, 0))
        return tuple(ForgetPaper(paper, version) for paper, version in gone)

    def _wipe(self) -> tuple[Effect, ...]:
        if self._empty:
            return ()
        self.manifests, self._cached = {}, {}
        self._held.clear()
        self._leases.clear()
        self._ask_at = None
        return (WipePapers(),)

    @property
    def _empty(self) -> bool:
        return not (self.manifests or self._cached or self._leases)

    def _is_current(self, paper: str, version: int) -> bool:
        return paper in self.manifests and self.manifests[paper].version == version


def _sound(manifest: Manifest) -> bool:
    try:
        check_manifest(manifest)
    except RemoteProtocolError:
        return False
    return True
