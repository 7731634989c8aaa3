"""Those who ask for the floor, in the order of speaking, each with a button that gives it."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import TakeStep
from device.screens import ChairScreen, SpeakerRow, Speech, SpeechKind, Step
from ui.kit import Kit
from ui.viewmodels.console_floor import MODE_ICONS, whole_minutes
from ui.viewmodels.floor import KIND_ICONS, speech_face, who
from ui.viewmodels.steps import by_chair
from ui.widgets.digits import Digits
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.surface import NOTHING, Panel, card, column, divider, row, stack
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import IconButton, Touchable


class GrantKey(Touchable):
    """ "Mời": the floor to this person."""

    def __init__(self, kit: Kit, name: str, action: Callable[[], None]) -> None:
        super().__init__(
            name,
            action,
            radius=12,
            padding=(6, 2),
            size_hint=(None, None),
            size=(kit.px(59), max(52, kit.tall(52))),
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit
        self._word = Fit(kit, 16, 600, text=kit.words("grant"), halign="center")
        self.add_widget(self._word)

    def show(self, *, first: bool, enabled: bool) -> None:
        """The first one in the queue is filled."""
        paint = self._kit.paint
        self.dress(
            fill=paint.accent_soft if first else paint.card,
            edge=NOTHING if first else paint.border,
        )
        self._word.color = paint.accent if first else paint.ink
        self._word.disabled_color = paint.border
        self.able(enabled=enabled)


class Place(Panel):
    """The disc in front of a speaker: the place, or the flag of a point of order."""

    def __init__(self, kit: Kit) -> None:
        side = kit.tall(36)
        super().__init__(
            size_hint=(None, None), size=(side, side), radius=side / 2, pos_hint={"center_y": 0.5}
        )
        self._kit = kit
        self._number = Fit(kit, 16, 600, kit.paint.mute, halign="center")
        self._flag = Icon(kit, "flag", 18, kit.paint.warn, size_hint=(1, 1))

    def show(self, speaker: SpeakerRow) -> None:
        """Show the place of a speaker."""
        order = speaker.kind is SpeechKind.ORDER
        self._number.text = str(speaker.place)
        attach(self, self._flag, wanted=order)
        attach(self, self._number, wanted=not order)
        self.dress(fill=self._kit.paint.warn_soft if order else self._kit.paint.ground)


class SpeakerLine(Panel):
    """Place, name, kind and minutes; touched, what else can be done with the request."""

    def __init__(self, kit: Kit, person: str, look: Callable[[], None]) -> None:
        super().__init__(
            orientation="vertical",
            size_hint_y=None,
            height=68 if kit.theme.text_percent == 100 else kit.tall(88),
        )
        self._kit = kit
        self._kind = ""
        self._place = Place(kit)
        share = 1 if kit.theme.text_percent == 100 else 1.6  # larger names take two lines
        self._name = Fit(kit, 15, 500, valign="bottom", size_hint_y=share)
        self._meta = Fit(kit, 14, 400, kit.paint.mute, valign="top")
        names = column(self._name, self._meta, padding=(0, 6), spacing=1)
        about = Touchable(f"request:{person}", look, self._place, names, spacing=10, radius=10)
        self._grant = GrantKey(
            kit,
            f"grant:{person}",
            lambda: kit.emit(TakeStep(Step.GRANT_SPEECH, person, kind=self._kind)),
        )
        self._body = row(about, spacing=8)
        self.add_widget(divider(kit))
        self.add_widget(self._body)

    def show(self, shown: tuple[SpeakerRow, bool, bool]) -> None:
        """A speaker, whether the floor can be given, and whether this console may give it."""
        speaker, grantable, chair = shown
        words, paint = self._kit.words, self._kit.paint
        self._kind = speaker.kind
        self._place.show(speaker)
        self._name.text = who(speaker)
        minutes = whole_minutes(speaker.allotted_ms)
        limit = words("minutes-short", count=minutes) if minutes else ""
        self._meta.text = words.joined(words(f"speech-kind-{speaker.kind}"), limit)
        order = speaker.kind is SpeechKind.ORDER
        self._meta.color = self._meta.disabled_color = paint.warn if order else paint.mute
        self._grant.show(first=speaker.place == 1, enabled=grantable)
        attach(self._body, self._grant, wanted=chair)


class CurrentLine(Panel):
    """Who has the floor, for the console that has no clock of its own."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            fill=kit.paint.accent_soft,
            radius=12,
            padding=(14, 6),
            spacing=12,
            size_hint_y=None,
            height=kit.tall(60),
        )
        self._kit = kit
        self._icon = Icon(kit, "microphone", 22, kit.paint.accent)
        self._name = Fit(kit, 15, 600, kit.paint.accent)
        self._clock = Digits(kit, 20, 600)
        for child in (self._icon, self._name, self._clock):
            self.add_widget(child)

    def show(self, speech: Speech) -> None:
        """Show a speech."""
        face = speech_face(speech.clock)
        self._icon.show(KIND_ICONS[speech.kind])
        self._name.text = who(speech)
        warn = speech.clock.warning or speech.clock.over_ms > 0
        self._clock.show(face.digits, self._kit.paint.warn if warn else self._kit.paint.ink)


