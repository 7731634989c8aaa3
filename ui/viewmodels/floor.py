"""Who has the floor and who waits: the clock's face, words and icons, and what a seat may do about it."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from device.intents import AskToSpeak, WithdrawRequest
from device.screens import (
    CallKind,
    SpeakBar,
    SpeakerRow,
    Speech,
    SpeechClock,
    SpeechKind,
    SpokenRow,
)
from ui.viewmodels.clocks import ClockFace, Mood, minutes_and_seconds

KIND_ICONS = {
    SpeechKind.PRESENTATION: "presentation",
    SpeechKind.CONTRIBUTION: "microphone",
    SpeechKind.DEBATE: "forum",
    SpeechKind.QUESTION: "comment-question-outline",
    SpeechKind.ANSWER: "comment-check-outline",
    SpeechKind.ORDER: "flag",
}
CALL_ICONS = {
    CallKind.TECHNICIAN: "headset",
    CallKind.WATER: "cup-water",
    CallKind.CLERK: "file-account-outline",
}


def speech_face(clock: SpeechClock) -> ClockFace:
    """Runs down, then counts up with a plus; for whoever is not timed it counts up without a ring."""
    if clock.remaining_ms is None:
        mood = Mood.CALM if clock.running else Mood.STILL
        word = "clock-spoken" if clock.running else "clock-paused"
        return ClockFace(_digits(clock.spent_ms), word, 0.0, mood)
    if clock.over_ms > 0:
        word = "clock-over" if clock.running else "clock-paused"
        return ClockFace(f"+{_digits(clock.over_ms)}", word, 1.0, Mood.OVER)
    fraction = clock.remaining_ms / clock.allotted_ms if clock.allotted_ms else 0.0
    digits = _digits(-(-clock.remaining_ms // 1000) * 1000)
    if not clock.running:
        return ClockFace(digits, "clock-paused", fraction, Mood.STILL)
    calm = Mood.LAST_MINUTE if clock.warning else Mood.CALM
    return ClockFace(digits, "clock-left", fraction, Mood.LAST_SECONDS if clock.final else calm)


def _digits(ms: int) -> str:
    return minutes_and_seconds(ms // 1000)


def alarm(face: ClockFace) -> str:
    """Key of the words that go with an urgent clock, "" for a calm one."""
    if face.mood is Mood.OVER:
        return "over-time"
    return "under-a-minute" if face.mood in {Mood.LAST_MINUTE, Mood.LAST_SECONDS} else ""


class Allotted(Struct, frozen=True):
    """How long one may speak: a key of the wording and its number, minutes where they are whole."""

    key: str
    count: int | str = 0


def allotted(ms: int | None) -> Allotted:
    """ "7 phút", "07:30", or that nobody counts."""
    if ms is None:
        return Allotted("speech-untimed")
    minutes, rest = divmod(ms, 60_000)
    return Allotted("speech-minutes", minutes) if not rest else Allotted("speech-time", _digits(ms))


def who(person: Speech | SpeakerRow | SpokenRow) -> str:
    """The title, or the name of somebody without one."""
    return person.title or person.name


# ── at a seat ───────────────────────────────────────────────────────────────────────────────────


class Own(Enum):
    """Where the person at a seat stands."""

    BARRED = auto()  # nothing to be asked for now
    FREE = auto()
    SENDING = auto()
    WAITING = auto()  # in the queue, or asked while absent from it
    SPEAKING = auto()


def own(bar: SpeakBar) -> Own:
    """What is true of the person at this seat; what was said and not answered comes first."""
    if bar.waiting:
        return Own.SENDING
    if bar.speaking:
        return Own.SPEAKING
    if bar.asked is not None:
        return Own.WAITING
    return Own.FREE if bar.may_ask else Own.BARRED


def key_pressed(bar: SpeakBar | None) -> AskToSpeak | WithdrawRequest | None:
    """What the speech key does: ask for the usual kind, or take it back. It never ends a speech."""
    if bar is None:
        return None
    now = own(bar)
    if now is Own.FREE:
        return AskToSpeak(usual(bar))
    return WithdrawRequest() if now is Own.WAITING else None


def usual(bar: SpeakBar) -> SpeechKind:
    """The kind that one touch asks for."""
    return bar.kinds[0] if bar.kinds else SpeechKind.CONTRIBUTION


class Waiting(Struct, frozen=True):
    """A line of the queue as a seat shows it."""

    row: SpeakerRow
    mine: bool


def queue_lines(bar: SpeakBar) -> tuple[Waiting, ...]:
    """The queue with one's own line marked."""
    return tuple(Waiting(row, row.place == bar.place) for row in bar.speakers.queue)


class KindChoice(Struct, frozen=True):
    """One kind to ask for; the one asked for already is `chosen`."""

    kind: SpeechKind
    chosen: bool
    enabled: bool


def kind_choices(bar: SpeakBar) -> tuple[KindChoice, ...]:
    """All kinds in a fixed order, so that a finger finds them where they were."""
    free = own(bar) in {Own.FREE, Own.WAITING}
    kinds = [kind for kind in SpeechKind if kind in bar.kinds]
    return tuple(KindChoice(k, k is bar.asked, free and k is not bar.asked) for k in kinds)
