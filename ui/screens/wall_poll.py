"""The wall during a poll: how many have pressed, never what."""

from __future__ import annotations

from enum import Enum, auto

from device.screens import PRESSED, Form, PollStage, WallPoll
from ui.kit import Kit
from ui.widgets.header import WallHeader
from ui.widgets.listing import OnDemand, Slot
from ui.widgets.surface import Panel, column, row, space, strip
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN, Strip
from ui.widgets.wall_poll import HandsPart, ListPart, PressedPart, wants_list

TAGS = {
    PollStage.OPEN: ("vote", "poll-open-tag"),
    PollStage.PAUSED: ("pause", "poll-paused-tag"),
    PollStage.CLOSED: ("lock-outline", "poll-closed-tag"),
}

HINT_WIDEST = 800
HINT_GAPS = 180  # pixels on the foot's line that are neither rule nor hint


class Part(Enum):
    """What takes the middle of the wall."""

    PRESSED = auto()
    LIST = auto()
    HANDS = auto()


def part_of(screen: WallPoll) -> Part:
    """Hands and paper have their own; pressed polls show a list where there is one."""
    if screen.kind not in PRESSED:
        return Part.HANDS
    return Part.LIST if wants_list(screen) else Part.PRESSED


class WallPollScreen(Panel):
    """Question, count, clock; the rule in words at the foot."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._tag = Tag(kit, 42)
        self._kind = Run(kit, 42, 500, paint.mute)
        head = row(self._tag, self._kind, space(), spacing=32, size_hint_y=None, height=84)
        self._question = Fit(kit, 62, 600, size_hint_y=None, height=168)
        self._parts = OnDemand(
            {
                Part.PRESSED: lambda: PressedPart(kit),
                Part.LIST: lambda: ListPart(kit),
                Part.HANDS: lambda: HandsPart(kit),
            }
        )
        self._middle = Slot()
        body = column(
            head,
            self._question,
            self._middle,
            padding=(MARGIN, 32, MARGIN, 40),
            spacing=16,
        )
        for child in (self._header, body, self._foot()):
            self.add_widget(child)

    def _foot(self) -> Strip:
        kit, paint = self._kit, self._kit.paint
        foot = Strip(kit, 164)
        self._needed = Run(kit, 46, 600, paint.accent)
        self._rule_words = strip(Icon(kit, "scale-balance", 52, paint.accent), spacing=28)
        self._rule_run = Run(kit, 46, 400)
        self._rule_words.add_widget(self._rule_run)
        self._rule_words.add_widget(self._needed)
        hidden = Icon(kit, "eye-off", 46, paint.mute)
        self._hint = Run(kit, 42, 400, paint.mute, widest=HINT_WIDEST)
        for child in (self._rule_words, space(), strip(hidden, self._hint, spacing=18)):
            foot.add_widget(child)
        self._rule_words.bind(width=self._leave_room)
        return foot

    def _leave_room(self, *_: object) -> None:
        """The hint takes what the rule leaves."""
        self._hint.limit(self.width - 2 * MARGIN - self._rule_words.width - HINT_GAPS)

    def show(self, screen: WallPoll) -> None:
        """Show a poll."""
        words = self._kit.words
        self._header.show(screen.header)
        name, key = TAGS.get(screen.stage, TAGS[PollStage.CLOSED])
        closed = screen.stage not in {PollStage.OPEN, PollStage.PAUSED}
        self._tag.show(name, words(key))
        self._kind.text = words.joined(
            words(f"kind-{screen.kind}"), words("item", number=screen.item_number)
        )
        self._question.text = screen.question
        part = self._parts[part_of(screen)]
        part.show(screen)
        self._middle.put(part)
        rule = words.rule(screen.rule, capital=True, form=screen.form)
        rated = screen.form is Form.CONFIDENCE
        needed = "" if rated else words.needed(screen.rule)
        self._rule_run.text = words("rule-colon", rule=rule) if needed else rule
        self._needed.text = needed
        shown = screen.counts is not None and not closed
        self._hint.text = words(
            "result-after-announcing"
            if closed
            else "counts-shown-to-all"
            if shown
            else "result-after-closing"
        )
