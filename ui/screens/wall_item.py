"""The wall while an item runs."""

from __future__ import annotations

from device.screens import WallItem
from ui.kit import Kit
from ui.viewmodels.agenda import STAGE_ICONS
from ui.viewmodels.clocks import item_face
from ui.viewmodels.floor import allotted, speech_face
from ui.widgets.bars import Gauge
from ui.widgets.header import WallHeader
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, column, row, space
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN, Strip, WallPapers
from ui.widgets.wall_clock import WallClock


class WallItemScreen(Panel):
    """Title in three lines at most, presenter, remaining time; papers and minutes in the strip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        self._header = WallHeader(kit)
        self._clock = WallClock(kit, 452, 34, 108, 42, width=544)
        body = row(self._left(), self._clock, padding=(MARGIN, 52), spacing=40)
        for child in (self._header, body, self._foot()):
            self.add_widget(child)

    def _left(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._stage = Tag(kit, 42)
        self._position = Run(kit, 42, 500, paint.mute)
        head = row(self._stage, self._position, space(), spacing=32)
        head.size_hint_y, head.height = None, 88
        self._title = Fit(kit, 94, 700, size_hint_y=None, height=372)
        disc = Panel(
            Icon(kit, "account-voice", 64, paint.accent, size_hint=(1, 1)),
            fill=paint.accent_soft,
            radius=56,
            size_hint=(None, None),
            size=(112, 112),
            pos_hint={"center_y": 0.5},
        )
        label = Fit(kit, 40, 400, paint.mute, kit.words("presenter"), size_hint_y=0.4)
        self._presenter = Fit(kit, 62, 600, size_hint_y=0.6)
        self._who = row(
            disc,
            column(label, self._presenter),
            spacing=28,
            size_hint_y=None,
            height=132,
        )
        self._left_column = column(head, space(12), self._title, space(), self._who, spacing=12)
        return self._left_column

    def _foot(self) -> Strip:
        kit, paint = self._kit, self._kit.paint
        strip = Strip(kit, 196)
        self._papers = WallPapers(kit)
        used = Fit(kit, 36, 400, paint.mute, kit.words("used"), size_hint_x=0.75)
        self._used = Fit(kit, 42, 600, halign="right")
        self._bar = Gauge(kit, 24)
        bar = row(self._bar, size_hint_y=None, height=32)
        right = column(row(used, self._used), bar, spacing=8, size_hint_x=None, width=450)
        strip.add_widget(self._papers)
        strip.add_widget(right)
        return strip

    def show(self, screen: WallItem) -> None:
        """Show an item."""
        words, paint = self._kit.words, self._kit.paint
        self._header.show(screen.header)
        self._stage.show(STAGE_ICONS[screen.stage], words(f"stage-{screen.stage}"))
        self._position.text = words("item-of", number=screen.number, count=screen.count)
        self._title.text = screen.title
        self._presenter.text = screen.presenter
        attach(self._left_column, self._who, wanted=bool(screen.presenter))
        self._show_clock(screen)
        planned = screen.planned_minutes
        self._papers.show(screen.papers)
        spent = screen.elapsed_ms // 60_000
        self._used.text = words("minutes-of", spent=spent, planned=planned)
        self._bar.show(
            spent / planned if planned else 0, paint.warn_line if spent > planned else None
        )

    def _show_clock(self, screen: WallItem) -> None:
        """The presenter's own clock while somebody presents, else the item's."""
        words, speech, planned = self._kit.words, screen.presenting, screen.planned_minutes
        if speech is None:
            norm = words("norm-capital", count=planned) if planned else ""
            self._clock.show(item_face(planned, screen.elapsed_ms), norm)
            return
        time = allotted(speech.clock.allotted_ms)
        given = words(time.key, count=time.count)
        timed = speech.clock.allotted_ms is not None
        self._clock.show(
            speech_face(speech.clock), words("norm-allotted", time=given) if timed else ""
        )
