"""A console: texts are its own until the hub has them, saving keeps no step waiting, and the way back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.effects import Say
from device.inputs import LinkChanged, Woke
from device.intents import (
    DraftConclusion,
    SaveDraft,
    SaveNote,
    TakeStep,
    TapItem,
    TapSeat,
    WriteNote,
)
from device.present.chair import chair_screen
from device.screens import ChairScreen, Link, Step, TaskChip, WallView
from device.terminal import Terminal
from protocol.messages import (
    AgendaState,
    Command,
    HallState,
    Receipt,
    Refusal,
    SpeakersState,
    SpeechState,
    TaskState,
    Welcome,
)
from protocol.topics import Said
from tests.support.hub_voice import (
    HASH,
    SESSION,
    HubVoice,
    agenda,
    item,
    make_terminal,
    poll,
    polls,
)

IN_SESSION = replace(SESSION, agencies=("Sở Tài chính", "Văn phòng UBND tỉnh"))
TYPED = "Giao Sở Tài chính hoàn thiện dự thảo trước ngày 05/12/2026."
TASK = TaskState("hoàn thiện dự thảo", "Sở Tài chính", (), "2026-12-05")


class Desk:
    """The chair's console in an open session, item 1 being discussed."""

    def __init__(self, role: str = "chair") -> None:
        self.terminal: Terminal = make_terminal(role, "chair")
        self.hub = HubVoice()
        self.now = 0
        self.said: list[Say] = []
        self.acts(LinkChanged(Link.ONLINE), self.hub.says(Welcome(role), to="chair"))
        self.acts(self.hub.says(IN_SESSION), self.hub.says(agenda()))

    def acts(self, *entries: object) -> None:
        effects: list[object] = []
        for entry in entries:
            effects += self.terminal.handle(entry, self.now)  # type: ignore[arg-type]
        self.said = [e for e in effects if isinstance(e, Say) and e.said is Said.COMMAND]

    def accepts(self, said: Say) -> None:
        self.acts(self.hub.says(Receipt(said.message_id, self.hub.seq + 1, HASH), to="chair"))

    @property
    def asked(self) -> list[Command]:
        return [say.message for say in self.said if isinstance(say.message, Command)]

    @property
    def shown(self) -> ChairScreen:
        return chair_screen(self.terminal, self.now)

    @property
    def draft(self) -> tuple[str, bool]:
        panel = self.shown.item
        assert panel is not None
        return panel.conclusion, panel.draft_saved


def with_draft(text: str) -> AgendaState:
    return AgendaState((item(1, stage="discussing", draft=text), item(2)), "item-1")


# ── steps ───────────────────────────────────────────────────────────────────────────────────────


def test_a_step_says_everything_it_was_given() -> None:
    desk = Desk()
    desk.acts(TakeStep(Step.INSERT_ITEM, "item-2", "Việc mới", names=("Sở Y tế",), minutes=5))
    assert desk.asked == [Command("insert-item", "item-2", "Việc mới", "", ("Sở Y tế",), 5)]


def test_a_conclusion_carries_the_tasks_read_from_its_text() -> None:
    desk = Desk()
    desk.acts(TakeStep(Step.CONCLUDE_ITEM, "item-1", TYPED))
    assert desk.asked == [Command("conclude-item", "item-1", TYPED, tasks=(TASK,))]


def test_tasks_put_right_by_hand_are_said_as_they_are() -> None:
    desk = Desk()
    mine = TaskChip("báo cáo", "Văn phòng UBND tỉnh", ("Sở Tài chính",), "01/01/2027")
    desk.acts(TakeStep(Step.CONCLUDE_ITEM, "item-1", TYPED, tasks=(mine,)))
    assert desk.asked[0].tasks == (
        TaskState("báo cáo", "Văn phòng UBND tỉnh", ("Sở Tài chính",), "2027-01-01"),
    )


# ── drafts and notes ────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_is_shown_and_said_only_when_it_is_to_be_saved() -> None:
    desk = Desk()
    assert desk.draft == ("Thống nhất.", True)
    desk.acts(DraftConclusion("item-1", TYPED))
    assert (desk.asked, desk.draft) == ([], (TYPED, False))
    desk.acts(SaveDraft("item-1"))
    assert desk.asked == [Command("draft-conclusion", "item-1", TYPED, tasks=(TASK,))]
    assert not desk.shown.waiting


def test_a_saved_draft_stays_on_the_screen_until_the_hub_tells_it() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", TYPED), SaveDraft("item-1"))
    desk.accepts(desk.said[0])
    assert desk.draft == (TYPED, True)
    desk.acts(desk.hub.says(with_draft(TYPED + " (chuẩn hóa)")))
    assert desk.draft == (TYPED + " (chuẩn hóa)", True)


