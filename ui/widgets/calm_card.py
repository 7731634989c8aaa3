"""No item leads: a break, what comes next, or that the session has ended and what is ready."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen, Step
from ui.kit import Kit
from ui.viewmodels.steps import Leading, by_chair, leading
from ui.widgets.digits import Digits
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, card, column, line_of, row, space, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import SecondaryButton


class CalmCard(Panel):
    """An icon, a heading, a line, and in a break the time when it ends."""

    def __init__(self, kit: Kit, consent: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        self._icon = Icon(kit, "progress-clock", 64, paint.accent)
        self._title = Fit(kit, 26, 600, halign="center", size_hint_y=None, height=kit.tall(72))
        self._returns = Digits(kit, 64, 700, paint.ink, pos_hint={"center_x": 0.5})
        self._words = Text(kit, 18, 400, paint.mute, halign="center")
        self._consent = SecondaryButton(
            kit, "consent", "check-all", "", consent, soft=True, height=max(72, kit.tall(72))
        )
        self._checks = stack(spacing=14)
        self._minutes = self._check()
        self._bundle = self._check()
        self._room = row(space(), self._checks, space(), size_hint_y=None, height=0)
        self._checks.size_hint_x = None
        self._checks.width = 380
        self._checks.bind(height=self._room.setter("height"))
        self._body = column(space(), self._icon, self._title, self._words, space(), spacing=18)
        self._body.padding = (40, 20)
        self.add_widget(card(kit, self._body))

    def _check(self) -> tuple[Icon, Text]:
        kit = self._kit
        icon = Icon(kit, "timer-sand", 26, kit.paint.accent)
        text = Text(kit, 18, 500, pos_hint={"center_y": 0.5})
        self._checks.add_widget(line_of(icon, text, spacing=14))
        return icon, text

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen in which no item leads."""
        leads = leading(screen)
        attach(self._body, self._room, wanted=leads is Leading.CLOSED, index=1)
        known = leads is Leading.BREAK and bool(screen.returns)
        attach(self._body, self._returns, wanted=known, index=1)
        offered = leads is Leading.BETWEEN and screen.consent is not None and by_chair(screen)
        attach(self._body, self._consent, wanted=offered, index=1)
        if leads is Leading.CLOSED:
            self._show_closed(screen)
        elif leads is Leading.BREAK:
            self._show_break(screen)
        else:
            self._show_between(screen)

    def _show_closed(self, screen: ChairScreen) -> None:
        words = self._kit.words
        self._icon.show("lock-outline")
        self._title.text = words("session-closed")
        self._words.text = words("session-closed-hint")
        self._say(self._minutes, "minutes", "file-check-outline", done=screen.minutes_ready)
        self._say(self._bundle, "bundle", "cloud-check-outline", done=screen.bundle_received)
        attach(self._checks, self._bundle[0].parent, wanted=screen.centre)

    def _show_break(self, screen: ChairScreen) -> None:
        words = self._kit.words
        self._icon.show("coffee-outline")
        self._title.text = words("break-now")
        self._words.text = words("break-resumes") if screen.returns else words("break-no-end")
        self._returns.show(screen.returns)

    def _show_between(self, screen: ChairScreen) -> None:
        words, step = self._kit.words, screen.next_step
        following = step.step in {Step.TAKE_ITEM, Step.RESUME_ITEM}
        self._icon.show("progress-clock" if following else "check-bold")
        self._title.text = words("between-items")
        title = words("item-title", number=step.number, title=step.label)
        self._words.text = words("next-item", title=title) if following else words("all-items-done")
        if screen.consent is not None:
            numbers = ", ".join(map(str, screen.consent.numbers))
            self._consent.show("check-all", words("consent-items", numbers=numbers))

    def _say(self, check: tuple[Icon, Text], key: str, done_icon: str, *, done: bool) -> None:
        icon, text = check
        paint = self._kit.paint
        icon.show(done_icon if done else "timer-sand")
        icon.color = paint.accent if done else paint.warn
        text.text = self._kit.words(f"{key}-{'ready' if done else 'awaited'}")
        text.color = paint.ink if done else paint.warn
