"""A paper on its way: the manifest that fixes it, and what a terminal still lacks.

A paper version is cut into parts of `CHUNK_BYTES` and each part sealed on its own (AEAD). Chunk 0 is a
picture of page one, sealed the same way, so that something can be shown at once; chunks 1 to n are the
file. The manifest travels inside a signed snapshot and carries the SHA-256 of every sealed chunk, so a
terminal can keep and check chunks long before it is given the key.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

from msgspec import Struct

from protocol.errors import RemoteProtocolError

CHUNK_BYTES = 256 * 1024  # the best of 64 KiB, 256 KiB and 1 MiB when measured with mosquitto
SEAL_BYTES = 16  # Poly1305 tag
MAX_CHUNKS = 1024  # 256 MiB a paper: the largest dossiers seen are scans of some 200 MB
MAX_RANGES = 64  # in one request; a worse-riddled paper asks again
_DIGEST = 32


class Range(Struct, frozen=True):
    """Chunk indexes `first` to `last`, both included."""

    first: int
    last: int


class Manifest(Struct, frozen=True):
    """One released paper version. `chunk_hashes` is base64 of all chunks' SHA-256, one after another.

    `changed` are the pages that show something else than in the version before.
    """

    paper: str
    version: int
    item: str
    title: str
    pages: int
    size: int
    sha256: str
    chunk_hashes: str
    changed: tuple[int, ...] = ()

    @property
    def chunks(self) -> int:
        """How many chunks there are, the preview included."""
        return len(self.chunk_hashes) * 3 // 4 // _DIGEST  # four base64 digits for three bytes

    def chunk_hash(self, index: int) -> bytes:
        """The SHA-256 that sealed chunk `index` must have."""
        return base64.b64decode(self.chunk_hashes)[index * _DIGEST : (index + 1) * _DIGEST]


def join_hashes(digests: Iterable[bytes]) -> str:
    """The `chunk_hashes` of a manifest."""
    return base64.b64encode(b"".join(digests)).decode("ascii")


def chunk_count(size: int) -> int:
    """Chunks of a file of `size` bytes, the preview included."""
    return 1 + max(1, -(-size // CHUNK_BYTES))


def check_manifest(manifest: Manifest) -> Manifest:
    """Return the manifest if its numbers fit together, else raise `bad-manifest`."""
    try:
        digests = base64.b64decode(manifest.chunk_hashes, validate=True)
    except ValueError as error:  # not base64, or not even ASCII
        raise RemoteProtocolError("bad-manifest", manifest.paper) from error
    whole, rest = divmod(len(digests), _DIGEST)
    sound = not rest and 2 <= whole <= MAX_CHUNKS and whole == chunk_count(manifest.size)
    if not sound or manifest.pages < 1 or manifest.version < 1 or manifest.size < 1:
        raise RemoteProtocolError("bad-manifest", manifest.paper)
    return manifest


def missing_ranges(held: frozenset[int], total: int) -> tuple[Range, ...]:
    """What is lacking of chunks 0 to `total - 1`, as at most `MAX_RANGES` ranges."""
    found: list[Range] = []
    for index in range(total):
        if index in held:
            continue
        if found and found[-1].last == index - 1:
            found[-1] = Range(found[-1].first, index)
        elif len(found) < MAX_RANGES:
            found.append(Range(index, index))
        else:
            break
    return tuple(found)


def indexes(ranges: Iterable[Range], total: int) -> tuple[int, ...]:
    """The chunk indexes of `ranges`, or raise `bad-range`.

    That is when one lies outside 0 to `total - 1`, two overlap, or there are more than `MAX_RANGES`.
    """
    wanted: set[int] = set()
    for number, part in enumerate(ranges):
        if not 0 <= part.first <= part.last < total or number == MAX_RANGES:
            raise RemoteProtocolError("bad-range", f"{part.first}-{part.last} of {total}")
        found = range(part.first, part.last + 1)
        if not wanted.isdisjoint(found):
            raise RemoteProtocolError("bad-range", "overlapping")
        wanted.update(found)
    return tuple(sorted(wanted))
