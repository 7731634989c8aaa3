"""Cards of the console that say how ready the room is: people, papers, terminals."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen
from ui.kit import Kit
from ui.widgets.bars import Gauge
from ui.widgets.digits import Ratio
from ui.widgets.listing import Scroller, attach
from ui.widgets.quorum import QuorumLamp
from ui.widgets.surface import Panel, card, line_of, row, stack
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import SecondaryButton, Touchable


class AttendanceCard(Panel):
    """Members present of all, the way to the map, and the quorum lamp."""

    def __init__(
        self,
        kit: Kit,
        open_map: Callable[[], None] | None,
        open_absent: Callable[[], None],
    ) -> None:
        super().__init__(size_hint_y=None)
        self._kit = kit
        label = Text(kit, 15, 400, kit.paint.mute, kit.words("members-present"))
        large = kit.theme.text_percent > 100  # the button beside it grows, the number need not
        self._present = Ratio(kit, 30 if large else 42, 18 if large else 26)
        head = row(self._present, Panel(), size_hint_y=None, height=kit.tall(56))
        if open_map is not None:
            word, height = kit.words("map"), max(52, kit.tall(52))
            head.add_widget(
                SecondaryButton(kit, "map", "floor-plan", word, open_map, hug=True, height=height)
            )
        self._quorum = QuorumLamp(kit)
        self._quorum.height = max(self._quorum.height, 52)
        self._more = Icon(kit, "chevron-right", 22, kit.paint.mute)
        self._absent = Touchable("absent", open_absent, self._quorum, size_hint_y=None)
        self._absent.height = self._quorum.height
        self._body = card(kit, label, head, self._absent, padding=(20, 10, 20, 14), spacing=4)
        self._body.bind(minimum_height=self.setter("height"))
        self.add_widget(self._body)

    def show(self, screen: ChairScreen) -> None:
        """Show who is here."""
        words = self._kit.words
        self._present.show(screen.present, screen.members)
        needed = words("needed-capital", count=screen.needed)
        also = ""
        if screen.absent:
            also = words("absent-short", count=len(screen.absent))
        elif screen.guests_present:
            also = words("guests", count=screen.guests_present)
        self._quorum.show(screen.quorum, words.joined(needed, also))
        self._absent.able(enabled=bool(screen.absent))
        attach(self._quorum, self._more, wanted=bool(screen.absent))


class Measure(Panel):
    """A label, a number against its whole, and a bar."""

    def __init__(self, kit: Kit, name: str, label: str) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=8)
        icon = Icon(kit, name, 22, kit.paint.accent)
        self._number = Run(kit, 18, 600)
        words = Fit(kit, 16, 500, text=label)
        self._bar = Gauge(kit, 12)
        head = row(icon, words, self._number, spacing=10, size_hint_y=None, height=kit.tall(36))
        self.add_widget(head)
        self.add_widget(row(self._bar, size_hint_y=None, height=12))
        self.bind(minimum_height=self.setter("height"))

    def show(self, number: str, fraction: float) -> None:
        """Show a number and how much of the bar it fills."""
        self._number.text = number
        self._bar.show(fraction)


class ReadinessCard(Panel):
    """Papers on the seats, and seats on the line."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        title = Text(kit, 18, 600, text=kit.words("readiness"))
        self._papers = Measure(kit, "file-document-outline", kit.words("papers-on-seats"))
        self._seats = Measure(kit, "lan-connect", kit.words("seats-online"))
        self._verdict_icon = Icon(kit, "check-bold", 20, kit.paint.accent)
        self._verdict = Text(kit, 15, 500)
        verdict = line_of(self._verdict_icon, self._verdict, spacing=10)
        body = stack(title, self._papers, self._seats, verdict, spacing=18, padding=(20, 18))
        self.add_widget(card(kit, Scroller(kit, body)))

    def show(self, screen: ChairScreen) -> None:
        """Show how ready the seats are."""
        words, paint = self._kit.words, self._kit.paint
        percent, online, total = screen.papers_percent, screen.seats_online, screen.seats_total
        self._papers.show(words("percent", count=percent), percent / 100)
        self._seats.show(f"{online} / {total}", online / max(total, 1))
        ready = percent >= 100 and online >= total
        self._verdict_icon.show("check-bold" if ready else "timer-sand")
        self._verdict_icon.color = paint.accent if ready else paint.warn
        self._verdict.color = paint.ink if ready else paint.warn
        offline = total - online
        key = "ready-all" if ready else "ready-offline" if offline > 0 else "ready-papers"
        self._verdict.text = words(key, count=offline)
