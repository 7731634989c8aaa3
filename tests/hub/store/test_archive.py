from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.application.archive import (
    MAX_HITS,
    ArchiveAnswer,
    ArchivedDocument,
    ArchiveQuery,
    DocumentKey,
    Kind,
)
from hub.application.ports import StorageError
from hub.store.archive import PAGE_BITS, SqliteArchive, open_archive


def document(
    name: str,
    *pages: str,
    meeting: str = "phien-1",
    kind: Kind = Kind.PAPER,
    version: str = "1",
    body: str = "Ủy ban nhân dân tỉnh",
    day: date = date(2026, 3, 5),
) -> ArchivedDocument:
    key = DocumentKey(meeting, kind, name)
    return ArchivedDocument(key, version, name.upper(), "Phiên họp", body, day, pages)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqliteArchive]:
    opened = SqliteArchive(tmp_path / "archive.sqlite")
    yield opened
    opened.close()


def search(archive: SqliteArchive, words: str, **filters: object) -> ArchiveAnswer:
    return archive.search(ArchiveQuery(words, **{"meetings": None, **filters}))  # type: ignore[arg-type]


def found(archive: SqliteArchive, words: str, **filters: object) -> list[tuple[str, int]]:
    hits = search(archive, words, **filters).hits
    return [(hit.key.document, hit.page) for hit in hits]


def test_words_are_found_without_accents_and_with_them(archive: SqliteArchive) -> None:
    archive.put(document("to-trinh", "Căn cứ Luật", "Biểu quyết về ĐẤT ĐAI và thuỷ lợi"))

    for words in ("bieu quyet", "Biểu quyết", "dat dai", "đất đai", "thủy lợi", "bieu quy"):
        assert found(archive, words) == [("to-trinh", 2)], words
    assert found(archive, "quyet bieu ve dai") == [("to-trinh", 2)]
    assert found(archive, "khong co") == []


def test_the_phrase_as_written_comes_first_then_the_phrase_then_all_words(
    archive: SqliteArchive,
) -> None:
    archive.put(document("a", "đường sắt"))
    archive.put(document("b", "dưỡng sát"))
    archive.put(document("c", "sắt bên đường"))

    assert found(archive, "đường sắt") == [("a", 1), ("b", 1), ("c", 1)]
    assert found(archive, "duong sat") == [("b", 1), ("a", 1), ("c", 1)]


def test_a_hit_says_where_it_is_and_shows_its_words(archive: SqliteArchive) -> None:
    archive.put(document("to-trinh", "trang đầu", "Hội đồng\nbiểu quyết thông qua", "hết"))

    hit = search(archive, "bieu quyet").hits[0]

    assert (hit.key.meeting, hit.title, hit.page, hit.pages) == ("phien-1", "TO-TRINH", 2, 3)
    assert (hit.before, hit.match, hit.after) == ("Hội đồng ", "biểu quyết", " thông qua")
    assert (hit.body, hit.day) == ("Ủy ban nhân dân tỉnh", date(2026, 3, 5))


def test_filters_narrow_by_body_days_and_kind(archive: SqliteArchive) -> None:
    archive.put(document("a", "ngân sách"))
    archive.put(document("b", "ngân sách", body="Hội đồng nhân dân", day=date(2026, 4, 1)))
    archive.put(document("c", "ngân sách", kind=Kind.CONCLUSION, day=date(2026, 5, 1)))

    assert found(archive, "ngan sach", body="hoi dong") == [("b", 1)]
    assert found(archive, "ngan sach", since=date(2026, 4, 1)) == [("c", 1), ("b", 1)]
    assert found(archive, "ngan sach", until=date(2026, 4, 1)) == [("b", 1), ("a", 1)]
    assert found(archive, "ngan sach", kind=Kind.CONCLUSION) == [("c", 1)]
    assert found(archive, "ngan sach", kind=Kind.MINUTES) == []


def test_a_person_sees_documents_of_the_meetings_allowed_and_no_others(
    archive: SqliteArchive,
) -> None:
    for meeting in ("phien-1", "phien-2", "phien-3"):
        archive.put(document(meeting, "ngân sách", meeting=meeting))

    allowed = frozenset({"phien-1", "phien-3", "phien-9"})

    assert found(archive, "ngan sach", meetings=allowed) == [("phien-3", 1), ("phien-1", 1)]
    assert found(archive, "ngan sach", meetings=frozenset()) == []
    assert len(found(archive, "ngan sach")) == 3


