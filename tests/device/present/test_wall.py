"""The wall chooses by itself what the hall needs to see."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.effects import Effect, ForgetKey, ReadPaper
from device.inputs import ChunkHeard, Input, PaperOpened
from device.present.wall import wall_screen
from device.screens import (
    PollStage,
    TaskChip,
    WallAgenda,
    WallBreak,
    WallConclusion,
    WallItem,
    WallMessage,
    WallNames,
    WallPage,
    WallPoll,
    WallResult,
    WallScreen,
    WallSpeaker,
    WallVoided,
    WallWelcome,
)
from protocol.messages import (
    AgendaState,
    CatalogueState,
    HallState,
    KeyGrant,
    Message,
    PresenterState,
    ProgressState,
    RequestState,
    SpeakersState,
    SpeechState,
    TaskState,
)
from tests.support.hub_voice import (
    HUB_TIME,
    LEASE,
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


# ── who speaks, breaks, messages ───────────────────────────────────────────────────────────────────


def speaks(**changes: Any) -> SpeakersState:
    speech = SpeechState("p002", "item-1", "contribution", 1, HUB_TIME, None, 5_000, 420_000)
    waits = RequestState("p003", "debate", 1, 1, 180_000)
    return SpeakersState("chair", 60_000, 60_000, replace(speech, **changes), (waits,))


def test_an_open_session_shows_its_agenda_before_the_first_item() -> None:
    screen = shown(SESSION, agenda("", items=3))
    assert isinstance(screen, WallAgenda)
    assert [row.number for row in screen.rows] == [1, 2, 3]


def test_a_presentation_is_part_of_its_item_with_its_clock() -> None:
    screen = shown(SESSION, agenda(), people(), speaks(kind="presentation"))
    assert isinstance(screen, WallItem)
    assert screen.presenting is not None
    assert (screen.presenting.name, screen.presenting.clock.remaining_ms) == ("Người 2", 415_000)


def test_a_speaker_is_shown_with_who_comes_next_and_the_item_talked_about() -> None:
    screen = shown(SESSION, agenda(), people(), speaks())
    assert isinstance(screen, WallSpeaker)
    assert (screen.speech.title, screen.number, screen.item_title) == ("Ủy viên 2", 1, "Nội dung 1")
    assert [row.name for row in screen.queue] == ["Người 3"]


def test_a_break_counts_down_to_its_end_and_says_what_goes_on_then() -> None:
    resting = replace(SESSION, phase="suspended", returns_at=HUB_TIME + 90_000)
    screen = shown(resting, AgendaState((item(1, stage="concluded"), item(2)), ""))
    assert isinstance(screen, WallBreak)
    assert (screen.returns, screen.remaining_ms) == ("08:01", 90_000)
    assert (screen.next_number, screen.next_title) == (2, "Nội dung 2")
    in_item = shown(replace(resting, returns_at=None), agenda())
    assert isinstance(in_item, WallBreak)
    assert (in_item.returns, in_item.remaining_ms, in_item.next_number) == ("", None, 1)


def test_a_message_is_shown_as_it_was_written() -> None:
    screen = shown(SESSION, agenda(), HallState("Mời vào họp", 1))
    assert isinstance(screen, WallMessage)
    assert screen.text == "Mời vào họp"


def test_a_vote_that_was_declared_void_says_why() -> None:
    void = replace(counted(ballots(p001="for")), stage="voided", void_reason="Bấm nhầm")
    screen = shown(SESSION, agenda(), replace(polls(void), current=""))
    assert isinstance(screen, WallVoided)
    assert (screen.question, screen.reason) == (void.question, "Bấm nhầm")


def test_names_stand_at_their_seats_with_what_was_published() -> None:
    published = ballots(p001="for", p002="against")
    absent = counted(published, present=("p001", "p002"))
    pinned = HallState(pinned="names")
    screen = shown(SESSION, agenda(), people(), polls(absent), published, pinned)
    assert isinstance(screen, WallNames)
    assert [(s.short_name, s.answer, s.votes, s.present) for s in screen.seats] == [
        ("UV 1", "for", True, True),
        ("UV 2", "against", True, True),
        ("UV 3", "", True, False),
    ]


def test_a_conclusion_shows_the_tasks_it_gave() -> None:
    task = TaskState("rà soát", "Sở Y tế", (), "2026-12-05")
    done = item(1, stage="concluded", conclusion="Thống nhất.", tasks=(task,))
    screen = shown(SESSION, AgendaState((done,), ""))
    assert isinstance(screen, WallConclusion)
    assert screen.tasks == (TaskChip("rà soát", "Sở Y tế", (), "05/12/2026"),)


def test_an_item_or_a_conclusion_can_be_pinned_by_its_name() -> None:
    done = item(2, stage="concluded", conclusion="Thống nhất.")
    items = AgendaState((item(1, stage="discussing"), done, item(3)), "item-1")
    third = shown(SESSION, items, HallState(pinned="item", target="item-3"))
    assert isinstance(third, WallItem)
    assert (third.number, third.presenting) == (3, None)
    second = shown(SESSION, items, HallState(pinned="conclusion", target="item-2"))
    assert isinstance(second, WallConclusion)
    assert second.number == 2


# ── the presenter's page ────────────────────────────────────────────────────────────────────────


PAPER = manifest("bao-cao", b"p", b"1", pages=5)
SHOWS = PresenterState("seat-001", "p001", "bao-cao", 3)
GRANT = KeyGrant("bao-cao", 1, "00", LEASE)


class Wall:
    """A wall that has heard all chunks of the paper; `does` are the effects of the last input."""

    def __init__(self) -> None:
        self.terminal, self.hub = make_terminal("wall", "wall"), HubVoice()
        self.does: tuple[Effect, ...] = ()
        self.hears(SESSION, agenda(), people(), CatalogueState((PAPER,)))
        for index, chunk in enumerate((b"p", b"1")):
            self.acts(ChunkHeard("bao-cao", index, chunk))

    def hears(self, *messages: Message) -> None:
        for message in messages:
            self.acts(self.hub.says(message))

    def acts(self, entry: Input) -> None:
        self.does = self.terminal.handle(entry, 0)

    @property
    def page(self) -> WallPage:
        screen = wall_screen(self.terminal, 0)
        assert isinstance(screen, WallPage)
        return screen


def test_the_wall_opens_the_paper_that_is_shown_and_turns_its_pages() -> None:
    wall = Wall()
    wall.hears(SHOWS)
    assert (wall.page.page, wall.page.pages, wall.page.presenter) == (3, 5, "Ủy viên 1")
    assert not wall.page.readable
    wall.hears(GRANT)
    assert ReadPaper(PAPER, preview=False) in wall.does
    wall.acts(PaperOpened("bao-cao", 1, preview=False))
    assert wall.page.readable
    wall.hears(replace(SHOWS, page=4))
    assert (wall.page.page, wall.page.readable) == (4, True)


def test_the_wall_gives_the_key_back_when_nobody_shows_the_paper_any_more() -> None:
    wall = Wall()
    wall.hears(SHOWS, GRANT)
    wall.acts(PaperOpened("bao-cao", 1, preview=False))
    wall.hears(PresenterState("", "", "", 0))
    assert ForgetKey("bao-cao", 1) in wall.does
    assert not wall.terminal.shelf.readable("bao-cao")
    assert isinstance(wall_screen(wall.terminal, 0), WallItem)
    wall.hears(SHOWS)
    assert not wall.page.readable
    wall.hears(GRANT)
    assert ReadPaper(PAPER, preview=False) in wall.does


def test_a_key_of_what_is_not_shown_is_given_back_at_once() -> None:
    wall = Wall()
    wall.hears(GRANT)
    assert ForgetKey("bao-cao", 1) in wall.does
