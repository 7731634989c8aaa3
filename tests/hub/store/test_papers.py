"""Papers lie sealed; with the key they come back byte for byte, without it not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.application.ports import StorageError
from hub.domain.vocabulary import Paper
from hub.store.papers import PaperKeys, SealedPapers
from protocol.transfer import CHUNK_BYTES, SEAL_BYTES, check_manifest
from tests.support.papers import accepted
from transport.paper_cipher import CipherError, open_chunk, seal_chunk

KEY = b"k" * 32


def paper(pdf: bytes) -> Paper:
    digest = hashlib.sha256(pdf).hexdigest()
    return Paper("to-trinh", 1, "item-1", "Tờ trình", "documents/a.pdf", digest, len(pdf), 2)


@pytest.mark.parametrize(
    "size", [1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]
)
def test_a_paper_of_any_size_comes_back_byte_for_byte(tmp_path: Path, size: int) -> None:
    pdf = bytes(n * 7 % 251 for n in range(1000)) * (size // 1000 + 1)
    pdf = pdf[:size]
    papers = SealedPapers(tmp_path)
    manifest = papers.seal(paper(pdf), accepted(pdf), KEY, seal_chunk)

    assert papers.content(manifest, KEY, open_chunk) == pdf
    check_manifest(manifest)
    for index in range(manifest.chunks):
        chunk = papers.chunk("to-trinh", 1, index)
        assert hashlib.sha256(chunk).digest() == manifest.chunk_hash(index)
        assert len(chunk) <= CHUNK_BYTES + SEAL_BYTES
    preview = open_chunk(KEY, "to-trinh", 1, 0, manifest.chunks, papers.chunk("to-trinh", 1, 0))
    assert preview == b"jpeg"


def test_nothing_of_a_paper_can_be_read_on_the_disk(tmp_path: Path) -> None:
    pdf = b"a sentence nobody outside may read " * 100
    SealedPapers(tmp_path).seal(paper(pdf), replace(accepted(pdf), preview=pdf), KEY, seal_chunk)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"sentence" not in path.read_bytes()
    assert (tmp_path / "to-trinh.1").stat().st_mode & 0o077 == 0


def test_another_key_or_an_exchanged_chunk_opens_nothing(tmp_path: Path) -> None:
    pdf = bytes(3 * CHUNK_BYTES)
    papers = SealedPapers(tmp_path)
    manifest = papers.seal(paper(pdf), accepted(pdf), KEY, seal_chunk)
    with pytest.raises(CipherError):
        papers.content(manifest, b"x" * 32, open_chunk)
    with pytest.raises(CipherError):
        papers.content(
            replace(manifest, version=1, paper="to-trinh"), KEY[::-1][:31] + b"z", open_chunk
        )
    first, second = tmp_path / "to-trinh.1" / "1", tmp_path / "to-trinh.1" / "2"
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    with pytest.raises(CipherError):
        papers.content(manifest, KEY, open_chunk)


def test_the_text_of_pages_lies_sealed_beside_the_chunks(tmp_path: Path) -> None:
    texts = ("Tờ trình", "")
    papers = SealedPapers(tmp_path)
    manifest = papers.seal(paper(b"a"), accepted(b"a", texts=texts), KEY, seal_chunk)
    assert papers.texts(manifest, KEY, open_chunk) == texts
    kept = tmp_path / "to-trinh.1" / "texts"
    assert "trình".encode() not in kept.read_bytes()
    with pytest.raises(CipherError):
        papers.texts(manifest, b"x" * 32, open_chunk)


def test_a_version_is_sealed_once(tmp_path: Path) -> None:
    papers = SealedPapers(tmp_path)
    papers.seal(paper(b"a"), accepted(b"a"), KEY, seal_chunk)
    with pytest.raises(FileExistsError):
        papers.seal(paper(b"b"), accepted(b"b"), KEY, seal_chunk)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.sqlite"


def test_keys_are_kept_by_paper_and_version(path: Path) -> None:
    keys = PaperKeys(path)
    keys.put("to-trinh", 1, KEY)
    keys.put("to-trinh", 2, b"2" * 32)
    keys.close()
    again = PaperKeys(path)
    assert again.get("to-trinh", 1) == KEY
    assert again.get("to-trinh", 2) == b"2" * 32
    assert again.get("to-trinh", 3) is None
    again.close()


def test_a_key_is_never_replaced(path: Path) -> None:
    keys = PaperKeys(path)
    keys.put("to-trinh", 1, KEY)
    with pytest.raises(ValueError, match="to-trinh"):
        keys.put("to-trinh", 1, b"2" * 32)
    assert keys.get("to-trinh", 1) == KEY
    keys.close()


def test_a_destroyed_key_is_nowhere_on_the_disk_any_more(path: Path) -> None:
    keys = PaperKeys(path)
    key = bytes(range(100, 132))
    keys.put("to-trinh", 1, key)
    assert key in path.read_bytes()
    keys._db.execute("DELETE FROM paper_key WHERE paper = 'to-trinh'")
    assert keys._db.execute("PRAGMA secure_delete").fetchone() == (1,)
    keys.close()
    assert [each for each in path.parent.iterdir() if key in each.read_bytes()] == []


def put_many(keys: PaperKeys, count: int) -> None:
    for number in range(count):
        keys.put(f"paper-{number}", 1, KEY)


def test_a_full_disk_keeps_no_key(path: Path) -> None:
    keys = PaperKeys(path)
    keys._db.execute("PRAGMA max_page_count=2")
    with pytest.raises(StorageError) as full:
        put_many(keys, 1_000)
    assert full.value.code == "disk-full"
    keys.close()


def test_a_file_that_holds_no_keys_is_named(path: Path) -> None:
    path.write_bytes(b"no database" * 500)
    with pytest.raises(StorageError) as damaged:
        PaperKeys(path)
    assert damaged.value.code == "record-damaged"


def test_a_damaged_key_file_is_named_when_it_is_read(path: Path) -> None:
    keys = PaperKeys(path)
    put_many(keys, 500)
    keys.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StorageError) as damaged:
        PaperKeys(path).get("paper-1", 1)
    assert damaged.value.code == "record-damaged"