def test_answers_are_bounded_and_say_so(archive: SqliteArchive) -> None:
    archive.put(document("a", *["ngân sách"] * (MAX_HITS + 5)))

    assert len(search(archive, "ngân sách", limit=3).hits) == 3
    assert search(archive, "ngân sách", limit=3).more
    assert len(search(archive, "ngân sách", limit=10**6).hits) == MAX_HITS
    assert search(archive, "ngân sách", limit=-1).hits == ()
    assert not search(archive, "khong co", limit=3).more


def test_filing_twice_is_filing_once(archive: SqliteArchive) -> None:
    archive.put(document("a", "ngân sách"))
    archive.put(document("a", "ngân sách"))

    assert found(archive, "ngan sach") == [("a", 1)]
    assert archive.versions() == {DocumentKey("phien-1", Kind.PAPER, "a"): "1"}


def test_another_version_replaces_the_one_before(archive: SqliteArchive) -> None:
    archive.put(document("a", "cũ", "ngân sách"))
    archive.put(document("a", "mới", version="2"))

    assert found(archive, "ngan sach") == []
    assert found(archive, "mới") == [("a", 1)]


def test_the_same_name_in_another_meeting_or_kind_is_another_document(
    archive: SqliteArchive,
) -> None:
    archive.put(document("a", "một"))
    archive.put(document("a", "hai", meeting="phien-2"))
    archive.put(document("a", "ba", kind=Kind.CONCLUSION))

    archive.remove(DocumentKey("phien-1", Kind.PAPER, "a"))

    assert [bool(found(archive, words)) for words in ("một", "hai", "ba")] == [False, True, True]


def test_of_a_removed_document_no_word_is_left_in_the_files(tmp_path: Path) -> None:
    archive = SqliteArchive(tmp_path / "archive.sqlite")
    archive.put(document("giu-lai", "văn bản khác"))
    archive.put(document("thu-hoi", "mộtchữkhôngaiviết trong tờ trình thu hồi"))
    archive.compact()
    key = DocumentKey("phien-1", Kind.PAPER, "thu-hoi")
    archive.remove(key)
    archive.remove(key)  # again: nothing to do

    assert found(archive, "tờ trình thu hồi") == []
    assert found(archive, "văn bản khác") == [("giu-lai", 1)]
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for trace in ("mộtchữkhôngaiviết", "motchukhongaiviet", "khongaiviet"):
        assert trace.encode() not in kept


def test_it_is_there_after_opening_again_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    first = SqliteArchive(path)
    first.put(document("a", "ngân sách"))
    first.close()

    assert found(open_archive(path), "ngan sach") == [("a", 1)]
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["not a database", "torn", "other format"])
def test_a_damaged_archive_is_refused_and_replaced_by_an_empty_one(
    tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "archive.sqlite"
    first = SqliteArchive(path)
    first.put(document("a", *[f"trang {number} ngân sách" for number in range(200)]))
    if damage == "other format":
        first._db.execute("PRAGMA user_version=999")
    first.close()
    data = bytearray(path.read_bytes())
    if damage == "not a database":
        path.write_bytes(b"x" * 5000)
    if damage == "torn":
        data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
        path.write_bytes(data)

    with pytest.raises(StorageError, match="archive-damaged"):
        SqliteArchive(path)
    assert open_archive(path).versions() == {}


def test_a_document_longer_than_intake_allows_is_a_mistake_of_the_caller(
    archive: SqliteArchive,
) -> None:
    with pytest.raises(ValueError, match="pages"):
        archive.put(document("a", *[""] * (1 << PAGE_BITS)))
    assert archive.versions() == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60) | st.text(alphabet="ngânsch \"'*()-^:\x00😀", max_size=30))
def test_nothing_typed_makes_it_fail(archive: SqliteArchive, words: str) -> None:
    archive.put(document("a", "ngân sách", 'NEAR("x" AND *) 😀'))

    for hit in search(archive, words).hits:
        assert hit.key.document == "a"


vocabulary = st.sampled_from(["ngân", "sách", "đất", "dat", "hội", "hôi", "ủy", "ban"])
phrases = st.lists(vocabulary, min_size=1, max_size=4).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(phrases, min_size=1, max_size=6), words=phrases)
def test_exactly_the_pages_with_all_words_answer(
    tmp_path: Path, pages: list[str], words: str
) -> None:
    def plain(text: str) -> set[str]:
        letters = str.maketrans("âáđấộôủ", "aadaoou")
        return set(text.translate(letters).split())

    archive = SqliteArchive(tmp_path / "archive.sqlite")
    archive.put(document("a", *pages, version=repr(pages)))
    answered = {page for _name, page in found(archive, words)}
    archive.close()

    assert answered == {n for n, text in enumerate(pages, 1) if plain(words) <= plain(text)}
