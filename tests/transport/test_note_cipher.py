"""Notes open for the person, paper and revision they were sealed for, and for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.sealing import notes_label
from transport.note_cipher import open_notes, seal_notes
from transport.paper_cipher import CipherError

KEY, NONCE = b"k" * 32, b"n" * 12
LABEL = notes_label("phien-1", "p001", "bao-cao", 3)


@given(st.binary(max_size=200))
def test_what_was_written_comes_back(written: bytes) -> None:
    assert open_notes(KEY, LABEL, seal_notes(KEY, NONCE, LABEL, written)) == written


@pytest.mark.parametrize(
    "label",
    [
        notes_label("phien-2", "p001", "bao-cao", 3),
        notes_label("phien-1", "p002", "bao-cao", 3),
        notes_label("phien-1", "p001", "to-trinh", 3),
        notes_label("phien-1", "p001", "bao-cao", 2),
    ],
)
def test_notes_of_somebody_or_something_else_do_not_open(label: bytes) -> None:
    sealed = seal_notes(KEY, NONCE, LABEL, b"x")
    with pytest.raises(CipherError, match="notes-forged"):
        open_notes(KEY, label, sealed)


@given(st.binary(max_size=60))
def test_rubbish_does_not_open(sealed: bytes) -> None:
    with pytest.raises(CipherError, match="notes-forged"):
        open_notes(KEY, LABEL, sealed)