def test_typing_on_while_a_draft_is_saved_keeps_what_is_typed() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", "Một."), SaveDraft("item-1"))
    first = desk.said[0]
    desk.acts(DraftConclusion("item-1", "Một. Hai."), SaveDraft("item-1"))
    assert desk.asked == []
    desk.accepts(first)
    assert [each.text for each in desk.asked] == ["Một. Hai."]
    assert desk.draft == ("Một. Hai.", False)
    desk.accepts(desk.said[0])
    assert desk.draft == ("Một. Hai.", True)


def test_a_draft_that_the_hub_has_already_is_not_said() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", "Thống nhất."), SaveDraft("item-1"))
    assert desk.asked == []
    assert desk.draft == ("Thống nhất.", True)


def test_saving_keeps_no_step_waiting_and_a_step_no_saving() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", TYPED), SaveDraft("item-1"))
    desk.acts(TakeStep(Step.PAUSE_ITEM, "item-1"))
    assert [each.step for each in desk.asked] == ["pause-item"]
    desk.acts(WriteNote("item-1", "Ông A nêu ý kiến."), SaveNote("item-1"))
    assert [each.step for each in desk.asked] == ["note-item"]


def test_an_unanswered_draft_is_said_again() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", TYPED), SaveDraft("item-1"))
    first = desk.said
    desk.now += 1_000
    desk.acts(Woke())
    assert desk.said == first


def test_a_refused_draft_stays_typed_and_says_why_until_it_is_typed_on() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", TYPED), SaveDraft("item-1"))
    desk.acts(desk.hub.says(Refusal(desk.said[0].message_id, "text-too-long"), to="chair"))
    assert (desk.draft, desk.shown.notice) == ((TYPED, False), "text-too-long")
    desk.acts(DraftConclusion("item-1", "Ngắn."))
    assert desk.shown.notice == ""


def test_a_draft_of_another_console_does_not_touch_what_is_typed_here() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", "Của tôi."), desk.hub.says(with_draft("Của thư ký.")))
    assert desk.draft == ("Của tôi.", False)


def test_a_concluded_item_shows_its_conclusion_and_its_recorded_tasks() -> None:
    desk = Desk()
    desk.acts(DraftConclusion("item-1", "Của tôi."), SaveDraft("item-1"))
    done = item(1, stage="concluding", conclusion="Thống nhất.", tasks=(TASK,))
    desk.acts(desk.hub.says(AgendaState((done, item(2)), "item-1")))
    panel = desk.shown.item
    assert panel is not None
    assert (panel.conclusion, panel.conclusion_confirmed) == ("Thống nhất.", True)
    assert panel.tasks == (TaskChip("hoàn thiện dự thảo", "Sở Tài chính", (), "05/12/2026"),)


def test_notes_are_the_secretarys_until_the_hub_has_them() -> None:
    desk = Desk("secretary")
    desk.acts(WriteNote("item-1", "Ghi chép"), SaveNote("item-1"))
    assert desk.asked == [Command("note-item", "item-1", "Ghi chép")]
    desk.accepts(desk.said[0])
    desk.acts(desk.hub.says(replace(agenda(), note="Ghi chép")))
    assert desk.shown.item is not None
    assert desk.shown.item.note == "Ghi chép"


# ── looking ─────────────────────────────────────────────────────────────────────────────────────


def test_a_line_of_the_agenda_and_a_seat_are_looked_at_until_something_else_is() -> None:
    desk = Desk()
    desk.acts(TapItem("item-2"), TapSeat("001"))
    assert desk.shown.tapped_item is not None
    assert desk.shown.tapped_item.item == "item-2"
    desk.acts(TapItem(""))
    assert desk.shown.tapped_item is None


def test_the_way_back_leads_to_the_last_view_that_can_still_be_shown() -> None:
    desk = Desk()
    speech = SpeechState("p001", "item-1", "contribution", 1, 1, 1, 0, 420_000)
    talking = SpeakersState("chair", 60_000, 60_000, speech, ())
    assert (preview(desk), back(desk)) == (WallView.ITEM, None)
    desk.acts(desk.hub.says(talking))
    assert (preview(desk), back(desk)) == (WallView.SPEAKER, WallView.ITEM)
    desk.acts(desk.hub.says(polls(poll())), desk.hub.says(replace(talking, current=None)))
    assert (preview(desk), back(desk)) == (WallView.POLL, WallView.ITEM)
    desk.acts(desk.hub.says(HallState(pinned="item")))
    assert (preview(desk), back(desk)) == (WallView.ITEM, WallView.POLL)


def preview(desk: Desk) -> WallView:
    assert desk.shown.wall is not None
    return desk.shown.wall.view


def back(desk: Desk) -> WallView | None:
    assert desk.shown.wall is not None
    return desk.shown.wall.back


@pytest.mark.parametrize("role", ["seat", "wall"])
def test_other_terminals_remember_no_views(role: str) -> None:
    desk = Desk(role)
    desk.acts(desk.hub.says(polls(poll())))
    assert desk.terminal.console.back(desk.terminal.view) is None
