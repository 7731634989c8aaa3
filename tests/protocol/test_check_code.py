"""Four syllables stand for all the evidence of a poll, and can be told apart by ear and on any keyboard."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol.check_code import SYLLABLES, code, digest
from protocol.messages import BallotShown, EntryState, NamedState, ResultState

RESULT = ResultState(2, 1, 0, 0, 0, 3, 3, 2, "carried", cast=3)
BALLOTS = (
    BallotShown("an", ("for",), "b-1"),
    BallotShown("binh", ("for",), "b-2"),
    BallotShown("chi", ("against",), "b-3"),
)
ENTRY = EntryState("an", shown=True, cast=3, counts=(2, 1, 0), blank=0, invalid=0, named=())
EVIDENCE: dict[str, Any] = {
    "meeting": "hop-1",
    "poll": "poll-1",
    "roll_sha256": "a" * 64,
    "ballots": BALLOTS,
    "entry": None,
    "result": RESULT,
    "record_seq": 17,
    "record_hash": "b" * 64,
}


def unmarked(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def test_there_are_256_syllables_that_differ_even_without_marks() -> None:
    assert len({unmarked(syllable) for syllable in SYLLABLES}) == len(SYLLABLES) == 256
    assert all(unmarked(syllable).isascii() for syllable in SYLLABLES)


def test_syllables_are_in_composed_form() -> None:
    assert all(unicodedata.is_normalized("NFC", syllable) for syllable in SYLLABLES)


def test_the_digest_is_the_documented_one() -> None:
    """The worked example of docs/record.md."""
    assert digest(**EVIDENCE).hex() == (
        "69a5f8abe9267a128374b810db7415d9b0d68498aa548945e193da053eeffc00"
    )
    assert code(digest(**EVIDENCE)) == ("bếp", "chuông", "huệ", "tím")


@given(st.permutations(BALLOTS))
def test_the_order_of_ballots_does_not_matter(ballots: list[BallotShown]) -> None:
    assert digest(**{**EVIDENCE, "ballots": ballots}) == digest(**EVIDENCE)


@pytest.mark.parametrize(
    "change",
    [
        {"meeting": "hop-2"},
        {"poll": "poll-2"},
        {"roll_sha256": "c" * 64},
        {"ballots": BALLOTS[:2]},
        {"ballots": (*BALLOTS[:2], BallotShown("chi", ("for",), "b-3"))},
        {"ballots": (*BALLOTS[:2], BallotShown("chi", ("against",), "b-4"))},
        {"entry": ENTRY},
        {"result": ResultState(3, 0, 0, 0, 0, 3, 3, 2, "carried", cast=3)},
        {"record_seq": 18},
        {"record_hash": "c" * 64},
    ],
)
def test_any_other_evidence_gives_another_digest(change: dict[str, Any]) -> None:
    assert digest(**{**EVIDENCE, **change}) != digest(**EVIDENCE)


def test_who_typed_a_count_is_no_evidence_of_what_was_counted() -> None:
    typed, other = {**EVIDENCE, "entry": ENTRY}, replace(ENTRY, person="binh", shown=False)
    assert digest(**typed) == digest(**{**typed, "entry": other})


@pytest.mark.parametrize(
    "change", [{"cast": 4}, {"counts": (1, 2, 0)}, {"named": (NamedState("an", ("for",)),)}]
)
def test_other_counts_give_another_digest(change: dict[str, Any]) -> None:
    typed = {**EVIDENCE, "entry": ENTRY}
    assert digest(**typed) != digest(**{**typed, "entry": replace(ENTRY, **change)})


@given(st.binary(min_size=32, max_size=32))
def test_each_syllable_stands_for_one_byte(evidence: bytes) -> None:
    assert tuple(SYLLABLES.index(syllable) for syllable in code(evidence)) == tuple(evidence[:4])
