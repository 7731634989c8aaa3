"""The bottom bar of a seat while nothing is put to the vote."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import DismissResult
from device.screens import SeatSession
from ui.kit import Kit
from ui.viewmodels.seat import status
from ui.widgets.listing import attach
from ui.widgets.quorum import QuorumLamp
from ui.widgets.surface import Panel, column, row, upright
from ui.widgets.text import Fit, Icon, ScrollText
from ui.widgets.touchable import MainButton, SecondaryButton


class BottomBar(Panel):
    """The ground of a bottom bar."""

    def __init__(self, kit: Kit) -> None:
        self.tall = kit.tall(112)
        super().__init__(
            fill=kit.paint.card,
            edge=kit.paint.card_edge,
            shadow=kit.paint.shadow,
            padding=(24, 12, 20, 12),
            spacing=20,
            size_hint_y=None,
            height=self.tall,
        )


class StatusLine(Panel):
    """What is going on in the room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=16)
        self._kit = kit
        self._icon = Icon(kit, "progress-clock", 28, kit.paint.accent)
        self._small = Fit(kit, 15, 400, kit.paint.mute, valign="bottom", size_hint_y=0.44)
        self._large = Fit(kit, 17, 600, valign="top", size_hint_y=0.56)
        self.add_widget(self._icon)
        self.add_widget(column(self._small, self._large, spacing=2))

    def show(self, screen: SeatSession) -> None:
        """Show the status of a session, or a notice while there is one."""
        words, paint = self._kit.words, self._kit.paint
        self._icon.color = self._small.color = paint.warn if screen.notice else paint.mute
        if screen.notice:
            self._icon.show("alert")
            self._small.text = words("notice")
            self._large.text = words.error(screen.notice)
            return
        now = status(screen)
        self._icon.show(now.icon)
        self._icon.color = paint.accent
        self._small.text = words(now.small)
        self._large.text = words(now.key, number=now.number, title=now.text)


class StatusBar(BottomBar):
    """Left what is going on, then the latest conclusion, the way out, at the right the quorum."""

    def __init__(self, kit: Kit, leave: Callable[[], None]) -> None:
        super().__init__(kit)
        self._kit = kit
        self._status = StatusLine(kit)
        heading = Fit(kit, 15, 600, kit.paint.accent, kit.words("conclusion"), size_hint_y=0.3)
        self._conclusion = ScrollText(kit, 16)
        self._said = row(upright(kit), column(heading, self._conclusion), spacing=20)
        self._said.size_hint_x = 1.3
        self._quorum = QuorumLamp(kit)
        self._quorum.size_hint_x, self._quorum.width = None, 270
        word = kit.words("leave")
        self._leave = SecondaryButton(kit, "leave", "exit-run", word, leave, hug=True)
        self.add_widget(self._status)
        self.add_widget(self._said)
        self.add_widget(self._quorum)

    def show(self, screen: SeatSession) -> None:
        """Show a session."""
        words = self._kit.words
        self._status.show(screen)
        self._said.opacity = 1 if screen.conclusion else 0
        self._conclusion.show(screen.conclusion)
        attach(self, self._leave, wanted=screen.may_leave, index=1)
        present = words("present-of", present=screen.present, members=screen.members)
        self._quorum.show(
            screen.quorum, words.joined(present, words("needed", count=screen.needed))
        )


class ResultBar(BottomBar):
    """While a result is shown: one way back to the papers."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._status = StatusLine(kit)
        self._back = MainButton(kit, "dismiss-result", lambda: kit.emit(DismissResult()))
        self._back.show("file-document-outline", kit.words("back-to-papers"))
        self.add_widget(self._status)
        self.add_widget(self._back)

    def show(self, screen: SeatSession) -> None:
        """Show a session."""
        self._status.show(screen)
