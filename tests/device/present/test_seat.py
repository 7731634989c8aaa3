"""What a seat shows in each situation."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.effects import Say
from device.inputs import ChunkHeard, LinkChanged, PaperOpened
from device.intents import DismissResult, GoToPage, PressKey, SelectItem
from device.present.seat import seat_screen
from device.screens import (
    Choice,
    ItemStage,
    Lamp,
    Link,
    Quorum,
    SeatSession,
    SeatWaiting,
    SeatWelcome,
)
from device.terminal import Terminal
from protocol.messages import (
    AgendaState,
    BallotShown,
    BallotsState,
    CatalogueState,
    EntryState,
    KeyGrant,
    Message,
    NamedState,
    Refusal,
)
from protocol.topics import Said
from tests.support.hub_voice import (
    LEASE,
    SEAT,
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

PAPER = manifest("bao-cao", b"p", b"1", pages=24)


def told(*messages: Message) -> tuple[Terminal, HubVoice]:
    terminal, hub = make_terminal(), HubVoice()
    terminal.handle(LinkChanged(Link.ONLINE), 0)
    for message in messages:
        terminal.handle(hub.says(message), 0)
    return terminal, hub


def session(*messages: Message) -> SeatSession:
    shown = seat_screen(told(SESSION, people(), agenda(), *messages)[0], 0)
    assert isinstance(shown, SeatSession)
    return shown


def test_without_a_meeting_it_waits_and_shows_the_link() -> None:
    shown = seat_screen(make_terminal(), 0)
    assert isinstance(shown, SeatWaiting)
    assert (shown.header.link, shown.fault) == (Link.SEARCHING, "")


@pytest.mark.parametrize("seats", [(), (replace(people().seats[0], person=""),)])
def test_a_seat_nobody_is_assigned_to_says_so(seats: tuple[Any, ...]) -> None:
    shown = seat_screen(told(SESSION, replace(people(), seats=seats))[0], 0)
    assert isinstance(shown, SeatWaiting)
    assert shown.fault == "seat-not-assigned"


def test_before_signing_in_it_says_whose_seat_this_is() -> None:
    shown = seat_screen(told(SESSION, people(present=False))[0], 0)
    assert isinstance(shown, SeatWelcome)
    assert (shown.starts, shown.date, shown.person_name, shown.guest) == (
        "08:00",
        "2026-11-26",
        "Người 1",
        False,
    )


def test_somebody_who_never_signed_in_sees_the_closed_session_all_the_same() -> None:
    shown = seat_screen(told(replace(SESSION, phase="closed"), people(present=False))[0], 0)
    assert isinstance(shown, SeatSession)
    assert shown.closed


def test_the_session_shows_attendance_and_who_sits_here() -> None:
    shown = session()
    assert (shown.present, shown.needed, shown.members, shown.quorum) == (3, 2, 3, Quorum.MET)
    assert (shown.header.seat_label, shown.header.person) == ("001", "Ủy viên 1")


def test_agenda_rows_mark_the_active_and_the_selected_item_and_plan_on() -> None:
    terminal, _ = told(SESSION, people(), agenda("item-1"))
    terminal.handle(SelectItem("item-2"), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    rows = [
        (row.item, row.active, row.selected, row.planned_start, row.stage) for row in shown.agenda
    ]
    assert rows == [
        ("item-1", True, False, "08:00", ItemStage.DISCUSSING),
        ("item-2", False, True, "08:10", ItemStage.PLANNED),
    ]


def test_the_conclusion_of_the_shown_item_is_shown() -> None:
    done = item(1, stage="concluded", conclusion="Thống nhất.")
    shown = session(AgendaState((done, item(2)), ""))
    assert shown.conclusion == "Thống nhất."


# ── the reader ──────────────────────────────────────────────────────────────────────────────────


def test_an_item_without_papers_shows_an_empty_reader() -> None:
    reader = session().reader
    assert (reader.paper, reader.pages, reader.papers) == ("", 0, ())


def test_a_paper_on_its_way_shows_how_far_it_is() -> None:
    terminal, hub = told(SESSION, people(), agenda(), CatalogueState((PAPER,)))
    terminal.handle(ChunkHeard("bao-cao", 0, b"p"), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert (shown.reader.percent, shown.reader.preview, shown.reader.readable) == (50, False, False)
    terminal.handle(hub.says(KeyGrant("bao-cao", 1, "00", LEASE), to=SEAT), 0)
    terminal.handle(PaperOpened("bao-cao", 1, preview=True), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert (shown.reader.preview, shown.reader.readable) == (True, False)
    assert [(tab.preview, tab.readable, tab.selected) for tab in shown.reader.papers] == [
        (True, False, True)
    ]


def test_an_open_paper_shows_the_page_in_front() -> None:
    terminal, _ = told(SESSION, people(), agenda(), CatalogueState((PAPER,)))
    terminal.handle(PaperOpened("bao-cao", 1, preview=False), 0)
    terminal.handle(GoToPage(99), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert (shown.reader.page, shown.reader.pages, shown.reader.readable) == (24, 24, True)


# ── the vote ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("stage", ["ready", "closed", "announced", "voided"])
def test_only_an_open_or_paused_poll_has_a_vote_panel(stage: str) -> None:
    assert session(polls(poll(stage=stage))).ballot is None
    assert session(polls(poll())).ballot is not None
    assert session(polls(poll(stage="paused"))).ballot is not None


def test_the_vote_panel_says_who_may_vote_and_what_the_hub_did() -> None:
    terminal, _ = told(SESSION, people(), agenda(), polls(poll()))
    terminal.handle(PressKey(Choice.ABSTAIN), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert shown.ballot is not None
    assert shown.ballot.may_vote
    assert (shown.ballot.lamp, shown.ballot.choice) == (Lamp.WAITING, Choice.ABSTAIN)
    assert (shown.ballot.receipt, shown.ballot.accepted_at) == (None, "")
    absent = session(polls(poll(present=("p002",)))).ballot
    assert absent is not None
    assert not absent.may_vote


@pytest.mark.parametrize("kind", ["show-of-hands", "paper"])
def test_who_raises_a_hand_or_writes_a_ballot_takes_part_and_presses_nothing(kind: str) -> None:
    terminal, _ = told(SESSION, people(), agenda(), polls(poll(kind=kind)))
    terminal.handle(PressKey(Choice.FOR), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert shown.ballot is not None
    assert (shown.ballot.may_vote, shown.ballot.lamp) == (True, Lamp.OFF)
    guest = session(polls(poll(kind=kind, present=("p002",)))).ballot
    assert guest is not None
    assert not guest.may_vote


@pytest.mark.parametrize(
    ("closes_in", "remaining"), [(30_000, 30_000), (29_001, 30_000), (29_000, 29_000), (-5, 0)]
)
def test_the_countdown_runs_in_whole_seconds_by_the_hubs_clock(
    closes_in: int, remaining: int
) -> None:
    terminal, _ = told(SESSION, people(), agenda(), polls(poll(duration_ms=30_000)))
    at = terminal.clock.at(0)
    assert at is not None
    terminal, _ = told(
        SESSION, people(), agenda(), polls(poll(duration_ms=30_000, closes_at=at + closes_in))
    )
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert shown.ballot is not None
    assert shown.ballot.countdown.remaining_ms == remaining


def test_a_result_is_shown_once_announced_until_it_is_put_away() -> None:
    published = ballots(p001="for", p002="for")
    closed = session(polls(replace(counted(published), stage="closed")), published)
    assert closed.result is None
    terminal, _ = told(SESSION, people(), agenda(), polls(counted(published)), published)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert shown.result is not None
    assert (shown.result.counts.in_favour, shown.result.counts.silent) == (2, 1)
    assert len(shown.result.code) == 4
    terminal.handle(DismissResult(), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    assert shown.result is None


def refused_late(*after: Any) -> SeatSession:
    """What is seen after `after` by a delegate whose ballot came when the poll was closed."""
    terminal, hub = told(SESSION, people(), agenda(), polls(poll()))
    effects = terminal.handle(PressKey(Choice.FOR), 0)
    (said,) = (each for each in effects if isinstance(each, Say) and each.said is Said.BALLOT)
    for message in after:
        terminal.handle(hub.says(message), 0)
    terminal.handle(hub.says(Refusal(said.message_id, "poll-closed"), to=SEAT), 0)
    shown = seat_screen(terminal, 0)
    assert isinstance(shown, SeatSession)
    return shown


def test_a_ballot_that_came_too_late_is_told_before_the_announcement_and_with_the_result() -> None:
    published = ballots(p002="for")
    closed = replace(counted(published), stage="closed")
    assert refused_late(polls(closed), published).notice == "poll-closed"
    announced = refused_late(polls(counted(published)), published)
    assert announced.notice == ""
    assert announced.result is not None
    assert (announced.result.own_refusal, announced.result.own_counted) == ("poll-closed", False)


def test_a_hand_that_was_noted_by_name_and_a_correction_are_shown_to_whom_they_are_of() -> None:
    by_name = EntryState("p002", True, 1, (1, 0, 0), 0, 0, (NamedState("p001", ("for",)),))  # noqa: FBT003
    hands = BallotsState("poll-1", (), by_name)
    shown = session(polls(replace(counted(ballots()), kind="show-of-hands")), hands).result
    assert shown is not None
    assert (shown.own_choice, shown.own_corrected) == (Choice.FOR, False)
    put_right = BallotsState("poll-1", (BallotShown("p001", ("against",), "c1", True),), None)  # noqa: FBT003
    shown = session(polls(replace(counted(ballots()), corrections=1)), put_right).result
    assert shown is not None
    assert (shown.own_choice, shown.own_corrected) == (Choice.AGAINST, True)


def test_a_seat_is_told_that_the_vote_was_declared_void_until_the_next_one() -> None:
    void = counted(ballots(p001="for"), stage="voided", void_reason="Bấm nhầm")
    assert session(replace(polls(void), current="")).notice == "result-void"
    assert session(polls(void, poll(poll="poll-2"))).notice == ""
