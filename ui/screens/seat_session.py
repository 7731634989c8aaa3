"""The seat during a session: agenda and paper, below them the vote, the result or what is going on."""

from __future__ import annotations

from kivy.uix.floatlayout import FloatLayout

from device.intents import CancelChoice, ConfirmChoice
from device.screens import Ballot, Lamp, SeatSession
from ui.kit import Kit
from ui.viewmodels import seat as view
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.agenda import SeatAgenda
from ui.widgets.bars import vote_color
from ui.widgets.header import HeaderBar
from ui.widgets.listing import OnDemand, Slot, attach
from ui.widgets.reader import ReaderCard
from ui.widgets.seat_bars import ResultBar, StatusBar
from ui.widgets.seat_result import SeatResult
from ui.widgets.sheets import ConfirmSheet
from ui.widgets.surface import column, row
from ui.widgets.vote_panel import LampStrip, VotePanel


class SeatSessionScreen(FloatLayout):
    """Places: header, body, lamp strip, bottom bar; the confirm sheet floats above the bar."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._header = HeaderBar(kit)
        self._agenda = SeatAgenda(kit)
        self._middles = OnDemand(
            {
                view.Middle.READER: lambda: ReaderCard(kit),
                view.Middle.RESULT: lambda: SeatResult(kit),
            }
        )
        self._middle = Slot()
        body = row(self._agenda, self._middle, padding=(20, 16), spacing=16)
        self._lamp = LampStrip(kit)
        self._bars = OnDemand(
            {
                view.Bottom.STATUS: lambda: StatusBar(kit),
                view.Bottom.RESULT: lambda: ResultBar(kit),
                view.Bottom.VOTE: lambda: VotePanel(kit),
            }
        )
        self._bar = Slot(size_hint_y=None)
        self._frame = column(self._header, body, self._bar, fill=kit.paint.ground)
        self._sheet = ConfirmSheet(
            kit, lambda: kit.emit(ConfirmChoice()), lambda: kit.emit(CancelChoice())
        )
        self.add_widget(self._frame)

    def show(self, screen: SeatSession) -> None:
        """Show a session."""
        self._header.show(screen.header)
        self._agenda.show(screen.agenda)
        leading = view.middle(screen)
        middle = self._middles[leading]
        middle.show(screen.result if leading is view.Middle.RESULT else screen.reader)
        self._middle.put(middle)
        self._show_bottom(screen)
        self._show_sheet(screen.ballot)

    def _show_bottom(self, screen: SeatSession) -> None:
        bar = self._bars[view.bottom(screen)]
        ballot = screen.ballot
        lit = ballot is not None and ballot.lamp is not Lamp.OFF
        attach(self._frame, self._lamp, wanted=lit, index=1)
        if ballot is not None and lit:
            self._lamp.show(ballot)
        bar.show(screen if ballot is None else ballot)
        self._bar.put(bar)
        self._bar.height = bar.tall

    def _show_sheet(self, ballot: Ballot | None) -> None:
        choice = ballot.confirming if ballot else None
        attach(self, self._sheet, wanted=choice is not None)
        if ballot is None or choice is None:
            return
        words = self._kit.words
        name = words(f"choice-{choice}")
        self._sheet.y = self._bar.height + (self._lamp.height if self._lamp.parent else 0)
        self._sheet.show(
            CHOICE_ICONS[choice],
            words("confirm-vote", choice=name),
            ballot.question,
            words("confirm-vote-button", choice=name),
            vote_color(self._kit.paint, choice),
        )
