"""The search at a reader: the newest alone counts, hits are gone to, and papers that go take theirs along."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.effects import FindBoxes, FindText, StopFinding
from device.inputs import BoxesFound, TextFound
from device.pages import Box
from device.reading_intents import CloseSearch, GoToHit, NextHit, OpenSearch, SetQuery
from device.screens import MarkedPage
from device.searching import MAX_BOXED, Scope, Searching
from protocol.finding import MAX_HITS, Hit
from tests.support.hub_voice import manifest

REPORT = manifest("bao-cao", b"p", b"1", pages=20)
DRAFT = manifest("du-thao", b"p", b"2", pages=4)
SCOPE = Scope(REPORT, 5, (DRAFT, REPORT))
BOX: Box = (1, 2, 3, 4)


def hit(page: int, start: int = 0) -> Hit:
    return Hit(page, start, start + 4, exact=False, before="", match="ngân", after="")


def found(number: int, *hits: Hit, paper: str = "bao-cao", done: int = 20) -> TextFound:
    return TextFound(number, paper, 1, hits, done, 0)


def begun(*, everywhere: bool = False) -> tuple[Searching, int]:
    """A search for "ngan", and its number."""
    searching = Searching()
    searching.intend(OpenSearch(everywhere), SCOPE)
    (effect,) = searching.intend(SetQuery("ngan"), SCOPE)
    assert isinstance(effect, FindText)
    return searching, effect.search


def test_a_search_in_the_paper_asks_for_that_paper_alone() -> None:
    searching = Searching()
    assert searching.intend(OpenSearch(), SCOPE) == (StopFinding(),)
    (effect,) = searching.intend(SetQuery("ngan"), SCOPE)
    assert isinstance(effect, FindText)
    assert (effect.query, effect.papers) == ("ngan", (REPORT,))


def test_a_search_everywhere_begins_with_the_paper_in_front() -> None:
    searching = Searching()
    searching.intend(OpenSearch(everywhere=True), SCOPE)
    (effect,) = searching.intend(SetQuery("ngan"), SCOPE)
    assert isinstance(effect, FindText)
    assert effect.papers == (REPORT, DRAFT)


@pytest.mark.parametrize("text", ["", "  ", "\u0301"])
def test_nothing_is_looked_for_without_words(text: str) -> None:
    searching, number = begun()
    searching.found(found(number, hit(3)))
    assert searching.intend(SetQuery(text), SCOPE) == (StopFinding(),)
    assert (searching.hits, searching.pages_total) == ([], 0)


def test_what_is_found_for_older_words_is_ignored() -> None:
    searching, number = begun()
    searching.intend(SetQuery("ngan sach"), SCOPE)
    searching.found(found(number, hit(3)))
    searching.boxed(BoxesFound(number, "bao-cao", 1, 5, ((BOX,),)))
    assert searching.hits == []
    assert searching.marked("bao-cao") == ()


def test_next_begins_at_the_page_in_front_and_goes_around() -> None:
    searching, number = begun()
    searching.found(found(number, hit(2), hit(6), hit(9)))
    went = []
    for step in (1, 1, 1, -1):
        searching.intend(NextHit(step), SCOPE)
        assert searching.target is not None
        went.append(searching.target.hit.page)
    assert went == [6, 9, 2, 9]


def test_going_to_a_hit_that_is_not_there_changes_nothing() -> None:
    searching, number = begun()
    searching.found(found(number, hit(2)))
    for index in (1, -1, 0, 7):
        searching.intend(GoToHit(index), SCOPE)
    assert searching.current == 0


def test_boxes_of_the_page_in_front_are_asked_for_once_and_again_when_more_is_found() -> None:
    searching, number = begun()
    assert searching.follow(SCOPE) == ()
    searching.found(found(number, hit(5, 10), done=8))
    asked = FindBoxes(number, "bao-cao", 1, 5, ((10, 14),))
    assert searching.follow(SCOPE) == (asked,)
    assert searching.follow(SCOPE) == ()
    searching.found(found(number, hit(5, 30)))
    assert searching.follow(SCOPE) == (replace(asked, spans=((10, 14), (30, 34))),)
    other = (5, 6, 7, 8)
    searching.boxed(BoxesFound(number, "bao-cao", 1, 5, ((BOX,), (other,))))
    searching.intend(GoToHit(1), SCOPE)
    assert searching.marked("bao-cao") == (MarkedPage(5, (BOX, other), (other,)),)


def test_pages_around_the_one_in_front_are_marked_too_the_nearest_first() -> None:
    searching, number = begun()
    searching.found(found(number, *(hit(page) for page in (1, 2, 4, 5, 8, 9))))
    asked = [e.page for e in searching.follow(SCOPE) if isinstance(e, FindBoxes)]
    assert asked == [5, 4, 2, 8]
    for page in (4, 5):
        searching.boxed(BoxesFound(number, "bao-cao", 1, page, ((BOX,),)))
    searching.intend(GoToHit(2), SCOPE)
    assert searching.marked("bao-cao") == (MarkedPage(4, (BOX,), (BOX,)), MarkedPage(5, (BOX,), ()))
    assert searching.marked("du-thao") == ()


def test_another_paper_in_front_is_searched_anew_unless_all_are() -> None:
    other = replace(SCOPE, front=DRAFT)
    for everywhere in (False, True):
        searching, _ = begun(everywhere=everywhere)
        again = [e for e in searching.follow(other) if isinstance(e, FindText)]
        assert [e.papers for e in again] == ([] if everywhere else [(DRAFT,)])


def test_hits_of_a_paper_that_goes_go_with_it() -> None:
    searching, number = begun(everywhere=True)
    searching.found(found(number, hit(5)))
    searching.found(found(number, hit(1), paper="du-thao"))
    searching.intend(GoToHit(1), SCOPE)
    searching.follow(Scope(DRAFT, 1, (DRAFT,)))
    assert [each.paper for each in searching.hits] == ["du-thao"]
    assert searching.current == 0
    searching.found(found(number, hit(6)))
    assert len(searching.hits) == 1


def test_a_paper_of_pictures_is_named() -> None:
    searching, number = begun(everywhere=True)
    searching.found(TextFound(number, "bao-cao", 1, (), 20, 20))
    searching.found(TextFound(number, "du-thao", 1, (), 2, 2))
    assert searching.scans == (REPORT,)
    assert (searching.pages_done, searching.pages_total) == (22, 24)


def test_closing_ends_the_search_and_keeps_the_words() -> None:
    searching, number = begun()
    searching.found(found(number, hit(5)))
    assert searching.intend(CloseSearch(), SCOPE) == (StopFinding(),)
    assert (searching.opened, searching.hits, searching.query) == (False, [], "ngan")
    (effect,) = searching.intend(OpenSearch(), SCOPE)
    assert isinstance(effect, FindText)


def test_neither_hits_nor_boxes_grow_without_bound() -> None:
    searching, number = begun()
    for page in range(1, 21):
        searching.found(found(number, *(hit(page, n * 5) for n in range(100)), done=page))
        searching.follow(replace(SCOPE, page=page))
    assert len(searching.hits) == MAX_HITS
    assert searching.more
    assert len(searching._boxes) <= MAX_BOXED
