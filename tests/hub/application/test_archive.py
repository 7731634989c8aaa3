from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.application.archive import (
    MAX_WORDS,
    ArchiveAnswer,
    ArchivedDocument,
    ArchiveQuery,
    DocumentKey,
    Kind,
    Source,
    UnreadableError,
    Way,
    matches,
    reconcile,
)


def ways(words: str) -> dict[Way, str]:
    return {match.way: match.expression for match in matches(words)}


def test_a_query_with_accents_is_asked_as_written_first() -> None:
    assert list(ways("Nghị quyết").items()) == [
        (Way.PHRASE_AS_WRITTEN, '"nghị quyết"'),
        (Way.PHRASE, '"nghi quyet"'),
        (Way.ALL_WORDS, '"nghi" AND "quyet"'),
        (Way.UNFINISHED, '"nghi quyet" *'),
    ]


def test_one_word_without_accents_is_asked_as_it_is_and_as_a_beginning() -> None:
    assert ways("UBND") == {Way.PHRASE: '"ubnd"', Way.UNFINISHED: '"ubnd" *'}
    assert ways("u") == {Way.PHRASE: '"u"'}


@pytest.mark.parametrize("words", ["", "  ", '"', "* -", "(", "😀", "_", "'; --", "\x00", "…“”"])
def test_without_letters_and_digits_nothing_is_asked(words: str) -> None:
    assert matches(words) == ()


def test_operators_are_words_among_others() -> None:
    assert ways('a AND "b OR NEAR(c)')[Way.PHRASE] == '"a and b or near c"'


def test_a_long_query_is_cut() -> None:
    assert len(ways("xã " * 100)[Way.PHRASE].split()) == MAX_WORDS


@given(st.text(max_size=80))
def test_an_expression_is_quoted_words_of_letters_and_digits(words: str) -> None:
    for match in matches(words):
        assert re.fullmatch(r'"[^\W_]+(?: [^\W_]+)*"(?: \*| AND "[^\W_]+")*', match.expression)


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE page USING fts5(text)")
    db.execute("INSERT INTO page VALUES ('nghi quyet')")
    return db


@given(
    st.text(max_size=80)
    | st.text(alphabet="aễđ\"'*()-+:^{}.,0 NEARORANDT\ud800\u0301😀", max_size=40)
)
def test_sqlite_understands_every_expression(index: sqlite3.Connection, words: str) -> None:
    for match in matches(words):
        index.execute("SELECT rowid FROM page WHERE page MATCH ?", (match.expression,)).fetchall()


class Shelf:
    """An archive that notes what it is told."""

    def __init__(self, **kept: str) -> None:
        self.kept: dict[DocumentKey, str] = {key(name): version for name, version in kept.items()}
        self.compacted = 0

    def put(self, document: ArchivedDocument) -> None:
        self.kept[document.key] = document.version

    def remove(self, key: DocumentKey) -> None:
        del self.kept[key]

    def versions(self) -> Mapping[DocumentKey, str]:
        return dict(self.kept)

    def compact(self) -> None:
        self.compacted += 1

    def search(self, query: ArchiveQuery) -> ArchiveAnswer:
        raise NotImplementedError


def key(name: str) -> DocumentKey:
    return DocumentKey("m", Kind.PAPER, name)


def source(name: str, version: str, *, readable: bool = True) -> Source:
    def read() -> ArchivedDocument:
        if not readable:
            raise UnreadableError
        return ArchivedDocument(key(name), version, name, "", "", date(2026, 1, 2), ("text",))

    return Source(key(name), version, read)


def never(name: str, version: str) -> Source:
    return source(name, version, readable=False)


def test_what_is_missing_or_changed_is_filed_and_what_is_gone_removed() -> None:
    shelf = Shelf(same="1", changed="1", recalled="1")

    changes = reconcile(shelf, [never("same", "1"), source("changed", "2"), source("new", "1")])

    assert shelf.kept == {key("same"): "1", key("changed"): "2", key("new"): "1"}
    assert (changes.filed, changes.removed, changes.unreadable) == (2, 1, ())
    assert shelf.compacted == 1


def test_a_document_that_cannot_be_read_is_named_and_its_old_version_leaves() -> None:
    shelf = Shelf(damaged="1")

    changes = reconcile(shelf, [never("damaged", "2")])

    assert shelf.kept == {}
    assert changes.unreadable == (key("damaged"),)


def test_nothing_is_done_where_all_is_level() -> None:
    shelf = Shelf(same="1")

    assert reconcile(shelf, [never("same", "1")]).filed == 0
    assert shelf.compacted == 0
