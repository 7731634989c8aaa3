"""Sealed notes: kept durably, the latest revision wins, and a destroyed key is nowhere any more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from hub.application.ports import SealedNotes
from hub.store.notes import NotesStore

FIRST = SealedNotes("bao-cao", 1, b"sealed one")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[NotesStore]:
    numbers = count(1)
    store = NotesStore(tmp_path / "notes.sqlite", lambda: bytes([next(numbers)]) * 32)
    yield store
    store.close()


def test_everybody_has_a_key_of_their_own_and_keeps_it(store: NotesStore) -> None:
    first, second = store.key("p1"), store.key("p2")
    assert first != second
    assert store.key("p1") == first


def test_the_latest_revision_is_kept_and_an_older_one_changes_nothing(store: NotesStore) -> None:
    later = SealedNotes("bao-cao", 3, b"sealed three")
    assert store.keep("p1", FIRST)
    assert store.keep("p1", later)
    assert not store.keep("p1", SealedNotes("bao-cao", 2, b"sealed two"))
    assert store.keep("p1", later)
    assert store.of("p1") == (later,)


def test_another_text_under_the_same_revision_is_not_taken(store: NotesStore) -> None:
    store.keep("p1", FIRST)
    assert not store.keep("p1", SealedNotes("bao-cao", 1, b"another"))
    assert store.of("p1") == (FIRST,)


def test_notes_are_a_persons_own(store: NotesStore) -> None:
    store.keep("p1", FIRST)
    assert store.of("p2") == ()


def test_notes_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    store = NotesStore(path, lambda: b"k" * 32)
    store.keep("p1", FIRST)
    store.close()
    again = NotesStore(path, lambda: b"x" * 32)
    assert again.of("p1") == (FIRST,)
    again.close()


def test_a_destroyed_key_is_found_in_none_of_the_files(tmp_path: Path) -> None:
    key = bytes(range(100, 132))
    store = NotesStore(tmp_path / "notes.sqlite", lambda: key)
    assert store.key("p1") == key
    store.keep("p1", FIRST)
    assert any(key in path.read_bytes() for path in tmp_path.iterdir())
    store.destroy("p1")
    store.close()
    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert key not in found
    assert FIRST.sealed not in found
