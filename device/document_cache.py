"""Sealed chunks on the terminal's disk: ciphertext only, bounded, one file a chunk.

Layout: `<root>/<document>.<version>/<index>`. Chunks are written beside and moved into place, without
fsync: every chunk's hash is checked against the signed manifest when it is used, and one that a power
cut spoilt is simply fetched again. Methods block for a disk write of 256 KiB at most; call them from
one thread at a time.
"""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from protocol.transfer import CHUNK_BYTES, MAX_CHUNKS, SEAL_BYTES

Paper: TypeAlias = tuple[str, int]  # document, version

MAX_SEALED = CHUNK_BYTES + SEAL_BYTES  # what the protocol allows; more is not a chunk
_DOCUMENT = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_FOLDER = re.compile(r"([a-z0-9][a-z0-9-]{0,63})\.([1-9][0-9]{0,8})", re.ASCII)
_INDEX = re.compile(r"0|[1-9][0-9]{0,5}", re.ASCII)
_PART = ".part"  # an unfinished write
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class CacheError(Exception):
    """A chunk that could not be kept or found; the cache is as it was before.

    `disk-full`, `cache-full` (nothing less important to evict), `not-held`, `bad-document-id`,
    `bad-chunk-index`, `chunk-too-large`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class DocumentCache:
    """Chunks of paper versions under `root`, together at most `quota_bytes`.

    When the quota is reached, paper versions of lower priority make room whole, lowest first. A
    priority is any number the caller gives, for instance the start of the meeting; a paper version
    never ranked has none and goes first. Priorities are not written down: give them again at the start.
    """

    def __init__(self, root: Path, quota_bytes: int) -> None:
        self._root = root
        self._quota = quota_bytes
        self._priority: dict[Paper, int] = {}
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sizes = {paper: _measure(self._folder(*paper)) for paper in self._on_disk()}

    def rank(self, document: str, version: int, priority: int) -> None:
        """Say how long a paper version should stay: what has less goes before it."""
        self._priority[_checked(document, version)] = priority

    def store(self, document: str, version: int, index: int, total: int, data: bytes) -> None:
        """Keep chunk `index` of `total`; the same chunk again replaces the former."""
        paper = _checked(document, version)
        if not 0 <= index < total <= MAX_CHUNKS:
            raise CacheError("bad-chunk-index", f"{index} of {total}")
        if len(data) > MAX_SEALED:
            raise CacheError("chunk-too-large", str(len(data)))
        target = self._folder(*paper) / str(index)
        growth = len(data) - (target.stat().st_size if target.exists() else 0)
        self._make_room(paper, growth)
        _write(target, data)
        self._sizes[paper] = self._sizes.get(paper, 0) + growth

    def held(self, document: str, version: int) -> frozenset[int]:
        """Indexes of the chunks here; empty for a paper version never heard of."""
        folder = self._folder(*_checked(document, version))
        if not folder.is_dir():
            return frozenset()
        names = (path.name for path in folder.iterdir())
        return frozenset(int(name) for name in names if _INDEX.fullmatch(name))

    def read(self, document: str, version: int, index: int) -> bytes:
        """The chunk as it was stored, unchecked; `not-held` if it is not here."""
        try:
            return (self._folder(*_checked(document, version)) / str(index)).read_bytes()
        except FileNotFoundError as error:
            raise CacheError("not-held", f"{document}.{version}/{index}") from error

    def drop(self, document: str, version: int) -> None:
        """Forget a paper version; no error if it is not here."""
        paper = _checked(document, version)
        shutil.rmtree(self._folder(*paper), ignore_errors=True)
        self._sizes.pop(paper, None)
        self._priority.pop(paper, None)

    def documents(self) -> tuple[Paper, ...]:
        """All paper versions of which something is here, sorted."""
        return tuple(sorted(paper for paper, size in self._sizes.items() if size))

    def used_bytes(self) -> int:
        """Bytes of all chunks."""
        return sum(self._sizes.values())

    def wipe(self) -> None:
        """Forget everything."""
        for paper in tuple(self._sizes):
            self.drop(*paper)

    def _make_room(self, paper: Paper, growth: int) -> None:
        """Evict what matters less than `paper`, or raise `cache-full` and evict nothing."""
        excess = self.used_bytes() + growth - self._quota
        leaving: list[Paper] = []
        for other in self._least_important(paper):
            if excess <= 0:
                break
            leaving.append(other)
            excess -= self._sizes[other]
        if excess > 0:
            raise CacheError("cache-full", f"{paper[0]}.{paper[1]}")
        for other in leaving:
            self.drop(*other)

    def _least_important(self, paper: Paper) -> list[Paper]:
        """Papers that must yield to `paper`, the least important first."""

        def weight(each: Paper) -> tuple[bool, int]:
            return each in self._priority, self._priority.get(each, 0)

        lower = [each for each in self._sizes if weight(each) < weight(paper)]
        return sorted(lower, key=lambda each: (weight(each), each))

    def _on_disk(self) -> Iterator[Paper]:
        for path in self._root.iterdir():
            if match := _FOLDER.fullmatch(path.name):
                yield match[1], int(match[2])

    def _folder(self, document: str, version: int) -> Path:
        return self._root / f"{document}.{version}"


def _checked(document: str, version: int) -> Paper:
    """The pair, if it names one folder and no path; else `bad-document-id`."""
    if not _FOLDER.fullmatch(f"{document}.{version}") or not _DOCUMENT.fullmatch(document):
        raise CacheError("bad-document-id", f"{document[:80]!r} {version}")
    return document, version


def _write(target: Path, data: bytes) -> None:
    """Write all of `data` to `target` or nothing; raises `disk-full`."""
    part = target.with_name(target.name + _PART)
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in _FULL:
            raise CacheError("disk-full", str(target.parent.name)) from error
        raise


def _measure(folder: Path) -> int:
    """Bytes of the chunks in `folder`, after removing writes a power cut left unfinished."""
    for path in folder.glob(f"*{_PART}"):
        path.unlink()
    return sum(path.stat().st_size for path in folder.iterdir())
