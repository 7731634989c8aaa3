"""What the console shows: the room map row by row, progress, forecast, running counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from device.intents import DraftConclusion, TakeStep
from device.present.chair import chair_screen
from device.screens import ChairScreen, Counts, SeatState, Step
from device.terminal import Terminal
from protocol.messages import (
    AgendaState,
    CatalogueState,
    ChairView,
    Held,
    Message,
    OnePoll,
    PersonAt,
    ProgressState,
    SeatHealth,
)
from tests.support.hub_voice import (
    HUB_TIME,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    item,
    make_terminal,
    manifest,
    people,
    poll,
    polls,
)

MINUTE = 60_000
PERSON = people().seats[0]


def told(*messages: Message, at: int = HUB_TIME) -> Terminal:
    terminal, hub = make_terminal("chair", "chair"), HubVoice(at=at)
    for message in messages:
        terminal.handle(hub.says(message), 0)
    return terminal


def shown(*messages: Message) -> ChairScreen:
    return chair_screen(told(SESSION, *messages), 0)


def view(*seats: SeatHealth, **changes: Any) -> ChairView:
    return replace(ChairView(seats, (), (), 0, 0), **changes)


def health(*, online: bool = True, pressed: bool = False) -> SeatHealth:
    return SeatHealth("001", online, pressed, 100)


def test_before_anything_was_told_the_console_stands_empty() -> None:
    screen = chair_screen(make_terminal("chair", "chair"), 0)
    assert (screen.members, screen.map, screen.next_step.step) == (0, (), Step.NONE)


@pytest.mark.parametrize(
    ("person", "phase", "of_seat", "leading", "state"),
    [
        (replace(PERSON, person=""), "open", health(), None, SeatState.EMPTY),
        (replace(PERSON, present=False), "convened", health(), None, SeatState.AWAITED),
        (replace(PERSON, present=False), "open", health(), None, SeatState.ABSENT),
        (PERSON, "open", health(), None, SeatState.PRESENT),
        (PERSON, "open", None, None, SeatState.PRESENT),
        (PERSON, "open", health(online=False), None, SeatState.TROUBLE),
        (PERSON, "open", health(), poll(), SeatState.NOT_PRESSED),
        (PERSON, "open", health(), poll(present=("p002",)), SeatState.PRESENT),
        (PERSON, "open", health(pressed=True), poll(), SeatState.PRESSED),
        (PERSON, "open", health(online=False, pressed=True), poll(), SeatState.PRESSED),
        (PERSON, "open", health(online=False), poll(), SeatState.TROUBLE),
        (PERSON, "open", health(pressed=True), poll(stage="closed"), SeatState.PRESENT),
    ],
)
def test_the_map_says_how_each_seat_stands_and_never_how_it_voted(
    person: PersonAt,
    phase: str,
    of_seat: SeatHealth | None,
    leading: OnePoll | None,
    state: SeatState,
) -> None:
    told_of = [replace(people(), seats=(person,)), view(*([of_seat] if of_seat else []))]
    told_of += [polls(leading)] if leading else []
    screen = chair_screen(told(replace(SESSION, phase=phase), *told_of), 0)
    assert [seat.state for seat in screen.map] == [state]


def test_the_map_marks_the_chair_and_the_guests() -> None:
    guest = replace(people().seats[1], votes=False)
    screen = shown(replace(people(), seats=(PERSON, guest)))
    assert [(seat.chair, seat.guest) for seat in screen.map] == [(True, False), (False, True)]


def test_papers_are_summed_over_all_seats() -> None:
    held = (Held("a", 1, 30, 40), Held("b", 1, 0, 60))
    assert shown(view(papers=held)).papers_percent == 30
    assert shown().papers_percent == 100


def test_each_paper_of_the_active_item_has_its_own_progress() -> None:
    papers = (manifest("a", b"", b""), manifest("b", b"", b"", of_item="item-2"))
    screen = shown(agenda(), CatalogueState(papers), view(papers=(Held("a", 1, 1, 4),)))
    assert screen.item is not None
    assert [(tab.paper, tab.percent, tab.readable) for tab in screen.item.papers] == [
        ("a", 25, False)
    ]


def test_the_forecast_adds_what_is_left_to_now() -> None:
    """Ten minutes late into an item of ten, four of them spent, and one more of ten to come."""
    start = HUB_TIME + 10 * MINUTE
    running = item(1, stage="discussing", started_at=start, since=start)
    items = AgendaState((running, item(2), item(3, stage="concluded")), "item-1")
    terminal = told(SESSION, items, at=start + 4 * MINUTE)
    screen = chair_screen(terminal, 0)
    assert (screen.finish_planned, screen.finish_forecast) == ("08:30", "08:30")
    assert screen.item is not None
    assert screen.item.elapsed_ms == 4 * MINUTE
    assert chair_screen(told(replace(SESSION, phase="convened"), items), 0).finish_forecast == ""


def test_running_counts_are_shown_only_if_the_hub_gave_them() -> None:
    open_poll, progress = polls(poll()), ProgressState("poll-1", 2)
    hidden = shown(open_poll, progress).poll
    assert hidden is not None
    assert (hidden.pressed, hidden.counts) == (2, None)
    given = shown(open_poll, progress, view(counts=(1, 1, 0))).poll
    assert given is not None
    assert given.counts == Counts(1, 1, 0, 1, 0, 3, cast=2)


def test_exactly_one_of_poll_and_result_leads() -> None:
    published = ballots(p001="for")
    closed = shown(polls(replace(counted(published), stage="closed")), published)
    assert (closed.poll, closed.result is not None) == (None, True)
    announced = shown(polls(counted(published)), published)
    assert (announced.poll, announced.result) == (None, None)


def test_an_edited_conclusion_replaces_the_draft() -> None:
    terminal = told(SESSION, agenda())
    screen = chair_screen(terminal, 0)
    assert screen.item is not None
    assert screen.item.conclusion == "Thống nhất."
    terminal.handle(DraftConclusion("item-1", "Giao Sở Tài chính."), 0)
    screen = chair_screen(terminal, 0)
    assert screen.item is not None
    assert screen.item.conclusion == "Giao Sở Tài chính."


def test_a_step_on_its_way_is_shown_as_waiting() -> None:
    terminal = told(SESSION)
    terminal.handle(TakeStep(Step.TAKE_ITEM, "item-1"), 0)
    assert chair_screen(terminal, 0).waiting
