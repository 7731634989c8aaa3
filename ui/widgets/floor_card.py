"""Who has the floor: the clock, and what the chair does with it."""

from __future__ import annotations

from device.intents import TakeStep
from device.screens import ItemPanel, Speech, SpeechKind, Step
from ui.kit import Kit
from ui.viewmodels.clocks import item_face
from ui.viewmodels.console_floor import whole_minutes
from ui.viewmodels.floor import speech_face, who
from ui.widgets.listing import attach
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, column, row, strip
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import Touchable

RING = 116


class FloorButton(Touchable):
    """A step beside the clock: icon and word on one line."""

    def __init__(self, kit: Kit, step: Step, icon: str, word: str) -> None:
        super().__init__(
            f"step:{step}",
            lambda: kit.emit(TakeStep(self.step)),
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=12,
            orientation="vertical",
            padding=(6, 2),
            size_hint_y=None,
            height=max(52, kit.tall(52)),
        )
        self.step = step
        self._icon = Icon(kit, icon, 19)
        self._word = Run(kit, 15, 600, text=kit.words(word), widest=1)
        self.add_widget(strip(self._icon, self._word, spacing=6, pos_hint={"center_x": 0.5}))
        for label in (self._icon, self._word):
            label.disabled_color = kit.paint.border
        self.bind(width=self._limit)

    def _limit(self, *_: object) -> None:
        self._word.limit(self.width - self._icon.width - 18)

    def show(self, icon: str, word: str) -> None:
        """Change icon and word."""
        self._icon.show(icon)
        self._word.text = word


class FloorCard(Panel):
    """Ring at the left; name, norm and buttons beside it. Always of one height.

    Larger text needs a line of its own for the buttons.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="vertical",
            fill=kit.paint.ground,
            radius=14,
            padding=(16, 14, 10, 14),
            spacing=10,
            size_hint_y=None,
        )
        self._kit = kit
        self._ring = CountdownRing(kit, RING, 9, 30, 15)
        self._small = Fit(kit, 15, 400, kit.paint.mute, valign="bottom", size_hint_y=0.8)
        self._name = Fit(kit, 20, 600)
        self._spent = Text(kit, 15, 400, kit.paint.mute)
        self._pause = FloorButton(kit, Step.PAUSE_SPEECH, "pause", "floor-pause")
        self._extend = FloorButton(kit, Step.EXTEND_SPEECH, "plus", "floor-extend")
        self._end = FloorButton(kit, Step.END_SPEECH, "stop", "floor-end")
        self._buttons = row(self._pause, self._extend, self._end, spacing=8, size_hint_y=None)
        self._buttons.height = self._pause.height
        self._beside = column(self._small, self._name, spacing=2)
        top = row(self._ring, self._beside, spacing=16, size_hint_y=None)
        top.height = kit.tall(RING)
        self.add_widget(top)
        self._under = column(size_hint_y=None, height=self._pause.height)
        self.height = top.height + 28
        self._place = self._beside
        if kit.theme.text_percent > 100:
            self.add_widget(self._under)
            self.height += self._under.height + 10
            self._place = self._under

    def show(self, item: ItemPanel, speech: Speech | None) -> None:
        """Show the speech, or between two of them the item's own clock."""
        attach(self._place, self._buttons, wanted=speech is not None)
        attach(self._beside, self._spent, wanted=speech is None)
        if speech is None:
            self._show_item(item)
        else:
            self._show_speech(item, speech)

    def _show_item(self, item: ItemPanel) -> None:
        words = self._kit.words
        self._ring.show(item_face(item.planned_minutes, item.elapsed_ms))
        self._small.text = words("floor-free")
        self._name.text = words("norm-capital", count=item.planned_minutes)
        spent = item.elapsed_ms // 60_000
        self._spent.text = words("minutes-spent", spent=spent, planned=item.planned_minutes)

    def _show_speech(self, item: ItemPanel, speech: Speech) -> None:
        words, clock = self._kit.words, speech.clock
        presents = speech.kind is SpeechKind.PRESENTATION
        kind = words("presenter") if presents else words(f"speech-kind-{speech.kind}")
        minutes = whole_minutes(clock.allotted_ms)
        limit = words("norm-minutes", count=minutes) if clock.allotted_ms else words("norm-none")
        turn = words("floor-turn", count=speech.turn) if speech.turn > 1 else ""
        self._ring.show(speech_face(clock))
        self._small.text = words.joined(kind, turn, limit)
        self._name.text = who(speech) or item.presenter
        paused = not clock.running
        self._pause.step = Step.RESUME_SPEECH if paused else Step.PAUSE_SPEECH
        word = "floor-resume" if paused else "floor-pause"
        self._pause.show("play" if paused else "pause", words(word))
        self._extend.able(enabled=bool(clock.allotted_ms))
