"""Private notes at a seat: written when the hand rests, said until kept, made one with the hub's."""

from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace

from device import notes
from device.effects import (
    Effect,
    ForgetNotesKey,
    KeepNotesKey,
    OpenNotes,
    ReadPrints,
    SealNotes,
)
from device.inputs import NotesOpened, NotesSealed, PrintsRead
from device.note_page import RESEND_MS, REST_MS
from device.notes import Note
from device.noting import Noting
from device.reading_intents import (
    AddNote,
    ChangeNote,
    NoteIntent,
    PickTool,
    RedoNote,
    RemoveNote,
    ToggleBookmark,
    UndoNote,
)
from device.screens import NoteKind
from protocol.messages import KeepNotes, NotesKept, NotesKey, NotesTold
from protocol.transfer import Manifest
from tests.support.hub_voice import manifest

REPORT = manifest("bao-cao", b"p", b"1", pages=5)
SECOND = manifest("bao-cao", b"p2", b"2", version=2, pages=5)
DRAFT = manifest("du-thao", b"p", b"3", pages=2)
ADD = AddNote(NoteKind.TEXT, 2, (1, 2), "Hỏi lại")
PRINTS = tuple(f"print {n}" for n in range(1, 6))


def note(name: str, text: str = "x", page: int = 2) -> Note:
    return Note(name, NoteKind.TEXT, page, f"print {page}", (1, 2), text, "yellow")


class Desk:
    """The notes of p001, whose key was given at record 5; time is the test's."""

    def __init__(self, *, keyed: bool = True) -> None:
        ids = count(1)
        self.noting = Noting(lambda: f"n{next(ids)}")
        self.person, self.seq, self.front, self.now = "p001", 5, REPORT, 0
        if keyed:
            self.noting.key("phien-1", NotesKey("p001", "00"), 5)
        self.follow()

    def follow(self, front: Manifest | None = None) -> tuple[Effect, ...]:
        self.front = front or self.front
        return self.noting.follow("phien-1", self.person, self.seq, self.front, self.now)

    def does(self, *acts: NoteIntent) -> list[str]:
        """The texts then."""
        for act in acts:
            self.noting.intend(act, self.now)
        return [each.text for each in self.noting.page(self.front.paper).book.notes]

    def seals(self) -> list[SealNotes]:
        self.now += REST_MS
        return [effect for effect in self.follow() if isinstance(effect, SealNotes)]

    def says(self) -> list[KeepNotes]:
        said = self.noting.say("phien-1", self.now)
        return [say.message for say in said if isinstance(say.message, KeepNotes)]

    def sealed(self, revision: int) -> None:
        self.noting.sealed(NotesSealed("p001", "bao-cao", revision, f"sealed {revision}"))

    def told(self, revision: int, *theirs: Note) -> tuple[Effect, ...]:
        effects = self.noting.told("phien-1", NotesTold("p001", "bao-cao", revision, "x"))
        if effects:
            written = notes.dump(theirs)
            self.noting.opened(NotesOpened("p001", "bao-cao", revision, written), self.now)
        return effects


def test_notes_are_sealed_when_the_hand_has_rested_and_said_until_kept() -> None:
    desk = Desk()
    desk.does(ADD)
    desk.now = REST_MS - 1
    assert not [e for e in desk.follow() if isinstance(e, SealNotes)]
    (sealing,) = desk.seals()
    assert (sealing.person, sealing.paper, sealing.revision) == ("p001", "bao-cao", 1)
    assert desk.says() == []
    desk.sealed(1)
    assert desk.says() == [KeepNotes("p001", "bao-cao", 1, "sealed 1")]
    assert desk.says() == []
    desk.now += RESEND_MS
    assert len(desk.says()) == 1
    desk.noting.kept(NotesKept("p001", "bao-cao", 1))
    desk.now += RESEND_MS
    assert desk.says() == []
    assert desk.noting.page("bao-cao").kept


def test_leaving_the_paper_seals_at_once() -> None:
    desk = Desk()
    desk.does(ADD)
    assert [e.paper for e in desk.follow(DRAFT) if isinstance(e, SealNotes)] == ["bao-cao"]


def test_what_changes_while_notes_are_on_their_way_is_said_after_them() -> None:
    desk = Desk()
    desk.does(ADD)
    desk.seals()
    desk.does(replace(ADD, text="Thêm"))
    desk.sealed(1)
    desk.noting.kept(NotesKept("p001", "bao-cao", 1))
    assert not desk.noting.page("bao-cao").kept
    assert [each.revision for each in desk.seals()] == [2]


def test_without_the_key_of_the_person_here_nothing_can_be_written() -> None:
    desk = Desk(keyed=False)
    assert desk.does(ADD) == []
    desk.noting.key("phien-1", NotesKey("p002", "00"), 5)
    assert desk.does(ADD) == []
    assert not desk.noting.ready


def test_a_key_that_came_before_the_news_of_its_person_waits_for_it() -> None:
    desk = Desk(keyed=False)
    desk.person, desk.seq = "", 3
    desk.noting.key("phien-1", NotesKey("p001", "00"), 5)
    assert ForgetNotesKey() not in desk.follow()
    desk.person, desk.seq = "p001", 5
    desk.follow()
    assert desk.noting.ready


@pytest.mark.parametrize("person", ["", "p002"])
def test_nothing_of_a_person_stays_when_they_are_gone(person: str) -> None:
    desk = Desk()
    desk.does(ADD, PickTool(NoteKind.PEN))
    desk.person, desk.seq = person, 6
    assert ForgetNotesKey() in desk.follow()
    assert not desk.noting._pages
    assert desk.noting.tool is None


