"""Which view the hall sees, row by row as the table of `device.wall_views` says."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.room_view import RoomView
from device.screens import WallView
from device.wall_views import can_show, pinned, shown
from protocol.messages import (
    AgendaState,
    CatalogueState,
    HallState,
    PresenterState,
    SpeakersState,
    SpeechState,
)
from tests.support.hub_voice import (
    MEETING,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    item,
    manifest,
    poll,
    polls,
)

PUBLISHED = ballots(p001="for", p002="for")
ANNOUNCED = polls(counted(PUBLISHED))
VOID = replace(counted(PUBLISHED), stage="voided", void_reason="Bấm nhầm")
VOIDED = replace(polls(VOID), current="")
CLOSED = replace(SESSION, phase="closed")
BREAK = replace(SESSION, phase="suspended")
PAPER = CatalogueState((manifest("bao-cao", b"", b""),))
SHOWS = PresenterState("seat-001", "p001", "bao-cao", 2)
DONE = AgendaState((item(1, stage="concluded", conclusion="Thống nhất."), item(2)), "")
FRESH = AgendaState((item(1), item(2)), "")
MESSAGE = HallState("Mời các đồng chí vào họp", 1)


def speaks(kind: str) -> SpeakersState:
    speech = SpeechState("p001", "item-1", kind, 1, 1, 1, 0, 420_000)
    return SpeakersState("chair", 60_000, 60_000, speech, ())


def told(*messages: Any) -> RoomView:
    view, hub = RoomView(MEETING), HubVoice()
    for message in messages:
        view.take(hub.says(message).envelope)
    return view


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ((), WallView.WELCOME),
        ((replace(SESSION, phase="convened"), FRESH), WallView.WELCOME),
        ((SESSION, FRESH), WallView.AGENDA),
        ((SESSION, DONE), WallView.CONCLUSION),
        ((SESSION, agenda()), WallView.ITEM),
        ((SESSION, agenda(), speaks("presentation")), WallView.ITEM),
        ((SESSION, agenda(), speaks("order")), WallView.SPEAKER),
        ((SESSION, agenda(), speaks("order"), PAPER, SHOWS), WallView.PAGE),
        ((SESSION, agenda(), SHOWS), WallView.ITEM),  # of a paper that was recalled
        ((SESSION, agenda(), PAPER, SHOWS, polls(poll())), WallView.POLL),
        ((SESSION, agenda(), polls(poll(stage="paused"))), WallView.POLL),
        ((SESSION, agenda(), polls(poll(stage="closed"))), WallView.POLL),
        ((SESSION, agenda(), polls(poll(stage="ready"))), WallView.ITEM),
        ((SESSION, agenda(), ANNOUNCED), WallView.RESULT),
        ((SESSION, agenda(), ANNOUNCED, speaks("debate")), WallView.SPEAKER),
        ((SESSION, agenda(), VOIDED), WallView.VOIDED),
        ((SESSION, agenda(), VOIDED, speaks("debate")), WallView.SPEAKER),
        ((SESSION, DONE, VOIDED), WallView.CONCLUSION),
        ((SESSION, agenda(), polls(VOID, poll(poll="poll-2"))), WallView.POLL),
        ((BREAK, agenda(), ANNOUNCED), WallView.BREAK),
        ((BREAK, agenda(), MESSAGE), WallView.MESSAGE),
        ((SESSION, agenda(), polls(poll()), MESSAGE), WallView.MESSAGE),
        ((CLOSED, agenda(), polls(poll()), MESSAGE), WallView.CONCLUSION),
    ],
)
def test_the_wall_follows_what_happens(messages: tuple[Any, ...], expected: WallView) -> None:
    assert shown(told(*messages)) is expected


EVERYTHING = (SESSION, agenda(), speaks("debate"), PAPER, SHOWS, ANNOUNCED, PUBLISHED)


@pytest.mark.parametrize(
    "view",
    [v for v in WallView if v not in {WallView.AUTOMATIC, WallView.BREAK, WallView.VOIDED}],
)
def test_a_view_that_can_be_shown_can_be_pinned(view: WallView) -> None:
    done = replace(agenda(), items=(*agenda().items, item(3, conclusion="Thống nhất.")))
    poll_open = (polls(poll()),) if view is WallView.POLL else ()
    notice = "Nghỉ" if view is WallView.MESSAGE else ""
    room = told(*EVERYTHING, done, *poll_open, HallState(notice, 1, pinned=view))
    assert (shown(room), pinned(room)) == (view, view)


@pytest.mark.parametrize("wanted", ["break", "message", "poll", "conclusion", "no-such-view"])
def test_a_view_with_nothing_to_show_is_not_pinned(wanted: str) -> None:
    room = told(SESSION, agenda(), HallState(pinned=wanted))
    assert (shown(room), pinned(room)) == (WallView.ITEM, WallView.AUTOMATIC)


def test_a_pinned_view_gives_way_to_the_close_alone() -> None:
    assert shown(told(BREAK, agenda(), HallState("Nghỉ", 1, "agenda"))) is WallView.AGENDA
    assert shown(told(CLOSED, agenda(), HallState(pinned="agenda"))) is WallView.CONCLUSION


def test_names_are_shown_of_a_published_roll_call_alone() -> None:
    assert can_show(told(*EVERYTHING), WallView.NAMES)
    unnamed = polls(replace(counted(PUBLISHED), kind="unnamed"))
    assert not can_show(told(*EVERYTHING, unnamed), WallView.NAMES)
    elsewhere = replace(PUBLISHED, poll="poll-9")
    assert not can_show(told(*EVERYTHING, elsewhere), WallView.NAMES)


def test_before_the_meeting_is_told_nothing_can_be_shown() -> None:
    assert not any(can_show(told(), view) for view in WallView)
