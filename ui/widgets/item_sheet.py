"""One line of the agenda that was touched: what can be done with it, and where it can be put."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device.intents import TakeStep
from device.screens import ChairScreen, ItemActions, ItemStage, Step
from ui.kit import Kit
from ui.viewmodels.agenda import STAGE_ICONS
from ui.viewmodels.steps import STEP_ICONS, of_line
from ui.widgets.chips import Chip, flow
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import column, stack
from ui.widgets.text import Fit, Text
from ui.widgets.touchable import SecondaryButton, Tag

TO_THE_END = ""


class ItemStep(SecondaryButton):
    """Something that can be done with the item."""

    def __init__(self, kit: Kit, step: Step, action: Callable[[], None]) -> None:
        super().__init__(
            kit,
            f"item-step:{step}",
            STEP_ICONS[step],
            kit.words(f"item-{step}"),
            action,
            height=max(60, kit.tall(60)),
            size_hint_x=None,
        )
        self.width = min(self._hugging_width(kit.words(f"item-{step}")) + 40, 290)

    def show(self, _step: Step) -> None:  # type: ignore[override]
        """What it does never changes."""


class Before(Chip):
    """A place on the agenda."""

    def __init__(self, kit: Kit, item: str, word: str, action: Callable[[], None]) -> None:
        super().__init__(kit, f"before:{item or 'end'}", word, action)

    def show(self, _item: str) -> None:
        """A place keeps its name as long as it is offered."""


class ItemSheet(Sheet):
    """Number, title and state above; steps and places below."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(
            kit, orientation="vertical", height=kit.tall(340), spacing=12, padding=(28, 16, 24, 16)
        )
        self._kit, self._hands = kit, hands
        self._item = ItemActions("", 0, "", ItemStage.PLANNED, (), ())
        self._numbers: dict[str, int] = {}
        self._title = Fit(kit, 21, 600, valign="bottom", size_hint_y=1.6)
        self._second = Fit(kit, 15, 400, kit.paint.mute, valign="top")
        self._stage = Tag(kit, 15)
        names = column(self._title, self._second, spacing=2)
        top = head(kit, names, hands.close, self._stage)
        top.height = max(76, kit.tall(76))
        steps = flow(spacing=10)
        self._steps: Keyed[Step] = Keyed(steps, lambda step: step, self._step)
        self._move_title = Text(kit, 16, 600)
        places = flow(spacing=10)
        self._places: Keyed[str] = Keyed(places, lambda item: item, self._place)
        body = stack(steps, self._move_title, places, spacing=12)
        self.add_widget(top)
        self.add_widget(Scroller(kit, body))

    def _step(self, step: Step) -> ItemStep:
        return ItemStep(self._kit, step, partial(self._take, step))

    def _take(self, step: Step) -> None:
        self._hands.take(step, self._item.item)

    def _place(self, before: str) -> Before:
        words = self._kit.words
        number = self._numbers.get(before, 0)
        word = words("before-item", number=number) if before else words("to-the-end")
        return Before(self._kit, before, word, partial(self._move, before))

    def _move(self, before: str) -> None:
        self._kit.emit(TakeStep(Step.MOVE_ITEM, self._item.item, before))

    def show(self, screen: ChairScreen) -> None:
        """Show the line that was touched."""
        item, words = screen.tapped_item, self._kit.words
        if item is None:
            return
        row = next((row for row in screen.agenda if row.item == item.item), None)
        self._numbers = {each.item: each.number for each in screen.agenda}
        self._item = item
        self._title.text = words("item-title", number=item.number, title=item.title)
        planned = words("norm", count=row.planned_minutes) if row else ""
        reason = words("reason-was", reason=item.reason) if item.reason else ""
        self._second.text = words.joined(row.presenter if row else "", planned, reason)
        self._stage.show(STAGE_ICONS[item.stage], words(f"stage-{item.stage}"))
        self._steps.show(of_line(item))
        self._move_title.text = words("move-item") if item.before else ""
        self._places.show(item.before)
