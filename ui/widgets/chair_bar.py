"""The bottom bar of the console: the wall, two steps at hand, the others, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device.screens import ChairScreen, Step, StepButton
from ui.kit import Kit
from ui.viewmodels.steps import STEP_ICONS, at_hand, offered_steps, under_others, wall_now
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.seat_bars import BottomBar
from ui.widgets.sheets import Sheet
from ui.widgets.surface import Panel, column, row, stack, strip
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import NextStepButton, SecondaryButton

LONGEST_SMALL_LINE = 40  # characters; a longer label is read in the card above


def step_words(kit: Kit, step: StepButton) -> tuple[str, str]:
    """The word on a step's button and the small line with it."""
    words = kit.words
    word = words(f"step-{step.step}", number=step.number)
    if step.obstacle:
        return word, words.error(step.obstacle)
    if len(step.label) > LONGEST_SMALL_LINE:
        return word, words("item", number=step.number) if step.number else words("next-step")
    return word, step.label or words("next-step")


class WallGlance(Panel):
    """What the wall shows now; a refusal takes its place until the next command."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=12)
        self._kit = kit
        paint = kit.paint
        self._icon = Icon(kit, "monitor", 34, paint.mute)
        self._small = Fit(kit, 15, 400, paint.mute, valign="bottom", size_hint_y=0.44)
        self._large = Fit(kit, 16, 600, valign="top", size_hint_y=0.56)
        self.add_widget(self._icon)
        self.add_widget(column(self._small, self._large, spacing=2))

    def show(self, screen: ChairScreen) -> None:
        """Show the wall, or a refusal."""
        paint, words = self._kit.paint, self._kit.words
        refused = bool(screen.notice)
        self._icon.show("alert" if refused else "monitor")
        self._icon.color = self._small.color = paint.warn if refused else paint.mute
        self._small.text = words("refused" if refused else "wall")
        key, values = wall_now(screen)
        self._large.text = words.error(screen.notice) if refused else words(key, **values)


class AtHand(SecondaryButton):
    """A step beside the next one."""

    def __init__(self, kit: Kit, step: StepButton, take: Callable[[Step, str], None]) -> None:
        target = step.target
        name = f"step:{step.step}" + (f":{target}" if step.step is Step.TAKE_ITEM else "")
        word = step_words(kit, step)[0]
        action = partial(take, step.step, target)
        super().__init__(kit, name, STEP_ICONS[step.step], word, action, hug=True)

    def show(self, step: StepButton) -> None:  # type: ignore[override]
        """Show whether the step can be done now."""
        self.able(enabled=step.enabled)


class ChairBar(BottomBar):
    """Places that never move; the next step is always at the bottom right."""

    def __init__(
        self,
        kit: Kit,
        take: Callable[[Step, str], None],
        open_others: Callable[[], None],
    ) -> None:
        super().__init__(kit)
        self._kit = kit
        self._next_step = StepButton(Step.NONE)
        self._wall = WallGlance(kit)
        beside = strip(spacing=12)
        self._at_hand: Keyed[StepButton] = Keyed(
            beside, lambda step: (step.step, step.target), lambda step: AtHand(kit, step, take)
        )
        self._others = SecondaryButton(
            kit,
            "others",
            "dots-horizontal",
            kit.words("others"),
            open_others,
            hug=True,
        )
        self._next = NextStepButton(
            kit, "next-step", lambda: take(self._next_step.step, self._next_step.target)
        )
        self._buttons = strip(beside, spacing=12)
        for child in (self._wall, self._buttons, self._next):
            self.add_widget(child)

    def show(self, screen: ChairScreen, *, asking: bool = False) -> None:
        """Show the steps of a console screen; `asking`: a sheet has the one blue button now."""
        self._wall.show(screen)
        self._at_hand.show(at_hand(offered_steps(screen)))
        wanted = bool(under_others(offered_steps(screen)))
        attach(self._buttons, self._others, wanted=wanted)
        step = self._next_step = screen.next_step
        word, small = step_words(self._kit, step)
        if screen.waiting:
            small = self._kit.words("sending")
        enabled = step.enabled and step.step is not Step.NONE and not screen.waiting and not asking
        self._next.show(small, word, STEP_ICONS[step.step], enabled=enabled)
        self._next.opacity = 0 if step.step is Step.NONE else 1


class OtherSteps(Sheet):
    """The steps under "Khác", each a row to touch."""

    def __init__(
        self, kit: Kit, take: Callable[[Step, str], None], close: Callable[[], None]
    ) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(360), spacing=12)
        self._kit = kit
        title = Fit(kit, 18, 600, text=kit.words("other-steps"))
        shut = SecondaryButton(
            kit,
            "cancel",
            "close",
            kit.words("close"),
            close,
            hug=True,
            height=52,
        )
        rows = stack(spacing=8)
        self._rows: Keyed[StepButton] = Keyed(
            rows, lambda step: (step.step, step.target), lambda step: OtherStep(kit, step, take)
        )
        self.add_widget(row(title, shut, size_hint_y=None, height=56))
        self.add_widget(Scroller(kit, rows))

    def show(self, screen: ChairScreen) -> None:
        """Show the steps."""
        self._rows.show(under_others(offered_steps(screen)))


class OtherStep(SecondaryButton):
    """A step as a wide row, with what it acts on or what stands in its way."""

    def __init__(self, kit: Kit, step: StepButton, take: Callable[[Step, str], None]) -> None:
        target = step.target
        name = f"step:{step.step}" + (f":{target}" if step.step is Step.TAKE_ITEM else "")
        super().__init__(
            kit,
            name,
            STEP_ICONS[step.step],
            "",
            partial(take, step.step, target),
            height=max(60, kit.tall(60)),
        )

    def show(self, step: StepButton) -> None:  # type: ignore[override]
        """Show a step."""
        word = self._kit.words(f"step-{step.step}", number=step.number)
        small = self._kit.words.error(step.obstacle) if step.obstacle else step.label
        text = self._kit.words.joined(word, small)
        super().show(STEP_ICONS[step.step], text, enabled=step.enabled)
