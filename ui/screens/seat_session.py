"""The seat during a session: agenda and paper, below them the vote, the result or what is going on."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from kivy.uix.floatlayout import FloatLayout

from device.screens import Ballot, Lamp, PollStage, SeatSession
from ui.kit import Kit
from ui.screens.seat_asking import Asking, SeatQuestions
from ui.screens.seat_hall import SeatHall
from ui.viewmodels import seat as view
from ui.viewmodels.seat import Bottom, Place
from ui.widgets.agenda import SeatAgenda
from ui.widgets.ballot_card import BallotCard
from ui.widgets.contents_card import ContentsCard
from ui.widgets.correction_desk import CorrectionCard
from ui.widgets.count_desk import CountCard
from ui.widgets.listing import Occasional, OnDemand, Slot, attach
from ui.widgets.notes_card import NotesCard
from ui.widgets.reader import ReaderCard
from ui.widgets.search_panel import SearchCard
from ui.widgets.seat_bars import ResultBar, StatusBar
from ui.widgets.seat_result import SeatResult
from ui.widgets.seat_strips import CountsStrip, LampStrip
from ui.widgets.speak_bar import SpeakingBar
from ui.widgets.surface import column, row
from ui.widgets.task_card import TaskCard, tasks
from ui.widgets.void_desk import VoidCard
from ui.widgets.vote_panel import AnswerBar, HandsBar, VotePanel


class Beside(Enum):
    """What may stand at the left."""

    AGENDA = auto()
    CONTENTS = auto()
    SEARCH = auto()
    NOTES = auto()


class SeatSessionScreen(FloatLayout):
    """Places: header, body, strips, bottom bar; a sheet that asks floats above the bar.

    Holds what the delegate looks at and what is being asked; both outlast every update that still
    allows them.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._screen: SeatSession | None = None
        self._choosing = view.Choosing()
        self._questions = SeatQuestions(kit, self._raise)
        self._hall = SeatHall(kit, self)
        self._agenda = SeatAgenda(kit)
        self._tasks = Occasional(lambda: TaskCard(kit, self._look_at))
        self._beside = OnDemand(
            {
                Beside.AGENDA: lambda: self._agenda,
                Beside.CONTENTS: lambda: ContentsCard(
                    kit, self._places[Place.READER].close_contents
                ),
                Beside.SEARCH: lambda: SearchCard(kit, self._bring_hit),
                Beside.NOTES: lambda: NotesCard(kit),
            }
        )
        self._first = Slot()
        self._left = column(self._first, spacing=16, size_hint_x=None)
        self._left.width = self._agenda.width
        self._places = OnDemand(self._place_makers())
        self._middle = Slot()
        self._body = row(self._left, self._middle, padding=(20, 16), spacing=16)
        self._lamp = Occasional(lambda: LampStrip(kit))
        self._counts = Occasional(lambda: CountsStrip(kit))
        self._bars = OnDemand(self._bar_makers())
        self._bar = Slot(size_hint_y=None)
        self._strips = column(size_hint_y=None, height=0)
        self._strips.bind(minimum_height=self._strips.setter("height"))
        self._frame = column(
            self._hall.header, self._body, self._strips, self._bar, fill=kit.paint.ground
        )
        self.add_widget(self._frame)

    def _place_makers(self) -> dict[Place, Callable[[], Any]]:
        kit, ask = self._kit, self._questions
        return {
            Place.READER: self._reader,
            Place.RESULT: lambda: SeatResult(kit),
            Place.BALLOT: lambda: BallotCard(kit),
            Place.COUNT: lambda: CountCard(kit, ask.send_count),
            Place.VOID: lambda: VoidCard(kit, ask.answer_void),
            Place.CORRECTION: lambda: CorrectionCard(kit, ask.send_correction),
        }

    def _bar_makers(self) -> dict[Bottom, Callable[[], Any]]:
        kit = self._kit
        return {
            Bottom.STATUS: lambda: StatusBar(kit, self._questions.leave),
            Bottom.SPEAK: lambda: SpeakingBar(
                kit, self._questions.leave, self._hall.toggle_speakers
            ),
            Bottom.RESULT: lambda: ResultBar(kit),
            Bottom.VOTE: lambda: VotePanel(kit),
            Bottom.ANSWER: lambda: AnswerBar(kit),
            Bottom.HANDS: lambda: HandsBar(kit),
        }

    def show(self, screen: SeatSession) -> None:
        """Show a session."""
        self._screen = screen
        self._choosing = self._choosing.following(screen)
        self._show_middle(screen)
        self._show_beside(screen)
        self._show_bottom(screen)
        self._questions.follow(screen)

    def key(self, name: str) -> None:
        """A key of a keyboard turns pages, while pages are seen."""
        if (self._choosing.place or Place.READER) is Place.READER:
            self._places[Place.READER].key(name)

    def _reader(self) -> ReaderCard:
        made = ReaderCard(self._kit, self._refresh_beside)
        made.pages.place = self._write_note
        return made

    def _write_note(self, page: int, at: tuple[int, int]) -> None:
        self._beside[Beside.NOTES].write_at(page, at)

    def _bring_hit(self) -> None:
        self._places[Place.READER].pages.bring_hit()

    def _refresh_beside(self) -> None:
        if self._screen is not None:
            self._show_beside(self._screen)

    def _show_beside(self, screen: SeatSession) -> None:
        """At the left: the agenda, or what belongs to the page while it is used."""
        reading = (self._choosing.place or Place.READER) is Place.READER
        reader = self._places[Place.READER] if reading else None
        if reader and reader.making_notes and screen.notes is not None:
            card = self._beside[Beside.NOTES]
            card.show(screen.notes)
        elif reading and screen.search is not None:
            card = self._beside[Beside.SEARCH]
            card.show(screen.search)
        elif reader and reader.listing and screen.reader.readable:
            card = self._beside[Beside.CONTENTS]
            card.show(screen.reader)
        else:
            card = self._agenda
            self._agenda.show(screen.agenda)
        if screen.search is None and (search := self._beside.made(Beside.SEARCH)):
            search.closed()
        self._first.put(card)
        two = bool(reader) and screen.reader.beside is not None
        free = card is self._agenda and not self._tasks.seen
        attach(self._body, self._left, wanted=not (two and free), index=1)

    def _look_at(self, place: Place) -> None:
        if self._screen is not None:
            self._choosing = view.Choosing(place, view.offered(self._screen))
            self._show_middle(self._screen)
            self._show_beside(self._screen)
            self._show_bottom(self._screen)

    def _show_middle(self, screen: SeatSession) -> None:
        place = self._choosing.place or Place.READER
        middle = self._places[place]
        middle.show(_shown_at(place, screen))
        self._middle.put(middle)
        rows = tasks(screen, view.offered(screen), place)
        self._tasks.attach(self._left, wanted=bool(rows))
        if rows:
            self._tasks.widget.show(rows, screen.desk.may_correct if screen.desk else "")

    def _show_bottom(self, screen: SeatSession) -> None:
        ballot = screen.ballot
        bottom = view.bottom(screen, self._choosing.place or Place.READER)
        bar = self._bars[bottom]
        self._show_strips(screen, ballot)
        bar.show(screen if ballot is None else ballot)
        self._bar.put(bar)
        self._bar.height = bar.tall
        self._hall.follow(screen, bottom, bar.tall + self._strips.height)

    def _show_strips(self, screen: SeatSession, ballot: Ballot | None) -> None:
        lit = ballot is not None and (ballot.lamp is not Lamp.OFF or bool(screen.notice))
        self._lamp.attach(self._strips, wanted=lit)
        if lit:
            self._lamp.widget.show(ballot, screen.notice)
        counted = ballot is not None and _motion_counts(ballot)
        self._counts.attach(self._strips, wanted=counted, index=len(self._strips.children))
        if ballot is not None and counted:
            self._counts.widget.show(ballot)

    def _raise(self, asking: Asking | None, sheet: Occasional) -> None:
        """Let the sheet stand above the bar while something is asked."""
        sheet.attach(self, wanted=asking is not None)
        if sheet.seen:
            sheet.widget.y = self._bar.height + self._strips.height


def _shown_at(place: Place, screen: SeatSession) -> Any:
    """The part of a session that a place shows."""
    desk = screen.desk
    return {
        Place.READER: screen,
        Place.RESULT: screen.result,
        Place.BALLOT: screen.ballot,
        Place.COUNT: desk and desk.count,
        Place.VOID: desk and desk.void,
        Place.CORRECTION: desk and desk.correction,
    }[place]


def _motion_counts(ballot: Ballot) -> bool:
    """Whether everybody sees how a motion stands; options have their counts in their rows."""
    return ballot.counts is not None and not ballot.options and ballot.stage is not PollStage.CLOSED
