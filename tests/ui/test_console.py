"""What the consoles say and offer, without a window."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from device import screens as s
from tests.screen import samples, samples_console, samples_votes
from ui.icons import ICONS
from ui.viewmodels import (
    agenda,
    console_floor,
    floor,
    reminding,
    sides,
    steps,
    tasks,
    terms,
    wall_preview,
)
from ui.viewmodels.clocks import Mood
from ui.viewmodels.wall import Said

CHAIRS = samples.chair_screens() | samples_votes.chair_screens() | samples_console.chair_screens()
clock = samples_console.clock


# ── steps ───────────────────────────────────────────────────────────────────────────────────────


def test_every_step_that_is_offered_can_be_reached_from_the_bar():
    """In the bar itself, in the sheet of a bar's button, or beside a clock."""
    for screen in filter(steps.by_chair, CHAIRS.values()):
        reached = {step.step for step in steps.under_others(screen)}
        reached |= {step.step for step in steps.polls_offered(screen)}
        for at_hand in (steps.pause_step(screen), steps.vote_step(screen), screen.next_step):
            reached |= {at_hand.step} if at_hand else set()
        assert {step.step for step in screen.other_steps} <= reached | {s.Step.EXTEND_POLL}


def test_a_roll_call_by_name_stands_in_the_order_of_all_results_and_leaves_out_empty_sides():
    named = CHAIRS["console-result"].named
    shown = sides.sides(named)
    assert [(side.answer, len(side.people)) for side in shown] == [
        (s.Choice.FOR, 15),
        (s.Choice.AGAINST, 2),
        (s.Choice.ABSTAIN, 1),
        (Said.SILENT, 1),
        (Said.ABSENT, 2),
    ]
    assert {each for side in shown for each in side.people} == set(named)
    assert [side.answer for side in sides.sides(named[:15])] == [s.Choice.FOR]


def test_those_are_reminded_who_could_press_and_did_not():
    poll = CHAIRS["chair-poll"]
    awaited = reminding.unpressed(poll)
    assert len(awaited) == poll.poll.entitled_present - poll.poll.pressed
    paused = replace(poll, poll=replace(poll.poll, stage=s.PollStage.PAUSED))
    assert reminding.unpressed(paused) == ()
    assert not reminding.may_remind(CHAIRS["chair-poll-paper"])


def test_the_pause_button_pauses_what_leads():
    assert steps.pause_step(CHAIRS["chair-poll"]).step is s.Step.PAUSE_POLL
    assert steps.pause_step(CHAIRS["console-running"]).step is s.Step.SUSPEND_SESSION
    assert steps.pause_step(CHAIRS["console-break"]) is None
    assert steps.pause_step(CHAIRS["chair-closed"]) is None
    assert steps.pausable_item(CHAIRS["console-running"]) == "item-3"
    assert steps.pausable_item(CHAIRS["chair-result"]) == ""


def test_no_break_is_offered_while_people_vote():
    polling = replace(CHAIRS["chair-poll"], other_steps=())
    assert steps.pause_step(polling) is None
    paused = replace(polling, poll=replace(polling.poll, stage=s.PollStage.PAUSED))
    assert steps.pause_step(paused) is not None


def test_the_vote_button_opens_the_one_poll_or_lets_choose():
    assert steps.vote_step(CHAIRS["chair-running"]).step is s.Step.OPEN_POLL
    assert steps.vote_step(CHAIRS["chair-ask"]).step is s.Step.ASK_NOW
    assert steps.vote_step(CHAIRS["console-between"]).step is s.Step.OPEN_POLL
    assert steps.vote_step(replace(CHAIRS["chair-running"], other_steps=())) is None


def test_the_secretary_has_the_paperwork_alone():
    screen = CHAIRS["console-secretary"]
    offered = {step.step for step in steps.under_others(screen)}
    assert offered <= {s.Step.INSERT_ITEM, s.Step.SEND_MESSAGE}


def test_a_handover_is_offered_while_somebody_else_could_preside():
    screen = CHAIRS["console-running"]
    assert s.Step.HAND_OVER in {step.step for step in steps.under_others(screen)}
    assert steps.still_possible(screen, s.Step.HAND_OVER, "m-2")
    assert not steps.still_possible(screen, s.Step.HAND_OVER, "m-1")  # presides already
    assert not steps.still_possible(screen, s.Step.HAND_OVER, "m-4")  # is not here
    alone = replace(screen, deputies=screen.deputies[:1])
    assert s.Step.HAND_OVER not in {step.step for step in steps.under_others(alone)}


def test_a_break_leads_whatever_else_is_there():
    assert steps.leading(CHAIRS["console-break"]) is steps.Leading.BREAK


def test_every_icon_of_the_consoles_is_in_the_font():
    used = {
        *steps.STEP_ICONS.values(),
        *floor.KIND_ICONS.values(),
        *console_floor.MODE_ICONS.values(),
        *wall_preview.VIEW_ICONS.values(),
        *agenda.STAGE_ICONS.values(),
    }
    assert used <= ICONS.keys()
    assert steps.STEP_ICONS.keys() == set(s.Step)


# ── the floor ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("spent", "allotted", "digits", "mood"),
    [
        (222, 600, "06:18", Mood.CALM),
        (540, 600, "01:00", Mood.LAST_MINUTE),
        (591, 600, "00:09", Mood.LAST_SECONDS),
        (631, 600, "+00:31", Mood.OVER),
        (80, None, "01:20", Mood.CALM),
    ],
)
def test_a_speech_runs_down_and_then_counts_up(spent, allotted, digits, mood):
    face = floor.speech_face(clock(spent, allotted))
    assert (face.digits, face.mood) == (digits, mood)


