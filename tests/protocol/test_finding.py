from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol.finding import CONTEXT, MAX_EXAMINED, MAX_HITS, Found, find
from protocol.folding import accented, fold, folded

PAGES = (
    "Căn cứ Nghị quyết số 15/NQ-HĐND\nngày 12 tháng 7 của Hội đồng nhân dân",
    "",
    "Mở đường Dương Đình Nghệ; đường\nđiện; dưỡng lão",
    " \n\t ",
    "Lê-\nnin; infor-\nmation",
)


def found(query: str) -> Found:
    return find([fold(page) for page in PAGES], query)


def matches(query: str) -> list[tuple[int, str]]:
    return [(hit.page, hit.match) for hit in found(query).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("nghi quyet", [(1, "Nghị quyết")]),
        ("NGHỊ QUYẾT", [(1, "Nghị quyết")]),
        ("  nghi   quyet ", [(1, "Nghị quyết")]),
        ("nq-hdnd ngay", [(1, "NQ-HĐND ngày")]),
        ("duong dien", [(3, "đường điện")]),
        ("lenin", [(5, "Lê- nin")]),
        ("Lê-nin", [(5, "Lê- nin")]),
        ("information", [(5, "infor- mation")]),
        ("khong co", []),
        ("", []),
        (" \n", []),
        (".*", []),
        ("(", []),
    ],
)
def test_what_a_query_finds(query: str, expected: list[tuple[int, str]]) -> None:
    assert matches(query) == expected


def test_a_query_without_accents_lists_hits_as_they_stand() -> None:
    assert [match for _page, match in matches("duong")] == ["đường", "Dương", "đường", "dưỡng"]
    assert not any(hit.exact for hit in found("duong").hits)


def test_a_query_with_accents_ranks_those_first() -> None:
    hits = found("đường").hits

    assert [hit.match for hit in hits] == ["đường", "đường", "Dương", "dưỡng"]
    assert [hit.exact for hit in hits] == [True, True, False, False]


def test_a_word_cut_at_the_end_of_a_line_has_its_accents_still() -> None:
    assert [hit.exact for hit in found("Lê-nin").hits] == [True]


def test_pages_without_text_are_named() -> None:
    assert found("nghi quyet").blank == (2, 4)
    assert found("").blank == (2, 4)


def test_a_hit_on_a_page_that_a_machine_read_says_so() -> None:
    pages = [fold("ngân sách"), replace(fold("ngân sách"), recognised=True)]
    assert [hit.recognised for hit in find(pages, "ngan sach").hits] == [False, True]


def test_a_hit_comes_with_its_context_on_one_line() -> None:
    hit = found("12 tháng 7").hits[0]

    assert hit.before + hit.match + hit.after == PAGES[0].replace("\n", " ")


def test_a_long_context_is_cut_between_words() -> None:
    page = "một hai ba bốn " * 20 + "đích" + " năm sáu bảy tám" * 20

    hit = find([fold(page)], "đích").hits[0]

    assert len(hit.before) <= CONTEXT
    assert len(hit.after) <= CONTEXT
    assert hit.before.split()[0] in {"một", "hai", "ba", "bốn"}
    assert hit.after.split()[-1] in {"năm", "sáu", "bảy", "tám"}


def test_a_letter_that_stands_everywhere_is_bounded() -> None:
    result = find([fold("a " * MAX_EXAMINED)] * 2, "a")

    assert len(result.hits) == MAX_HITS
    assert result.more


words = st.text(alphabet="aáàâbdđeoơuưnh -\n", min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=8), st.data())
def test_every_piece_of_a_page_is_found_where_it_stands(
    parts: list[str], data: st.DataObject
) -> None:
    page = "".join(parts)
    start = data.draw(st.integers(0, len(page) - 1))
    query = page[start : data.draw(st.integers(start + 1, len(page)))]
    hits = find([fold(page)], query).hits

    if folded(query).strip() and "-" not in query and "-" not in page:
        assert hits
    for hit in hits:
        assert folded(page[hit.start : hit.end]).strip().replace("-", "") == folded(
            query
        ).strip().replace("-", "")


@given(st.lists(words, max_size=6), words)
def test_exact_hits_have_the_accents_of_the_query(parts: list[str], query: str) -> None:
    page = " ".join(parts)

    for hit in find([fold(page)], query).hits:
        if hit.exact:
            assert accented(page[hit.start : hit.end]).strip() == accented(query).strip()


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=300))
def test_nothing_makes_it_fail(pages: list[str], query: str) -> None:
    result = find([fold(page) for page in pages], query)

    for hit in result.hits:
        assert 0 <= hit.start < hit.end <= len(pages[hit.page - 1])
