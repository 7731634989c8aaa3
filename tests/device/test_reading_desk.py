"""What the parts of a reader have to do with one another, seen on a seat's screen."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.effects import FindText, ForgetKey, ForgetNotesKey, KeepNotesKey, SealNotes, WipePapers
from device.inputs import ChunkHeard, LinkChanged, PaperOpened, TextFound, Woke
from device.intents import (
    AddNote,
    GoBack,
    GoToHit,
    GoToNote,
    GoToPage,
    LeaveSeat,
    OpenBeside,
    OpenPaper,
    OpenSearch,
    PickTool,
    SetQuery,
    ToggleBookmark,
    TouchChoice,
)
from device.present.seat import seat_screen
from device.screens import Choice, Link, NoteKind, SeatSession
from protocol.finding import Hit
from protocol.messages import (
    CatalogueState,
    KeyGrant,
    Message,
    NotesKey,
    PresenterState,
    SignIn,
)
from tests.support.hub_voice import (
    HUB_TIME,
    LEASE,
    SEAT,
    HubVoice,
    make_terminal,
    manifest,
    people,
    poll,
    polls,
)

REPORT = manifest("bao-cao", b"p", b"1", pages=20)
DRAFT = manifest("du-thao", b"p", b"2", of_item="item-2", pages=5)
HIT = Hit(7, 0, 4, exact=True, before="", match="vốn", after="đầu tư")


class Seat:
    """A seat in session with two readable papers; the first is open, p001's notes key is here."""

    def __init__(self) -> None:
        self.terminal, self.hub = make_terminal(), HubVoice()
        self.now = 0
        self.effects: list[object] = []
        for entry in (LinkChanged(Link.ONLINE), *self.hub.convenes()):
            self.handle(entry)
        self.hears(CatalogueState((REPORT, DRAFT)))
        for paper in ("bao-cao", "du-thao"):
            self.hears(KeyGrant(paper, 1, "00", LEASE))
            for index, data in enumerate((b"p", b"1" if paper == "bao-cao" else b"2")):
                self.handle(ChunkHeard(paper, index, data))
        self.handle(PaperOpened("bao-cao", 1, preview=False))
        self.hears(NotesKey("p001", "00"))

    def handle(self, entry: object) -> None:
        self.effects += self.terminal.handle(entry, self.now)  # type: ignore[arg-type]

    def does(self, *intents: object) -> None:
        for intent in intents:
            self.handle(intent)

    def hears(self, message: Message) -> None:
        to = SEAT if isinstance(message, KeyGrant | NotesKey) else ""
        self.handle(self.hub.says(message, to=to))

    def shown(self) -> SeatSession:
        shown = seat_screen(self.terminal, self.now)
        assert isinstance(shown, SeatSession)
        return shown

    def front(self) -> tuple[str, int]:
        return self.shown().reader.paper, self.shown().reader.page

    def asked(self, kind: type) -> list[object]:
        return [effect for effect in self.effects if isinstance(effect, kind)]


@pytest.fixture
def seat() -> Seat:
    return Seat()


def test_a_hit_in_a_paper_of_another_item_is_turned_to_and_back_leads_home(seat: Seat) -> None:
    seat.does(GoToPage(3), OpenSearch(everywhere=True), SetQuery("von"))
    (search,) = seat.asked(FindText)
    assert isinstance(search, FindText)
    seat.handle(TextFound(search.search, "du-thao", 1, (replace(HIT, page=4),), 5, 0))
    seat.handle(TextFound(search.search, "bao-cao", 1, (HIT,), 8, 0))
    panel = seat.shown().search
    assert panel is not None
    assert [(row.title, row.page, row.match) for row in panel.hits] == [
        ("du-thao", 4, "vốn"),
        ("bao-cao", 7, "vốn"),
    ]
    assert (panel.pages_done, panel.pages_total, panel.current) == (13, 25, -1)
    seat.does(GoToHit(0))
    assert seat.front() == ("du-thao", 4)
    seat.does(GoBack())
    assert seat.front() == ("bao-cao", 3)


def test_all_papers_are_searched_in_the_order_of_the_agenda_after_the_one_in_front(
    seat: Seat,
) -> None:
    late = replace(REPORT, paper="bo-sung", title="Bổ sung")
    seat.hears(CatalogueState((DRAFT, REPORT, late)))
    seat.hears(KeyGrant("bo-sung", 1, "00", LEASE))
    for index, data in enumerate((b"p", b"1")):
        seat.handle(ChunkHeard("bo-sung", index, data))
    seat.does(OpenPaper("bo-sung"), OpenSearch(everywhere=True), SetQuery("von"))
    (search,) = seat.asked(FindText)
    assert isinstance(search, FindText)
    assert [each.paper for each in search.papers] == ["bo-sung", "bao-cao", "du-thao"]


