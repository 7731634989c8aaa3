"""The bottom bar of a seat with somebody signed in: the room at the left, one's own voice at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.floatlayout import FloatLayout

from device.intents import AskToSpeak, DismissResult, EndOwnSpeech, WithdrawRequest
from device.screens import Quorum, SeatSession, SpeakBar, Speech
from ui.kit import Kit
from ui.viewmodels.clocks import Mood
from ui.viewmodels.floor import KIND_ICONS, Own, allotted, own, speech_face, usual, who
from ui.viewmodels.seat import status
from ui.widgets.digits import Digits
from ui.widgets.listing import Slot, attach
from ui.widgets.quorum import QuorumLamp
from ui.widgets.ring import Arc
from ui.widgets.seat_bars import BottomBar
from ui.widgets.surface import NOTHING, Panel, column, row
from ui.widgets.text import Fit, Icon, ScrollText
from ui.widgets.touchable import MainButton, SecondaryButton, Touchable

OWN_WIDTH = 344  # pixels: the place of one's own step, whatever it is
SECOND_WIDTH = 168
GUARD_S = 1.0  # what has just appeared under a finger takes no touch so long


class FloorStatus(Touchable):
    """Who speaks, or what is going on; touching it shows the whole queue."""

    def __init__(self, kit: Kit, open_queue: Callable[[], None]) -> None:
        super().__init__("speakers", open_queue, radius=12, padding=(12, 4), spacing=14)
        self._kit = kit
        paint = kit.paint
        self._icon = Icon(kit, "progress-clock", 28, paint.accent)
        self._small = Fit(kit, 15, 400, paint.mute, valign="bottom", size_hint_y=0.44)
        self._large = Fit(kit, 17, 600, valign="top", size_hint_y=0.56)
        self._clock = Digits(kit, 24, 600)
        self._more = Icon(kit, "chevron-up", 22, paint.mute)
        for child in (self._icon, column(self._small, self._large, spacing=2), self._more):
            self.add_widget(child)

    def show(self, screen: SeatSession, bar: SpeakBar) -> None:
        """Show the room."""
        paint = self._kit.paint
        self.dress(fill=paint.accent_soft if screen.suspended else NOTHING)
        code = bar.refusal or screen.notice
        speech = None if code or screen.suspended else bar.speakers.current
        attach(self, self._clock, wanted=speech is not None, index=1)
        if code:
            self._say("alert", self._kit.words("notice"), self._kit.words.error(code), warn=True)
        elif speech is not None:
            self._show_speech(speech, len(bar.speakers.queue))
        else:
            self._show_room(screen, bar)

    def _show_speech(self, speech: Speech, waiting: int) -> None:
        words, paint = self._kit.words, self._kit.paint
        queue = words("speakers-count", count=waiting) if waiting else ""
        doing = words.joined(words(f"speaking-{speech.kind}"), queue)
        self._say(KIND_ICONS[speech.kind], doing, who(speech))
        face = speech_face(speech.clock)
        urgent = face.mood in {Mood.LAST_MINUTE, Mood.LAST_SECONDS, Mood.OVER}
        self._clock.show(face.digits, paint.warn if urgent else paint.ink)

    def _show_room(self, screen: SeatSession, bar: SpeakBar) -> None:
        words, now = self._kit.words, status(screen)
        present = words("present-of", present=screen.present, members=screen.members)
        lost = screen.session_open and screen.quorum is not Quorum.MET
        doing = words(f"quorum-{screen.quorum}") if lost else words(now.small)
        waiting = len(bar.speakers.queue)
        queue = words("speakers-count", count=waiting) if waiting else ""
        self._say(now.icon, words.joined(doing, queue or present), "", warn=lost)
        self._large.text = words(now.key, number=now.number, title=now.text)

    def _say(self, icon: str, small: str, large: str, *, warn: bool = False) -> None:
        paint = self._kit.paint
        self._icon.show(icon)
        self._icon.color = paint.warn if warn else paint.accent
        self._small.text, self._large.text = small, large
        self._small.color = paint.warn if warn else paint.mute


class OwnTurn(Panel):
    """The floor is yours: one's own clock, large."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=20, padding=(12, 0, 0, 0))
        self._kit = kit
        paint, side = kit.paint, 84
        self._arc = Arc(kit, side, 9, pos_hint={"x": 0, "y": 0})
        self._icon = Icon(kit, "microphone", 34, paint.accent)
        ring = FloatLayout(size_hint=(None, None), size=(side, side), pos_hint={"center_y": 0.5})
        ring.add_widget(self._arc)
        ring.add_widget(self._icon)
        self._digits = Digits(kit, 44, 700)
        self._call = Fit(kit, 20, 700, paint.accent, kit.words("your-turn"), valign="bottom")
        self._about = Fit(kit, 16, 400, paint.mute, valign="top", size_hint_y=0.8)
        for child in (ring, self._digits, column(self._call, self._about, spacing=2)):
            self.add_widget(child)

    def show(self, speech: Speech) -> None:
        """Show one's own speech."""
        words, paint = self._kit.words, self._kit.paint
        face = speech_face(speech.clock)
        filled = face.mood is Mood.LAST_SECONDS
        urgent = filled or face.mood in {Mood.LAST_MINUTE, Mood.OVER}
        tone = paint.warn_line if urgent else paint.accent
        self._arc.show(face.fraction, tone, paint.alarm if filled else NOTHING)
        self._icon.show(KIND_ICONS[speech.kind])
        self._icon.color = paint.on_vote if filled else paint.warn if urgent else paint.accent
        self._digits.show(face.digits, paint.warn if urgent else paint.ink)
        time = allotted(speech.clock.allotted_ms)
        self._about.text = words.joined(
            words(face.word) if face.word else "",
            words(f"speech-{speech.kind}"),
            words("speech-turn", count=speech.turn),
            words(time.key, count=time.count),
        )


