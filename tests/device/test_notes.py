"""Private notes: a value that changes step by step, back and forth, and moves with its page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from device.notes import (
    MAX_BYTES,
    MAX_NOTES,
    MAX_TEXT,
    MAX_UNDO,
    SCALE,
    Note,
    Notebook,
    NoteError,
    NoteKind,
    carry_over,
    dump,
    load,
)

MARK = Note("n1", NoteKind.HIGHLIGHT, 2, "p2", (100, 100, 900, 140), "", "yellow")
WORDS = Note("n2", NoteKind.TEXT, 3, "p3", (500, 500), "Hỏi lại số liệu", "yellow")


def test_a_step_is_undone_and_done_again() -> None:
    book = Notebook().add(MARK).add(WORDS)
    assert book.undo().notes == (MARK,)
    assert book.undo().undo().notes == ()
    assert book.undo().redo().notes == book.notes
    assert not book.undo().undo().undoable
    assert Notebook().undo() == Notebook().redo() == Notebook()


def test_a_new_step_forgets_what_was_undone() -> None:
    book = Notebook().add(MARK).undo().add(WORDS)
    assert not book.redoable
    assert book.notes == (WORDS,)


def test_notes_are_changed_and_removed_by_their_id() -> None:
    book = Notebook().add(MARK).add(WORDS)
    moved = replace(WORDS, at=(600, 600))
    assert book.change(moved).notes == (MARK, moved)
    assert book.remove("n1").notes == (WORDS,)
    for step in (lambda: book.remove("n9"), lambda: book.change(replace(MARK, note="n9"))):
        with pytest.raises(NoteError, match="unknown-note"):
            step()


@pytest.mark.parametrize(
    "note",
    [
        replace(MARK, at=()),
        replace(MARK, at=(1, 2)),
        replace(MARK, at=(1, 2, 3)),
        replace(MARK, at=(0, 0, SCALE + 1, 5)),
        replace(MARK, at=(-1, 0, 5, 5)),
        replace(WORDS, text=" "),
        replace(WORDS, text="x" * (MAX_TEXT + 1)),
        replace(WORDS, at=(1, 2, 3, 4)),
        replace(MARK, kind=NoteKind.PEN, at=(1, 2)),
        replace(MARK, page=-1),
    ],
)
def test_what_cannot_be_drawn_is_refused(note: Note) -> None:
    with pytest.raises(NoteError, match="note-malformed"):
        Notebook().add(note)


def test_a_note_stays_moves_with_its_page_or_is_an_orphan() -> None:
    prints = {1: "p0", 2: "p2", 3: "new", 4: "p3"}
    gone = replace(MARK, note="n3", page=5, page_print="p5")
    carried = carry_over((MARK, WORDS, gone), prints)
    assert [note.page for note in carried] == [2, 4, 0]
    assert load(dump(carried)).orphans == (replace(gone, page=0),)
    assert load(dump(carried)).on_page(4) == (replace(WORDS, page=4),)


def test_a_note_on_a_page_that_shows_the_same_twice_stays_where_it_is() -> None:
    assert carry_over((WORDS,), {1: "p3", 3: "p3"}) == (WORDS,)


def test_a_notebook_has_an_end_in_notes_in_bytes_and_in_steps_back() -> None:
    full = Notebook(tuple(replace(MARK, note=str(n)) for n in range(MAX_NOTES)))
    with pytest.raises(NoteError, match="notes-full"):
        full.add(WORDS)
    words = [replace(WORDS, note=str(n), text="ạ" * MAX_TEXT) for n in range(31)]
    long = Notebook(tuple(words[:-1]))
    assert len(dump(long.notes)) < MAX_BYTES < len(dump(words))
    with pytest.raises(NoteError, match="notes-full"):
        long.add(words[-1])
    book = Notebook()
    for n in range(MAX_UNDO + 5):
        book = book.add(replace(MARK, note=str(n)))
    for _ in range(MAX_UNDO + 5):
        book = book.undo()
    assert len(book.notes) == 5


notes = st.lists(
    st.builds(
        Note,
        note=st.uuids().map(str),
        kind=st.just(NoteKind.PEN),
        page=st.integers(0, 400),
        page_print=st.text("0123456789abcdef", min_size=16, max_size=16),
        at=st.lists(
            st.tuples(st.integers(0, SCALE), st.integers(0, SCALE)), min_size=2, max_size=9
        ).map(lambda points: tuple(place for point in points for place in point)),
        text=st.just(""),
        colour=st.sampled_from(["yellow", "red"]),
    ),
    max_size=8,
    unique_by=lambda note: note.note,
)


@given(notes)
def test_notes_survive_their_written_form(written: list[Note]) -> None:
    assert load(dump(written)).notes == tuple(written)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_whatever_is_found_is_refused_unless_it_is_notes(data: bytes) -> None:
    with pytest.raises(NoteError, match="note-malformed"):
        load(data)


@pytest.mark.parametrize(
    "data",
    [
        dump((MARK,)).replace(b"notes/1", b"notes/2"),
        dump((MARK, MARK)),
        dump((replace(MARK, at=(1,)),)),
        b" " * (MAX_BYTES + 1),
    ],
)
def test_a_written_form_that_does_not_hold_is_refused(data: bytes) -> None:
    with pytest.raises(NoteError, match="note-malformed"):
        load(data)