def test_a_note_is_listed_gone_to_and_its_page_marked(seat: Seat) -> None:
    seat.does(AddNote(NoteKind.TEXT, 9, (1, 2), "Hỏi"), ToggleBookmark(1))
    shown = seat.shown()
    assert shown.notes is not None
    (row,) = shown.notes.notes
    assert (row.page, row.text, shown.notes.ready, shown.notes.kept) == (9, "Hỏi", True, False)
    assert (shown.reader.bookmarks, shown.reader.bookmarked) == ((1,), True)
    seat.does(GoToNote(row.note))
    assert seat.front() == ("bao-cao", 9)
    assert seat.shown().reader.can_go_back


def test_whoever_leaves_has_the_last_words_sealed_first(seat: Seat) -> None:
    seat.does(AddNote(NoteKind.TEXT, 9, (1, 2), "Hỏi"), LeaveSeat())
    assert len(seat.asked(SealNotes)) == 1
    seat.hears(people(present=False))
    assert seat.asked(ForgetNotesKey)
    assert not seat.terminal.papers.noting._pages


def test_another_meeting_forgets_notes_and_their_key(seat: Seat) -> None:
    seat.does(AddNote(NoteKind.TEXT, 9, (1, 2), "Hỏi"))
    other = HubVoice(seq=0, at=HUB_TIME + 1_000, meeting="phien-2")
    seat.handle(other.says(people()))
    assert seat.asked(ForgetNotesKey)


@pytest.mark.parametrize("link", [Link.ONLINE, Link.LOST])
def test_a_lease_ends_whether_the_link_is_up_or_not(seat: Seat, link: Link) -> None:
    seat.handle(LinkChanged(link))
    ends = seat.terminal.clock.when(LEASE)
    assert ends is not None
    wake_at = seat.terminal.wake_at()
    assert wake_at is not None
    assert wake_at <= ends
    seat.now = ends
    seat.handle(Woke())
    assert set(seat.asked(ForgetKey)) == {ForgetKey("bao-cao", 1), ForgetKey("du-thao", 1)}
    assert not seat.shown().reader.readable


def test_after_the_retention_an_offline_seat_wipes_papers_and_notes(seat: Seat) -> None:
    seat.does(OpenBeside("du-thao"), AddNote(NoteKind.TEXT, 9, (1, 2), "Hỏi"))
    seat.hears(CatalogueState((REPORT, DRAFT), keep_until=HUB_TIME + 60_000))
    seat.handle(LinkChanged(Link.LOST))
    seat.now = 60_000
    seat.handle(Woke())
    assert seat.asked(WipePapers)
    assert seat.asked(ForgetNotesKey)
    shown = seat.shown()
    assert (shown.reader.paper, shown.reader.beside) == ("", None)


@pytest.mark.parametrize("busy", [TouchChoice(Choice.FOR), PickTool(NoteKind.PEN)])
def test_nobody_is_pulled_away_from_a_half_made_ballot_or_note(seat: Seat, busy: object) -> None:
    seat.hears(polls(poll()))
    seat.does(busy)
    seat.hears(PresenterState("seat-002", "p002", "bao-cao", 9))
    assert seat.front() == ("bao-cao", 1)
    bar = seat.shown().follow
    assert bar is not None
    assert (bar.presenter, bar.following, bar.page) == ("Người 2", False, 9)


def test_searching_and_writing_do_not_leave_the_presenter_but_turning_does(seat: Seat) -> None:
    seat.hears(PresenterState("seat-002", "p002", "bao-cao", 9))
    assert seat.front() == ("bao-cao", 9)
    seat.does(OpenSearch(), SetQuery("von"), AddNote(NoteKind.TEXT, 9, (1, 2), "Hỏi"))
    seat.hears(PresenterState("seat-002", "p002", "bao-cao", 10))
    assert seat.front() == ("bao-cao", 10)
    seat.does(GoToPage(2))
    seat.hears(PresenterState("seat-002", "p002", "bao-cao", 11))
    assert seat.front() == ("bao-cao", 2)


def test_a_notes_key_of_another_meeting_is_not_taken(seat: Seat) -> None:
    seat.handle(seat.hub.says(NotesKey("p001", "11"), to=SEAT, meeting="phien-0", at=1))
    assert len(seat.asked(KeepNotesKey)) == 1


def test_no_intent_of_a_reader_is_said_to_the_hub_as_a_request(seat: Seat) -> None:
    """Browsing never moves the room."""
    seat.effects.clear()
    seat.does(GoToPage(5), OpenSearch(), SetQuery("von"), OpenBeside("du-thao"))
    assert not [e for e in seat.effects if isinstance(getattr(e, "message", None), SignIn)]
    assert {type(e).__name__ for e in seat.effects} <= {"ReadPaper", "FindText", "StopFinding"}
