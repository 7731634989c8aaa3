"""The sheets of the console: what is asked before it is done, and what is chosen or written first.

Holds what a person has half done: a step to confirm, a conclusion being typed, a reason. All outlast
every update that still allows them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from device import intents as i
from device.screens import (
    AgendaRow,
    ChairScreen,
    Choice,
    CountDesk,
    ItemStage,
    PollKind,
    Step,
    StepButton,
)
from ui.kit import Kit
from ui.screens.chair_questions import question_of
from ui.screens.chair_raised import Cover, Raised, Still
from ui.screens.seat_asking import count_words
from ui.viewmodels.rising import CHOSEN_IN, Rising
from ui.viewmodels.steps import IRREVERSIBLE, STEP_ICONS, by_chair, find, still_possible, vote_step
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.absent_sheet import AbsentSheet
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.bars import vote_color
from ui.widgets.calls_sheet import CallsSheet
from ui.widgets.chair_bar import OtherSteps
from ui.widgets.conclusion_editor import ConclusionEditor
from ui.widgets.hand_over_sheet import HandOverSheet
from ui.widgets.insert_sheet import InsertSheet
from ui.widgets.item_sheet import ItemSheet
from ui.widgets.map_sheet import MapSheet
from ui.widgets.message_sheet import MessageSheet
from ui.widgets.names_sheet import NamesSheet
from ui.widgets.note_sheet import NoteSheet
from ui.widgets.pause_sheet import PauseSheet
from ui.widgets.poll_sheets import TieSheet, VoidSheet
from ui.widgets.read_back import ReadBackSheet
from ui.widgets.reason_sheet import ReasonSheet
from ui.widgets.seat_sheet import SeatSheet
from ui.widgets.sheets import ConfirmSheet, Hands
from ui.widgets.speakers_sheets import ModeSheet, RequestSheet, waiting
from ui.widgets.spoken_sheet import SpokenSheet
from ui.widgets.wall_sheet import WallSheet


class ChairSheets(Raised):
    """What each step opens, asks or does."""

    def __init__(self, kit: Kit, place: Callable[[Any, Cover], None]) -> None:
        self.hands = Hands(self._do, self.take, self._ask_taking, self._leave)
        super().__init__(kit, place)

    def _makers(self) -> dict[Rising, Callable[[], Any]]:
        kit, hands, close = self._kit, self.hands, self.close
        return {
            Rising.CONFIRM: lambda: ConfirmSheet(kit, self._confirmed, close),
            Rising.READ_BACK: lambda: ReadBackSheet(kit, self._confirmed, self.edit, close),
            Rising.EDIT: lambda: ConclusionEditor(kit, self._read_back, close),
            Rising.MAP: lambda: MapSheet(kit, close),
            Rising.NAMES: lambda: NamesSheet(kit, close),
            Rising.ASK: lambda: AskSheet(kit, self._ask_now, hands),
            Rising.VOID: lambda: VoidSheet(kit, self._propose_void, close),
            Rising.TIE: lambda: TieSheet(kit, self._decide_tie, close),
            Rising.SEAT: lambda: SeatSheet(kit, hands, self._open_message),
            Rising.ABSENT: lambda: AbsentSheet(kit, close),
            **{
                which: partial(made, kit, hands)
                for which, made in {
                    Rising.OTHERS: OtherSteps,
                    Rising.ITEM: ItemSheet,
                    Rising.REASON: ReasonSheet,
                    Rising.PAUSE: PauseSheet,
                    Rising.HAND_OVER: HandOverSheet,
                    Rising.INSERT: InsertSheet,
                    Rising.MESSAGE: MessageSheet,
                    Rising.NOTE: NoteSheet,
                    Rising.CALLS: CallsSheet,
                    Rising.SPOKEN: SpokenSheet,
                    Rising.MODE: ModeSheet,
                    Rising.REQUEST: RequestSheet,
                    Rising.WALL: WallSheet,
                }.items()
            },
        }

    # ── what is taken ───────────────────────────────────────────────────────────────────────────

    def take(self, step: Step, target: str) -> None:
        """Do a step, or first ask, or first choose what it needs."""
        self.close()
        if step is Step.SEND_MESSAGE:
            self._open_message("", "")
        elif step is Step.ASK_NOW:
            self._open(Rising.ASK, lambda screen: vote_step(screen) == StepButton(step, target))
        elif step in CHOSEN_IN:
            self._open(CHOSEN_IN[step], lambda screen: still_possible(screen, step, target))
        elif step in {Step.POSTPONE_ITEM, Step.WITHDRAW_ITEM}:
            self._give_reason(step, target)
        elif step is Step.ADD_NOTE:
            self._write_note(target)
        elif step is Step.CONCLUDE_ITEM:
            self._conclude()
        elif step in IRREVERSIBLE or self._moves_the_room(step):
            self._ask_step(step, target)
        else:
            self._do(i.TakeStep(step, target))

    def consent(self) -> None:
        """Pass all items that nobody speaks against."""
        self.take(Step.PASS_ITEMS, "")

    def insert(self) -> None:
        """Put another item on the agenda."""
        self.take(Step.INSERT_ITEM, "")

    def send_count(self, desk: CountDesk) -> None:
        """Counts typed at the console, repeated in full."""
        words = self._kit.words
        self._ask(
            (i.SendCount(),),
            lambda screen: screen.poll is not None and screen.poll.entry == desk,
            "clipboard-check-outline",
            words("ask-count"),
            words.joined(count_words(self._kit, desk), desk.question),
            words("count-send"),
        )

    def edit(self) -> None:
        """Write the draft conclusion of the active item."""
        screen = self._screen
        if screen is None or screen.item is None:
            return
        item, words = screen.item, self._kit.words
        title = words("item-title", number=item.number, title=item.title)
        offered = find(screen, Step.CONCLUDE_ITEM, item.item) is not None
        self._sheets[Rising.EDIT].open(
            item,
            words("edit-conclusion-of", title=title),
            concludable=offered and by_chair(screen),
        )
        self._open(Rising.EDIT, lambda s: not s.closed and not _concluded(s, item.item))

    def open_map(self) -> None:
        """The map of the room over the whole body."""
        self._open(Rising.MAP, lambda _: True)

    def open_names(self) -> None:
        """Who answered what in the roll-call that waits to be announced."""
        self._open(Rising.NAMES, lambda screen: bool(screen.named))

    def open_others(self) -> None:
        """The steps that are not at hand."""
        self._open(Rising.OTHERS, lambda _: True)

    def open_absent(self) -> None:
        """Who is missing, and for what reason."""
        self._open(Rising.ABSENT, lambda screen: bool(screen.absent))

    def open_calls(self) -> None:
        """The seats that call."""
        self._open(Rising.CALLS, lambda screen: bool(screen.calls))

    def open_spoken(self) -> None:
        """Who has spoken, and who never."""
        self._open(Rising.SPOKEN, lambda screen: screen.speakers is not None)

    def open_mode(self) -> None:
        """How the queue is ordered."""
        self._open(Rising.MODE, lambda screen: screen.speakers is not None)

    def open_wall(self) -> None:
        """What the wall shows."""
        if self._screen is not None and self._screen.wall is not None:
            self._open(Rising.WALL, lambda screen: screen.wall is not None)

    def open_request(self, person: str) -> None:
        """One request of the queue; the secretary has nothing to decide about it."""
        if self._screen is not None and by_chair(self._screen):
            self._sheets[Rising.REQUEST].look_at(person)
            self._open(Rising.REQUEST, lambda screen: waiting(screen, person) is not None)

    def _open_message(self, seat: str, label: str) -> None:
        self._sheets[Rising.MESSAGE].open(seat, label)
        self._open(Rising.MESSAGE, lambda screen: not screen.closed)

    def _moves_the_room(self, step: Step) -> bool:
        """Leaving an item that is not concluded asks too."""
        leaving = step in {Step.TAKE_ITEM, Step.RESUME_ITEM}
        return leaving and self._screen is not None and self._screen.item is not None

    # ── what is asked ───────────────────────────────────────────────────────────────────────────

    def _ask_step(self, step: Step, target: str) -> None:
        asked = question_of(self._kit, self._screen, step, target) if self._screen else None
        if asked is not None:
            self._ask_taking(asked.taken, asked.title, asked.details, asked.word)

    def _row(self, item: str) -> AgendaRow | None:
        rows = self._screen.agenda if self._screen else ()
        return next((row for row in rows if row.item == item), None)

    def _write_note(self, item: str) -> None:
        row = self._row(item)
        if row is not None:
            self._sheets[Rising.NOTE].open(row)
            self._open(Rising.NOTE, lambda screen: still_possible(screen, Step.ADD_NOTE, item))

    def _give_reason(self, step: Step, item: str) -> None:
        row = self._row(item)
        if row is not None:
            title = self._kit.words("item-title", number=row.number, title=row.title)
            self._sheets[Rising.REASON].open(step, item, title)
            self._open(Rising.REASON, lambda screen: still_possible(screen, step, item))

    def _conclude(self) -> None:
        """Nothing is concluded without words."""
        text = self._screen.item.conclusion if self._screen and self._screen.item else ""
        if text:
            self._read_back(text)
        else:
            self.edit()

    def _read_back(self, text: str) -> None:
        item = self._screen.item if self._screen else None
        if item is None:
            return
        self._sheets[Rising.READ_BACK].open(item, text)
        self._open(Rising.READ_BACK, lambda s: find(s, Step.CONCLUDE_ITEM, item.item) is not None)
        self._agreed = (i.TakeStep(Step.CONCLUDE_ITEM, item.item, text),)

    def _ask_now(self, question: str, kind: PollKind) -> None:
        item = self._screen.item if self._screen else None
        if item is None:
            return
        words = self._kit.words
        details = words.joined(words(f"kind-{kind}"), question)
        taken = i.TakeStep(Step.ASK_NOW, item.item, question, kind)
        self._ask_taking(taken, words("ask-open-now"), details, words("step-open-poll"))

    def _propose_void(self, reason: str) -> None:
        words = self._kit.words
        poll = self._screen.voidable if self._screen else ""
        question = self._screen.voidable_question if self._screen else ""
        taken = i.TakeStep(Step.PROPOSE_VOID, poll, reason)
        details = words.joined(question, reason)
        self._ask_taking(taken, words("ask-propose-void"), details, words("step-propose-void"))

    def _decide_tie(self, choice: Choice) -> None:
        words = self._kit.words
        poll = self._screen.tie if self._screen else ""
        title = words("confirm-tie", choice=words(f"choice-{choice}"))
        taken = i.TakeStep(Step.DECIDE_TIE, poll, choice)
        word = words("confirm-vote-button")
        self._ask_taking(taken, title, words("tie-meaning"), word, choice)

    def _ask_taking(
        self, taken: i.TakeStep, title: str, details: str, word: str, vote: Choice | None = None
    ) -> None:
        icon = CHOICE_ICONS[vote] if vote else STEP_ICONS[taken.step]
        self._ask(
            (taken,),
            lambda screen: still_possible(screen, taken.step, taken.target),
            icon,
            title,
            details,
            word,
            vote,
        )

    def _ask(
        self,
        agreed: tuple[i.Intent, ...],
        still: Still,
        icon: str,
        title: str,
        details: str,
        word: str,
        vote: Choice | None = None,
    ) -> None:
        fill = vote_color(self._kit.paint, vote) if vote else None
        self._sheets[Rising.CONFIRM].show(icon, title, details, word, fill)
        self._open(Rising.CONFIRM, still)
        self._agreed = agreed

    def _confirmed(self) -> None:
        self._do(*self._agreed)


def _concluded(screen: ChairScreen, item: str) -> bool:
    settled = {ItemStage.CONCLUDED, ItemStage.PASSED}
    return any(row.item == item and row.stage in settled for row in screen.agenda)
