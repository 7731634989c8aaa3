"""Papers that change while they are read, notes that move with their person, and a page for everybody."""

from __future__ import annotations

import hashlib
from functools import partial

import pytest
from msgspec.structs import replace

from device.intents import (
    AddNote,
    DismissReplaced,
    Follow,
    GoToPage,
    LeaveSeat,
    OpenPaper,
    StartPresenting,
    StopPresenting,
)
from device.screens import FollowBar, NoteKind, NotesPanel, Screen, SeatSession, WallPage
from hub.domain.commands import CloseSession, MovePerson, OpenSession, RecallPaper
from hub.store.memory import MemoryEventLog
from protocol.transfer import CHUNK_BYTES, Manifest, chunk_count, join_hashes
from tests.support.dialogue import sign_in
from tests.support.hub_side import RETENTION_MS
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import CALM, LEASE_MS, STORM, SimulatedRoom, Weather

ONE, TWO, THREE, SPARE = (device_id(number) for number in range(1, 5))
SIZE = 6 * CHUNK_BYTES


def chunk(paper: str, version: int, index: int) -> bytes:
    return f"{paper} {version} {index}".encode()


def manifest(paper: str, version: int = 1) -> Manifest:
    hashes = [hashlib.sha256(chunk(paper, version, n)).digest() for n in range(chunk_count(SIZE))]
    return Manifest(
        paper, version, "item-1", paper, 9, SIZE, f"{version}" * 64, join_hashes(hashes)
    )


REPORT, DRAFT = manifest("bao-cao"), manifest("du-thao")
SECOND = manifest("bao-cao", 2)


class Hall:
    """Three members at four seats, with two papers; the line carries what is current."""

    def __init__(self, weather: Weather = CALM, *, signed_in: bool = True) -> None:
        plan = make_plan(4)
        seats = (*plan.seats[:3], replace(plan.seats[3], person=""))
        self.version = 1
        self.spoilt: set[int] = set()
        self.room = SimulatedRoom(
            replace(plan, seats=seats),
            roster(4),
            MemoryEventLog(),
            weather,
            seed=4,
            papers=(REPORT, DRAFT),
            chunks=self._chunk,
        )
        self.room.connect()
        if signed_in:
            sign_in(self.room, 3)

    def _chunk(self, paper: str, index: int) -> bytes:
        version = self.version if paper == "bao-cao" else 1
        if index in self.spoilt:
            self.spoilt.discard(index)
            return b"spoilt on the way"
        return chunk(paper, version, index)

    def whole(self, device: str, version: int = 1) -> bool:
        shelf = self.room.stations[device].terminal.shelf
        there = shelf.manifests.get("bao-cao")
        return there is not None and there.version == version and shelf.readable("bao-cao")

    def all_whole(self, version: int = 1) -> None:
        self.room.until(lambda: all(self.whole(d, version) for d in (ONE, TWO, THREE)))

    def sees(self, device: str) -> SeatSession:
        shown = self.room.sees(device)
        assert isinstance(shown, SeatSession)
        return shown

    def notes(self, device: str) -> NotesPanel:
        panel = self.sees(device).notes
        assert panel is not None
        return panel

    def bar(self, device: str) -> FollowBar:
        bar = self.sees(device).follow
        assert bar is not None
        return bar

    def page(self, device: str) -> tuple[str, int]:
        reader = self.sees(device).reader
        return reader.paper, reader.page

    def replace(self) -> None:
        self.version = 2
        self.room.release(SECOND, changed=(2, 5))


@pytest.mark.parametrize("weather", [CALM, STORM])
def test_a_paper_replaced_while_it_is_sent_comes_whole_in_its_new_version(weather: Weather) -> None:
    hall = Hall(weather)
    hall.room.until(lambda: len(hall.room.stations[ONE].chunks.get(("bao-cao", 1), ())) >= 2)
    hall.replace()
    hall.all_whole(2)
    for device in (ONE, TWO, THREE):
        chunks = hall.room.stations[device].chunks
        assert ("bao-cao", 1) not in chunks
        assert chunks["bao-cao", 2] == {n: chunk("bao-cao", 2, n) for n in range(chunk_count(SIZE))}


def test_whoever_reads_a_paper_that_is_replaced_stays_on_the_page_and_is_told_what_changed() -> (
    None
):
    hall = Hall()
    hall.all_whole()
    hall.room.does(ONE, GoToPage(5))
    hall.replace()
    hall.all_whole(2)
    shown = hall.sees(ONE)
    assert (shown.reader.version, shown.reader.page, shown.reader.readable) == (2, 5, True)
    assert (shown.reader.replaced, shown.notice) == ((2, 5), "paper-replaced")
    hall.room.does(ONE, DismissReplaced())
    assert (hall.sees(ONE).reader.replaced, hall.sees(ONE).notice) == ((), "")


