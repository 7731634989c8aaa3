"""Clocks of speeches, places in the queue, and what a touch or the speech key asks for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples_hall as hall
from ui.icons import ICONS
from ui.viewmodels import floor
from ui.viewmodels.clocks import Mood
from ui.viewmodels.floor import Own

MINUTE = 60_000
SEVEN = 7 * MINUTE


@pytest.mark.parametrize(
    ("spent", "digits", "word", "mood", "alarm"),
    [
        (0, "07:00", "clock-left", Mood.CALM, ""),
        (SEVEN - 61_000, "01:01", "clock-left", Mood.CALM, ""),
        (SEVEN - 60_000, "01:00", "clock-left", Mood.LAST_MINUTE, "under-a-minute"),
        (SEVEN - 10_000, "00:10", "clock-left", Mood.LAST_SECONDS, "under-a-minute"),
        (SEVEN + 75_000, "+01:15", "clock-over", Mood.OVER, "over-time"),
    ],
)
def test_a_timed_speech_runs_down_warns_and_counts_over(spent, digits, word, mood, alarm):
    face = floor.speech_face(hall.clock(spent))
    assert (face.digits, face.word, face.mood) == (digits, word, mood)
    assert floor.alarm(face) == alarm


def test_whoever_is_not_timed_sees_what_was_spoken_and_no_ring():
    face = floor.speech_face(hall.clock(4 * MINUTE, None))
    assert (face.digits, face.word, face.fraction) == ("04:00", "clock-spoken", 0.0)


def test_a_paused_speech_stands_still_and_says_so():
    face = floor.speech_face(hall.clock(MINUTE, running=False))
    assert (face.mood, face.word) == (Mood.STILL, "clock-paused")
    assert floor.speech_face(hall.clock(SEVEN + 1000, running=False)).word == "clock-paused"


def test_a_group_without_any_time_left_is_over_time_at_once():
    face = floor.speech_face(hall.clock(1000, 0))
    assert face.mood is Mood.OVER


@pytest.mark.parametrize(
    ("ms", "key", "count"),
    [(SEVEN, "speech-minutes", 7), (450_000, "speech-time", "07:30"), (None, "speech-untimed", 0)],
)
def test_allotted_time_is_told_in_minutes_where_they_are_whole(ms, key, count):
    told = floor.allotted(ms)
    assert (told.key, told.count) == (key, count)


@pytest.mark.parametrize(
    ("bar", "own"),
    [
        (hall.FREE, Own.FREE),
        (hall.BARRED, Own.BARRED),
        (hall.ASKED, Own.WAITING),
        (replace(hall.ASKED, waiting=True), Own.SENDING),
        (hall.mine(hall.clock(0)), Own.SPEAKING),
        (replace(hall.ASKED, may_ask=False), Own.WAITING),  # a request can always be taken back
    ],
)
def test_where_the_person_at_a_seat_stands(bar, own):
    assert floor.own(bar) is own


def test_the_speech_key_asks_takes_back_and_never_ends_a_speech():
    assert floor.key_pressed(hall.FREE) == i.AskToSpeak(s.SpeechKind.CONTRIBUTION)
    assert floor.key_pressed(hall.ASKED) == i.WithdrawRequest()
    assert floor.key_pressed(hall.mine(hall.clock(0))) is None
    assert floor.key_pressed(hall.BARRED) is None
    assert floor.key_pressed(None) is None


def test_ones_own_line_alone_is_marked():
    assert [line.mine for line in floor.queue_lines(hall.ASKED)] == [False, False, True]
    assert not any(line.mine for line in floor.queue_lines(hall.FREE))


def test_kinds_keep_their_order_and_the_one_asked_for_is_not_asked_again():
    asked = replace(hall.ASKED, kinds=tuple(reversed(hall.KINDS)))
    choices = floor.kind_choices(asked)
    assert [each.kind for each in choices] == list(hall.KINDS)
    chosen = [each for each in choices if each.chosen]
    assert [each.kind for each in chosen] == [s.SpeechKind.CONTRIBUTION]
    assert not chosen[0].enabled
    assert all(each.enabled for each in choices if not each.chosen)


def test_no_kind_can_be_asked_for_while_nothing_may_be_asked():
    assert not any(each.enabled for each in floor.kind_choices(hall.BARRED))


def test_every_kind_and_call_has_an_icon_in_the_font():
    assert set(floor.KIND_ICONS) == set(s.SpeechKind)
    assert set(floor.CALL_ICONS) == set(s.CallKind)
    assert {*floor.KIND_ICONS.values(), *floor.CALL_ICONS.values()} <= ICONS.keys()
