"""The wall chooses by itself what the hall needs to see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from device.present.wall import wall_screen
from device.screens import (
    PollStage,
    WallConclusion,
    WallItem,
    WallPoll,
    WallResult,
    WallScreen,
    WallWelcome,
)
from protocol.messages import AgendaState, CatalogueState, Message, ProgressState
from tests.support.hub_voice import (
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    item,
    make_terminal,
    manifest,
    poll,
    polls,
)

PUBLISHED = ballots(p001="for", p002="for")


def shown(*messages: Message) -> WallScreen:
    terminal, hub = make_terminal("wall", "wall"), HubVoice()
    for message in messages:
        terminal.handle(hub.says(message), 0)
    return wall_screen(terminal, 0)


def test_with_nothing_told_it_welcomes() -> None:
    assert shown() == WallWelcome(
        shown().header,
        0,
        0,
        0,
        quorum=shown().quorum,
        session_open=False,
        starts="",  # type: ignore[union-attr]
    )


def test_before_the_first_item_it_shows_who_is_here_and_what_comes_first() -> None:
    screen = shown(replace(SESSION, phase="convened"), agenda(""))
    assert isinstance(screen, WallWelcome)
    assert (screen.present, screen.members, screen.session_open) == (3, 3, False)
    assert (screen.next_number, screen.next_title) == (1, "Nội dung 1")


def test_an_active_item_is_shown_with_its_papers() -> None:
    papers = (manifest("bao-cao", b"", b""), manifest("b", b"", b"", of_item="item-2"))
    screen = shown(SESSION, agenda(), CatalogueState(papers))
    assert isinstance(screen, WallItem)
    assert (screen.number, screen.count, screen.papers) == (1, 2, ("bao-cao",))


@pytest.mark.parametrize("stage", ["open", "paused", "closed"])
def test_a_poll_is_shown_before_its_item_and_says_how_many_pressed(stage: str) -> None:
    screen = shown(SESSION, agenda(), polls(poll(stage=stage)), ProgressState("poll-1", 2))
    assert isinstance(screen, WallPoll)
    assert (screen.stage, screen.pressed, screen.entitled_present) == (PollStage(stage), 2, 3)


def test_a_poll_that_is_only_prepared_does_not_take_the_wall() -> None:
    assert isinstance(shown(SESSION, agenda(), polls(poll(stage="ready"))), WallItem)


def test_a_result_is_shown_only_once_announced() -> None:
    closed = replace(counted(PUBLISHED), stage="closed")
    assert isinstance(shown(SESSION, agenda(), polls(closed), PUBLISHED), WallPoll)
    screen = shown(SESSION, agenda(), polls(counted(PUBLISHED)), PUBLISHED)
    assert isinstance(screen, WallResult)
    assert (screen.result.counts.in_favour, len(screen.result.code)) == (2, 4)


def test_between_items_the_latest_conclusion_is_shown() -> None:
    items = (
        item(1, stage="concluded", conclusion="Sau.", started_at=500, spent_ms=10),
        item(2, stage="concluded", conclusion="Trước.", started_at=100, spent_ms=10),
        item(3),
    )
    screen = shown(SESSION, AgendaState(items, ""))
    assert isinstance(screen, WallConclusion)
    assert (screen.number, screen.text, screen.closed) == (1, "Sau.", False)


def test_a_closed_session_says_so_whatever_else_was_told() -> None:
    screen = shown(replace(SESSION, phase="closed"), agenda(), polls(poll()))
    assert isinstance(screen, WallConclusion)
    assert screen.closed