class QueueCard(Panel):
    """The queue, with its mode at the foot and the speaking times behind a button."""

    def __init__(
        self,
        kit: Kit,
        look: Callable[[str], None],
        open_spoken: Callable[[], None],
        open_mode: Callable[[], None],
    ) -> None:
        super().__init__()
        self._kit = kit
        title = Fit(kit, 18, 600, text=kit.words("speakers"))
        self._count = Run(kit, 15, 600, kit.paint.mute)
        side = kit.tall(30)
        pill = Panel(
            Panel(),
            self._count,
            Panel(),
            fill=kit.paint.ground,
            radius=side / 2,
            size_hint=(None, None),
            size=(side * 1.2, side),
            pos_hint={"center_y": 0.5},
        )
        times = IconButton(kit, "spoken", "chart-bar", open_spoken)
        head = row(title, pill, times, spacing=8, size_hint_y=None, height=max(54, kit.tall(54)))
        self._current = CurrentLine(kit)
        self._nobody = Text(kit, 15, 400, kit.paint.mute, kit.words("order-empty"))
        self._lines = stack(padding=(0, 0, 12, 0))
        self._rows: Keyed[tuple[SpeakerRow, bool, bool]] = Keyed(
            self._lines,
            lambda shown: shown[0].person,
            lambda shown: SpeakerLine(kit, shown[0].person, lambda: look(shown[0].person)),
        )
        self._mode_icon = Icon(kit, "account-group", 20, kit.paint.mute)
        self._mode_word = Fit(kit, 15, 400, kit.paint.mute)
        self._mode = Touchable(
            "queue-mode",
            open_mode,
            self._mode_icon,
            self._mode_word,
            Icon(kit, "chevron-right", 22, kit.paint.mute),
            spacing=8,
            size_hint_y=None,
            height=max(52, kit.tall(52)),
        )
        self._body = column(head, self._nobody, Scroller(kit, self._lines), divider(kit))
        self._body.add_widget(self._mode)
        self.add_widget(card(kit, self._body, padding=(20, 8, 8, 2)))

    def show(self, screen: ChairScreen) -> None:
        """Show the queue of a console screen."""
        panel, words = screen.speakers, self._kit.words
        if panel is None:
            return
        speakers, chair = panel.speakers, by_chair(screen)
        self._count.text = str(len(speakers.queue))
        self._rows.show([(row, panel.may_grant, chair) for row in speakers.queue])
        self._nobody.text = "" if speakers.queue else words("order-empty")
        if speakers.current is not None:
            self._current.show(speakers.current)
        told = not chair and speakers.current is not None
        attach(self._body, self._current, wanted=told, index=len(self._body.children) - 1)
        self._mode_icon.show(MODE_ICONS[speakers.mode])
        self._mode_word.text = words(f"order-{speakers.mode}")
        self._mode.able(enabled=chair and not screen.closed)
