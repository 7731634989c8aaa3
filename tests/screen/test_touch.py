"""Real touches on real buttons: what a person does comes out as an intent, and nothing else does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

SEATS = samples.seat_screens()
CHAIRS = samples.chair_screens()


async def test_entering_confirms_presence(stage):
    stage.bridge.show(SEATS["seat-welcome"])
    assert await stage.touch("enter") == [i.ConfirmPresence()]


async def test_enter_cannot_be_touched_while_signing_in(stage):
    stage.bridge.show(SEATS["seat-welcome-guest"])
    with pytest.raises(LookupError, match="enter is not among"):
        await stage.touch("enter")


@pytest.mark.parametrize("choice", list(s.Choice))
async def test_a_vote_button_emits_its_choice(stage, choice):
    stage.bridge.show(SEATS["seat-vote"])
    assert await stage.touch(f"vote-{choice}") == [i.TouchChoice(choice)]


async def test_a_touched_choice_is_confirmed_or_taken_back_in_the_sheet(stage):
    stage.bridge.show(SEATS["seat-vote-confirming"])
    assert await stage.touch("confirm") == [i.ConfirmChoice()]
    assert await stage.touch("cancel") == [i.CancelChoice()]


async def test_the_sheet_leaves_the_vote_buttons_free_for_another_choice(stage):
    stage.bridge.show(SEATS["seat-vote-confirming"])
    assert await stage.touch("vote-for") == [i.TouchChoice(s.Choice.FOR)]


@pytest.mark.parametrize("name", ["seat-vote-guest", "seat-vote-paused", "seat-voted-final"])
async def test_no_vote_button_can_be_touched_when_no_vote_is_taken(stage, name):
    stage.bridge.show(SEATS[name])
    await stage.bridge.settle()
    assert not [n for n in stage.bridge.names() if n.startswith("vote-")]


async def test_keys_one_to_three_press_vote_keys_at_a_seat_only(stage):
    stage.bridge.show(SEATS["seat-vote"])
    for number in (1, 2, 3):
        stage.bridge.key(number)
    assert stage.intents == [i.PressKey(choice) for choice in s.Choice]
    stage.intents.clear()
    stage.bridge.show(CHAIRS["chair-poll"])
    stage.bridge.key(1)
    assert stage.intents == []


async def test_agenda_papers_and_pages_are_looked_at_by_touch(stage):
    stage.bridge.show(SEATS["seat-reading"])
    assert await stage.touch("item:item-4") == [i.SelectItem("item-4")]
    assert await stage.touch("item:item-7") == [i.SelectItem("item-7")]  # scrolled into view
    assert await stage.touch("paper:tham-dinh") == [i.OpenPaper("tham-dinh")]
    assert await stage.touch("page-next") == [i.GoToPage(2)]
    assert "page-previous" not in stage.bridge.names()


async def test_a_result_is_dismissed_by_the_one_blue_button(stage):
    stage.bridge.show(SEATS["seat-result"])
    assert await stage.touch("dismiss-result") == [i.DismissResult()]


async def test_a_reversible_step_is_taken_at_once(stage):
    stage.bridge.show(CHAIRS["chair-running"])
    assert await stage.touch("next-step") == [i.TakeStep(s.Step.START_DISCUSSION, "item-3")]
    assert await stage.touch("vote") == [i.TakeStep(s.Step.OPEN_POLL, "poll-3")]


@pytest.mark.parametrize(
    ("name", "step"),
    [("chair-poll", s.Step.CLOSE_POLL), ("chair-result", s.Step.ANNOUNCE_POLL)],
)
async def test_an_irreversible_step_asks_once(stage, name, step):
    stage.bridge.show(CHAIRS[name])
    assert await stage.touch("next-step") == []
    assert "next-step" not in stage.bridge.names()  # one blue button at a time
    assert await stage.touch("confirm") == [i.TakeStep(step, "poll-3")]
    assert "confirm" not in stage.bridge.names()
    assert "next-step" in stage.bridge.names()


async def test_concluding_carries_the_text_that_was_shown(stage):
    stage.bridge.show(CHAIRS["chair-running"])
    taken = await stage.touch("others", "step:conclude-item", "confirm")
    assert taken == [i.TakeStep(s.Step.CONCLUDE_ITEM, "item-3", samples.CONCLUSION)]


async def test_an_item_without_a_draft_is_written_before_it_is_concluded(stage):
    stage.bridge.show(CHAIRS["chair-overrun"])
    assert await stage.touch("others", "step:conclude-item") == []
    await stage.bridge.write("conclusion-text", "  Thống nhất.  ")
    assert await stage.touch("save-conclusion") == [
        i.DraftConclusion("item-3", "Thống nhất."),
        i.SaveDraft("item-3"),
    ]


async def test_steps_at_the_console_outside_the_bar(stage):
    stage.bridge.show(CHAIRS["chair-poll"])
    assert await stage.touch("step:extend-poll") == [i.TakeStep(s.Step.EXTEND_POLL, "poll-3")]
    stage.bridge.show(CHAIRS["chair-running"])
    assert await stage.touch("others", "step:take-item:item-4") == []
    assert await stage.touch("confirm") == [i.TakeStep(s.Step.TAKE_ITEM, "item-4")]


async def test_the_map_opens_and_closes(stage):
    stage.bridge.show(CHAIRS["chair-running"])
    assert await stage.touch("map") == []
    assert await stage.touch("cancel") == []
    assert "cancel" not in stage.bridge.names()


async def test_what_is_under_a_sheet_cannot_be_touched_through_it(stage):
    """The sheet covers the foot of the agenda: a touch there selects nothing."""
    stage.bridge.show(SEATS["seat-vote-confirming"])
    await stage.bridge.settle()
    assert await stage.touch("item:item-7") in ([], [i.SelectItem("item-7")])
    from kivy.base import EventLoop

    from ui.bridge import Finger

    stage.intents.clear()
    finger = Finger(100, 160)
    EventLoop.post_dispatch_input("begin", finger)
    EventLoop.post_dispatch_input("end", finger)
    await stage.bridge.settle()
    assert stage.intents == []


async def test_an_unknown_name_says_what_there_is(stage):
    stage.bridge.show(SEATS["seat-vote"])
    with pytest.raises(LookupError, match="vote-for"):
        await stage.bridge.touch("no-such-thing")


async def test_a_half_made_choice_outlasts_a_hundred_unrelated_updates(stage):
    """A step to confirm stays to be confirmed while clocks and seats change around it."""
    screen = CHAIRS["chair-poll"]
    stage.bridge.show(screen)
    await stage.touch("next-step")
    for minute in range(100):
        header = replace(screen.header, clock=f"10:{minute % 60:02d}")
        poll = replace(screen.poll, pressed=minute % 20)
        stage.bridge.show(replace(screen, header=header, poll=poll, seats_online=minute % 22))
    assert await stage.touch("confirm") == [i.TakeStep(s.Step.CLOSE_POLL, "poll-3")]


async def test_a_text_being_typed_outlasts_updates(stage):
    screen = CHAIRS["chair-running"]
    stage.bridge.show(screen)
    await stage.touch("edit-conclusion")
    await stage.bridge.write("conclusion-text", "Giao Sở Tài chính")
    for minute in range(100):
        item = replace(screen.item, elapsed_ms=minute * 60_000)
        stage.bridge.show(replace(screen, item=item, papers_percent=minute))
    assert await stage.touch("save-conclusion") == [
        i.DraftConclusion("item-3", "Giao Sở Tài chính"),
        i.SaveDraft("item-3"),
    ]


async def test_a_question_that_has_become_pointless_goes_away(stage):
    stage.bridge.show(CHAIRS["chair-poll"])
    await stage.touch("next-step")
    stage.bridge.show(CHAIRS["chair-result"])
    await stage.bridge.settle()
    assert "confirm" not in stage.bridge.names()


async def test_the_vote_buttons_stay_where_they_are_while_the_clock_runs(stage):
    def places() -> list[tuple[float, float]]:
        return [
            tuple(w.pos)
            for w in stage.bridge.root.walk()
            if getattr(w, "stable_name", "").startswith("vote-")
        ]

    stage.bridge.show(SEATS["seat-vote"])
    await stage.bridge.settle()
    before = places()
    ballot = SEATS["seat-vote"].ballot
    for name in ("seat-vote-confirming", "seat-vote-waiting", "seat-voted", "seat-vote-refused"):
        stage.bridge.show(SEATS[name])
        await stage.bridge.settle()
        assert places() == before
    assert ballot is not None
