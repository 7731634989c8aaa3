"""The texts signed for counts and corrections have one exact form, and nothing else reads as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol.entry import (
    CORRECTION_FORMAT,
    COUNT_FORMAT,
    CorrectionStatement,
    CountStatement,
    Entry,
    NamedAnswer,
    parse_correction,
    parse_count,
    statement_text,
)
from protocol.errors import RemoteProtocolError

numbers = st.integers(-(2**53) + 1, 2**53 - 1)
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
entries = st.builds(
    Entry,
    numbers,
    st.lists(numbers, max_size=4).map(tuple),
    numbers,
    numbers,
    st.lists(st.builds(NamedAnswer, names, st.lists(names, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
)
SUBJECT = {
    "meeting": "hop-1",
    "poll": "poll-1",
    "question_sha256": "a" * 64,
    "roll_sha256": "b" * 64,
    "person": "an",
    "device": "seat-01",
    "head_seq": 12,
    "head_hash": "c" * 64,
}
COUNT = CountStatement(
    format=COUNT_FORMAT, entry=Entry(5, (3, 1, 1), 0, 0, ()), count="c-1", **SUBJECT
)
CORRECTION = CorrectionStatement(
    format=CORRECTION_FORMAT,
    reason="Bấm nhầm",
    answers=(NamedAnswer("chi", ()),),
    entry=None,
    correction="c-2",
    **SUBJECT,
)


@given(entries)
def test_a_count_survives_its_text(entry: Entry) -> None:
    statement = replace(COUNT, entry=entry)
    assert parse_count(statement_text(statement)) == statement


@given(st.none() | entries, names)
def test_a_correction_survives_its_text(entry: Entry | None, reason: str) -> None:
    statement = replace(CORRECTION, entry=entry, reason=reason)
    assert parse_correction(statement_text(statement)) == statement


@given(st.text(max_size=200))
def test_any_text_is_a_statement_or_a_typed_refusal(text: str) -> None:
    for parse in (parse_count, parse_correction):
        with pytest.raises(RemoteProtocolError):
            parse(text)


def test_a_statement_of_one_kind_is_none_of_the_other() -> None:
    with pytest.raises(RemoteProtocolError):
        parse_count(statement_text(CORRECTION))
    with pytest.raises(RemoteProtocolError):
        parse_correction(statement_text(COUNT))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" " + statement_text(COUNT), "not-canonical"),
        (statement_text(replace(COUNT, format="phienhop-count/2")), "bad-statement"),
        (statement_text(replace(COUNT, meeting="x" * 131_072)), "bad-statement"),
        (statement_text(COUNT).replace('"blank":0,', ""), "unexpected-shape"),
    ],
)
def test_another_text_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_count(text)
    assert refusal.value.code == code


def test_a_reason_longer_than_a_paragraph_is_refused() -> None:
    with pytest.raises(RemoteProtocolError, match="bad-statement"):
        parse_correction(statement_text(replace(CORRECTION, reason="x" * 1001)))
