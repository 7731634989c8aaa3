"""The text a terminal signs is one exact form of one statement, and nothing else reads as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from protocol.ballot import FORMAT, Statement, parse_statement, statement_text
from protocol.errors import RemoteProtocolError

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
STATEMENT = Statement(
    format=FORMAT,
    meeting="hop-1",
    poll="poll-1",
    question_sha256="a" * 64,
    roll_sha256="b" * 64,
    person="an",
    seat="ghe-1",
    device="seat-01",
    answer=("for",),
    ballot="00000000-0000-4000-8000-000000000001",
    head_seq=12,
    head_hash="c" * 64,
)


@given(names, names, st.lists(names), st.integers(0, 2**53 - 1))
def test_a_statement_survives_its_text(
    meeting: str, person: str, answer: list[str], seq: int
) -> None:
    said = {"meeting": meeting, "person": person, "answer": tuple(answer), "head_seq": seq}
    statement = replace(STATEMENT, **said)
    assert parse_statement(statement_text(statement)) == statement


@given(st.text(max_size=300))
def test_any_text_is_a_statement_or_a_typed_refusal(text: str) -> None:
    try:
        statement = parse_statement(text)
    except RemoteProtocolError:
        return
    assert statement_text(statement) == text


def test_the_text_names_every_field_in_canonical_order() -> None:
    text = statement_text(STATEMENT)
    places = [text.index(f'"{name}":') for name in sorted(asdict(STATEMENT))]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" " + statement_text(STATEMENT), "not-canonical"),
        (
            statement_text(STATEMENT).replace("phienhop-ballot/1", "phienhop-ballot/2"),
            "bad-statement",
        ),
        (statement_text(STATEMENT).replace('"person":"an",', ""), "unexpected-shape"),
        (statement_text(STATEMENT).replace('"head_seq":12', '"head_seq":"12"'), "unexpected-shape"),
        (statement_text(replace(STATEMENT, meeting="x" * 8192)), "bad-statement"),
        ("\ud800", "malformed-json"),
    ],
)
def test_another_text_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        parse_statement(text)
    assert refusal.value.code == code
