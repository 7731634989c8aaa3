"""Real touches on ballots, desks and the console's sheets: what comes out, and what asks once first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples, samples_votes

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

SEATS = samples_votes.seat_screens()
CHAIRS = samples_votes.chair_screens()


async def test_a_pin_is_typed_taken_back_and_sent(stage):
    stage.bridge.show(SEATS["seat-pin"])
    assert await stage.touch("digit-7", "digit-erase") == [i.TypePin("7"), i.ErasePin()]
    assert await stage.touch("digit-clear") == [i.ErasePin()] * 4
    assert await stage.touch("enter") == [i.ConfirmPresence()]


async def test_a_locked_seat_takes_no_digit(stage):
    stage.bridge.show(SEATS["seat-pin-locked"])
    await stage.bridge.settle()
    assert not [n for n in stage.bridge.names() if n.startswith(("digit", "enter"))]


async def test_a_name_is_chosen_from_the_list_and_left_again(stage):
    stage.bridge.show(SEATS["seat-names"])
    assert await stage.touch("person-m-4") == [i.ChoosePerson("m-4")]
    stage.bridge.show(SEATS["seat-names-chosen"])
    assert await stage.touch("other-person") == [i.ChoosePerson("")]


async def test_leaving_asks_once(stage):
    stage.bridge.show(SEATS["seat-may-leave"])
    assert await stage.touch("leave") == []
    assert await stage.touch("confirm") == [i.LeaveSeat()]


async def test_options_are_picked_and_sent_after_one_question(stage):
    stage.bridge.show(SEATS["seat-options"])
    assert await stage.touch("pick-o-2", "send-ballot") == [i.TogglePick("o-2"), i.SubmitAnswer()]
    stage.bridge.show(SEATS["seat-options-confirming"])
    assert await stage.touch("confirm") == [i.ConfirmChoice()]
    assert await stage.touch("cancel") == [i.CancelChoice()]


async def test_a_level_is_set_for_one_person(stage):
    stage.bridge.show(SEATS["seat-confidence"])
    assert await stage.touch("level-o-4-low") == [i.SetLevel("o-4", s.Level.LOW)]


async def test_the_papers_stay_in_reach_while_a_ballot_is_filled_in(stage):
    stage.bridge.show(SEATS["seat-options"])
    await stage.touch("task:reader")
    assert await stage.touch("page-next") == [i.GoToPage(2)]
    await stage.touch("task:ballot")
    assert "pick-o-1" in stage.bridge.names()


async def test_a_half_made_ballot_keeps_its_rows_while_everything_else_changes(stage):
    session = SEATS["seat-options"]
    stage.bridge.show(session)
    await stage.bridge.settle()
    before = {w.stable_name: tuple(w.pos) for w in stage.bridge.root.walk() if _is_pick(w)}
    for second in range(30):
        countdown = s.Countdown(30_000 - second * 1000, 30_000, running=True)
        ballot = replace(session.ballot, countdown=countdown)
        desk = s.Desk(void=samples_votes.VOID) if second > 10 else None
        stage.bridge.show(replace(session, ballot=ballot, present=second, desk=desk))
    await stage.bridge.settle()
    after = {w.stable_name: tuple(w.pos) for w in stage.bridge.root.walk() if _is_pick(w)}
    assert before == after


def _is_pick(widget):
    return getattr(widget, "stable_name", "").startswith("pick-")


async def test_counts_are_stepped_typed_and_sent_after_one_question(stage):
    stage.bridge.show(SEATS["desk-hands"])
    assert await stage.touch("more-for", "less-abstain") == [
        i.SetCount("for", 16),
        i.SetCount("abstain", 0),
    ]
    assert await stage.touch("count-against", "digit-4") == [i.SetCount("against", 4)]
    assert await stage.touch("send-count") == []
    assert await stage.touch("confirm") == [i.SendCount()]


async def test_a_second_digit_is_put_behind_the_first(stage):
    session = SEATS["desk-hands"]
    stage.bridge.show(session)
    await stage.touch("count-against", "digit-1")
    count = session.desk.count
    rows = tuple(replace(r, value=1) if r.key == "against" else r for r in count.rows)
    stage.bridge.show(replace(session, desk=s.Desk(count=replace(count, rows=rows))))
    assert await stage.touch("digit-2") == [i.SetCount("against", 12)]


async def test_a_question_about_counts_goes_away_when_the_counts_change(stage):
    session = SEATS["desk-hands"]
    stage.bridge.show(session)
    await stage.touch("send-count")
    stage.bridge.show(replace(session, desk=s.Desk(count=replace(session.desk.count, cast=17))))
    await stage.bridge.settle()
    assert "confirm" not in stage.bridge.names()


async def test_hands_are_taken_by_name_and_taken_back(stage):
    stage.bridge.show(SEATS["desk-hands"])
    assert await stage.touch("count-by-name") == [i.CountByName(by_name=True)]
    stage.bridge.show(SEATS["desk-hands-named"])
    assert await stage.touch("named-m-0-for", "named-m-1-for") == [
        i.SetNamed("m-0", ("for",)),
        i.SetNamed("m-1", ()),
    ]


@pytest.mark.parametrize(("name", "agrees"), [("void-agree", True), ("void-decline", False)])
async def test_the_secretary_answers_a_proposal_after_one_question(stage, name, agrees):
    stage.bridge.show(SEATS["desk-void"])
    assert await stage.touch(name) == []
    assert await stage.touch("confirm") == [i.AnswerVoid("poll-3", agrees)]


async def test_a_correction_is_begun_filled_in_and_sent_after_one_question(stage):
    stage.bridge.show(SEATS["desk-may-correct"])
    assert await stage.touch("task:correct") == [i.StartCorrection("poll-3")]
    stage.bridge.show(SEATS["desk-correction"])
    assert await stage.touch("named-m-3-against") == [i.SetNamed("m-3", ("against",))]
    assert await stage.touch("reason-1") == [i.SetReason("Ghi nhầm người biểu quyết")]
    stage.bridge.show(SEATS["desk-void"])
    stage.bridge.show(SEATS["desk-correction"])
    assert await stage.touch("send-correction") == []
    assert await stage.touch("confirm") == [i.SendCorrection()]
    assert await stage.touch("cancel-correction") == [i.CancelCorrection()]


async def test_one_ballot_of_several_rows_is_corrected_on_its_own(stage):
    stage.bridge.show(SEATS["desk-correction-options"])
    await stage.touch("correct-m-1")
    assert await stage.touch("pick-o-3") == [i.SetNamed("m-1", ("o-0", "o-3"))]
    assert await stage.touch("correct-strike") == [i.SetNamed("m-1", ())]


async def test_a_poll_on_the_spot_takes_three_taps(stage):
    stage.bridge.show(CHAIRS["chair-ask"])
    taken = await stage.touch("vote", "ask:approve-item:roll-call", "confirm")
    question = f"Thông qua nội dung: {samples.ITEM.title}"
    assert taken == [i.TakeStep(s.Step.ASK_NOW, "item-3", question, s.PollKind.ROLL_CALL)]


async def test_a_question_of_ones_own_is_put_as_it_was_written(stage):
    stage.bridge.show(CHAIRS["chair-ask"])
    await stage.touch("vote")
    await stage.bridge.write("question-text", " Nghỉ giải lao? ")
    taken = await stage.touch("ask-own:show-of-hands", "confirm")
    kind = s.PollKind.SHOW_OF_HANDS
    assert taken == [i.TakeStep(s.Step.ASK_NOW, "item-3", "Nghỉ giải lao?", kind)]


async def test_a_tie_is_decided_after_one_question(stage):
    stage.bridge.show(CHAIRS["chair-tie"])
    assert await stage.touch("next-step", "tie-for") == []
    assert await stage.touch("confirm") == [i.TakeStep(s.Step.DECIDE_TIE, "poll-3", "for")]


async def test_a_poll_is_proposed_to_be_void_with_a_reason(stage):
    stage.bridge.show(CHAIRS["chair-voidable"])
    await stage.touch("others", "step:propose-void")
    assert "propose-void" not in stage.bridge.names()
    taken = await stage.touch("void-reason-3", "propose-void", "confirm")
    assert taken == [i.TakeStep(s.Step.PROPOSE_VOID, "poll-3", "Mở nhầm cuộc biểu quyết")]


async def test_a_seat_is_tapped_and_its_person_moved(stage):
    stage.bridge.show(CHAIRS["chair-poll-options"])
    assert await stage.touch("seat:seat-10") == [i.TapSeat("seat-10")]
    stage.bridge.show(CHAIRS["chair-seat"])
    taken = await stage.touch("move-to:18", "confirm")
    assert taken == [i.TakeStep(s.Step.MOVE_PERSON, "m-10", "seat-18"), i.TapSeat("")]


async def test_a_person_is_unlocked_or_excused_from_the_seat_sheet(stage):
    stage.bridge.show(CHAIRS["chair-seat-absent"])
    taken = await stage.touch("absence-m-18-unexcused")
    assert taken == [i.TakeStep(s.Step.ACCEPT_ABSENCE, "m-18", "unexcused")]
    taken = await stage.touch("unlock", "confirm")
    assert taken[0] == i.TakeStep(s.Step.UNLOCK_PERSON, "m-18")


async def test_the_list_of_the_absent_opens_from_the_attendance(stage):
    stage.bridge.show(CHAIRS["chair-ask"])
    taken = await stage.touch("absent", "absence-m-21-excused")
    assert taken == [i.TakeStep(s.Step.ACCEPT_ABSENCE, "m-21", "excused")]


async def test_counts_are_sent_from_the_console_too(stage):
    stage.bridge.show(CHAIRS["chair-poll-hands"])
    assert await stage.touch("more-against") == [i.SetCount("against", 3)]
    assert await stage.touch("send-count", "confirm") == [i.SendCount()]


async def test_a_digit_written_in_a_reason_is_no_vote(stage):
    from kivy.uix.textinput import TextInput

    session = replace(SEATS["seat-vote-chord"], desk=s.Desk(correction=samples_votes.CORRECTION))
    stage.bridge.show(session)
    await stage.bridge.settle()
    field = next(w for w in stage.bridge.root.walk() if isinstance(w, TextInput))
    field.focus = True
    stage.bridge.key(1)
    assert i.PressKey(s.Choice.FOR) not in stage.intents
    field.focus = False
    stage.bridge.key(1)
    assert i.PressKey(s.Choice.FOR) in stage.intents


async def test_what_became_of_ones_own_ballot_is_read_without_scrolling(stage):
    stage.bridge.show(samples.seat_screens()["seat-result"])
    await stage.bridge.settle()
    own = next(w for w in stage.bridge.root.walk() if type(w).__name__ == "OwnBallot")
    seen = own.parent.parent  # the scroller
    assert own.height <= seen.height


async def test_the_word_of_a_clock_without_end_stands_clear_of_its_picture(stage):
    stage.bridge.show(samples.seat_screens()["seat-vote-untimed"])
    await stage.bridge.settle()
    ring = next(w for w in stage.bridge.root.walk() if type(w).__name__ == "CountdownRing")
    assert ring._icon.y >= ring._word.center_y + ring._word.texture_size[1] / 2
