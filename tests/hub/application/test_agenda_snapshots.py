"""The agenda as told: in its order, with clocks, and never longer than a message."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.application.agenda_snapshots import _at_most, agenda_state
from hub.application.toml_table import MAX_PROSE
from hub.domain import commands
from hub.domain.agenda_steps import MAX_ITEMS
from hub.domain.conclusions import MAX_CONCLUSION, MAX_LINE, MAX_NOTES, MAX_TASKS
from hub.domain.vocabulary import Assignment, Opinions
from protocol import canonical, codec, shapes
from protocol.codec import MAX_MESSAGE_BYTES
from protocol.envelope import HUB, Envelope
from protocol.messages import AgendaState, ItemState, Message, OpinionsState, TaskState
from tests.support.meeting import Play, in_session
from tests.support.plans import STARTS_AT, make_plan

POLL = "poll-1-1"
words = st.text(max_size=40)
BARE_ITEM = ItemState(
    item="i" * 64,
    number=200,
    title="",
    presenter="",
    planned_minutes=600,
    stage="presenting",
    started_at=STARTS_AT,
    since=STARTS_AT,
    spent_ms=10**9,
    polls=("poll-1", "poll-2"),
    conclusion="",
    draft="",
    expected_papers=99,
    opinions=OpinionsState(500, 500, 500),
    resumes="discussing",
)
TASK = Assignment("xây dựng kế hoạch", "Sở Tài chính", ("Sở Nội vụ",), "2026-12-05")


def wire_bytes(message: Message) -> int:
    envelope = Envelope(
        "00000000-0000-4000-8000-000000000000", HUB, "", "phien-1", 2**40, 2**41, message
    )
    return len(codec.encode(envelope, lambda _content: bytes(64)))


def test_an_items_time_runs_from_when_it_is_taken_until_it_is_concluded() -> None:
    play = in_session(make_plan(3), 3)
    play.waits(90_000)
    first, second = agenda_state(play.state).items
    assert (first.started_at, first.since, first.spent_ms) == (STARTS_AT, STARTS_AT, 0)
    assert (second.started_at, second.since) == (None, None)
    play.does(commands.ConcludeItem("item-1", "Xong."))
    first = agenda_state(play.state).items[0]
    assert (first.since, first.spent_ms, first.conclusion) == (None, 90_000, "Xong.")
    assert first.polls == (POLL,)


def test_a_break_stops_the_items_clock_and_its_end_starts_it_again() -> None:
    play = in_session(make_plan(3), 3)
    play.waits(60_000)
    play.does(commands.SuspendSession(None))
    play.waits(600_000)
    assert (
        agenda_state(play.state).items[0].since,
        agenda_state(play.state).items[0].spent_ms,
    ) == (
        None,
        60_000,
    )
    play.does(commands.ResumeSession())
    item = agenda_state(play.state).items[0]
    assert (item.since, item.spent_ms) == (play.now, 60_000)


def test_items_are_told_in_the_order_everybody_shows_those_of_the_session_included() -> None:
    play = in_session(make_plan(3, items=3), 3)
    play.does(
        commands.MoveItem("item-3", "item-2"),
        commands.InsertItem("Việc phát sinh", "Văn phòng", 5, "item-2"),
    )
    told = agenda_state(play.state).items
    assert [each.item for each in told] == ["item-1", "item-3", "them-1", "item-2"]
    assert (told[2].number, told[2].title, told[2].presenter, told[2].planned_minutes) == (
        4,
        "Việc phát sinh",
        "Văn phòng",
        5,
    )


def test_why_an_item_was_put_off_and_where_a_paused_one_goes_on_are_told() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.PauseItem("item-1"), commands.PostponeItem("item-2", "thiếu hồ sơ"))
    first, second = agenda_state(play.state).items
    assert (first.stage, first.resumes) == ("paused", "discussing")
    assert (second.stage, second.reason) == ("postponed", "thiếu hồ sơ")


def test_drafts_tasks_notes_and_opinions_are_told() -> None:
    plan = make_plan(3)
    first = replace(plan.items[0], opinions=Opinions(19, 1), expected_papers=2)
    play = in_session(replace(plan, items=(first, *plan.items[1:])), 3)
    play.does(
        commands.DraftConclusion("item-1", "Giao Sở Tài chính.", (TASK,)),
        commands.NoteItem("item-1", "Đồng chí A nêu ý kiến."),
    )
    told = agenda_state(play.state)
    assert told.note == "Đồng chí A nêu ý kiến."
    assert told.items[0].draft == "Giao Sở Tài chính."
    assert told.items[0].tasks == (
        TaskState("xây dựng kế hoạch", "Sở Tài chính", ("Sở Nội vụ",), "2026-12-05"),
    )
    assert (told.items[0].opinions, told.items[0].expected_papers) == (OpinionsState(19, 1, 0), 2)


def test_the_agenda_of_a_long_session_fits_into_one_message() -> None:
    """Forty items, the longest drafts that a folder may hold, each confirmed as it was prepared."""
    text = ("Thống nhất thông qua nội dung tờ trình. " * 600)[:MAX_PROSE].strip()
    plan = make_plan(3, items=40)
    items = tuple(replace(item, draft=text) for item in plan.items)
    play = Play(replace(plan, items=items))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession())
    for item in items:
        assert wire_bytes(agenda_state(play.state)) < MAX_MESSAGE_BYTES
        play.does(commands.TakeItem(item.item), commands.ConcludeItem(item.item, text))
    assert wire_bytes(agenda_state(play.state)) < MAX_MESSAGE_BYTES


def test_the_longest_agenda_fits_and_the_active_item_is_told_whole() -> None:
    """As many items as a session may have, with the longest titles, conclusions, tasks and notes."""
    play = in_session(make_plan(3), 3)
    for _ in range(MAX_ITEMS - 2):
        play.does(commands.InsertItem("Đ" * MAX_LINE, "Ộ" * MAX_LINE, 600, ""))
    task = Assignment("Ẫ" * MAX_LINE, "Ở" * MAX_LINE)
    text = "Ự" * MAX_CONCLUSION
    for name in play.state.agenda.order[2:]:
        play.does(commands.DraftConclusion(name, text, (task,) * MAX_TASKS))
    play.does(commands.ConcludeItem("item-1", text), commands.TakeItem("them-100"))
    play.does(commands.NoteItem("them-100", "Ễ" * MAX_NOTES))
    told = agenda_state(play.state)
    assert wire_bytes(told) < MAX_MESSAGE_BYTES
    active = next(each for each in told.items if each.item == "them-100")
    assert (active.draft, len(active.tasks), len(told.note)) == (text, MAX_TASKS, MAX_NOTES)
    assert told.items[0].conclusion == text
    assert len(told.items) == MAX_ITEMS


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=20), words)
def test_what_is_said_to_fit_does_fit(typed: list[tuple[str, str, str]], note: str) -> None:
    """The quick bound is never below the bytes there are, whatever was typed."""
    task = TaskState("t", "l", ("a", "b"), "2026-12-05")
    items = tuple(
        replace(BARE_ITEM, title=title, conclusion=text, draft=draft, tasks=(task,) * len(title))
        for title, text, draft in typed
    )
    told = AgendaState(items, "item-1", note)
    assert len(canonical.dump(shapes.to_json(told))) <= _at_most(items, note) + 200
