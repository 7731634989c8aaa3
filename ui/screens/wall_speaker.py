"""The wall while somebody speaks: the clock, who it is, and who comes next."""

from __future__ import annotations

from device.screens import SpeakerRow, WallSpeaker
from ui.kit import Kit
from ui.viewmodels.floor import KIND_ICONS, allotted, speech_face, who
from ui.widgets.header import WallHeader
from ui.widgets.listing import Keyed, attach
from ui.widgets.surface import Panel, card, column, divider, row, space
from ui.widgets.text import Fit, Run
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN
from ui.widgets.wall_clock import WallClock

LINE = 88


class NextSpeaker(Panel):
    """One who waits: the next in a filled disc, the one after in a pale one."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, height=LINE)
        self._kit = kit
        self._place = Fit(kit, 36, 600, halign="center")
        self._disc = Panel(
            self._place,
            radius=32,
            size_hint=(None, None),
            size=(64, 64),
            pos_hint={"center_y": 0.5},
        )
        self._name = Fit(kit, 50, 500)
        self._kind = Run(kit, 40, 400, kit.paint.mute)
        self._line = divider(kit)
        body = row(self._disc, self._name, self._kind, spacing=28)
        self.add_widget(body)

    def show(self, waiting: SpeakerRow) -> None:
        """Show a line; the first has weight, the others a line over them."""
        paint, first = self._kit.paint, waiting.place == 1
        self._place.text = str(waiting.place)
        self._place.color = paint.on_accent if first else paint.mute
        self._disc.dress(fill=paint.accent if first else paint.ground)
        self._name.text = who(waiting)
        self._kind.text = self._kit.words(f"speech-{waiting.kind}")
        attach(self, self._line, wanted=not first, index=1)


class WallSpeakerScreen(Panel):
    """The clock at the left; at the right the speaker and the next two."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        self._header = WallHeader(kit)
        self._clock = WallClock(kit, 580, 44, 160, 52, width=700)
        body = row(self._clock, self._speaker(), padding=(MARGIN, 51, MARGIN, MARGIN))
        body.spacing = 64
        self.add_widget(self._header)
        self.add_widget(body)

    def _speaker(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._kind = Tag(kit, 42)
        self._turn = Fit(kit, 42, 500, paint.mute)
        head = row(self._kind, self._turn, spacing=32, size_hint_y=None, height=84)
        self._title = Fit(kit, 104, 700)
        self._name = Fit(kit, 50, 500, size_hint_y=None, height=68)
        self._item = Fit(kit, 44, 400, paint.mute, size_hint_y=None, height=122)
        self._queue = self._waiting()
        self._words = column(self._title, self._name)
        return column(head, self._words, self._item, space(16), self._queue, spacing=8)

    def _waiting(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        following = Fit(kit, 42, 600, paint.accent, kit.words("speakers-next"))
        self._more = Fit(kit, 38, 400, paint.mute, halign="right")
        head = row(following, self._more, size_hint_y=None, height=60)
        lines = column(size_hint_y=None, height=2 * LINE)
        self._lines: Keyed[SpeakerRow] = Keyed(
            lines, lambda each: each.place, lambda _: NextSpeaker(kit)
        )
        self._none = Fit(kit, 44, 400, paint.mute, kit.words("speakers-none"))
        self._rows = lines
        return card(
            kit,
            head,
            lines,
            radius=28,
            padding=(44, 20),
            size_hint_y=None,
            height=60 + 2 * LINE + 44,
        )

    def show(self, screen: WallSpeaker) -> None:
        """Show who speaks."""
        words, speech = self._kit.words, screen.speech
        self._header.show(screen.header)
        self._clock.show(speech_face(speech.clock), "")
        self._kind.show(KIND_ICONS[speech.kind], words(f"speaking-{speech.kind}"))
        time = allotted(speech.clock.allotted_ms)
        self._turn.text = words.joined(
            words("speech-turn", count=speech.turn), words(time.key, count=time.count)
        )
        self._title.text = who(speech)
        named = bool(speech.title and speech.name)
        self._name.text = speech.name if named else ""
        attach(self._words, self._name, wanted=named)
        self._item.text = words("speaker-item", number=screen.number, title=screen.item_title)
        self._show_queue(screen)

    def _show_queue(self, screen: WallSpeaker) -> None:
        words, waiting = self._kit.words, screen.queue
        self._more.text = words("speakers-more", count=len(waiting)) if waiting else ""
        self._lines.show([row for row in waiting if row.place <= 2])
        attach(self._rows, self._none, wanted=not waiting)
