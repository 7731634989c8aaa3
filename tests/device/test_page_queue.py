"""The order of drawing, and what stays in memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from device.page_queue import MAX_NEIGHBOURS, Drawing, Drawn, PageQueue, PageRequest, SlotTable
from device.pages import Lane, PageAnswer


def ignore(_answer: PageAnswer) -> None: ...


def ask(queue: PageQueue, page: int, *, urgent: bool, lane: Lane = Lane.FRONT) -> PageRequest:
    request = PageRequest("paper", 1, page, 800, ignore, urgent, lane=lane)
    if urgent:
        queue.turn_to(request)
    assert queue.push(request)
    return request


def drain(queue: PageQueue) -> list[int]:
    return [request.page for request in iter(queue.pop, None)]


def test_the_page_in_front_comes_before_its_neighbours() -> None:
    queue = PageQueue()
    ask(queue, 5, urgent=True)
    queue.pop()
    for page in (6, 7, 4):
        ask(queue, page, urgent=False)
    ask(queue, 5, urgent=True)
    assert drain(queue) == [5, 6, 7, 4]


def test_turning_on_overtakes_the_page_before_and_its_neighbours() -> None:
    queue = PageQueue()
    ask(queue, 5, urgent=True)
    ask(queue, 6, urgent=False)
    ask(queue, 90, urgent=True)
    ask(queue, 91, urgent=False)
    assert drain(queue) == [90, 91]


def test_nobody_waits_for_a_page_that_was_turned_away_from_while_it_was_drawn() -> None:
    queue = PageQueue()
    ask(queue, 5, urgent=True)
    drawing = queue.pop()
    assert drawing is not None
    assert queue.still_wanted(drawing)
    ask(queue, 5, urgent=True)
    assert queue.still_wanted(drawing)
    ask(queue, 6, urgent=True)
    assert not queue.still_wanted(drawing)


def test_two_papers_side_by_side_overtake_only_themselves() -> None:
    queue = PageQueue()
    ask(queue, 50, urgent=True, lane=Lane.BESIDE)
    ask(queue, 51, urgent=False, lane=Lane.BESIDE)
    ask(queue, 5, urgent=True)
    ask(queue, 6, urgent=False)
    assert drain(queue) == [5, 50, 6, 51]


def test_turning_in_one_paper_takes_nothing_from_the_other_that_is_being_drawn() -> None:
    queue = PageQueue()
    drawn = ask(queue, 50, urgent=True, lane=Lane.BESIDE)
    assert queue.pop() is drawn
    ask(queue, 5, urgent=True)
    assert queue.still_wanted(drawn)


def test_small_pictures_come_last_and_are_never_overtaken() -> None:
    queue = PageQueue()
    ask(queue, 90, urgent=False, lane=Lane.GLANCE)
    ask(queue, 5, urgent=True)
    ask(queue, 6, urgent=False)
    ask(queue, 7, urgent=True)
    assert drain(queue) == [7, 90]


def test_neighbours_that_wait_are_bounded() -> None:
    queue = PageQueue()
    for page in range(MAX_NEIGHBOURS):
        ask(queue, page, urgent=False)
    assert not queue.push(PageRequest("paper", 1, 99, 800, ignore, urgent=False))
    assert drain(queue) == list(range(MAX_NEIGHBOURS))


def draw(table: SlotTable, document: int, page: int) -> int:
    slot = table.take()
    table.keep(Drawing(document, page, 800), Drawn(slot, 800, 1131))
    return slot


def test_the_page_not_looked_at_for_longest_makes_room() -> None:
    table = SlotTable(3)
    for page in (1, 2, 3):
        draw(table, 1, page)
    table.find(Drawing(1, 1, 800))
    draw(table, 1, 4)
    here = [page for page in (1, 2, 3, 4) if table.find(Drawing(1, page, 800))]
    assert here == [1, 3, 4]


def test_a_page_drawn_at_another_width_is_another_picture() -> None:
    table = SlotTable(3)
    draw(table, 1, 1)
    assert table.find(Drawing(1, 1, 801)) is None


def test_a_closed_document_leaves_no_page() -> None:
    table = SlotTable(4)
    slots = {draw(table, 1, page) for page in (1, 2)}
    draw(table, 2, 1)
    assert set(table.forget(1)) == slots
    assert table.find(Drawing(1, 1, 800)) is None
    assert table.find(Drawing(2, 1, 800)) is not None


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 6), st.sampled_from(["draw", "fail", "forget"]))
    )
)
def test_no_slot_is_ever_lost_or_given_twice(steps: list[tuple[int, int, str]]) -> None:
    table = SlotTable(3)
    for document, page, what in steps:
        if what == "forget":
            table.forget(document)
            continue
        if table.find(Drawing(document, page, 800)):
            continue
        if what == "draw":
            draw(table, document, page)
        else:
            table.give_back(table.take())
    assert sorted(table.take() for _ in range(3)) == [0, 1, 2]
