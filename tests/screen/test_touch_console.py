"""Real touches on the consoles: what comes out, what asks once, and what no update takes away."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples_console as c

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

CHAIRS = c.chair_screens()
RUNNING = CHAIRS["console-running"]


def steps(taken):
    return [intent.step for intent in taken if isinstance(intent, i.TakeStep)]


async def test_the_floor_is_given_by_one_touch(stage):
    stage.bridge.show(RUNNING)
    assert await stage.touch("grant:m-8") == [
        i.TakeStep(s.Step.GRANT_SPEECH, "m-8", kind="contribution")
    ]


async def test_the_clock_is_stopped_extended_and_ended_by_one_touch_each(stage):
    stage.bridge.show(RUNNING)
    taken = await stage.touch("step:pause-speech", "step:extend-speech", "step:end-speech")
    assert steps(taken) == [s.Step.PAUSE_SPEECH, s.Step.EXTEND_SPEECH, s.Step.END_SPEECH]
    stage.bridge.show(CHAIRS["console-paused-speech"])
    assert steps(await stage.touch("step:pause-speech")) == [s.Step.RESUME_SPEECH]


async def test_the_floor_can_be_given_to_anybody_from_the_list_of_times(stage):
    stage.bridge.show(RUNNING)
    taken = await stage.touch("spoken", "grant-any:m-15")
    assert taken == [i.TakeStep(s.Step.GRANT_SPEECH, "m-15")]


async def test_all_who_have_not_pressed_are_reminded_by_one_touch_and_the_button_says_so(stage):
    poll = CHAIRS["console-poll"]
    awaited = [seat.seat for seat in poll.map if seat.state is s.SeatState.NOT_PRESSED]
    stage.bridge.show(poll)
    (taken,) = await stage.touch("remind")
    assert (taken.step, taken.target, bool(taken.text)) == (s.Step.SEND_MESSAGE, "", True)
    assert set(awaited) <= set(taken.names)
    assert len(taken.names) == poll.poll.entitled_present - poll.poll.pressed
    stage.bridge.show(replace(poll, waiting=True))
    await stage.bridge.settle()
    assert "remind" not in stage.bridge.names()
    stage.bridge.show(replace(poll, present=poll.present))
    await stage.bridge.settle()
    said = [w.text for w in stage.bridge.root.walk() if hasattr(w, "text")]
    assert f"Đã nhắc {len(taken.names)} người" in said


async def test_who_answered_what_is_one_touch_away_before_the_result_is_announced(stage):
    result = CHAIRS["console-result"]
    stage.bridge.show(result)
    assert await stage.touch("names") == []
    said = [w.text for w in stage.bridge.root.walk() if hasattr(w, "text")]
    assert {each.name for each in result.named} <= set(said)
    stage.bridge.show(replace(result, named=()))
    await stage.bridge.settle()
    assert not {"cancel", "names"} & set(stage.bridge.names())


async def test_the_secretary_adds_to_the_notes_on_any_item(stage):
    stage.bridge.show(CHAIRS["console-secretary-item"])
    await stage.touch("item-step:add-note")
    await stage.bridge.write("note-more-text", "Sở Xây dựng gửi lại số liệu.")
    assert i.TakeStep(s.Step.ADD_NOTE, "item-4", "Sở Xây dựng gửi lại số liệu.") in (
        await stage.touch("add-note")
    )


async def test_an_item_is_put_on_the_agenda_in_two_touches_and_the_typing(stage):
    stage.bridge.show(RUNNING)
    await stage.touch("insert")
    await stage.bridge.write("insert-title", "Công tác phòng, chống thiên tai")
    (taken,) = await stage.touch("insert-item")
    assert (taken.step, taken.text) == (s.Step.INSERT_ITEM, "Công tác phòng, chống thiên tai")
    stage.bridge.show(CHAIRS["console-secretary"])
    await stage.bridge.settle()
    assert "insert" in stage.bridge.names()


async def test_a_request_is_struck_in_two_touches(stage):
    stage.bridge.show(RUNNING)
    taken = await stage.touch("request:m-9", "request-strike")
    assert taken == [i.TakeStep(s.Step.STRIKE_REQUEST, "m-9")]


async def test_the_mode_of_the_queue_is_chosen_in_two_touches(stage):
    stage.bridge.show(RUNNING)
    taken = await stage.touch("queue-mode", "mode:groups")
    assert taken == [i.TakeStep(s.Step.SET_QUEUE_MODE, text="groups")]


async def test_a_break_takes_two_touches(stage):
    stage.bridge.show(RUNNING)
    assert await stage.touch("pause", "break:15") == [
        i.TakeStep(s.Step.SUSPEND_SESSION, minutes=15)
    ]
    assert await stage.touch("pause", "pause-item") == [i.TakeStep(s.Step.PAUSE_ITEM, "item-3")]
    stage.bridge.show(CHAIRS["console-break"])
    assert await stage.touch("next-step") == [i.TakeStep(s.Step.RESUME_SESSION)]


async def test_a_line_of_the_agenda_is_touched_and_its_steps_let_go_of_it(stage):
    stage.bridge.show(RUNNING)
    assert await stage.touch("item:item-4") == [i.TapItem("item-4")]
    stage.bridge.show(CHAIRS["console-item"])
    assert await stage.touch("before:item-6") == [i.TakeStep(s.Step.MOVE_ITEM, "item-4", "item-6")]
    assert await stage.touch("item-step:take-item") == []  # another item runs: it asks
    assert await stage.touch("confirm") == [
        i.TakeStep(s.Step.TAKE_ITEM, "item-4"),
        i.TapItem(""),
    ]
    assert await stage.touch("cancel") == [i.TapItem("")]


async def test_an_item_is_postponed_with_a_reason_or_without(stage):
    stage.bridge.show(CHAIRS["console-item"])
    taken = await stage.touch("item-step:postpone-item", "item-reason-1", "confirm")
    reason = "Hồ sơ chuẩn bị chưa đầy đủ"
    assert taken == [i.TakeStep(s.Step.POSTPONE_ITEM, "item-4", reason), i.TapItem("")]
    taken = await stage.touch("item-step:withdraw-item", "confirm")
    assert taken[0] == i.TakeStep(s.Step.WITHDRAW_ITEM, "item-4")


async def test_a_consent_is_asked_once_and_names_all_items(stage):
    stage.bridge.show(CHAIRS["console-between"])
    assert await stage.touch("consent") == []
    assert await stage.touch("confirm") == [
        i.TakeStep(s.Step.PASS_ITEMS, names=("item-4", "item-6"))
    ]


async def test_the_chair_is_handed_over_after_one_question(stage):
    stage.bridge.show(RUNNING)
    assert await stage.touch("others", "step:hand-over", "deputy:m-2") == []
    assert await stage.touch("confirm") == [i.TakeStep(s.Step.HAND_OVER, "m-2")]
    await stage.touch("others", "step:hand-over")
    assert "deputy:m-4" not in stage.bridge.names()  # is not here


async def test_an_item_is_inserted_with_title_minutes_and_place(stage):
    stage.bridge.show(RUNNING)
    await stage.touch("others", "step:insert-item")
    assert "insert-item" not in stage.bridge.names()  # has no title yet
    await stage.bridge.write("insert-title", " Việc phát sinh ")
    taken = await stage.touch("insert-minutes-more", "insert-before:item-5", "insert-item")
    assert taken == [i.TakeStep(s.Step.INSERT_ITEM, "item-5", "Việc phát sinh", minutes=20)]


async def test_a_message_goes_to_all_or_to_a_seat(stage):
    stage.bridge.show(CHAIRS["console-message"])
    taken = await stage.touch("others", "step:send-message", "message-phrase-2", "send-message")
    assert taken == [i.TakeStep(s.Step.SEND_MESSAGE, text="Xin mời đại biểu ổn định chỗ ngồi.")]
    taken = await stage.touch("others", "step:send-message", "message-remove")
    assert taken == [i.TakeStep(s.Step.SEND_MESSAGE)]
    stage.bridge.show(CHAIRS["console-seat"])
    await stage.touch("message")
    await stage.bridge.write("message-text", "Xin gặp thư ký")
    taken = await stage.touch("send-message")
    assert taken[0] == i.TakeStep(s.Step.SEND_MESSAGE, "seat-09", "Xin gặp thư ký")


async def test_a_call_is_answered(stage):
    stage.bridge.show(CHAIRS["console-calls"])
    assert await stage.touch("calls", "answer-call:seat-12") == [
        i.TakeStep(s.Step.ANSWER_CALL, "seat-12")
    ]


async def test_the_wall_is_pinned_put_back_and_let_go(stage):
    stage.bridge.show(CHAIRS["console-speaking"])
    assert await stage.touch("wall-preview", "wall:agenda") == [
        i.TakeStep(s.Step.PIN_WALL, text="agenda")
    ]
    assert await stage.touch("wall-back") == [i.TakeStep(s.Step.PIN_WALL, text="item")]
    stage.bridge.show(CHAIRS["console-paused-speech"])
    assert await stage.touch("wall-follow") == [i.TakeStep(s.Step.FOLLOW_WALL)]


async def test_a_seat_tapped_on_the_map_comes_over_it_and_gives_the_map_back(stage):
    stage.bridge.show(RUNNING)
    assert await stage.touch("map", "seat:seat-09") == [i.TapSeat("seat-09")]
    stage.bridge.show(CHAIRS["console-seat"])
    assert await stage.touch("grant") == [
        i.TakeStep(s.Step.GRANT_SPEECH, "m-9"),
        i.TapSeat(""),
    ]
    stage.bridge.show(RUNNING)
    await stage.bridge.settle()
    assert "seat:seat-09" in stage.bridge.names()


async def test_words_terms_and_agencies_are_put_where_the_cursor_stands(stage):
    screen = CHAIRS["console-paused-speech"]
    stage.bridge.show(replace(screen, item=replace(screen.item, conclusion="Thống nhất;")))
    await stage.touch("edit-conclusion", "phrase-3", "drawer:agencies", "agency:Sở Xây dựng")
    await stage.touch("drawer:terms", "term:7")
    taken = await stage.touch("save-conclusion")
    text = "Thống nhất; giao Sở Xây dựng trước ngày 03/12/2026."
    assert taken == [i.DraftConclusion("item-3", text), i.SaveDraft("item-3")]


async def test_any_other_day_is_chosen_from_the_calendar(stage):
    stage.bridge.show(CHAIRS["console-paused-speech"])
    await stage.touch("edit-conclusion", "drawer:terms", "term:other", "month-after")
    taken = await stage.touch("day:2026-12-24")
    assert taken == [i.DraftConclusion("item-3", "trước ngày 24/12/2026.")]


async def test_giving_up_an_edit_puts_the_draft_back(stage):
    stage.bridge.show(RUNNING)
    await stage.touch("edit-conclusion")
    await stage.bridge.write("conclusion-text", "Khác")
    assert await stage.touch("cancel") == [i.DraftConclusion("item-3", RUNNING.item.conclusion)]


async def test_what_was_read_back_is_what_is_concluded(stage):
    """Whoever writes on the draft meanwhile does not change what the chair confirms."""
    screen = CHAIRS["console-speaking"]
    stage.bridge.show(screen)
    await stage.touch("next-step")
    stage.bridge.show(replace(screen, item=replace(screen.item, conclusion="Khác hẳn.")))
    text = screen.item.conclusion
    assert await stage.touch("confirm") == [i.TakeStep(s.Step.CONCLUDE_ITEM, "item-3", text)]


# ── the secretary ───────────────────────────────────────────────────────────────────────────────


async def test_the_secretary_writes_notes_and_has_no_next_step(stage):
    screen = CHAIRS["console-secretary"]
    stage.bridge.show(screen)
    assert "next-step" not in stage.bridge.names()
    assert not [name for name in stage.bridge.names() if name.startswith("grant:")]
    await stage.touch("note-text")
    stage.intents.clear()
    await stage.bridge.write("note-text", "09:02 Biểu quyết")
    assert stage.intents == [i.WriteNote("item-3", "09:02 Biểu quyết")]
    assert await stage.touch("keyboard-close") == [i.SaveNote("item-3")]


async def test_notes_keep_to_their_item_while_the_room_goes_on(stage):
    screen = CHAIRS["console-secretary"]
    stage.bridge.show(screen)
    await stage.touch("note-text")
    await stage.bridge.write("note-text", "Đang ghi")
    gone = replace(screen.item, item="item-4", number=4, note="", title="Đề án nhà ở")
    stage.bridge.show(replace(screen, item=gone))
    assert await stage.touch("keyboard-close") == [i.SaveNote("item-3")]
    stage.bridge.show(replace(screen, item=replace(gone, elapsed_ms=1000)))
    field = next(w for w in stage.bridge.root.walk() if _named(w, "note-text"))
    assert field.text == ""


async def test_a_vote_does_not_take_the_notes_away(stage):
    screen = CHAIRS["console-secretary"]
    stage.bridge.show(screen)
    await stage.touch("note-text")
    poll = c.base.chair_screens()["chair-poll"].poll
    stage.bridge.show(replace(screen, poll=poll))
    await stage.bridge.settle()
    assert "keyboard-close" in stage.bridge.names()


# ── nothing moves under the finger ──────────────────────────────────────────────────────────────


def _named(widget, name):
    return getattr(widget, "stable_name", "") == name


ABOUT_A_VOTE = {"remind": "vote", "names": "vote"}  # take turns in one place


def _places(stage, *names):
    named = ((w, getattr(w, "stable_name", "")) for w in stage.bridge.root.walk())
    return {
        place: (*w.to_window(*w.pos), *w.size)
        for w, name in named
        if (place := ABOUT_A_VOTE.get(name, name)) in names
    }


async def test_the_bar_keeps_its_places_whatever_happens(stage):
    bar = ("wall-preview", "pause", "vote", "others", "next-step")
    stage.bridge.show(RUNNING)
    await stage.bridge.settle()
    before = _places(stage, *bar)
    assert before.keys() == set(bar)
    for name in ("console-speaking", "console-over", "console-between", "console-break"):
        stage.bridge.show(CHAIRS[name])
        await stage.bridge.settle()
        assert _places(stage, *bar) == before
    for screen in (
        c.base.chair_screens()["chair-poll"],
        c.base.chair_screens()["chair-result"],
        CHAIRS["console-result"],
    ):
        stage.bridge.show(screen)
        await stage.bridge.settle()
        assert _places(stage, *bar) == before


async def test_calls_and_clocks_move_nothing_that_can_be_touched(stage):
    stage.bridge.show(RUNNING)
    await stage.bridge.settle()
    names = [n for n in stage.bridge.names() if n != "calls"]
    before = _places(stage, *names)
    later = replace(
        RUNNING,
        calls=c.CALLS,
        item=replace(RUNNING.item, elapsed_ms=600_000, over_minutes=3),
        speakers=c.panel(replace(c.PRESENTING, clock=c.clock(595, 600))),
    )
    stage.bridge.show(later)
    await stage.bridge.settle()
    assert _places(stage, *names) == before


async def test_a_half_written_item_and_a_scrolled_agenda_outlast_a_hundred_updates(stage):
    from ui.widgets.agenda import ChairAgenda
    from ui.widgets.listing import Scroller

    stage.bridge.show(RUNNING)
    await stage.bridge.settle()
    agenda = next(w for w in stage.bridge.root.walk() if isinstance(w, ChairAgenda))
    scroller = next(w for w in agenda.walk() if isinstance(w, Scroller))
    scroller.scroll_y = 0.3
    await stage.touch("others", "step:insert-item")
    await stage.bridge.write("insert-title", "Việc phát sinh")
    for second in range(100):
        speech = replace(c.PRESENTING, clock=c.clock(222 + second, 600))
        item = replace(RUNNING.item, elapsed_ms=second * 1000)
        stage.bridge.show(
            replace(RUNNING, item=item, speakers=c.panel(speech), seats_online=second % 21)
        )
    taken = await stage.touch("insert-item")
    assert taken == [i.TakeStep(s.Step.INSERT_ITEM, "", "Việc phát sinh", minutes=15)]
    assert scroller.scroll_y == pytest.approx(0.3)
