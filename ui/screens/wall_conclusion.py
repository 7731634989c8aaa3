"""The wall with a conclusion and its tasks, or at the end of the session."""

from __future__ import annotations

from device.screens import TaskChip, WallConclusion
from ui.kit import Kit
from ui.viewmodels.excerpt import MOST_BESIDE_TASKS, MOST_ON_THE_WALL, excerpt
from ui.widgets.header import WallHeader
from ui.widgets.listing import Keyed, attach
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit, Text
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN

MOST_TASKS = 3  # in letters that are read from the last row; the seats have them all


class TaskLine(Panel):
    """Who leads, under it by when and with whom."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        self._lead = Fit(kit, 44, 600, valign="bottom")
        self._rest = Fit(kit, 36, 400, kit.paint.mute, valign="top", size_hint_y=1.5)
        self.add_widget(self._lead)
        self.add_widget(self._rest)

    def show(self, line: tuple[int, TaskChip]) -> None:
        """Show a task, which comes with its number."""
        words, (number, task) = self._kit.words, line
        self._lead.text = words("task-line", number=number, lead=task.lead or task.task)
        due = words("task-due", date=task.due) if task.due else ""
        support = words("task-support", names=", ".join(task.support)) if task.support else ""
        self._rest.text = words.joined(due, support) or task.task


class TaskList(Panel):
    """The tasks of a conclusion, beside its text."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_x=None, width=760)
        self._kit = kit
        title = Fit(kit, 42, 600, kit.paint.accent, kit.words("tasks-of-conclusion"))
        lines = column(spacing=12)
        self._lines: Keyed[tuple[int, TaskChip]] = Keyed(
            lines, lambda line: line[0], lambda _: TaskLine(kit)
        )
        self._rest = Fit(kit, 36, 400, kit.paint.mute, halign="right", size_hint_x=1.8)
        head = row(title, self._rest, size_hint_y=None, height=64)
        body = card(kit, head, lines, radius=28, padding=(44, 20), spacing=4)
        self.add_widget(body)

    def show(self, tasks: tuple[TaskChip, ...]) -> None:
        """Show the first tasks, and how many more there are."""
        self._lines.show(list(enumerate(tasks[:MOST_TASKS], start=1)))
        more = len(tasks) - MOST_TASKS
        self._rest.text = self._kit.words("tasks-more", count=more) if more > 0 else ""


class WallConclusionScreen(Panel):
    """A conclusion in large letters with its tasks, or the end of the session."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._tag = Tag(kit, 42)
        self._title = Fit(kit, 76, 700, size_hint_y=None, height=216, valign="top")
        self._text = Fit(kit, 60, 500, valign="top")
        self._rest = Text(kit, 36, 400, paint.mute)
        self._paper = card(kit, self._text, self._rest, radius=28, padding=(56, 44))
        self._tasks = TaskList(kit)
        self._lower = row(self._paper, spacing=32)
        head = row(self._tag, space(), size_hint_y=None, height=88)
        body = column(head, self._title, self._lower, padding=(MARGIN, 36), spacing=20)
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
        most = MOST_BESIDE_TASKS if screen.tasks else MOST_ON_THE_WALL
        shown, whole = excerpt(screen.text or thanks, most)
        self._text.text = shown
        self._rest.text = "" if whole else words("rest-on-seats")
        self._text.halign = "center" if screen.closed else "left"
        self._text.valign = "middle" if screen.closed else "top"
        self._paper.opacity = 1 if shown else 0
        self._title.height = 132 if screen.tasks else 216
        attach(self._lower, self._tasks, wanted=bool(screen.tasks))
        self._tasks.show(screen.tasks)
