"""What the console shows: the room map row by row, progress, forecast, running counts."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.intents import DraftConclusion, TakeStep, TapItem
from device.present.chair import chair_screen, secretary_screen
from device.present.wall import wall_screen
from device.screens import (
    CallKind,
    CallRow,
    ChairScreen,
    Consent,
    ConsoleRole,
    Counts,
    SeatState,
    Step,
    TaskChip,
    WallBreak,
    WallView,
)
from device.terminal import Terminal
from protocol.messages import (
    AgendaState,
    CallState,
    CatalogueState,
    ChairView,
    HallState,
    Held,
    Message,
    OnePoll,
    OpinionsState,
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


# ── a session that runs on time ─────────────────────────────────────────────────────────────────


def test_items_left_out_take_no_time_and_one_put_aside_takes_its_rest() -> None:
    """08:00: an item put aside after four of ten minutes, one postponed, one of ten to come."""
    items = AgendaState(
        (
            item(1, stage="paused", started_at=HUB_TIME - 9 * MINUTE, spent_ms=4 * MINUTE),
            item(2, stage="postponed"),
            item(3),
        ),
        "",
    )
    screen = chair_screen(told(SESSION, items), 0)
    assert (screen.finish_planned, screen.finish_forecast) == ("08:30", "08:16")
    assert screen.late_minutes == -14
    assert [row.planned_start for row in screen.agenda] == ["07:51", "08:01", "08:01"]


def test_the_rest_of_a_break_is_part_of_the_forecast() -> None:
    resting = replace(
        SESSION, phase="suspended", suspended_at=HUB_TIME, returns_at=HUB_TIME + 15 * MINUTE
    )
    screen = chair_screen(told(resting, agenda("")), 0)
    assert (screen.suspended, screen.returns) == (True, "08:15")
    assert (screen.finish_forecast, screen.late_minutes) == ("08:35", 15)


def test_an_item_over_its_time_is_counted_in_full_minutes() -> None:
    start = HUB_TIME - 12 * MINUTE
    items = AgendaState((item(1, stage="discussing", started_at=start, since=start),), "item-1")
    screen = shown(items)
    assert screen.item is not None
    assert screen.item.over_minutes == 2


def test_tasks_are_read_from_the_draft_as_it_is_typed() -> None:
    terminal = told(replace(SESSION, agencies=("Sở Y tế",)), agenda())
    terminal.handle(DraftConclusion("item-1", "Giao Sở Y tế rà soát."), 0)
    screen = chair_screen(terminal, 0)
    assert screen.item is not None
    assert screen.item.tasks == (TaskChip("rà soát", "Sở Y tế", (), ""),)
    assert screen.agencies == ("Sở Y tế",)


def test_opinions_and_missing_papers_are_shown() -> None:
    told_of = item(1, stage="discussing", opinions=OpinionsState(15, 3, 1), expected_papers=2)
    screen = shown(AgendaState((told_of,), "item-1"))
    assert screen.item is not None
    assert (screen.item.opinions, screen.agenda[0].papers_missing) == ((15, 3, 1), 2)


def test_whoever_has_taken_the_chair_is_named_and_marked() -> None:
    session = replace(SESSION, presiding="p002", deputies=("p002", "p003"))
    absent = replace(people().seats[2], present=False)
    screen = chair_screen(told(session, replace(people(), seats=(*people().seats[:2], absent))), 0)
    assert (screen.presiding, screen.header.chair_title) == ("Ủy viên 2", "Ủy viên 2")
    assert [(d.person, d.present, d.presiding) for d in screen.deputies] == [
        ("p001", True, False),
        ("p002", True, True),
        ("p003", False, False),
    ]
    assert [seat.chair for seat in screen.map] == [False, True, False]


def test_while_the_chair_of_the_plan_presides_nobody_else_is_named() -> None:
    screen = shown(people())
    assert (screen.presiding, screen.header.chair_title, screen.deputies) == ("", "Chủ tịch", ())


def test_calls_are_shown_with_how_long_they_wait_the_longest_first() -> None:
    calls = (
        CallState("002", "water", HUB_TIME - MINUTE),
        CallState("001", "technician", HUB_TIME - 5 * MINUTE),
    )
    screen = shown(people(), view(calls=calls))
    assert screen.calls == (
        CallRow("001", "UV 1", CallKind.TECHNICIAN, 5),
        CallRow("002", "UV 2", CallKind.WATER, 1),
    )


def test_the_console_shows_the_very_screen_of_the_wall() -> None:
    session = replace(SESSION, phase="suspended", returns_at=HUB_TIME + MINUTE)
    console, wall = told(session, agenda()), make_terminal("wall", "wall")
    hub = HubVoice()
    for message in (session, agenda()):
        wall.handle(hub.says(message), 0)
    shown_here = chair_screen(console, 0).wall
    assert shown_here is not None
    assert isinstance(shown_here.screen, WallBreak)
    assert shown_here.screen == wall_screen(wall, 0)


def test_a_pinned_view_is_marked_and_the_message_to_all_is_told() -> None:
    screen = shown(agenda(), HallState("Nghỉ 5 phút", 1, "agenda"))
    assert screen.wall is not None
    assert (screen.wall.view, screen.wall.pinned) == (WallView.AGENDA, True)
    assert screen.message == "Nghỉ 5 phút"


def test_consent_is_proposed_and_marked_in_the_agenda() -> None:
    items = AgendaState((item(1), item(2, opinions=OpinionsState(3, 0, 0))), "")
    screen = shown(items)
    assert screen.consent == Consent(("item-2",), (2,))
    assert [row.consent for row in screen.agenda] == [False, True]


def test_a_secretarys_console_has_the_paperwork_alone() -> None:
    items = AgendaState((item(1), item(2, opinions=OpinionsState(3, 0, 0))), "")
    terminal = told(SESSION, items)
    terminal.handle(TapItem("item-1"), 0)
    screen = secretary_screen(terminal, 0)
    assert screen.role is ConsoleRole.SECRETARY
    assert screen.next_step == chair_screen(terminal, 0).next_step  # told, not to be taken
    assert (screen.other_steps, screen.questions, screen.consent) == ((), (), None)
    assert not any(row.consent for row in screen.agenda)
    assert screen.tapped_item is not None
    assert screen.tapped_item.steps == (Step.MOVE_ITEM, Step.INSERT_ITEM, Step.ADD_NOTE)
    assert screen.map == chair_screen(terminal, 0).map


@pytest.mark.parametrize(
    ("stage", "waits"), [("announced", True), ("closed", True), ("open", False)]
)
def test_a_proposal_to_void_what_was_counted_is_told_until_it_is_answered(
    stage: str, *, waits: bool
) -> None:
    published = ballots(p001="for")
    counted_poll = counted(published) if stage != "open" else poll()
    proposed = polls(replace(counted_poll, stage=stage, void_proposed="Bấm nhầm"))
    screen = shown(agenda(), proposed)
    assert (screen.void_waiting, screen.voidable) == (waits, "")
    screen = shown(agenda(), polls(replace(counted_poll, stage=stage)))
    assert (screen.void_waiting, screen.voidable_question) == (False, "Thông qua?")


def test_a_closed_roll_call_is_there_by_name_and_nobody_is_left_out() -> None:
    published = ballots(p001="for", p002="against")
    closed = counted(published, stage="closed", present=("p001", "p002"))
    named = shown(people(), polls(closed), published).named
    assert [(each.person, each.answer, each.present) for each in named] == [
        ("p001", "for", True),
        ("p002", "against", True),
        ("p003", "", False),
    ]


def test_no_names_before_the_close_after_the_announcement_or_of_an_unnamed_vote() -> None:
    published = ballots(p001="for", p002="against")
    for other in ({"stage": "announced"}, {"stage": "closed", "kind": "unnamed"}):
        assert shown(people(), polls(counted(published, **other)), published).named == ()
    assert shown(people(), polls(poll())).named == ()


def test_a_room_without_a_central_server_waits_for_none() -> None:
    assert shown(view()).centre
    assert not shown(view(centre=False)).centre
