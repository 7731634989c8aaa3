"""Who has spoken, how long, and who never; the floor can be given to anybody from here."""

from __future__ import annotations

from functools import partial

from device.intents import TakeStep
from device.screens import BudgetRow, ChairScreen, SpokenRow, Step
from ui.kit import Kit
from ui.viewmodels.console_floor import hours_and_minutes, spoken
from ui.viewmodels.floor import who
from ui.viewmodels.steps import by_chair
from ui.widgets.bars import Gauge
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.queue_card import GrantKey
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import Panel, column, row, stack
from ui.widgets.text import Fit, Run, Text

NUMBER, YEAR = 118, 128


class SpokenLine(Panel):
    """A member: this session as a bar and in minutes, this year, and the floor."""

    def __init__(self, kit: Kit, person: str) -> None:
        super().__init__(spacing=14, size_hint_y=None, height=max(58, kit.tall(58)))
        self._kit = kit
        self._name = Fit(kit, 16, 500)
        self._bar = Gauge(kit, 12)
        self._bar.size_hint_x = 0.55
        self._here = Fit(kit, 16, 600, halign="right", size_hint_x=None, width=kit.px(NUMBER))
        self._year = Fit(
            kit, 15, 400, kit.paint.mute, halign="right", size_hint_x=None, width=kit.px(YEAR)
        )
        self._grant = GrantKey(
            kit, f"grant-any:{person}", partial(kit.emit, TakeStep(Step.GRANT_SPEECH, person))
        )
        for child in (self._name, self._bar, self._here, self._year):
            self.add_widget(child)

    def show(self, shown: tuple[SpokenRow, int, bool]) -> None:
        """A member, the longest time of anybody, and whether the floor can be given."""
        member, longest, grantable = shown
        words = self._kit.words
        self._name.text = who(member)
        self._bar.show(member.ms / max(longest, 1))
        here = words("spoken-times", time=hours_and_minutes(member.ms), times=member.times)
        self._here.text = here if member.times else words("spoken-not-yet")
        year = words(
            "spoken-times", time=hours_and_minutes(member.year_ms), times=member.year_times
        )
        never = not member.times and not member.year_times
        self._year.text = words("spoken-never") if never else year
        self._year.color = self._kit.paint.warn if never else self._kit.paint.mute
        self._grant.show(first=False, enabled=grantable)
        attach(self, self._grant, wanted=grantable)


class BudgetLine(Panel):
    """A group: what it has used of its time."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, height=kit.tall(56), spacing=4)
        self._kit = kit
        self._label = Fit(kit, 15, 500)
        self._times = Run(kit, 15, 600)
        self._bar = Gauge(kit, 10)
        self.add_widget(row(self._label, self._times, spacing=8))
        self.add_widget(row(self._bar, size_hint_y=None, height=14))

    def show(self, budget: BudgetRow) -> None:
        """Show a group."""
        paint = self._kit.paint
        used = hours_and_minutes(budget.spent_ms)
        whole = f" / {hours_and_minutes(budget.budget_ms)}" if budget.budget_ms is not None else ""
        self._label.text, self._times.text = budget.label, used + whole
        over = budget.budget_ms is not None and budget.spent_ms > budget.budget_ms
        self._times.color = paint.warn if over else paint.ink
        part = budget.spent_ms / max(budget.budget_ms or 0, 1) if budget.budget_ms else 0.0
        self._bar.show(part, paint.warn_line if over else paint.accent)


class SpokenSheet(Sheet):
    """Members at the left, longest first; groups and a sum at the right."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", spacing=8)
        self._kit = kit
        rows = stack(padding=(0, 0, 14, 0), spacing=2)
        self._rows: Keyed[tuple[SpokenRow, int, bool]] = Keyed(
            rows, lambda s: s[0].person, lambda s: SpokenLine(kit, s[0].person)
        )
        self._sum = Text(kit, 16, 400, kit.paint.mute)
        groups = stack(spacing=10, padding=(0, 0, 10, 0))
        self._groups: Keyed[BudgetRow] = Keyed(groups, lambda g: g.label, lambda _: BudgetLine(kit))
        self._groups_title = Text(kit, 17, 600)
        right = column(self._sum, self._groups_title, Scroller(kit, groups), spacing=12)
        right.size_hint_x, right.width = None, 300
        left = column(self._legend(), Scroller(kit, rows), spacing=2)
        self.add_widget(head(kit, Fit(kit, 20, 600, text=kit.words("spoken-title")), hands.close))
        self.add_widget(row(left, right, spacing=28))

    def _legend(self) -> Panel:
        kit = self._kit
        mute = kit.paint.mute
        self._ends = Panel(size_hint_x=None, width=kit.px(59) + 14)
        names = Fit(kit, 14, 400, mute, kit.words("spoken-member"), size_hint_x=1.55)
        here = Fit(kit, 14, 400, mute, kit.words("spoken-here"), halign="right", size_hint_x=None)
        year = Fit(kit, 14, 400, mute, kit.words("spoken-year"), halign="right", size_hint_x=None)
        here.width, year.width = kit.px(NUMBER), kit.px(YEAR)
        line = row(names, here, year, self._ends, spacing=14)
        line.size_hint_y, line.height = None, kit.tall(26)
        return line

    def show(self, screen: ChairScreen) -> None:
        """Show the times of a console screen."""
        panel, words = screen.speakers, self._kit.words
        if panel is None:
            return
        lists = spoken(panel.spoken)
        members = (*lists.here, *lists.earlier, *lists.never)
        longest = max((member.ms for member in members), default=0)
        grantable = panel.may_grant and by_chair(screen)
        self._rows.show([(member, longest, grantable) for member in members])
        total = hours_and_minutes(sum(member.ms for member in members))
        self._sum.text = words(
            "spoken-sum",
            spoke=len(lists.here),
            count=len(members),
            never=len(lists.never),
            time=total,
        )
        self._groups_title.text = words("budgets") if panel.budgets else ""
        self._groups.show(panel.budgets)
        self._ends.width = self._kit.px(59) if grantable else 0
