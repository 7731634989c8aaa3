"""The bottom bar of a console: the wall, the pause, the vote, all else, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from device.intents import TakeStep
from device.screens import ChairScreen, Step, StepButton
from ui.kit import Kit
from ui.viewmodels.reminding import may_remind, unpressed
from ui.viewmodels.steps import (
    STEP_ICONS,
    by_chair,
    pause_step,
    under_others,
    vote_step,
)
from ui.widgets.chips import flow
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.seat_bars import BottomBar
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import Panel, column, strip
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import NextStepButton, SecondaryButton
from ui.widgets.wall_mini import WallGlance

LONGEST_SMALL_LINE = 40  # characters; a longer label is read in the card above
WIDTHS = (160, 168, 120)  # of the three buttons, for text of normal size
LEAST = (160, 192, 120)  # the same in pixels: "Nhắc 12 người" stands on one line
# Longer than between the two taps of a hasty finger, shorter than it takes to read a word.
REST_S = 0.5


def step_words(kit: Kit, step: StepButton) -> tuple[str, str]:
    """The word on a step's button and the small line with it."""
    words = kit.words
    word = words(f"step-{step.step}", number=step.number)
    if step.obstacle:
        return word, words.error(step.obstacle)
    if step.step is Step.START_DISCUSSION:
        return word, words("next-ends-presentation")
    if len(step.label) > LONGEST_SMALL_LINE:
        return word, words("item", number=step.number) if step.number else words("next-step")
    return word, step.label or words("next-step")


class BarActions(Struct, frozen=True):
    """Where the buttons of the bar lead."""

    take: Callable[[Step, str], None]
    open_others: Callable[[], None]
    open_wall: Callable[[], None]
    open_names: Callable[[], None]


class OtherConsole(Panel):
    """In the place of the next step on a console that does not preside: what the chair can do next."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            fill=kit.paint.ground,
            radius=14,
            padding=(20, 8),
            spacing=14,
            size_hint=(None, None),
            size=(352, kit.tall(80)),
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit
        self._small = Fit(kit, 15, 400, kit.paint.mute, kit.words("chair-leads"), valign="bottom")
        self._small.size_hint_y = 0.7
        self._word = Fit(kit, 18, 600, valign="top")
        self.add_widget(Icon(kit, "gavel", 28, kit.paint.mute))
        self.add_widget(column(self._small, self._word, spacing=2))

    def show(self, step: StepButton) -> None:
        """Show the chair's next step."""
        words = self._kit.words
        known = step.step is not Step.NONE
        self._word.text = step_words(self._kit, step)[0] if known else words("chair-waits")


