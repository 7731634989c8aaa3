"""The wall during a poll: how many have pressed, never what."""

from __future__ import annotations

from device.screens import PollStage, WallPoll
from ui.kit import Kit
from ui.viewmodels.clocks import ClockFace, Mood, poll_face
from ui.widgets.digits import Ratio
from ui.widgets.header import WallHeader
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, card, column, row, space, strip
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN, Cells, Strip

TAGS = {
    PollStage.OPEN: ("vote", "poll-open-tag"),
    PollStage.PAUSED: ("pause", "poll-paused-tag"),
    PollStage.CLOSED: ("lock-outline", "poll-closed-tag"),
}
CLOSED_FACE = ClockFace("0", "clock-closed", 0.0, Mood.STILL)


class WallPollScreen(Panel):
    """Question, count, clock; the rule in words at the foot."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", fill=kit.paint.ground)
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._tag = Tag(kit, 42)
        self._kind = Run(kit, 42, 500, paint.mute)
        head = row(self._tag, self._kind, space(), spacing=32, size_hint_y=None, height=84)
        self._question = Fit(kit, 62, 600, size_hint_y=None, height=168)
        body = column(
            head,
            self._question,
            row(self._count(), self._clock(), spacing=32),
            padding=(MARGIN, 32, MARGIN, 40),
            spacing=16,
        )
        for child in (self._header, body, self._foot()):
            self.add_widget(child)

    def _count(self) -> Panel:
        kit = self._kit
        self._pressed = Ratio(kit, 204, 100, gap=36)
        words = Fit(kit, 64, 500, text=kit.words("members-pressed-wall"))
        numbers = row(self._pressed, words, spacing=52)
        self._cells = Cells(kit)
        return card(kit, numbers, self._cells, radius=28, padding=(56, 24, 56, 48), spacing=16)

    def _clock(self) -> Panel:
        self._ring = CountdownRing(self._kit, 352, 30, 132, 42)
        return card(self._kit, self._ring, radius=28, padding=24, size_hint_x=None, width=544)

    def _foot(self) -> Strip:
        kit, paint = self._kit, self._kit.paint
        foot = Strip(kit, 164)
        self._needed = Run(kit, 46, 600, paint.accent)
        self._rule_words = strip(Icon(kit, "scale-balance", 52, paint.accent), spacing=28)
        self._rule_run = Run(kit, 46, 400)
        self._rule_words.add_widget(self._rule_run)
        self._rule_words.add_widget(self._needed)
        hidden = Icon(kit, "eye-off", 46, paint.mute)
        self._hint = Run(kit, 42, 400, paint.mute)
        for child in (self._rule_words, space(), strip(hidden, self._hint, spacing=18)):
            foot.add_widget(child)
        return foot

    def show(self, screen: WallPoll) -> None:
        """Show a poll."""
        words = self._kit.words
        self._header.show(screen.header)
        name, key = TAGS.get(screen.stage, TAGS[PollStage.CLOSED])
        closed = screen.stage not in {PollStage.OPEN, PollStage.PAUSED}
        self._tag.show(name, words(key))
        self._kind.text = words.joined(words("public"), words("item", number=screen.item_number))
        self._question.text = screen.question
        self._pressed.show(screen.pressed, screen.entitled_present)
        self._cells.show(screen.pressed, screen.entitled_present)
        face = poll_face(screen.countdown)
        self._ring.show(face if not closed else CLOSED_FACE)
        self._rule_run.text = words("rule-colon", rule=words.rule(screen.rule, capital=True))
        self._needed.text = words(
            "needed-of", needed=screen.rule.needed, base=screen.rule.base_count
        )
        self._hint.text = words("result-after-announcing" if closed else "result-after-closing")
