"""Who speaks, who waits and where one stands oneself; beside it what one may ask to speak for."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import AskToSpeak
from device.screens import SpeakBar, Speech, SpeechKind
from ui.kit import Kit
from ui.viewmodels.clocks import Mood
from ui.viewmodels.floor import (
    KIND_ICONS,
    KindChoice,
    Waiting,
    kind_choices,
    queue_lines,
    speech_face,
    who,
)
from ui.widgets.digits import Digits
from ui.widgets.floating import Floating
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.surface import NOTHING, Panel, column, row, stack, upright
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import Touchable

WIDTH = 860


class CurrentSpeaker(Panel):
    """Who has the floor, with the clock."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            fill=kit.paint.accent_soft,
            radius=12,
            padding=(14, 6),
            spacing=14,
            size_hint_y=None,
            height=kit.tall(64),
        )
        self._kit = kit
        self._icon = Icon(kit, "microphone", 26, kit.paint.accent)
        self._name = Fit(kit, 17, 600, valign="bottom")
        self._doing = Fit(kit, 14, 400, kit.paint.mute, valign="top", size_hint_y=0.8)
        self._clock = Digits(kit, 26, 700)
        for child in (self._icon, column(self._name, self._doing), self._clock):
            self.add_widget(child)

    def show(self, speech: Speech | None) -> None:
        """Show a speech, or that nobody speaks."""
        words, paint = self._kit.words, self._kit.paint
        attach(self, self._clock, wanted=speech is not None)
        if speech is None:
            self._icon.show("account-voice")
            self._name.text, self._doing.text = words("nobody-speaks"), ""
            return
        face = speech_face(speech.clock)
        urgent = face.mood in {Mood.LAST_MINUTE, Mood.LAST_SECONDS, Mood.OVER}
        self._icon.show(KIND_ICONS[speech.kind])
        self._name.text = who(speech)
        named = speech.name if speech.title else ""
        self._doing.text = words.joined(words(f"speaking-{speech.kind}"), named)
        self._clock.show(face.digits, paint.warn if urgent else paint.ink)


class QueueLine(Panel):
    """One who waits; one's own line has a ground and says so."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            radius=12, padding=(10, 4), spacing=12, size_hint_y=None, height=kit.tall(56)
        )
        self._kit = kit
        side = kit.tall(34)
        self._place = Fit(kit, 16, 600, halign="center")
        self._disc = Panel(
            self._place,
            radius=side / 2,
            size_hint=(None, None),
            size=(side, side),
            pos_hint={"center_y": 0.5},
        )
        self._name = Fit(kit, 16, 500, valign="bottom")
        self._about = Fit(kit, 14, 400, kit.paint.mute, valign="top", size_hint_y=0.8)
        self.add_widget(self._disc)
        self.add_widget(column(self._name, self._about))

    def show(self, line: Waiting) -> None:
        """Show a line."""
        paint, words, waiting = self._kit.paint, self._kit.words, line.row
        self.dress(fill=paint.accent_soft if line.mine else NOTHING)
        self._disc.dress(fill=paint.accent if line.mine else paint.ground)
        self._place.text = str(waiting.place)
        self._place.color = paint.on_accent if line.mine else paint.mute
        self._name.text = who(waiting)
        named = waiting.name if waiting.title else ""
        mine = words("queue-mine") if line.mine else named
        self._about.text = words.joined(words(f"speech-{waiting.kind}"), mine, waiting.group)
        self._about.color = paint.accent if line.mine else paint.mute


class KindRow(Touchable):
    """One kind of speech: touching it asks for that, or changes what was asked for."""

    def __init__(self, kit: Kit, kind: SpeechKind, action: Callable[[], None]) -> None:
        super().__init__(
            f"speak-{kind}",
            action,
            radius=12,
            edge_width=1,
            padding=(14, 2),
            spacing=12,
            size_hint_y=None,
            height=max(54, kit.tall(54)),
        )
        self._kit = kit
        self._icon = Icon(kit, KIND_ICONS[kind], 24)
        self._word = Fit(kit, 16, 600, text=kit.words(f"ask-{kind}"))
        self._tick = Icon(kit, "check-bold", 22, kit.paint.accent)
        self.add_widget(self._icon)
        self.add_widget(self._word)

    def show(self, choice: KindChoice) -> None:
        """Show whether it is asked for, and whether it can be."""
        paint = self._kit.paint
        self.able(enabled=choice.enabled)
        free = choice.enabled or choice.chosen
        self.dress(
            fill=paint.accent_soft if choice.chosen else paint.card,
            edge=paint.accent if choice.chosen else paint.border if free else paint.line,
        )
        ink = paint.accent if choice.chosen else paint.ink if free else paint.mute
        self._icon.color = self._word.color = ink
        attach(self, self._tick, wanted=choice.chosen)


class SpeakersCard(Floating):
    """Opened by a touch on the room's status, on one's own place, or on "other kinds"."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        self._kit, self._close = kit, close
        self._current = CurrentSpeaker(kit)
        lines = stack(spacing=4, padding=(0, 0, 12, 0))
        self._lines: Keyed[Waiting] = Keyed(
            lines, lambda line: line.row.place, lambda _: QueueLine(kit)
        )
        self._mode = Text(kit, 14, 400, kit.paint.mute)
        queue = column(self._current, self._mode, Scroller(kit, lines), spacing=8)
        kinds = stack(spacing=8)
        self._kinds: Keyed[KindChoice] = Keyed(kinds, lambda each: each.kind, self._kind_row)
        title = Fit(kit, 16, 600, kit.paint.accent, kit.words("speak-kinds-title"))
        title.size_hint_y, title.height = None, kit.tall(32)
        self._ask = column(title, Scroller(kit, kinds), spacing=8, size_hint_x=0.72)
        body = row(queue, upright(kit), self._ask, spacing=16)
        super().__init__(kit, "speakers", kit.words("speakers-title"), close, body)
        self.width = WIDTH

    def _kind_row(self, choice: KindChoice) -> KindRow:
        return KindRow(self._kit, choice.kind, lambda: self._chosen(choice.kind))

    def _chosen(self, kind: SpeechKind) -> None:
        self._close()
        self._kit.emit(AskToSpeak(kind))

    def wanted_height(self) -> float:
        """Enough for all kinds, and as many lines of the queue."""
        return (
            self._kit.tall(52) + 8 + self._kit.tall(32) + 5 * (max(54, self._kit.tall(54)) + 8) + 42
        )

    def show(self, bar: SpeakBar) -> None:
        """Show the floor and the queue."""
        words, speakers = self._kit.words, bar.speakers
        self._current.show(speakers.current)
        count = len(speakers.queue)
        waiting = words("speakers-more", count=count) if count else words("speakers-none")
        self._mode.text = words.joined(waiting, words(f"queue-{speakers.mode}"))
        self._lines.show(queue_lines(bar))
        self._kinds.show(kind_choices(bar))