def test_a_key_repeated_after_its_person_left_does_not_stay() -> None:
    desk = Desk()
    desk.person, desk.seq = "", 6
    desk.follow()
    assert desk.noting.key("phien-1", NotesKey("p001", "00"), 5) == (
        KeepNotesKey("phien-1", NotesKey("p001", "00")),
    )
    assert desk.follow() == (ForgetNotesKey(),)


def test_what_the_hub_keeps_is_taken_and_older_is_not_opened() -> None:
    desk = Desk()
    assert [type(effect) for effect in desk.told(3, note("a", "cũ"))] == [OpenNotes]
    assert desk.does() == ["cũ"]
    assert desk.noting.page("bao-cao").kept
    assert desk.told(3, note("a", "cũ")) == ()
    desk.told(4, note("b", "mới"))
    assert desk.does() == ["mới"]


def test_later_notes_of_the_hub_and_changes_made_here_become_one() -> None:
    desk = Desk()
    desk.told(3, note("a", "a"), note("b", "b"), note("c", "c"))
    desk.does(ChangeNote("a", "a here"), RemoveNote("b"), ADD)
    (sealing,) = desk.seals()
    assert sealing.revision == 4
    desk.sealed(4)
    desk.told(7, note("a", "a there"), note("b", "b"), note("c", "c there"), note("d", "d"))
    assert desk.does() == ["a here", "c there", "d", "Hỏi lại"]
    assert [each.revision for each in desk.seals()] == [8]


def test_the_hubs_echo_of_what_was_said_counts_as_kept() -> None:
    desk = Desk()
    desk.does(ADD)
    (sealing,) = desk.seals()
    desk.sealed(1)
    desk.told(1, *notes.load(sealing.written).notes)
    assert desk.noting.page("bao-cao").kept
    assert desk.noting.page("bao-cao").book.undoable


def test_notes_that_cannot_be_opened_are_a_fault_and_are_not_written_over() -> None:
    desk = Desk()
    desk.noting.opened(NotesOpened("p001", "bao-cao", 3, b"", "notes-forged"), 0)
    assert desk.noting.fault == "notes-forged"
    assert desk.seals() == []


def test_refused_notes_stay_here_and_are_not_said_in_a_loop() -> None:
    desk = Desk()
    desk.does(ADD)
    desk.seals()
    desk.sealed(1)
    (said,) = desk.noting.say("phien-1", desk.now)
    desk.noting.refused(said.message_id, "bad-notes")
    assert desk.noting.fault == "bad-notes"
    desk.now += RESEND_MS
    assert desk.says() == []
    assert desk.does() == ["Hỏi lại"]


def test_a_step_can_be_taken_back_and_again() -> None:
    desk = Desk()
    assert desk.does(ADD, UndoNote()) == []
    assert desk.does(RedoNote()) == ["Hỏi lại"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (replace(ADD, page=6), "note-malformed"),
        (replace(ADD, page=0), "note-malformed"),
        (replace(ADD, at=(1,)), "note-malformed"),
        (replace(ADD, text=" "), "note-malformed"),
        (RemoveNote("nowhere"), "unknown-note"),
        (ChangeNote("nowhere", "x"), "unknown-note"),
    ],
)
def test_what_makes_no_sense_changes_nothing(act: NoteIntent, code: str) -> None:
    desk = Desk()
    desk.does(ADD)
    assert desk.does(act) == ["Hỏi lại"]
    assert desk.noting.fault == code


def test_a_page_is_marked_and_unmarked() -> None:
    desk = Desk()
    desk.does(ToggleBookmark(4), ToggleBookmark(2))
    assert desk.noting.bookmarks("bao-cao") == (2, 4)
    desk.does(ToggleBookmark(4))
    assert desk.noting.bookmarks("bao-cao") == (2,)


def test_fingerprints_are_asked_for_once_there_is_a_note_and_written_to_it() -> None:
    desk = Desk()
    assert ReadPrints(REPORT) not in desk.follow()
    desk.does(ADD)
    assert ReadPrints(REPORT) in desk.follow()
    assert ReadPrints(REPORT) not in desk.follow()
    desk.noting.printed(PrintsRead("bao-cao", 1, PRINTS), 0)
    (mine,) = desk.noting.page("bao-cao").book.notes
    assert mine.page_print == "print 2"
    assert desk.noting.page("bao-cao").book.undoable


def test_in_another_version_notes_stand_where_the_page_shows_the_same_or_are_orphans() -> None:
    desk = Desk()
    desk.told(1, note("a", page=2), note("b", page=3))
    desk.noting.follow("phien-1", "p001", 5, SECOND, 0)
    desk.noting.printed(PrintsRead("bao-cao", 2, ("new", "print 1", "print 2", "x", "y")), 0)
    assert [(n.note, n.page) for n in desk.noting.page("bao-cao").book.notes] == [
        ("a", 3),
        ("b", 0),
    ]
    assert not desk.noting.page("bao-cao").kept


def test_two_notebooks_that_do_not_fit_into_one_stay_within_its_bounds() -> None:
    theirs = [note(f"t{n}", "x" * 900) for n in range(150)]
    mine = [note(f"m{n}", "y" * 900) for n in range(150)]
    both = notes.merged(theirs, (), mine)
    assert len(notes.dump(both)) <= notes.MAX_BYTES
    assert {f"m{n}" for n in range(150)} <= {each.note for each in both}
