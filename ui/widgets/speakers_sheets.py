"""Two sheets about the queue: how it is ordered, and one request of it."""

from __future__ import annotations

from functools import partial

from device.intents import TakeStep
from device.screens import ChairScreen, QueueMode, SpeakerRow, Step
from ui.kit import Kit
from ui.viewmodels.console_floor import MODE_ICONS, hours_and_minutes
from ui.viewmodels.floor import who
from ui.widgets.listing import attach
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import column, row, space
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import SecondaryButton, Touchable


class ModeKey(Touchable):
    """A way to order the queue; the one in force is filled."""

    def __init__(self, kit: Kit, mode: QueueMode, hands: Hands) -> None:
        super().__init__(
            f"mode:{mode}",
            partial(hands.do, TakeStep(Step.SET_QUEUE_MODE, text=mode)),
            orientation="vertical",
            radius=14,
            edge_width=2,
            padding=(18, 14),
            spacing=4,
        )
        self._kit, self._mode = kit, mode
        self._icon = Icon(kit, MODE_ICONS[mode], 28, kit.paint.accent, pos_hint={"x": 0})
        self._word = Fit(kit, 17, 600, text=kit.words(f"order-{mode}"))
        meaning = Fit(kit, 15, 400, kit.paint.mute, kit.words(f"order-{mode}-means"), valign="top")
        for child in (self._icon, self._word, meaning):
            self.add_widget(child)

    def show(self, mode: QueueMode) -> None:
        """Show which is in force."""
        paint, chosen = self._kit.paint, mode is self._mode
        self.dress(
            fill=paint.accent_soft if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )
        self._word.color = self._word.disabled_color = paint.accent if chosen else paint.ink
        self.able(enabled=not chosen)


class ModeSheet(Sheet):
    """The three modes side by side."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(270), spacing=12)
        order = (QueueMode.FIFO, QueueMode.CHAIR, QueueMode.GROUPS)
        self._keys = [ModeKey(kit, mode, hands) for mode in order]
        self.add_widget(head(kit, Fit(kit, 20, 600, text=kit.words("order-title")), hands.close))
        self.add_widget(row(*self._keys, spacing=12))

    def show(self, screen: ChairScreen) -> None:
        """Show the mode in force."""
        if screen.speakers is not None:
            for key in self._keys:
                key.show(screen.speakers.speakers.mode)


class RequestSheet(Sheet):
    """Somebody in the queue: what they ask for, and what the chair does with it."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(190), spacing=14)
        self._kit, self._hands, self._person = kit, hands, ""
        self._name = Fit(kit, 21, 600, valign="bottom")
        self._meta = Fit(kit, 16, 400, kit.paint.mute, valign="top")
        tall = max(64, kit.tall(64))
        word, strike = kit.words("grant-speech"), kit.words("strike-request")
        self._grant = SecondaryButton(
            kit, "request-grant", "microphone", word, self._give, soft=True, height=tall
        )
        self._strike = SecondaryButton(
            kit, "request-strike", "close", strike, self._strike_out, height=tall
        )
        self._foot = row(space(), self._strike, spacing=14, size_hint_y=None, height=tall)
        self.add_widget(head(kit, column(self._name, self._meta, spacing=2), hands.close))
        self.add_widget(self._foot)

    def look_at(self, person: str) -> None:
        """This is whose request it is about."""
        self._person = person

    def _give(self) -> None:
        self._hands.do(TakeStep(Step.GRANT_SPEECH, self._person, kind=self._kind))

    def _strike_out(self) -> None:
        self._hands.do(TakeStep(Step.STRIKE_REQUEST, self._person))

    _kind = ""

    def show(self, screen: ChairScreen) -> None:
        """Show the request as it stands."""
        speaker = waiting(screen, self._person)
        if speaker is None or screen.speakers is None:
            return
        words = self._kit.words
        self._kind = speaker.kind
        self._name.text = who(speaker)
        spoken = words("spoken-so-far", time=hours_and_minutes(speaker.spoken_ms))
        place = words("place-in-queue", place=speaker.place)
        kind = words(f"speech-kind-{speaker.kind}")
        self._meta.text = words.joined(place, kind, speaker.group, spoken)
        attach(self._foot, self._grant, wanted=screen.speakers.may_grant)


def waiting(screen: ChairScreen, person: str) -> SpeakerRow | None:
    """The request of a person, None when it is over."""
    queue = screen.speakers.speakers.queue if screen.speakers else ()
    return next((row for row in queue if row.person == person), None)
