"""Released papers at rest: sealed chunks on disk, their keys in a small database of their own.

What the seats get is what lies here: the same ciphertext. The key database is the only thing that opens
it; destroying a row there, with `secure_delete` and a truncating checkpoint, destroys the paper.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from hub.application.intake import AcceptedPaper
from hub.domain.vocabulary import Paper
from hub.store.event_log import sqlite_error
from protocol import canonical, shapes
from protocol.transfer import CHUNK_BYTES, Manifest, check_manifest, chunk_count, join_hashes

MANIFEST = "manifest.json"
PRINTS = "prints.json"  # fingerprints of the pages
TEXTS = "texts"  # of the pages, sealed like a chunk behind the last one

Seal = Callable[[bytes, str, int, int, int, bytes], bytes]
"""key, document, version, index, total, plaintext → sealed chunk; `transport.paper_cipher`"""
Open = Callable[[bytes, str, int, int, int, bytes], bytes]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS paper_key (
    paper TEXT NOT NULL,
    version INTEGER NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY (paper, version)
) STRICT, WITHOUT ROWID;
"""


class PaperKeys:
    """Keys of paper versions, 32 bytes each."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA secure_delete=ON")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def put(self, paper: str, version: int, key: bytes) -> None:
        """Keep the key of a paper version that has none yet."""
        try:
            self._db.execute("INSERT INTO paper_key VALUES (?, ?, ?)", (paper, version, key))
        except sqlite3.IntegrityError as error:
            raise ValueError(f"{paper} {version} has a key") from error
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def destroy(self, paper: str, up_to: int) -> None:
        """Destroy the keys of a paper up to a version; their bytes are found nowhere in the file then."""
        sql = "DELETE FROM paper_key WHERE paper = ? AND version <= ?"
        try:
            self._db.execute(sql, (paper, up_to))
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def destroy_version(self, paper: str, version: int) -> None:
        """Destroy the key of a version that was never released."""
        sql = "DELETE FROM paper_key WHERE paper = ? AND version = ?"
        try:
            self._db.execute(sql, (paper, version))
        except sqlite3.Error as error:
            raise sqlite_error(error) from error

    def get(self, paper: str, version: int) -> bytes | None:
        """The key, or None if there is none (any more)."""
        sql = "SELECT key FROM paper_key WHERE paper = ? AND version = ?"
        try:
            row = self._db.execute(sql, (paper, version)).fetchone()
        except sqlite3.Error as error:
            raise sqlite_error(error) from error
        return bytes(row[0]) if row else None


class SealedPapers:
    """Sealed chunks below `root`, one file each, and beside them the manifest that fixes them."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def seal(self, paper: Paper, accepted: AcceptedPaper, key: bytes, seal: Seal) -> Manifest:
        """Cut, seal and keep a paper version; returns the manifest that fixes it."""
        pdf, preview = accepted.pdf, accepted.preview
        folder = self._folder(paper.paper, paper.version)
        folder.mkdir(mode=0o700)
        total = chunk_count(len(pdf))
        digests = []
        for index, part in enumerate(_parts(preview, pdf)):
            sealed = seal(key, paper.paper, paper.version, index, total, part)
            (folder / str(index)).write_bytes(sealed)
            digests.append(hashlib.sha256(sealed).digest())
        manifest = Manifest(
            paper=paper.paper,
            version=paper.version,
            item=paper.item,
            title=paper.title,
            pages=paper.pages,
            size=paper.size,
            sha256=paper.sha256,
            chunk_hashes=join_hashes(digests),
        )
        (folder / MANIFEST).write_bytes(canonical.dump(shapes.to_json(manifest)))
        prints: list[canonical.Json] = [facts.fingerprint for facts in accepted.facts]
        (folder / PRINTS).write_bytes(canonical.dump(prints))
        texts = canonical.dump([facts.text for facts in accepted.facts])
        sealed = seal(key, paper.paper, paper.version, total, total + 1, texts)
        (folder / TEXTS).write_bytes(sealed)
        return manifest

    def prints(self, paper: str, version: int) -> tuple[str, ...]:
        """What tells the pages of a version apart from those of another; none if it is gone."""
        try:
            data = (self._folder(paper, version) / PRINTS).read_bytes()
        except FileNotFoundError:
            return ()
        return shapes.from_json(tuple[str, ...], canonical.load(data))

    def manifest(self, paper: str, version: int) -> Manifest:
        """The manifest of a sealed version; `OSError` or `RemoteProtocolError` if there is none."""
        data = (self._folder(paper, version) / MANIFEST).read_bytes()
        return check_manifest(shapes.from_json(Manifest, canonical.load(data)))

    def remove(self, paper: str, up_to: int) -> None:
        """Delete the chunks of a paper up to a version."""
        for version in range(1, up_to + 1):
            self.remove_version(paper, version)

    def remove_version(self, paper: str, version: int) -> None:
        """Delete one version, if it is there."""
        shutil.rmtree(self._folder(paper, version), ignore_errors=True)

    def chunk(self, paper: str, version: int, index: int) -> bytes:
        """One sealed chunk."""
        return (self._folder(paper, version) / str(index)).read_bytes()

    def content(self, manifest: Manifest, key: bytes, open_chunk: Open) -> bytes:
        """The paper itself, for the bundle and for those who read it on the hub."""
        return b"".join(
            open_chunk(
                key,
                manifest.paper,
                manifest.version,
                index,
                manifest.chunks,
                self.chunk(manifest.paper, manifest.version, index),
            )
            for index in range(1, manifest.chunks)
        )

    def texts(self, manifest: Manifest, key: bytes, open_chunk: Open) -> tuple[str, ...]:
        """The text of each page as intake found it, in a signed scan too; seats never get it."""
        sealed = (self._folder(manifest.paper, manifest.version) / TEXTS).read_bytes()
        total = manifest.chunks
        texts = open_chunk(key, manifest.paper, manifest.version, total, total + 1, sealed)
        return shapes.from_json(tuple[str, ...], canonical.load(texts))

    def _folder(self, paper: str, version: int) -> Path:
        return self._root / f"{paper}.{version}"


def _parts(preview: bytes, pdf: bytes) -> Iterator[bytes]:
    yield preview
    for start in range(0, len(pdf), CHUNK_BYTES):
        yield pdf[start : start + CHUNK_BYTES]
