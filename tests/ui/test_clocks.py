"""Clock faces: digits, words and urgency at their borders."""

from __future__ import annotations

import pytest

from device.screens import Countdown
from ui.viewmodels.clocks import Mood, delay, item_face, poll_face

MINUTE = 60_000


@pytest.mark.parametrize(
    ("remaining", "total", "digits", "mood"),
    [
        (18_000, 30_000, "18", Mood.CALM),
        (10_001, 30_000, "11", Mood.CALM),
        (10_000, 30_000, "10", Mood.LAST_SECONDS),
        (0, 30_000, "0", Mood.LAST_SECONDS),
        (61_000, 300_000, "01:01", Mood.CALM),
        (60_000, 300_000, "01:00", Mood.LAST_MINUTE),
        (9_000, 300_000, "00:09", Mood.LAST_SECONDS),
    ],
)
def test_a_poll_clock(remaining, total, digits, mood):
    face = poll_face(Countdown(remaining, total, running=True))
    assert (face.digits, face.mood) == (digits, mood)
    assert face.fraction == pytest.approx(remaining / total)


def test_a_paused_clock_stands_still_and_says_so():
    face = poll_face(Countdown(5_000, 30_000, running=False))
    assert (face.mood, face.word) == (Mood.STILL, "clock-paused")


def test_a_poll_only_the_chair_ends_has_no_digits():
    assert poll_face(Countdown(None, None, running=True)).digits == ""


@pytest.mark.parametrize(
    ("elapsed", "digits", "word", "mood"),
    [
        (0, "45:00", "clock-left", Mood.CALM),
        (44 * MINUTE, "01:00", "clock-left", Mood.LAST_MINUTE),
        (45 * MINUTE, "00:00", "clock-left", Mood.LAST_MINUTE),
        (49 * MINUTE, "+04:00", "clock-over", Mood.OVER),
    ],
)
def test_an_item_clock_runs_down_then_counts_up(elapsed, digits, word, mood):
    face = item_face(45, elapsed)
    assert (face.digits, face.word, face.mood) == (digits, word, mood)


def test_an_item_without_a_plan_counts_up():
    assert item_face(0, 90_000).digits == "01:30"


@pytest.mark.parametrize(
    ("planned", "forecast", "minutes"),
    [("10:55", "11:03", 8), ("10:55", "10:50", -5), ("23:50", "00:10", 20), ("", "11:03", 0)],
)
def test_delay_in_minutes(planned, forecast, minutes):
    assert delay(planned, forecast) == minutes
