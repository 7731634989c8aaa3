"""What lies open on the reader: it follows the room, and opens what can be opened, once."""

from __future__ import annotations

from itertools import count

import pytest

from device.effects import ReadPaper
from device.intents import GoToPage, OpenPaper, SelectItem
from device.reading import Reading
from device.shelf import QUIET_MS, Shelf
from protocol.messages import CatalogueState, KeyGrant
from protocol.transfer import Manifest
from tests.support.hub_voice import LEASE, agenda, manifest

REPORT = manifest("bao-cao", b"p1", b"1", pages=24)
DRAFT = manifest("du-thao", b"p2", b"2", pages=2)
PLAN = manifest("ke-hoach", b"p3", b"3", of_item="item-2")
SECOND = manifest("bao-cao", b"p1 v2", b"1 v2", version=2, pages=9)
CONTENT = {
    REPORT: (b"p1", b"1"),
    DRAFT: (b"p2", b"2"),
    PLAN: (b"p3", b"3"),
    SECOND: (b"p1 v2", b"1 v2"),
}


class Seat:
    """A reader over a shelf with three papers of two items."""

    def __init__(self) -> None:
        ids = count()
        self.shelf = Shelf(lambda: f"m{next(ids)}", lambda _: 0)
        self.reading = Reading()
        self.agenda = agenda("item-1")
        self.told(REPORT, DRAFT, PLAN)

    def told(self, *papers: Manifest) -> None:
        self.shelf.catalogue(CatalogueState(papers), 0)

    def wanted(self) -> ReadPaper | None:
        found = self.reading.wanted(self.agenda, self.shelf)
        reads = [effect for effect in found if isinstance(effect, ReadPaper)]
        return reads[0] if reads else None

    def front(self) -> str:
        self.wanted()
        return self.reading.paper

    def does(self, intent: SelectItem | OpenPaper | GoToPage) -> None:
        self.reading.intend(intent, self.shelf)

    def unlock(self, paper: Manifest) -> None:
        self.shelf.grant("phien-1", KeyGrant(paper.paper, paper.version, "00", LEASE))

    def receive(self, paper: Manifest, *indexes: int) -> None:
        for index in indexes:
            self.shelf.chunk(paper.paper, index, CONTENT[paper][index], 0)


@pytest.fixture
def seat() -> Seat:
    return Seat()


def test_the_first_paper_of_the_active_item_lies_open(seat: Seat) -> None:
    assert seat.front() == "bao-cao"
    seat.agenda = agenda("item-2")
    assert seat.front() == "ke-hoach"


def test_between_items_the_last_active_one_stays(seat: Seat) -> None:
    seat.agenda = agenda("item-2")
    seat.front()
    seat.agenda = agenda("")
    assert seat.front() == "ke-hoach"


def test_before_any_item_was_active_the_first_one_is_shown(seat: Seat) -> None:
    seat.agenda = agenda("")
    assert seat.front() == "bao-cao"


def test_an_item_the_delegate_chose_stays_until_they_come_back_to_the_active_one(
    seat: Seat,
) -> None:
    seat.does(SelectItem("item-2"))
    assert seat.front() == "ke-hoach"
    seat.agenda = agenda("item-1")
    assert seat.front() == "ke-hoach"
    seat.does(SelectItem("item-1"))
    assert seat.front() == "bao-cao"
    seat.agenda = agenda("item-2")
    assert seat.front() == "ke-hoach"


def test_the_chosen_paper_of_an_item_is_remembered(seat: Seat) -> None:
    seat.does(OpenPaper("du-thao"))
    seat.does(SelectItem("item-2"))
    assert seat.front() == "ke-hoach"
    seat.does(SelectItem("item-1"))
    assert seat.front() == "du-thao"


def test_a_chosen_paper_that_is_taken_back_gives_way_to_the_first(seat: Seat) -> None:
    seat.does(OpenPaper("du-thao"))
    seat.told(REPORT, PLAN)
    assert seat.front() == "bao-cao"


def test_an_unknown_paper_is_not_opened(seat: Seat) -> None:
    seat.does(OpenPaper("unknown"))
    assert seat.front() == "bao-cao"


@pytest.mark.parametrize(("page", "shown"), [(-3, 1), (0, 1), (1, 1), (24, 24), (25, 24)])
def test_a_page_out_of_range_is_clamped(seat: Seat, page: int, shown: int) -> None:
    seat.front()
    seat.does(GoToPage(page))
    assert seat.reading.page("bao-cao") == shown