class PlacePlate(Touchable):
    """Asked: which place in the queue; touching it shows the queue. Or on its way to the hub."""

    def __init__(self, kit: Kit, open_queue: Callable[[], None]) -> None:
        super().__init__(
            "speak-place",
            open_queue,
            fill=kit.paint.accent_soft,
            edge=kit.paint.accent,
            edge_width=2,
            radius=14,
            padding=(20, 6),
            spacing=16,
        )
        self._kit = kit
        self._icon = Icon(kit, "hand-back-right", 32, kit.paint.accent)
        self._large = Fit(kit, 20, 600, kit.paint.accent)
        self._small = Fit(kit, 15, 400, kit.paint.mute, valign="top", size_hint_y=0.7)
        self.add_widget(self._icon)
        self._words = column(self._large, self._small)
        self.add_widget(self._words)

    def show(self, bar: SpeakBar) -> None:
        """Show where one stands."""
        words, sending = self._kit.words, own(bar) is Own.SENDING
        self.able(enabled=not sending)
        self._icon.show("timer-sand" if sending else "hand-back-right")
        asked = words("speak-asked-place" if bar.place else "speak-asked", place=bar.place)
        self._large.text = words("sending") if sending else asked
        self._small.text = words(f"speech-{bar.asked}") if bar.asked and not sending else ""
        attach(self._words, self._small, wanted=bool(self._small.text))


