"""The console while an item runs, between two items, and after the closing."""

from __future__ import annotations

from collections.abc import Callable

from kivy.uix.stacklayout import StackLayout

from device.screens import ChairScreen, ItemPanel, PaperTab, Step
from ui.kit import Kit
from ui.screens.chair_sheets import ChairSheets
from ui.viewmodels.agenda import STAGE_ICONS
from ui.viewmodels.clocks import item_face
from ui.viewmodels.steps import takeable
from ui.widgets.agenda import ChairAgenda
from ui.widgets.attendance import AttendanceCard, ReadinessCard
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, card, column, line_of, row, space, stack
from ui.widgets.text import Fit, Icon, Run, Text, text_width
from ui.widgets.touchable import SecondaryButton, Tag


class PaperChip(Panel):
    """A paper of the item: title, pages, and how much of it has reached the seats."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            radius=12,
            edge=kit.paint.line,
            padding=(9, 6),
            spacing=7,
            size_hint=(None, None),
            height=kit.tall(60),
        )
        self._kit = kit
        self._icon = Icon(kit, "file-document-outline", 22, kit.paint.accent)
        self._title = Fit(kit, 15, 500, valign="bottom", size_hint_y=1.2)
        self._meta = Fit(kit, 14, 400, kit.paint.mute, valign="top")
        self.add_widget(self._icon)
        self.add_widget(column(self._title, self._meta))

    def show(self, tab: PaperTab) -> None:
        """Show a paper."""
        words, paint = self._kit.words, self._kit.paint
        whole = tab.percent >= 100
        arrived = "" if whole else words("percent", count=tab.percent)
        self._title.text = tab.title
        self._meta.text = words.joined(words("pages", count=tab.pages), arrived)
        self._icon.color = paint.accent if whole else paint.warn
        texts = ((tab.title, self._title), (self._meta.text, self._meta))
        widest = max(text_width(t, shown.font_name, shown.largest) for t, shown in texts)
        self.width = min(widest + self._icon.width + 26, 248)


class ItemCard(Panel):
    """The item that leads: stage, title, clock, papers, draft conclusion."""

    def __init__(self, kit: Kit, edit: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        self._stage = Tag(kit)
        self._position = Run(kit, 15, 400, paint.mute)
        self._started = Fit(kit, 15, 400, paint.mute, halign="right")
        head = row(self._stage, self._position, self._started, spacing=10)
        head.size_hint_y, head.height = None, kit.tall(34)
        self._title = Text(kit, 24, 600)
        body = stack(
            head,
            self._title,
            self._clock_panel(),
            self._paper_panel(),
            self._conclusion_panel(edit),
            spacing=12,
            padding=(20, 16),
        )
        self.add_widget(card(kit, Scroller(kit, body)))

    def _clock_panel(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._ring = CountdownRing(kit, 116, 9, 30, 15)
        self._norm = Text(kit, 15, 400, paint.mute)
        self._presenter = Text(kit, 20, 600)
        self._spent = Text(kit, 15, 400, paint.mute)
        words = stack(self._norm, self._presenter, self._spent, spacing=4)
        words.pos_hint = {"center_y": 0.5}
        return line_of(
            self._ring, words, fill=paint.ground, radius=14, padding=(16, 14), spacing=20
        )

    def _paper_panel(self) -> Panel:
        kit = self._kit
        self._papers_title = Text(kit, 16, 600, text=kit.words("papers"))
        chips = StackLayout(size_hint_y=None, spacing=8)
        chips.bind(minimum_height=chips.setter("height"))
        self._papers: Keyed[PaperTab] = Keyed(
            chips, lambda tab: tab.paper, lambda _: PaperChip(kit)
        )
        return stack(self._papers_title, chips, spacing=8)

    def _conclusion_panel(self, edit: Callable[[], None]) -> Panel:
        kit = self._kit
        title = Fit(kit, 16, 600, text=kit.words("draft-conclusion"))
        self._confirmed = Tag(kit, 14)
        self._edit = SecondaryButton(
            kit,
            "edit-conclusion",
            "pencil",
            kit.words("edit"),
            edit,
            soft=True,
            hug=True,
            height=max(52, kit.tall(52)),
        )
        head = row(title, self._confirmed, self._edit, spacing=10)
        head.size_hint_y, head.height = None, max(52, kit.tall(52))
        self._conclusion = Text(kit, 17)
        return stack(head, self._conclusion, spacing=4)

    def show(self, item: ItemPanel) -> None:
        """Show an item."""
        words, paint = self._kit.words, self._kit.paint
        self._stage.show(STAGE_ICONS[item.stage], words(f"stage-{item.stage}"))
        self._position.text = words("item-of", number=item.number, count=item.count)
        self._started.text = words("started-at", time=item.started) if item.started else ""
        self._title.text = item.title
        self._ring.show(item_face(item.planned_minutes, item.elapsed_ms))
        norm = words("norm", count=item.planned_minutes) if item.planned_minutes else ""
        self._norm.text = words.joined(words("presenter"), norm)
        self._presenter.text = item.presenter
        spent = item.elapsed_ms // 60_000
        self._spent.text = words("minutes-spent", spent=spent, planned=item.planned_minutes)
        self._papers_title.text = words("papers") if item.papers else words("no-papers-of-item")
        self._papers.show(item.papers)
        self._conclusion.text = item.conclusion or words("conclusion-empty")
        self._conclusion.color = paint.ink if item.conclusion else paint.mute
        self._edit.able(enabled=not item.conclusion_confirmed)
        done = item.conclusion_confirmed
        key = "conclusion-confirmed" if done else "conclusion-unconfirmed"
        ink, fill = (paint.accent, paint.accent_soft) if done else (paint.mute, paint.ground)
        self._confirmed.show("check-bold" if done else "pencil", words(key), ink, fill)


class CalmCard(Panel):
    """Nothing leads: what comes next, or that the session has ended and what is ready."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        self._icon = Icon(kit, "progress-clock", 64, paint.accent)
        self._title = Fit(kit, 26, 600, halign="center", size_hint_y=None, height=kit.tall(72))
        self._words = Text(kit, 18, 400, paint.mute, halign="center")
        self._checks = stack(spacing=14)
        self._minutes = self._check()
        self._bundle = self._check()
        self._room = row(space(), self._checks, space(), size_hint_y=None, height=0)
        self._checks.size_hint_x = None
        self._checks.width = 380
        self._checks.bind(height=self._room.setter("height"))
        body = column(
            space(), self._icon, self._title, self._words, self._room, space(), spacing=18
        )
        body.padding = (40, 20)
        self.add_widget(card(kit, body))

    def _check(self) -> tuple[Icon, Text]:
        kit = self._kit
        icon = Icon(kit, "timer-sand", 26, kit.paint.accent)
        text = Text(kit, 18, 500, pos_hint={"center_y": 0.5})
        self._checks.add_widget(line_of(icon, text, spacing=14))
        return icon, text

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen in which no item leads."""
        words = self._kit.words
        self._checks.opacity = 1 if screen.closed else 0
        if screen.closed:
            self._icon.show("lock-outline")
            self._title.text = words("session-closed")
            self._words.text = words("session-closed-hint")
            self._say(self._minutes, "minutes", "file-check-outline", done=screen.minutes_ready)
            self._say(self._bundle, "bundle", "cloud-check-outline", done=screen.bundle_received)
            return
        step = screen.next_step
        following = step.step is Step.TAKE_ITEM
        self._icon.show("progress-clock" if following else "check-bold")
        self._title.text = words("between-items")
        title = words("item-title", number=step.number, title=step.label)
        self._words.text = words("next-item", title=title) if following else words("all-items-done")

    def _say(self, check: tuple[Icon, Text], key: str, done_icon: str, *, done: bool) -> None:
        icon, text = check
        paint = self._kit.paint
        icon.show(done_icon if done else "timer-sand")
        icon.color = paint.accent if done else paint.warn
        text.text = self._kit.words(f"{key}-{'ready' if done else 'awaited'}")
        text.color = paint.ink if done else paint.warn


class Running(Panel):
    """Agenda at the left, what leads in the middle, people and terminals at the right."""

    def __init__(self, kit: Kit, sheets: ChairSheets) -> None:
        super().__init__(padding=(20, 16), spacing=16)
        self._agenda = ChairAgenda(kit, sheets.choose_item)
        self._item = ItemCard(kit, sheets.edit)
        self._calm = CalmCard(kit)
        self._middle = Slot()
        self._attendance = AttendanceCard(kit, sheets.open_map, sheets.open_absent)
        self._readiness = ReadinessCard(kit)
        right = column(self._attendance, self._readiness, spacing=16)
        right.size_hint_x, right.width = None, 316
        for child in (self._agenda, self._middle, right):
            self.add_widget(child)

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen."""
        self._agenda.show(
            screen.agenda, takeable(screen), screen.finish_planned, screen.finish_forecast
        )
        if screen.item is not None and not screen.closed:
            self._item.show(screen.item)
            self._middle.put(self._item)
        else:
            self._calm.show(screen)
            self._middle.put(self._calm)
        self._attendance.show(screen)
        self._readiness.show(screen)
