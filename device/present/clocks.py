"""Clocks: Vietnamese wall time, and what runs up or down in whole seconds, changing once a second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from device.screens import Countdown, PollStage, SpeechClock
from device.terminal import Terminal
from protocol.messages import ItemState, OnePoll, SpeechState

_VIETNAM = timedelta(hours=7)  # one zone, no daylight saving time
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND_MS = 1_000
MINUTE_MS = 60_000
FINAL_MS = 10_000  # the last seconds of a speech, which pulse


def clock_text(at: int | None, *, seconds: bool = False) -> str:
    """Vietnamese wall time of `at` (milliseconds since the epoch): "09:31", or "09:31:12"."""
    if at is None:
        return ""
    moment = _EPOCH + timedelta(milliseconds=at) + _VIETNAM
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def date_text(at: int) -> str:
    """Vietnamese date of `at` in ISO form."""
    return (_EPOCH + timedelta(milliseconds=at) + _VIETNAM).date().isoformat()


def since_ms(terminal: Terminal, since: int | None, now: int) -> int:
    """How long something that began at `since` (the hub's time) has run; 0 while it stands still."""
    at = terminal.clock.at(now)
    return max(0, at - since) if since is not None and at is not None else 0


def spent_ms(terminal: Terminal, item: ItemState, now: int) -> int:
    """How long an item has taken so far."""
    return item.spent_ms + since_ms(terminal, item.since, now)


def speech_clock(terminal: Terminal, speech: SpeechState, now: int) -> SpeechClock:
    """The clock of a speech; it warns in the last part of the time, a third at most, and beyond.

    Whoever presides is told no limit, so that their clock only counts.
    """
    spent = speech.spent_ms + since_ms(terminal, speech.since, now)
    running, allotted = speech.since is not None, speech.allotted_ms
    if allotted is None:
        return SpeechClock(down(spent), None, None, 0, running, warning=False, final=False)
    left = allotted - spent
    warns = min(terminal.view.speakers.warning_ms or MINUTE_MS, allotted // 3)
    return SpeechClock(
        spent_ms=down(spent),
        remaining_ms=up(max(0, left)),
        allotted_ms=allotted,
        over_ms=down(max(0, -left)),
        running=running,
        warning=left <= warns,
        final=-SECOND_MS < left <= FINAL_MS,
    )


def countdown(terminal: Terminal, poll: OnePoll, now: int) -> Countdown:
    """The clock of an open or paused poll."""
    at = terminal.clock.at(now)
    if poll.closes_at is not None and at is not None:
        left = up(max(0, poll.closes_at - at))
        return Countdown(left, max(poll.duration_ms or 0, left), running=True)
    return Countdown(poll.remaining_ms, poll.duration_ms, running=poll.stage == PollStage.OPEN)


def ticking(terminal: Terminal) -> bool:
    """Whether a clock on the screen runs by seconds; otherwise it moves by minutes."""
    view = terminal.view
    poll, session = view.poll, view.session
    return (
        view.item is not None
        or view.speakers.current is not None
        or (poll is not None and poll.closes_at is not None)
        or (session is not None and session.phase == "suspended" and session.returns_at is not None)
    )


def down(milliseconds: int) -> int:
    """Whole seconds that are over."""
    return milliseconds // SECOND_MS * SECOND_MS


def up(milliseconds: int) -> int:
    """Whole seconds, the one that runs included."""
    return -(-milliseconds // SECOND_MS) * SECOND_MS