@pytest.mark.parametrize("weather", [CALM, STORM])
@pytest.mark.parametrize("chunks", [2, chunk_count(SIZE)])
def test_a_recalled_paper_leaves_no_seat_with_key_or_chunk(weather: Weather, chunks: int) -> None:
    hall = Hall(weather)
    hall.room.until(lambda: len(hall.room.stations[ONE].chunks.get(("bao-cao", 1), ())) >= chunks)
    hall.room.ask(RecallPaper("bao-cao", "nhầm"))
    stations = [hall.room.stations[device] for device in (ONE, TWO, THREE, SPARE)]
    hall.room.until(lambda: all(list(s.terminal.shelf.manifests) == ["du-thao"] for s in stations))
    hall.room.advance(20_000)
    assert not any("bao-cao" in station.keys for station in stations)
    assert not any(paper == "bao-cao" for station in stations for paper, _ in station.chunks)
    assert hall.page(ONE)[0] == "du-thao"
    assert hall.sees(ONE).notice == "paper-recalled"


def test_a_seat_that_was_off_when_a_paper_was_recalled_drops_it_when_it_comes_back() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.disconnect(ONE)
    hall.room.ask(RecallPaper("bao-cao", "nhầm"))
    hall.room.advance(2_000)
    hall.room.restart_terminal(ONE)
    hall.room.until(lambda: ("bao-cao", 1) not in hall.room.stations[ONE].chunks)
    assert ("du-thao", 1) in hall.room.stations[ONE].chunks


def test_after_the_retention_everything_is_wiped_also_at_a_seat_started_later() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.ask(OpenSession())
    hall.room.ask(CloseSession())
    hall.room.advance(5_000)
    hall.room.disconnect()
    assert hall.room.stations[ONE].chunks
    hall.room.advance(RETENTION_MS)
    off_and_running, started_later = hall.room.stations[TWO], hall.room.stations[THREE]
    assert not off_and_running.chunks
    assert not off_and_running.keys
    started_later.chunks["bao-cao", 1] = {0: b"left on the disk"}
    hall.room.restart_terminal(THREE)
    hall.room.until(lambda: not started_later.chunks)
    hall.room.advance(20_000)
    assert not any(hall.room.stations[d].keys or hall.room.stations[d].chunks for d in (ONE, THREE))


