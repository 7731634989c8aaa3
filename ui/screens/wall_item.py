"""The wall while an item runs, and its conclusion."""

from __future__ import annotations

from device.screens import WallConclusion, WallItem
from ui.kit import Kit
from ui.viewmodels.agenda import STAGE_ICONS
from ui.viewmodels.clocks import Mood, item_face
from ui.viewmodels.excerpt import excerpt
from ui.widgets.bars import Gauge
from ui.widgets.header import WallHeader
from ui.widgets.listing import attach
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN, Strip


class WallItemScreen(Panel):
    """Title in three lines at most, presenter, remaining time; papers and minutes in the strip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", fill=kit.paint.ground)
        self._kit = kit
        self._header = WallHeader(kit)
        body = row(self._left(), self._clock(), padding=(MARGIN, 52), spacing=40)
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

    def _clock(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._ring = CountdownRing(kit, 440, 34, 104, 42)
        self._tag = Tag(kit, 38)
        self._tag_row = row(space(), self._tag, space(), size_hint_y=None, height=84)
        self._norm = Fit(kit, 40, 400, paint.mute, halign="center", size_hint_y=None, height=60)
        self._clock_card = card(
            kit,
            space(),
            self._ring,
            space(),
            self._norm,
            radius=28,
            padding=(40, 24, 40, 24),
            spacing=16,
            size_hint_x=None,
            width=544,
        )
        return self._clock_card

    def _foot(self) -> Strip:
        kit, paint = self._kit, self._kit.paint
        strip = Strip(kit, 196)
        label = Fit(kit, 36, 400, paint.mute, kit.words("papers"))
        icon = Icon(kit, "file-document-outline", 40, paint.accent)
        head = row(icon, label, spacing=14, size_hint_y=None, height=48)
        self._papers = Fit(kit, 42, 500, valign="top")
        left = column(head, self._papers, spacing=6)
        used = Fit(kit, 36, 400, paint.mute, kit.words("used"), size_hint_x=0.4)
        self._used = Fit(kit, 42, 600, halign="right")
        self._bar = Gauge(kit, 24)
        bar = row(self._bar, size_hint_y=None, height=32)
        right = column(row(used, self._used), bar, spacing=8, size_hint_x=None, width=544)
        strip.add_widget(left)
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
        face = item_face(screen.planned_minutes, screen.elapsed_ms)
        self._ring.show(face)
        planned = screen.planned_minutes
        self._norm.text = words("norm-capital", count=planned) if planned else ""
        urgent = face.mood in {Mood.LAST_MINUTE, Mood.OVER}
        attach(self._clock_card, self._tag_row, wanted=urgent)
        attach(self._clock_card, self._norm, wanted=not urgent)
        key = "over-time" if face.mood is Mood.OVER else "under-a-minute"
        self._tag.show("timer-alert-outline", words(key), paint.warn, paint.warn_soft)
        self._papers.text = words.joined(*screen.papers)
        spent = screen.elapsed_ms // 60_000
        self._used.text = words("minutes-of", spent=spent, planned=planned)
        self._bar.show(
            spent / planned if planned else 0, paint.warn_line if spent > planned else None
        )


class WallConclusionScreen(Panel):
    """A conclusion in large letters, or the end of the session."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", fill=kit.paint.ground)
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._tag = Tag(kit, 42)
        self._title = Fit(kit, 76, 700, size_hint_y=None, height=216, valign="top")
        self._text = Fit(kit, 60, 500, valign="top")
        self._rest = Text(kit, 36, 400, paint.mute)
        self._paper = card(kit, self._text, self._rest, radius=28, padding=(56, 44))
        head = row(self._tag, space(), size_hint_y=None, height=88)
        body = column(head, self._title, self._paper, padding=(MARGIN, 48), spacing=24)
        self._body = body
        self.add_widget(self._header)
        self.add_widget(body)

    def show(self, screen: WallConclusion) -> None:
        """Show a conclusion."""
        words = self._kit.words
        self._header.show(screen.header)
        if screen.closed:
            self._tag.show("lock-outline", words("session-closed-tag"))
            self._title.text = words("session-closed-title", title=screen.header.meeting_title)
        else:
            self._tag.show("gavel", words("conclusion-of", number=screen.number))
            self._title.text = screen.title
        thanks = words("session-closed-thanks") if screen.closed else ""
        shown, whole = excerpt(screen.text or thanks)
        self._text.text = shown
        self._rest.text = "" if whole else words("rest-on-seats")
        self._text.halign = "center" if screen.closed else "left"
        self._text.valign = "middle" if screen.closed else "top"
        self._paper.opacity = 1 if shown else 0
