"""What a clock face says: digits, a word, how much of the ring is left, and its mood."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from device.screens import Countdown

LAST_SECONDS = 10
LAST_MINUTE = 60
# A clock of two minutes or less is shown in plain seconds and has no last minute of its own.
SHORT_CLOCK = 120


class Mood(Enum):
    """How urgent a clock is."""

    CALM = auto()
    STILL = auto()  # paused
    LAST_MINUTE = auto()
    LAST_SECONDS = auto()
    OVER = auto()


class ClockFace(Struct, frozen=True):
    """`fraction` of the ring is left; `word` is a key of the wording, "" for none."""

    digits: str
    word: str
    fraction: float
    mood: Mood


def minutes_and_seconds(seconds: int) -> str:
    """Turn 378 into "06:18"."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def poll_face(countdown: Countdown) -> ClockFace:
    """The face of a poll's clock. One that only the chair ends has no digits."""
    if countdown.remaining_ms is None or not countdown.total_ms:
        return ClockFace("", "clock-until-closed", 1.0, Mood.CALM)
    seconds = -(-countdown.remaining_ms // 1000)
    total = -(-countdown.total_ms // 1000)
    fraction = min(countdown.remaining_ms / countdown.total_ms, 1.0)
    short = total <= SHORT_CLOCK
    digits = str(seconds) if short else minutes_and_seconds(seconds)
    word = "clock-seconds" if short else "clock-left"
    if not countdown.running:
        return ClockFace(digits, "clock-paused", fraction, Mood.STILL)
    return ClockFace(digits, word, fraction, _mood(seconds, short=short))


def _mood(seconds: int, *, short: bool) -> Mood:
    if seconds <= LAST_SECONDS:
        return Mood.LAST_SECONDS
    if seconds <= LAST_MINUTE and not short:
        return Mood.LAST_MINUTE
    return Mood.CALM


def item_face(planned_minutes: int, elapsed_ms: int) -> ClockFace:
    """The face of an item's clock: runs down from the plan, then counts up with a plus."""
    planned = planned_minutes * 60
    elapsed = elapsed_ms // 1000
    if planned <= 0:
        return ClockFace(minutes_and_seconds(elapsed), "clock-used", 0.0, Mood.CALM)
    left = planned - elapsed
    if left < 0:
        return ClockFace(f"+{minutes_and_seconds(-left)}", "clock-over", 1.0, Mood.OVER)
    mood = Mood.LAST_MINUTE if left <= LAST_MINUTE else Mood.CALM
    return ClockFace(minutes_and_seconds(left), "clock-left", left / planned, mood)


def minutes_of(clock: str) -> int | None:
    """Minutes since midnight of "HH:MM", None for anything else."""
    hours, _, minutes = clock.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return None
    return int(hours) * 60 + int(minutes)


def delay(planned: str, forecast: str) -> int:
    """Minutes that `forecast` is later than `planned` (negative: earlier); 0 when unknown."""
    plan, guess = minutes_of(planned), minutes_of(forecast)
    if plan is None or guess is None:
        return 0
    half_a_day = 12 * 60
    return (guess - plan + half_a_day) % (2 * half_a_day) - half_a_day