def test_a_key_is_given_back_when_its_lease_ends_and_lent_anew_in_time() -> None:
    hall = Hall()
    hall.all_whole()
    station, lost = hall.room.stations[ONE], 0
    for _ in range(0, LEASE_MS * 3 // 2, 10_000):
        hall.room.advance(10_000)
        lost += "bao-cao" not in station.keys
    assert lost == 0
    hall.room.disconnect(ONE)
    hall.room.advance(LEASE_MS)
    assert not station.keys
    assert not hall.whole(ONE)
    assert len(station.chunks["bao-cao", 1]) == chunk_count(SIZE)
    hall.room.connect(ONE)
    hall.room.until(lambda: hall.whole(ONE))


def test_a_clock_that_jumps_past_the_lease_costs_the_key_until_the_hub_lends_it_anew() -> None:
    hall = Hall()
    hall.all_whole()
    gone: list[str] = []
    hall.room.jump += 86_400_000
    hall.room.ask(OpenSession())  # whatever the hub says next carries its time
    station = hall.room.stations[ONE]

    def lent_anew() -> bool:
        if "bao-cao" not in station.keys:
            gone.append("bao-cao")
        return bool(gone) and hall.whole(ONE)

    hall.room.until(lent_anew)


def test_a_chunk_spoilt_on_the_way_is_fetched_again() -> None:
    hall = Hall(signed_in=False)
    hall.spoilt |= {1, 3}
    sign_in(hall.room, 3)
    hall.all_whole()
    chunks = hall.room.stations[ONE].chunks["bao-cao", 1]
    assert chunks == {n: chunk("bao-cao", 1, n) for n in range(chunk_count(SIZE))}


# ── notes ───────────────────────────────────────────────────────────────────────────────────────


NOTE = AddNote(NoteKind.TEXT, 3, (10, 20), "Hỏi lại số liệu")


def texts(panel: NotesPanel) -> list[tuple[str, int]]:
    return [(row.text, row.page) for row in panel.notes]


def test_notes_follow_their_person_to_another_seat_and_leave_the_first() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.does(ONE, NOTE)
    assert not hall.notes(ONE).kept
    hall.room.until(lambda: hall.notes(ONE).kept)
    hall.room.ask(MovePerson("p001", "004"))
    hall.room.until(
        lambda: (
            isinstance(shown := hall.room.sees(SPARE), SeatSession)
            and shown.notes is not None
            and texts(shown.notes) == [("Hỏi lại số liệu", 3)]
        )
    )
    former = hall.room.stations[ONE]
    assert former.notes_key == ""
    assert not former.terminal.papers.noting._pages
    assert hall.room.stations[SPARE].notes_key == "p001"


def test_notes_reach_the_hub_over_a_line_that_loses_a_fifth() -> None:
    hall = Hall(STORM)
    hall.all_whole()
    hall.room.disconnect(ONE)
    hall.room.connect(ONE)
    noting = hall.room.stations[ONE].terminal.papers.noting
    for attempt in range(20):  # a key may be lost on the way: it comes again with a hello
        hall.room.advance(2_000)
        if noting.ready:
            break
        hall.room.disconnect(ONE)
        hall.room.connect(ONE)
        assert attempt < 19
    hall.room.does(ONE, NOTE)
    hall.room.does(ONE, replace(NOTE, page=4))
    hall.room.until(lambda: hall.notes(ONE).kept)
    (kept,) = hall.room.notes.of("p001")
    assert kept.sealed.count("Hỏi lại số liệu".encode()) == 2


def test_whoever_leaves_takes_key_and_notes_along_and_the_last_words_are_kept() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.does(ONE, NOTE)
    hall.room.does(ONE, LeaveSeat())
    hall.room.until(lambda: hall.room.stations[ONE].notes_key == "")
    (kept,) = hall.room.notes.of("p001")
    assert (kept.paper, kept.revision) == ("bao-cao", 1)


def test_notes_move_to_the_pages_of_a_new_version_that_show_the_same() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.prints["bao-cao", 1] = tuple(f"page {n}" for n in range(1, 10))
    hall.room.prints["bao-cao", 2] = ("new", "page 1", "page 2", "page 3", *("x" for _ in range(5)))
    hall.room.does(ONE, NOTE)
    hall.room.does(ONE, replace(NOTE, page=7, text="Trang này bị bỏ"))
    hall.replace()
    hall.all_whole(2)
    hall.room.until(lambda: texts(hall.notes(ONE)) == [("Hỏi lại số liệu", 4)])
    assert [row.text for row in hall.notes(ONE).orphans] == ["Trang này bị bỏ"]
    hall.room.until(lambda: hall.notes(ONE).kept)


# ── the presenter ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("weather", [CALM, STORM])
def test_everybody_follows_the_presenter_and_whoever_turns_away_comes_back(
    weather: Weather,
) -> None:
    hall = Hall(weather)
    hall.all_whole()
    hall.room.does(THREE, GoToPage(8))
    hall.room.does(ONE, GoToPage(2))
    hall.room.does(ONE, StartPresenting())
    hall.room.until(lambda: all(hall.page(d) == ("bao-cao", 2) for d in (TWO, THREE)))
    assert hall.sees(THREE).reader.can_go_back
    hall.room.does(TWO, GoToPage(7))
    hall.room.does(ONE, OpenPaper("du-thao"))
    hall.room.does(ONE, GoToPage(4))
    hall.room.until(lambda: hall.page(THREE) == ("du-thao", 4))
    assert hall.page(TWO) == ("bao-cao", 7)
    assert not hall.bar(TWO).following
    hall.room.does(TWO, Follow(on=True))
    hall.room.until(lambda: hall.page(TWO) == ("du-thao", 4))
    hall.room.does(ONE, StopPresenting())
    hall.room.until(lambda: not hall.bar(TWO).presenter and not hall.bar(THREE).following)


def test_nobody_takes_the_presentation_from_another_but_the_chair() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.does(TWO, StartPresenting())
    hall.room.until(lambda: hall.bar(TWO).presenting)
    hall.room.does(THREE, StartPresenting())
    hall.room.until(lambda: hall.bar(THREE).refusal == "somebody-presents")
    hall.room.does(ONE, GoToPage(6))
    hall.room.does(ONE, StartPresenting())
    hall.room.until(lambda: hall.bar(ONE).presenting and hall.page(TWO) == ("bao-cao", 6))
    hall.room.advance(5_000)
    assert hall.bar(ONE).presenting
    assert hall.bar(TWO).following


def test_a_recalled_paper_ends_its_presentation() -> None:
    hall = Hall()
    hall.all_whole()
    hall.room.does(ONE, StartPresenting())
    hall.room.until(lambda: hall.bar(TWO).following)
    hall.room.ask(RecallPaper("bao-cao", "nhầm"))
    hall.room.until(lambda: not hall.bar(TWO).presenter)
    hall.room.advance(5_000)
    assert not hall.bar(ONE).presenting
    assert hall.page(TWO)[0] == "du-thao"


@pytest.mark.parametrize("weather", [CALM, STORM])
def test_the_wall_shows_the_presenters_page_and_keeps_its_key_no_longer_than_that(
    weather: Weather,
) -> None:
    hall = Hall(weather)
    hall.all_whole()
    wall = hall.room.stations["wall"]
    assert not wall.keys
    for round_ in (1, 2):
        hall.room.does(ONE, GoToPage(1 + round_))
        hall.room.does(ONE, StartPresenting())
        hall.room.until_sees("wall", partial(shows_page, 1 + round_))
        assert wall.keys == {"bao-cao"}
        hall.room.does(ONE, GoToPage(6))
        hall.room.until_sees("wall", partial(shows_page, 6))
        hall.room.does(ONE, StopPresenting())
        hall.room.until(lambda: not wall.keys)
        assert not isinstance(hall.room.sees("wall"), WallPage)


def shows_page(page: int, shown: Screen) -> bool:
    return isinstance(shown, WallPage) and shown.readable and shown.page == page