def test_a_clock_that_stands_says_so():
    for allotted in (600, None):
        face = floor.speech_face(clock(80, allotted, running=False))
        assert (face.word, face.mood) == ("clock-paused", Mood.STILL)


def test_members_are_sorted_into_spoken_here_spoken_before_and_never():
    lists = console_floor.spoken(samples_console.SPOKEN)
    assert [row.ms for row in lists.here] == sorted((r.ms for r in lists.here), reverse=True)
    assert all(row.year_times and not row.times for row in lists.earlier)
    assert all(not row.year_times for row in lists.never)
    assert len((*lists.here, *lists.earlier, *lists.never)) == len(samples_console.SPOKEN)


def test_the_map_marks_who_speaks_who_waits_and_who_calls():
    screen = CHAIRS["console-calls"]
    marks = {seat.label: console_floor.seat_mark(seat, screen) for seat in screen.map}
    icons = {label: console_floor.mark_icon(mark) for label, mark in marks.items()}
    assert icons["07"] == "microphone"
    assert icons["19"] == "flag"
    assert (icons["08"], marks["08"].place) == ("hand-back-right", 3)
    assert icons["12"] == "bell-ring-outline"
    assert icons["02"] == ""


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "0:00"), (65_000, "1:05"), (3_600_000, "1:00:00"), (3_725_000, "1:02:05")]
)
def test_times_are_written_short(ms, text):
    assert console_floor.hours_and_minutes(ms) == text


# ── the wall ────────────────────────────────────────────────────────────────────────────────────


def test_every_view_of_the_wall_has_strokes_and_a_name():
    from ui.wording import Wording

    words = Wording()
    header, result = samples.WALL_HEADER, samples.RESULT
    walls = samples.wall_screens()
    seat = s.WallSeat("01", "Chủ tịch", 3, 0, "for", votes=True, present=True)
    screens = {
        s.WallView.WELCOME: walls["wall-welcome"],
        s.WallView.AGENDA: s.WallAgenda(header, samples.agenda()),
        s.WallView.ITEM: walls["wall-item"],
        s.WallView.SPEAKER: samples_console.WALL_SPEAKER,
        s.WallView.POLL: walls["wall-poll"],
        s.WallView.RESULT: walls["wall-result"],
        s.WallView.NAMES: s.WallNames(header, result, (seat,)),
        s.WallView.CONCLUSION: walls["wall-conclusion"],
        s.WallView.BREAK: s.WallBreak(header, "", None, 0, ""),
        s.WallView.MESSAGE: s.WallMessage(header, "Xin mời"),
        s.WallView.VOIDED: s.WallVoided(header, "Thông qua?", "Bấm nhầm"),
        s.WallView.PAGE: s.WallPage(header, "p", 1, "Tờ trình", 1, 6, "STC", readable=True),
    }
    assert screens.keys() == set(s.WallView) - {s.WallView.AUTOMATIC}
    faces = {view: wall_preview.mini(screen) for view, screen in screens.items()}
    assert len(set(faces.values())) == len(faces)
    for view, screen in screens.items():
        key, values = wall_preview.wall_name(screen, view)
        assert words(key, **values)


def test_a_ring_in_small_changes_only_when_one_could_see_it():
    item = samples.wall_screens()["wall-item"]
    faces = {
        wall_preview.mini(replace(item, elapsed_ms=second * 1000)) for second in range(45 * 60)
    }
    assert len(faces) <= wall_preview.STEPS_OF_A_RING + 2


def test_only_what_the_wall_could_show_can_be_pinned():
    def views(name):
        return {pin.view for pin in wall_preview.pins(CHAIRS[name])}

    always = {s.WallView.WELCOME, s.WallView.AGENDA}
    assert views("console-running") == always | {s.WallView.ITEM, s.WallView.SPEAKER}
    assert views("console-between") == always | {s.WallView.CONCLUSION}
    assert s.WallView.BREAK in views("console-break")
    assert s.WallView.RESULT not in views("chair-result")  # closed, not announced


# ── conclusions ─────────────────────────────────────────────────────────────────────────────────


def test_a_task_is_told_in_pieces_and_what_is_not_said_is_left_out():
    parts = tasks.task_parts(samples_console.MORE_TASKS)
    assert [(part.task, part.word) for part in parts] == [
        (0, "piece-lead"),
        (0, "piece-support"),
        (0, "piece-due"),
        (1, "piece-lead"),
        (1, "piece-support"),
    ]
    assert parts[2].text == "05/12/2026"


def test_terms_count_from_today():
    today = terms.day_of("2026-11-26")
    days = [terms.written(terms.after(today, days)) for days in terms.USUAL_DAYS]
    assert days == ["03/12/2026", "11/12/2026", "26/12/2026"]
    assert terms.day_of("") is None


def test_a_calendar_holds_the_whole_month_from_monday_on():
    for month in range(1, 13):
        first = date(2026, month, 1)
        days = [day for week in terms.weeks(first) for day in week]
        assert days[0].weekday() == 0
        assert {d for d in days if d.month == month} == {
            date.fromordinal(n)
            for n in range(first.toordinal(), terms.month_later(first, 1).toordinal())
        }


def test_an_item_left_out_has_no_minutes_of_its_own():
    row = replace(samples.agenda()[3], stage=s.ItemStage.WITHDRAWN)
    assert agenda.minutes(row).spent == "–"


def test_the_small_wall_counts_nobody_who_raises_a_hand():
    screen = replace(samples.wall_screens()["wall-poll"], kind=s.PollKind.SHOW_OF_HANDS)
    assert wall_preview.mini(screen).number == ""
    name = wall_preview.wall_name(screen, s.WallView.POLL)
    assert name == ("kind-short-show-of-hands", {})