def test_every_paper_keeps_its_own_page(seat: Seat) -> None:
    seat.front()
    seat.does(GoToPage(7))
    seat.does(OpenPaper("du-thao"))
    seat.does(GoToPage(2))
    assert (seat.reading.page("bao-cao"), seat.reading.page("du-thao")) == (7, 2)


def test_a_shorter_version_does_not_stand_open_behind_its_end(seat: Seat) -> None:
    seat.front()
    seat.does(GoToPage(20))
    seat.told(SECOND, DRAFT, PLAN)
    seat.front()
    assert seat.reading.page("bao-cao") == 9


def test_the_preview_is_opened_first_and_the_whole_once_it_is_here(seat: Seat) -> None:
    seat.unlock(REPORT)
    assert seat.wanted() is None
    seat.receive(REPORT, 0)
    assert seat.wanted() == ReadPaper(REPORT, preview=True)
    assert seat.wanted() is None
    seat.receive(REPORT, 1)
    assert seat.wanted() == ReadPaper(REPORT, preview=False)
    assert seat.wanted() is None


def test_a_paper_that_is_here_is_opened_whole_at_once(seat: Seat) -> None:
    seat.receive(REPORT, 0, 1)
    seat.unlock(REPORT)
    assert seat.wanted() == ReadPaper(REPORT, preview=False)


def test_only_what_was_reported_open_counts_as_open(seat: Seat) -> None:
    assert not seat.reading.open_at_all(REPORT)
    seat.reading.opened("bao-cao", 1, preview=True)
    assert seat.reading.open_at_all(REPORT)
    assert not seat.reading.open_whole(REPORT)
    seat.reading.opened("bao-cao", 1, preview=False)
    assert seat.reading.open_whole(REPORT)


def test_a_preview_reported_late_does_not_close_the_whole_paper(seat: Seat) -> None:
    seat.reading.opened("bao-cao", 1, preview=False)
    seat.reading.opened("bao-cao", 1, preview=True)
    assert seat.reading.open_whole(REPORT)


def test_a_new_version_is_not_open_because_the_old_one_was(seat: Seat) -> None:
    """A page of it would be asked for before it is open, and stay blank."""
    seat.reading.opened("bao-cao", 1, preview=False)
    seat.told(SECOND, DRAFT, PLAN)
    assert not seat.reading.open_at_all(SECOND)


def test_a_new_version_that_came_while_another_paper_was_read_is_opened(seat: Seat) -> None:
    seat.receive(REPORT, 0, 1)
    seat.unlock(REPORT)
    seat.wanted()
    seat.does(OpenPaper("du-thao"))
    seat.told(SECOND, DRAFT, PLAN)
    seat.unlock(SECOND)
    seat.receive(SECOND, 0, 1)
    seat.wanted()
    seat.does(OpenPaper("bao-cao"))
    assert seat.wanted() == ReadPaper(SECOND, preview=False)


def test_a_paper_that_failed_is_not_tried_in_a_loop(seat: Seat) -> None:
    seat.receive(REPORT, 0, 1)
    seat.unlock(REPORT)
    seat.wanted()
    seat.reading.failed("bao-cao", 1, "papers-too-large")
    assert [seat.wanted() for _ in range(3)] == [None, None, None]
    assert seat.reading.fault(REPORT) == "papers-too-large"


def test_a_paper_fetched_anew_is_opened_again(seat: Seat) -> None:
    seat.receive(REPORT, 0, 1)
    seat.unlock(REPORT)
    seat.wanted()
    seat.shelf.lost("bao-cao", 1, 0)
    assert seat.wanted() is None
    seat.receive(REPORT, 0, 1)
    assert seat.wanted() == ReadPaper(REPORT, preview=False)
    seat.reading.opened("bao-cao", 1, preview=False)
    assert seat.reading.fault(REPORT) == ""


def test_a_paper_whose_key_came_anew_is_opened_again(seat: Seat) -> None:
    seat.receive(REPORT, 0, 1)
    seat.unlock(REPORT)
    seat.wanted()
    seat.shelf.locked("bao-cao", 1)
    assert seat.wanted() is None
    seat.unlock(REPORT)
    assert seat.wanted() == ReadPaper(REPORT, preview=False)


def test_nothing_is_asked_of_a_shelf_that_has_nothing() -> None:
    empty = Seat()
    empty.told()
    assert empty.wanted() is None
    assert empty.reading.paper == ""
    assert empty.shelf.ask("phien-1", QUIET_MS) == ()
