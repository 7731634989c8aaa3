"""What lies open on the reader: it follows the room, and opens what can be opened, once."""

from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace

from device.effects import ClosePaper, ForgetKey, ForgetPaper, ReadPaper
from device.intents import (
    CloseBeside,
    DismissReplaced,
    GoBack,
    GoToPage,
    OpenBeside,
    OpenPaper,
    SelectItem,
    SetMode,
    TurnBeside,
)
from device.reading import KEEP_BYTES, KEEP_OPEN, MAX_BACK, Reading
from device.reading_intents import Arrangement, Navigation
from device.screens import ReadingMode
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
        for effect in self.shelf.catalogue(CatalogueState(papers), 0):
            if isinstance(effect, ForgetKey | ForgetPaper):
                self.reading.gone(effect, self.shelf)

    def wanted(self) -> ReadPaper | None:
        found = self.reading.wanted(self.agenda, self.shelf)
        reads = [effect for effect in found if isinstance(effect, ReadPaper)]
        return reads[0] if reads else None

    def front(self) -> str:
        self.wanted()
        return self.reading.paper

    def does(self, intent: Navigation | Arrangement) -> None:
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


# ── jumps, the second paper, what closes ────────────────────────────────────────────────────────


def test_back_leads_to_where_a_jump_left_from_and_leafing_is_none(seat: Seat) -> None:
    seat.front()
    seat.does(GoToPage(3))
    assert not seat.reading.can_go_back
    seat.does(GoToPage(9, jump=True))
    seat.does(GoToPage(10))
    seat.reading.jump("ke-hoach", 2, seat.shelf)
    assert (seat.front(), seat.reading.page("ke-hoach")) == ("ke-hoach", 2)
    seat.does(GoBack())
    assert (seat.front(), seat.reading.page("bao-cao")) == ("bao-cao", 10)
    seat.does(GoBack())
    assert seat.reading.page("bao-cao") == 3
    seat.does(GoBack())
    assert seat.reading.page("bao-cao") == 3


def test_only_so_many_jumps_are_remembered(seat: Seat) -> None:
    seat.front()
    for page in range(1, 2 * MAX_BACK):
        seat.does(GoToPage(1 + page % 20, jump=True))
    assert len(seat.reading._back) == MAX_BACK


def test_a_second_paper_lies_beside_and_is_turned_on_its_own(seat: Seat) -> None:
    seat.receive(DRAFT, 0, 1)
    seat.unlock(DRAFT)
    seat.front()
    seat.does(OpenBeside("du-thao"))
    assert seat.wanted() == ReadPaper(DRAFT, preview=False)
    seat.does(TurnBeside(9))
    assert (seat.reading.beside, seat.reading.page("du-thao")) == (("du-thao", 2), 1)
    seat.does(CloseBeside())
    assert seat.reading.beside is None
    seat.does(OpenBeside("unknown"))
    seat.does(TurnBeside(2))
    assert seat.reading.beside is None


def test_the_mode_stays_whatever_is_opened(seat: Seat) -> None:
    seat.does(SetMode(ReadingMode.CONTINUOUS))
    seat.does(OpenPaper("du-thao"))
    assert seat.reading.mode is ReadingMode.CONTINUOUS


def test_whoever_had_a_replaced_paper_open_is_told_until_they_have_seen_it(seat: Seat) -> None:
    seat.front()
    seat.does(GoToPage(4))
    seat.told(replace(SECOND, changed=(4,)), DRAFT, PLAN)
    assert (seat.front(), seat.reading.page("bao-cao")) == ("bao-cao", 4)
    assert (seat.reading.replaced("bao-cao"), seat.reading.notice) == ((4,), "paper-replaced")
    seat.does(DismissReplaced())
    assert (seat.reading.replaced("bao-cao"), seat.reading.notice) == ((), "")


def test_nobody_is_told_of_a_paper_they_never_had_open(seat: Seat) -> None:
    seat.does(OpenPaper("du-thao"))
    seat.front()
    seat.told(SECOND, DRAFT, PLAN)
    assert seat.reading.notice == ""
    seat.told(DRAFT, PLAN)
    assert seat.reading.notice == ""


def test_a_recalled_paper_leaves_reader_way_back_and_second_place(seat: Seat) -> None:
    seat.front()
    seat.does(OpenBeside("bao-cao"))
    seat.does(GoToPage(9, jump=True))
    seat.told(DRAFT, PLAN)
    assert seat.front() == "du-thao"
    assert (seat.reading.beside, seat.reading.can_go_back) == (None, False)
    assert seat.reading.notice == "paper-recalled"


def test_at_the_end_of_a_lease_the_paper_counts_as_closed(seat: Seat) -> None:
    seat.reading.opened("bao-cao", 1, preview=False)
    seat.reading.gone(ForgetKey("bao-cao", 1), seat.shelf)
    assert not seat.reading.open_at_all(REPORT)
    assert seat.reading.notice == ""


def test_after_twenty_papers_and_five_hundred_pages_only_a_few_lie_open() -> None:
    seat = Seat()
    many = [manifest(f"paper-{n}", b"p", b"1", pages=25) for n in range(20)]
    seat.told(*many)
    closed = 0
    for paper in many:
        CONTENT[paper] = (b"p", b"1")
        seat.receive(paper, 0, 1)
        seat.unlock(paper)
        seat.does(OpenPaper(paper.paper))
        effects = seat.reading.wanted(seat.agenda, seat.shelf)
        assert ReadPaper(paper, preview=False) in effects
        closed += sum(isinstance(effect, ClosePaper) for effect in effects)
        seat.reading.opened(paper.paper, 1, preview=False)
        for page in range(1, 26):
            seat.does(GoToPage(page, jump=True))
            effects = seat.reading.wanted(seat.agenda, seat.shelf)
            closed += sum(isinstance(effect, ClosePaper) for effect in effects)
    assert 20 - closed == 1 + KEEP_OPEN
    assert len(seat.reading._open) == 1 + KEEP_OPEN
    assert len(seat.reading._back) <= MAX_BACK
    seat.does(OpenPaper("paper-0"))
    assert seat.wanted() == ReadPaper(many[0], preview=False)


def test_large_papers_close_sooner() -> None:
    seat = Seat()
    large = [replace(each, size=KEEP_BYTES) for each in (DRAFT, PLAN)]
    for each in large:
        seat.shelf.manifests[each.paper] = each
        seat.reading.opened(each.paper, 1, preview=False)
    assert seat.reading.wanted(seat.agenda, seat.shelf) == (ClosePaper("du-thao", 1),)
