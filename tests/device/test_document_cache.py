"""Ciphertext on disk: whole chunks or none, within the quota, never outside of its folder."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from device.document_cache import MAX_SEALED, CacheError, DocumentCache


@pytest.fixture
def cache(tmp_path: Path) -> DocumentCache:
    return DocumentCache(tmp_path / "papers", quota_bytes=1000)


@contextmanager
def small_disk() -> Iterator[None]:
    """No file may grow past 100 bytes: a write fails half-way, as on a full disk.

    Around the writes alone: the test runner's own output may go to a file.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fails(code: str) -> pytest.RaisesExc[CacheError]:
    return pytest.RaisesExc(CacheError, check=lambda error: error.code == code)


def test_a_stored_chunk_is_read_back_unchanged(cache: DocumentCache) -> None:
    cache.store("to-trinh", 2, 0, 3, b"preview")
    cache.store("to-trinh", 2, 2, 3, b"last")
    assert cache.held("to-trinh", 2) == {0, 2}
    assert cache.read("to-trinh", 2, 2) == b"last"


def test_versions_of_a_document_are_kept_apart(cache: DocumentCache) -> None:
    cache.store("to-trinh", 1, 0, 1, b"old")
    cache.store("to-trinh", 2, 0, 1, b"new")
    cache.drop("to-trinh", 1)
    assert cache.documents() == (("to-trinh", 2),)
    assert cache.read("to-trinh", 2, 0) == b"new"


def test_a_new_cache_finds_what_an_earlier_one_kept(tmp_path: Path) -> None:
    DocumentCache(tmp_path, 1000).store("a", 1, 7, 9, b"x" * 40)
    again = DocumentCache(tmp_path, 1000)
    assert again.held("a", 1) == {7}
    assert again.used_bytes() == 40


def test_what_is_not_here_is_not_held(cache: DocumentCache) -> None:
    assert cache.held("a", 1) == frozenset()
    with fails("not-held"):
        cache.read("a", 1, 0)
    cache.drop("a", 1)


@pytest.mark.parametrize(
    ("document", "version"),
    [
        *((name, 1) for name in ("..", "a/b", "", "A", "-a", "a" * 65, "a.1", "a\n", "tờ-trình")),
        *(("a", version) for version in (0, -1, 10**9)),
    ],
)
def test_only_a_plain_name_and_number_is_ever_a_folder(
    cache: DocumentCache, tmp_path: Path, document: str, version: int
) -> None:
    for act in (cache.held, cache.drop, lambda d, v: cache.store(d, v, 0, 1, b"x")):
        with fails("bad-document-id"):
            act(document, version)
    with fails("bad-document-id"):
        cache.read(document, version, 0)
    assert [path.name for path in tmp_path.rglob("*")] == ["papers"]


@pytest.mark.parametrize(("index", "total"), [(-1, 3), (3, 3), (0, 0), (1024, 1025)])
def test_an_impossible_chunk_number_is_refused(
    cache: DocumentCache, index: int, total: int
) -> None:
    with fails("bad-chunk-index"):
        cache.store("a", 1, index, total, b"x")


def test_more_than_a_chunk_is_refused(cache: DocumentCache) -> None:
    with fails("chunk-too-large"):
        cache.store("a", 1, 0, 1, bytes(MAX_SEALED + 1))


def test_older_meetings_make_room_oldest_first(cache: DocumentCache) -> None:
    for document, priority in (("new", 30), ("old", 10), ("older", 5)):
        cache.rank(document, 1, priority)
        cache.store(document, 1, 0, 2, bytes(300))
    cache.store("new", 1, 1, 2, bytes(300))
    assert cache.documents() == (("new", 1), ("old", 1))


def test_a_paper_nobody_ranked_goes_before_all_others(cache: DocumentCache) -> None:
    cache.store("unknown", 1, 0, 1, bytes(600))
    cache.rank("known", 1, -5)
    cache.store("known", 1, 0, 1, bytes(600))
    assert cache.documents() == (("known", 1),)


def test_papers_of_one_meeting_never_push_each_other_out(cache: DocumentCache) -> None:
    for document in ("a", "b"):
        cache.rank(document, 1, 7)
    cache.store("a", 1, 0, 1, bytes(600))
    with fails("cache-full"):
        cache.store("b", 1, 0, 1, bytes(600))
    assert cache.documents() == (("a", 1),)


def test_nothing_is_evicted_when_that_would_not_be_enough(cache: DocumentCache) -> None:
    cache.rank("b", 1, 1)
    cache.store("a", 1, 0, 1, bytes(600))
    with fails("cache-full"):
        cache.store("b", 1, 0, 1, bytes(1001))
    assert cache.documents() == (("a", 1),)


def test_a_chunk_stored_again_is_counted_once(cache: DocumentCache) -> None:
    cache.store("a", 1, 0, 1, bytes(900))
    cache.store("a", 1, 0, 1, bytes(950))
    assert cache.used_bytes() == 950
    assert len(cache.read("a", 1, 0)) == 950


def test_a_full_disk_leaves_nothing_half_written(cache: DocumentCache, tmp_path: Path) -> None:
    with small_disk():
        cache.store("a", 1, 0, 2, bytes(100))
        with fails("disk-full"):
            cache.store("a", 1, 1, 2, bytes(101))
        with fails("disk-full"):
            cache.store("a", 1, 0, 2, bytes(101))
    assert cache.held("a", 1) == {0}
    assert cache.read("a", 1, 0) == bytes(100)
    assert cache.used_bytes() == 100
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["0"]


def test_a_write_cut_off_by_a_power_cut_is_swept_away(tmp_path: Path) -> None:
    DocumentCache(tmp_path, 1000).store("a", 1, 0, 2, b"whole")
    (tmp_path / "a.1" / "1.part").write_bytes(b"hal")
    again = DocumentCache(tmp_path, 1000)
    assert again.held("a", 1) == {0}
    assert again.used_bytes() == 5


def test_wipe_removes_every_chunk_and_nothing_of_others(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    cache = DocumentCache(tmp_path, 1000)
    cache.store("a", 1, 0, 1, b"x")
    cache.store("b", 3, 0, 1, b"y")
    cache.wipe()
    assert cache.documents() == ()
    assert [path.name for path in tmp_path.rglob("*")] == ["lost+found"]