class EndButton(MainButton):
    """Takes no touch for a moment after it appeared: the finger may have been meant for another."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "speech-end", lambda: kit.emit(EndOwnSpeech()))
        self._round = 0

    def appear(self) -> None:
        """Be seen from now on."""
        self._round += 1
        this = self._round
        self._let(enabled=False)
        self._kit.later(lambda: self._let(enabled=self._round == this), GUARD_S)

    def _let(self, *, enabled: bool) -> None:
        paint = self._kit.paint
        self.show("check-bold", self._kit.words("speech-end"), fill=paint.accent)
        self.able(enabled=enabled)


class SpeakingBar(BottomBar):
    """Places that never move: the room, the way out, the second button, one's own step."""

    def __init__(self, kit: Kit, leave: Callable[[], None], open_queue: Callable[[], None]) -> None:
        super().__init__(kit)
        self.padding, self.spacing = (12, 16, 20, 16), 16
        self._kit, self._open_queue = kit, open_queue
        self._bar: SpeakBar | None = None
        self._floor = FloorStatus(kit, open_queue)
        self._own_turn = OwnTurn(kit)
        heading = Fit(kit, 15, 600, kit.paint.accent, kit.words("conclusion"), size_hint_y=0.3)
        self._conclusion = ScrollText(kit, 16)
        gavel = Icon(kit, "gavel", 28, kit.paint.accent)
        words = column(heading, self._conclusion)
        self._said = row(gavel, words, spacing=14, padding=(12, 0, 0, 0))
        self._room = row(spacing=16)
        word = kit.words("leave")
        self._leave = SecondaryButton(
            kit, "leave", "exit-run", word, leave, hug=True, size_hint_y=1
        )
        self._second = Slot(size_hint_x=None, width=SECOND_WIDTH + (kit.px(17) - 17) * 6)
        self._seconds = self._make_seconds()
        self._step = Slot(size_hint_x=None, width=OWN_WIDTH)
        self._steps = self._make_steps()
        for child in (self._room, self._leave, self._second, self._step):
            self.add_widget(child)

    def _make_seconds(self) -> dict[Own, SecondaryButton]:
        """What stands beside one's own step."""
        kit, words = self._kit, self._kit.words
        return {
            Own.FREE: SecondaryButton(
                kit, "speak-kinds", "chevron-up", words("speak-kinds"), self._open_queue
            ),
            Own.WAITING: SecondaryButton(
                kit, "speak-withdraw", "close", words("speak-withdraw"), self._withdraw
            ),
            Own.SPEAKING: SecondaryButton(
                kit, "dismiss-result", "file-document-outline", words("task-reader"), self._back
            ),
        }

    def _make_steps(self) -> dict[Own, Any]:
        kit = self._kit
        self._ask = MainButton(kit, "speak-ask", self._asked)
        self._ask.show("hand-back-right", kit.words("speak-ask"))
        self._plate, self._end = PlacePlate(kit, self._open_queue), EndButton(kit)
        self._quorum = QuorumLamp(kit)
        return {
            Own.BARRED: self._quorum,
            Own.FREE: self._ask,
            Own.SENDING: self._plate,
            Own.WAITING: self._plate,
            Own.SPEAKING: self._end,
        }

    def _asked(self) -> None:
        if self._bar is not None:
            self._kit.emit(AskToSpeak(usual(self._bar)))

    def _withdraw(self) -> None:
        self._kit.emit(WithdrawRequest())

    def _back(self) -> None:
        self._kit.emit(DismissResult())

    def show(self, screen: SeatSession) -> None:
        """Show a session with somebody signed in."""
        bar = self._bar = screen.speak
        if bar is None:
            return
        now = own(bar)
        mine = bar.speakers.current if now is Own.SPEAKING else None
        self._show_room(screen, bar, mine)
        self._show_step(screen, bar, now)
        attach(self, self._leave, wanted=screen.may_leave and mine is None, index=2)
        urgent = mine is not None and mine.clock.warning
        paint = self._kit.paint
        called = paint.warn_soft if urgent else paint.accent_soft
        self.dress(fill=called if mine else paint.card)

    def _show_room(self, screen: SeatSession, bar: SpeakBar, mine: Speech | None) -> None:
        busy = bar.speakers.current is not None or bool(bar.refusal or screen.notice)
        calm = not busy and not screen.suspended and screen.quorum is Quorum.MET
        said = bool(screen.conclusion) and calm
        attach(self._room, self._own_turn, wanted=mine is not None)
        attach(self._room, self._said, wanted=said)
        attach(self._room, self._floor, wanted=mine is None and not said)
        self._conclusion.show(screen.conclusion)
        if mine is not None:
            self._own_turn.show(mine)
        else:
            self._floor.show(screen, bar)

    def _show_step(self, screen: SeatSession, bar: SpeakBar, now: Own) -> None:
        step = self._steps[now]
        if step is self._end and self._end.parent is None:
            self._end.appear()
        self._plate.show(bar)
        words = self._kit.words
        present = words("present-of", present=screen.present, members=screen.members)
        needed = words("needed", count=screen.needed)
        self._quorum.show(screen.quorum, words.joined(present, needed))
        self._step.put(step)
        shown = now is not Own.SPEAKING or screen.result is not None
        self._second.put(self._seconds.get(now) if shown else None)
