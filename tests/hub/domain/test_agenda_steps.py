"""An agenda that is changed in the session, as dialogue."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.domain import commands, events
from hub.domain.agenda_steps import MAX_ITEMS
from hub.domain.commands import Command
from hub.domain.vocabulary import Assignment, Choice, SpeechKind, Stage
from tests.support.meeting import Play, in_poll, in_session
from tests.support.plans import make_plan

MINUTE = 60_000
TASK = Assignment("Trình đề án", "Sở Tài chính", ("Sở Tư pháp",), "2026-12-05")


def stage(play: Play, item: str) -> Stage:
    return play.state.agenda.items[item].stage


def test_a_paused_item_frees_the_floor_and_goes_on_where_it_stopped() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"))
    play.waits(MINUTE)
    assert play.does(commands.PauseItem("item-1")) == (
        events.SpeechEnded("p003", "item-1", SpeechKind.CONTRIBUTION, MINUTE, "item"),
        events.ItemPaused("item-1"),
    )
    assert play.state.agenda.active == ""
    play.waits(5 * MINUTE)
    play.does(commands.TakeItem("item-2"), commands.ConcludeItem("item-2", "Xong."))
    assert play.does(commands.TakeItem("item-1")) == (events.ItemTaken("item-1"),)
    assert stage(play, "item-1") is Stage.DISCUSSING
    play.waits(MINUTE)
    play.does(commands.ConcludeItem("item-1", "Xong."))
    assert play.state.agenda.items["item-1"].spent_ms == 2 * MINUTE


def test_the_presentation_begins_with_the_item_and_ends_with_the_discussion() -> None:
    plan = make_plan(3)
    plan = replace(plan, items=(replace(plan.items[0], speaker="p003"), plan.items[1]))
    play = Play(plan)
    play.signs_in(1, 2)
    play.does(commands.OpenSession())
    assert play.does(commands.TakeItem("item-1")) == (events.ItemTaken("item-1"),)
    play.does(commands.PauseItem("item-1"))
    play.signs_in(3)
    begun = events.SpeechBegun("p003", "item-1", SpeechKind.PRESENTATION, 10 * MINUTE, 1)
    assert play.does(commands.TakeItem("item-1"))[1:] == (begun,)
    play.waits(MINUTE)
    assert play.does(commands.StartDiscussion("item-1")) == (
        events.SpeechEnded("p003", "item-1", SpeechKind.PRESENTATION, MINUTE, "item"),
        events.ItemMoved("item-1", Stage.DISCUSSING),
    )


def test_an_item_leaves_the_agenda_with_a_reason_and_can_be_restored() -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(commands.PostponeItem("item-1", "x" * 1001)) == "reason-too-long"
    assert play.does(commands.PostponeItem("item-1", " chưa đủ hồ sơ ")) == (
        events.ItemPostponed("item-1", "chưa đủ hồ sơ"),
    )
    assert play.state.agenda.active == ""
    play.does(commands.WithdrawItem("item-2", ""))
    assert (stage(play, "item-1"), stage(play, "item-2")) == (Stage.POSTPONED, Stage.WITHDRAWN)
    play.does(commands.RestoreItem("item-1"), commands.RestoreItem("item-2"))
    assert play.state.agenda.items["item-1"].reason == ""
    assert play.does(commands.TakeItem("item-1"))[0] == events.ItemTaken("item-1")
    assert stage(play, "item-1") is Stage.PRESENTING


def test_the_chair_passes_planned_items_together_or_not_at_all_and_can_take_it_back() -> None:
    play = in_session(make_plan(3, items=4), 3)
    for items in ((), ("item-2", "item-2")):
        assert play.refuses(commands.PassItems(items)) == "bad-items"
    assert play.refuses(commands.PassItems(("item-2", "item-1"))) == "item-not-ready"
    assert play.does(commands.PassItems(("item-2", "item-3"))) == (
        events.ItemPassed("item-2"),
        events.ItemPassed("item-3"),
    )
    play.does(commands.RestoreItem("item-3"))
    assert stage(play, "item-3") is Stage.PLANNED


def test_what_a_package_poll_is_about_waits_for_it_and_what_it_passed_stays_so() -> None:
    plan = make_plan(3)
    package = replace(plan.polls[0], package=("item-2",))
    play = in_poll(replace(plan, polls=(package, *plan.polls[1:])), 3)
    for command in (
        commands.PostponeItem("item-2", ""),
        commands.WithdrawItem("item-2", ""),
        commands.PassItems(("item-2",)),
    ):
        assert play.refuses(command) == "poll-unsettled"
    play.votes(p1=Choice.FOR, p2=Choice.FOR)
    play.does(commands.ClosePoll("poll-1-1"), commands.AnnouncePoll("poll-1-1"))
    assert stage(play, "item-2") is Stage.PASSED
    assert play.refuses(commands.RestoreItem("item-2")) == "package-settled"


# ── order ───────────────────────────────────────────────────────────────────────────────────────


def test_an_item_is_added_on_the_spot_before_another_or_at_the_end() -> None:
    play = Play(make_plan(3))
    (first,) = play.does(commands.InsertItem(" Việc gấp ", "Sở Y tế", 5, "item-1"))
    (last,) = play.does(commands.InsertItem("Việc khác", "", 10, ""))
    assert isinstance(first, events.ItemInserted)
    assert isinstance(last, events.ItemInserted)
    assert (first.plan.item, first.plan.number, first.plan.title) == ("them-1", 3, "Việc gấp")
    assert (last.plan.item, last.plan.number, last.position) == ("them-2", 4, 3)
    assert play.state.agenda.order == ("them-1", "item-1", "item-2", "them-2")
    assert [each.item for each in play.state.agenda.ordered] == [*play.state.agenda.order]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (commands.InsertItem("  ", "", 5, ""), "title-empty"),
        (commands.InsertItem("x" * 501, "", 5, ""), "title-too-long"),
        (commands.InsertItem("Việc", "x" * 501, 5, ""), "title-too-long"),
        (commands.InsertItem("Việc", "", 0, ""), "bad-minutes"),
        (commands.InsertItem("Việc", "", 601, ""), "bad-minutes"),
        (commands.InsertItem("Việc", "", 5, "item-9"), "unknown-item"),
        (commands.InsertItem("Việc", "", 5, "item-1"), "item-not-ready"),
        (commands.MoveItem("item-9", ""), "unknown-item"),
        (commands.MoveItem("item-1", ""), "item-not-ready"),
        (commands.MoveItem("item-2", "item-1"), "item-not-ready"),
        (commands.MoveItem("item-2", "item-9"), "unknown-item"),
    ],
)
def test_what_has_begun_keeps_its_place_and_an_item_needs_a_title(
    command: Command, code: str
) -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(command) == code


def test_items_that_have_not_begun_change_places() -> None:
    play = in_session(make_plan(3, items=4), 3)
    assert play.does(commands.MoveItem("item-4", "item-2")) == (
        events.AgendaReordered(("item-1", "item-4", "item-2", "item-3")),
    )
    assert play.does(commands.MoveItem("item-4", "item-2")) == ()
    assert play.does(commands.MoveItem("item-4", "item-4")) == ()
    play.does(commands.MoveItem("item-4", ""))
    assert play.state.agenda.order == ("item-1", "item-2", "item-3", "item-4")


def test_an_agenda_has_an_end() -> None:
    play = Play(make_plan(3, items=MAX_ITEMS, polls_per_item=0))
    assert play.refuses(commands.InsertItem("Việc", "", 5, "")) == "agenda-full"


# ── paperwork ───────────────────────────────────────────────────────────────────────────────────


def test_drafts_and_notes_are_kept_as_they_are_until_the_close() -> None:
    play = Play(make_plan(3))
    assert play.state.agenda.items["item-1"].draft == "Thống nhất."
    assert play.does(commands.DraftConclusion("item-1", "Thống nhất.", ())) == ()
    draft = commands.DraftConclusion("item-1", "Đồng ý", (TASK,))
    assert play.does(draft) == (events.ConclusionDrafted("item-1", "Đồng ý", (TASK,)),)
    assert play.does(draft) == ()
    note = commands.NoteItem("item-1", "Ông A hỏi.")
    assert play.does(note) == (events.ItemNoted("item-1", "Ông A hỏi."),)
    assert play.does(note) == ()
    more = commands.NoteItem("item-1", "Bà B trả lời.", more=True)
    assert play.does(more) == (events.ItemNoted("item-1", "Ông A hỏi.\nBà B trả lời."),)
    assert play.does(commands.NoteItem("item-1", "", more=True)) == ()
    assert play.refuses(commands.NoteItem("item-1", "x" * 7990, more=True)) == "notes-too-long"
    assert play.refuses(commands.NoteItem("item-1", "x" * 8001)) == "notes-too-long"
    assert play.refuses(commands.NoteItem("item-9", "")) == "unknown-item"
    play.signs_in(1, 2)
    play.does(commands.OpenSession(), commands.TakeItem("item-1"))
    play.does(commands.ConcludeItem("item-1", "Đồng ý.", (TASK,)))
    assert play.state.agenda.items["item-1"].tasks == (TASK,)
    assert play.refuses(commands.DraftConclusion("item-1", "", ())) == "item-not-ready"
    play.does(commands.NoteItem("item-1", "Bổ sung."), commands.CloseSession())
    assert play.refuses(commands.NoteItem("item-1", "")) == "session-closed"


@pytest.mark.parametrize(
    "tasks",
    [
        (TASK,) * 21,
        (replace(TASK, task=" "),),
        (replace(TASK, lead=""),),
        (replace(TASK, task="x" * 501),),
        (replace(TASK, support=("",)),),
        (replace(TASK, support=("Sở",) * 21),),
        (TASK, replace(TASK, due="05/12/2026")),
        (replace(TASK, due="2026-02-30"),),
        (replace(TASK, due="20261205"),),
    ],
)
def test_a_task_says_what_and_who_and_a_date_that_exists(tasks: tuple[Assignment, ...]) -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(commands.ConcludeItem("item-1", "Xong.", tasks)) == "bad-task"
    assert play.refuses(commands.DraftConclusion("item-1", "Xong.", tasks)) == "bad-task"
