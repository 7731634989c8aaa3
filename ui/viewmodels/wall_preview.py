"""The wall in small at the console: what it shows by name, how that looks, and what can be pinned."""

from __future__ import annotations

from functools import singledispatch

from msgspec import Struct

from device.screens import (
    PRESSED,
    ChairScreen,
    Choice,
    Counts,
    PollStage,
    WallAgenda,
    WallBreak,
    WallConclusion,
    WallItem,
    WallMessage,
    WallNames,
    WallPoll,
    WallResult,
    WallScreen,
    WallSpeaker,
    WallView,
    WallVoided,
    WallWelcome,
)
from ui.viewmodels.clocks import ClockFace, Mood, item_face, poll_face
from ui.viewmodels.floor import speech_face
from ui.viewmodels.votes import KIND_ICONS

VIEW_ICONS = {
    WallView.AUTOMATIC: "refresh",
    WallView.WELCOME: "door-open",
    WallView.AGENDA: "format-list-numbered",
    WallView.ITEM: "text-box-outline",
    WallView.SPEAKER: "account-voice",
    WallView.POLL: "vote",
    WallView.RESULT: "check-decagram",
    WallView.NAMES: "floor-plan",
    WallView.CONCLUSION: "gavel",
    WallView.BREAK: "coffee-outline",
    WallView.MESSAGE: "message-text-outline",
    WallView.PAGE: "presentation",
    WallView.VOIDED: "close-circle",
}
STEPS_OF_A_RING = 60  # a ring of 40 pixels shows no more; finer steps would only be drawn again

Name = tuple[str, dict[str, int | str]]


class Mini(Struct, frozen=True):
    """The wall in a few strokes. `lines` are widths from 0 to 1, the first ones strong."""

    lines: tuple[float, ...] = ()
    strong: int = 2
    ring: float | None = None
    urgent: bool = False
    number: str = ""
    of: str = ""
    bars: tuple[tuple[Choice, float], ...] = ()
    icon: str = ""
    cells: int = 0  # seats of a result by name


@singledispatch
def mini(screen: WallScreen) -> Mini:
    """The strokes of a view; a page or a message is lines."""
    del screen
    return Mini((0.9, 0.9, 0.86, 0.9, 0.4), strong=0)


@mini.register
def _(screen: WallWelcome) -> Mini:
    return Mini((0.5,), 1, number=str(screen.present), of=str(screen.members))


@mini.register
def _(screen: WallAgenda) -> Mini:
    return Mini(tuple(0.8 if row.active else 0.6 for row in screen.rows[:5]), strong=0)


@mini.register
def _(screen: WallItem) -> Mini:
    face = (
        speech_face(screen.presenting.clock)
        if screen.presenting
        else item_face(screen.planned_minutes, screen.elapsed_ms)
    )
    return Mini((0.66, 0.52, 0.4), ring=_stepped(face), urgent=_urgent(face))


@mini.register
def _(screen: WallSpeaker) -> Mini:
    face = speech_face(screen.speech.clock)
    return Mini((0.36, 0.6, 0.3), 1, _stepped(face), _urgent(face))


@mini.register
def _(screen: WallPoll) -> Mini:
    if screen.stage is PollStage.CLOSED:
        return Mini((0.6,), strong=0, icon="lock-outline")
    if screen.kind not in PRESSED:
        return Mini((0.6,), strong=0, icon=KIND_ICONS[screen.kind])
    face = poll_face(screen.countdown)
    return Mini(
        ring=_stepped(face),
        urgent=_urgent(face),
        number=str(screen.pressed),
        of=str(screen.entitled_present),
    )


@mini.register
def _(screen: WallResult) -> Mini:
    return Mini(bars=_bars(screen.result.counts), icon="check-decagram")


@mini.register
def _(screen: WallNames) -> Mini:
    return Mini(cells=min(len(screen.seats), 24))


@mini.register
def _(screen: WallConclusion) -> Mini:
    if screen.closed:
        return Mini((0.5,), 1, icon="lock-outline")
    return Mini((0.5, 0.86, 0.8, 0.86, 0.5), 1)


@mini.register
def _(screen: WallBreak) -> Mini:
    return Mini((0.4,), 1, number=screen.returns, icon="" if screen.returns else "coffee-outline")


@mini.register
def _(_screen: WallMessage) -> Mini:
    return Mini((0.86, 0.7), 2, icon="message-text-outline")


@mini.register
def _(_screen: WallVoided) -> Mini:
    return Mini((0.86, 0.5), 1, icon="close-circle")


def _bars(counts: Counts) -> tuple[tuple[Choice, float], ...]:
    whole = max(counts.members, 1)
    given = (counts.in_favour, counts.against, counts.abstain)
    return tuple((choice, count / whole) for choice, count in zip(Choice, given, strict=True))


def _stepped(face: ClockFace) -> float:
    return round(face.fraction * STEPS_OF_A_RING) / STEPS_OF_A_RING


def _urgent(face: ClockFace) -> bool:
    return face.mood in {Mood.LAST_MINUTE, Mood.LAST_SECONDS, Mood.OVER}


# ── by name ─────────────────────────────────────────────────────────────────────────────────────


def wall_name(screen: WallScreen, view: WallView) -> Name:
    """Key and values of the view's name."""
    match screen:
        case WallItem() | WallSpeaker() if view is not WallView.SPEAKER:
            return "wall-item", {"number": screen.number}
        case WallPoll(stage=PollStage.CLOSED):
            return "wall-awaits-result", {}
        case WallPoll(kind=kind) if kind not in PRESSED:
            return f"kind-short-{kind}", {}
        case WallConclusion(closed=True):
            return "wall-closed", {}
        case _:
            return f"wall-view-{view}", {}


class Pin(Struct, frozen=True):
    """A view that can be pinned, and what it is about."""

    view: WallView
    target: str = ""


def pins(screen: ChairScreen) -> tuple[Pin, ...]:
    """What the wall could show now, in a lasting order."""
    item = screen.item.item if screen.item else ""
    offered = [
        Pin(WallView.WELCOME),
        Pin(WallView.AGENDA),
        Pin(WallView.ITEM, item) if item else None,
        Pin(WallView.SPEAKER) if screen.speakers and screen.speakers.speakers.current else None,
        Pin(WallView.POLL, screen.poll.poll) if screen.poll else None,
        *_of_result(screen),
        Pin(WallView.CONCLUSION, item) if _concluded(screen) else None,
        Pin(WallView.BREAK) if screen.suspended else None,
    ]
    return tuple(pin for pin in offered if pin is not None)


def _of_result(screen: ChairScreen) -> tuple[Pin, ...]:
    """A result only once it is announced: then the wall has shown it."""
    shown = screen.wall.screen if screen.wall else None
    if isinstance(shown, WallResult | WallNames):
        poll = shown.result.poll
    elif screen.result is not None and screen.result.stage is PollStage.ANNOUNCED:
        poll = screen.result.poll
    else:
        return ()
    return Pin(WallView.RESULT, poll), Pin(WallView.NAMES, poll)


def _concluded(screen: ChairScreen) -> bool:
    shown = screen.wall.screen if screen.wall else None
    told = isinstance(shown, WallConclusion) and not shown.closed
    return told or (screen.item is not None and screen.item.conclusion_confirmed)