class ChairBar(BottomBar):
    """Places that never move; the next step is always at the bottom right."""

    def __init__(self, kit: Kit, actions: BarActions) -> None:
        super().__init__(kit)
        self._kit, self._take = kit, actions.take
        self._steps: list[StepButton | None] = [None, None]
        self._next_step = self._under_finger = StepButton(Step.NONE)
        self._screen: ChairScreen | None = None
        self._asking = False
        self._resting = 0  # changes of the next step that are younger than REST_S
        self._wall = WallGlance(kit, actions.open_wall)
        self._pause = self._button("pause", 0, lambda: self._taken(0))
        self._vote = self._button("vote", 1, lambda: self._taken(1))
        self._awaited: tuple[str, ...] = ()  # seats that have not pressed
        self._reminded: frozenset[str] = frozenset()
        self._remind = self._button("remind", 1, self._remind_all)
        self._names = self._button("names", 1, actions.open_names)
        self._names.show("account-group", kit.words("by-name"))
        self._second = Slot(size_hint=(None, None), size=self._vote.size)
        self._second.pos_hint = {"center_y": 0.5}
        self._others = self._button("others", 2, actions.open_others)
        self._next = NextStepButton(kit, "next-step", self._go_on)
        self._next.bind(on_press=self._put_finger)
        self._other = OtherConsole(kit)
        self._place = Slot(size_hint_x=None, width=self._next.width)
        for child in (
            self._wall,
            strip(self._pause, self._second, self._others, spacing=12),
            self._next_place(),
        ):
            self.add_widget(child)

    def _next_place(self) -> Panel:
        return column(
            self._place,
            size_hint=(None, None),
            size=self._next.size,
            pos_hint={"center_y": 0.5},
        )

    def _button(self, name: str, number: int, action: Callable[[], None]) -> SecondaryButton:
        made = SecondaryButton(self._kit, name, "pause", "", action, size_hint_x=None)
        made.width = max(self._kit.tall(WIDTHS[number]), LEAST[number])
        return made

    def _put_finger(self, *_: object) -> None:
        self._under_finger = self._next_step

    def _go_on(self) -> None:
        """A finger means the step it was put on, even if another console is quicker."""
        if _same(self._under_finger, self._next_step):
            self._take(self._next_step.step, self._next_step.target)

    def _rest(self) -> None:
        """What has just come under a finger takes no touch for a moment: the second tap meant the first."""
        self._resting += 1
        self._kit.later(self._wake, REST_S)

    def _wake(self) -> None:
        self._resting -= 1
        if self._screen is not None:
            self._show_next(self._screen)

    def _taken(self, number: int) -> None:
        step = self._steps[number]
        if step is not None:
            self._take(step.step, step.target)

    def _remind_all(self) -> None:
        """One command for all of them: they hear it at the same time, or not at all."""
        text = self._kit.words("message-please-vote")
        self._reminded = frozenset(self._awaited)
        self._kit.emit(TakeStep(Step.SEND_MESSAGE, text=text, names=self._awaited))

    def show(self, screen: ChairScreen, *, asking: bool = False) -> None:
        """Show the steps of a console screen; `asking`: a sheet has the one blue button now."""
        self._screen, self._asking = screen, asking
        self._wall.show(screen)
        chair = by_chair(screen)
        if chair:
            self._show_chairs(screen)
        else:
            self._show_secretarys(screen)
        others = bool(under_others(screen)) and chair
        self._others.show("dots-horizontal", self._kit.words("others"), enabled=others)
        self._others.opacity = 1 if chair else 0
        self._second.put(self._second_of(screen) if chair else self._vote)
        self._show_awaited(screen)
        self._place.put(self._next if chair else self._other)
        self._other.show(screen.next_step)
        self._show_next(screen)

    def _show_chairs(self, screen: ChairScreen) -> None:
        words = self._kit.words
        pause, vote = pause_step(screen), vote_step(screen)
        self._steps = [pause, vote]
        resumes = pause is not None and pause.step is Step.RESUME_POLL
        word = words("step-resume-poll") if resumes else words("pause")
        self._pause.show("play" if resumes else "pause", word, enabled=pause is not None)
        again = vote is not None and vote.step is Step.REVOTE
        word = words("step-revote") if again else words("vote-button")
        icon = STEP_ICONS[Step.REVOTE] if again else "vote"
        self._vote.show(icon, word, enabled=vote is not None and vote.enabled)

    def _second_of(self, screen: ChairScreen) -> SecondaryButton:
        """In the second place: what can be done about a vote before, during or after it."""
        if may_remind(screen):
            return self._remind
        return self._names if screen.named else self._vote

    def _show_awaited(self, screen: ChairScreen) -> None:
        """Who was reminded and still has not pressed can be reminded again."""
        self._awaited = unpressed(screen)
        if not may_remind(screen):
            self._reminded = frozenset()
        count, reminded = len(self._awaited), self._reminded.issuperset(self._awaited)
        key = ("reminded" if reminded else "remind") if count else "all-in"
        icon = ("check-bold" if reminded else "bell-ring-outline") if count else "check-all"
        free = count > 0 and not screen.waiting
        self._remind.show(icon, self._kit.words(key, count=count), enabled=free)

    def _show_secretarys(self, screen: ChairScreen) -> None:
        words, works = self._kit.words, not screen.closed
        self._steps = [StepButton(Step.INSERT_ITEM), StepButton(Step.SEND_MESSAGE)]
        for button, step in zip((self._pause, self._vote), self._steps, strict=True):
            if step is not None:
                word = words(f"short-{step.step}")
                button.show(STEP_ICONS[step.step], word, enabled=works)

    def _show_next(self, screen: ChairScreen) -> None:
        before, step = self._next_step, screen.next_step
        self._next_step = step
        if before.step is not Step.NONE and not _same(before, step):
            self._rest()
        word, small = step_words(self._kit, step)
        if screen.waiting:
            small = self._kit.words("sending")
        free = not screen.waiting and not self._asking and not self._resting
        enabled = step.enabled and step.step is not Step.NONE and free
        self._next.show(small, word, STEP_ICONS[step.step], enabled=enabled)
        self._next.opacity = 0 if step.step is Step.NONE else 1


def _same(one: StepButton, other: StepButton) -> bool:
    return (one.step, one.target) == (other.step, other.target)


class OtherSteps(Sheet):
    """The steps under "Khác", in two columns."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(400), spacing=10)
        self._kit = kit
        rows = flow(spacing=10, padding=(0, 0, 14, 0))
        self._rows: Keyed[tuple[StepButton, str]] = Keyed(
            rows,
            lambda shown: (shown[0].step, shown[0].target),
            lambda shown: OtherStep(kit, shown[0], hands.take),
        )
        self.add_widget(head(kit, Fit(kit, 20, 600, text=kit.words("other-steps")), hands.close))
        self.add_widget(Scroller(kit, rows))

    def show(self, screen: ChairScreen) -> None:
        """Show the steps."""
        numbers = ", ".join(map(str, screen.consent.numbers)) if screen.consent else ""
        self._rows.show([(step, numbers) for step in under_others(screen)])


class OtherStep(SecondaryButton):
    """A step as a wide key, with what it acts on or what stands in its way."""

    def __init__(self, kit: Kit, step: StepButton, take: Callable[[Step, str], None]) -> None:
        target = step.target
        name = f"step:{step.step}" + (f":{target}" if step.step is Step.TAKE_ITEM else "")
        super().__init__(
            kit,
            name,
            STEP_ICONS[step.step],
            "",
            lambda: take(step.step, target),
            height=max(64, kit.tall(64)),
            size_hint_x=0.495,
        )

    def show(self, shown: tuple[StepButton, str]) -> None:  # type: ignore[override]
        """A step, and the numbers of the items of a consent."""
        step, numbers = shown
        words = self._kit.words
        word = words(f"step-{step.step}", number=step.number)
        if step.step is Step.PASS_ITEMS:
            word = words("consent-items", numbers=numbers)
        small = words.error(step.obstacle) if step.obstacle else step.label
        super().show(STEP_ICONS[step.step], words.joined(word, small), enabled=step.enabled)
