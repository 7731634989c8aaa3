"""The sheets of the console: what is asked before it is done, and what is chosen from a list.

Holds what the chair has half done: a step to confirm, a conclusion being typed, a reason. All outlast
every update that still allows them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from device import intents as i
from device.screens import ChairScreen, Choice, CountDesk, PollKind, Step
from ui.kit import Kit
from ui.screens.seat_asking import count_words
from ui.viewmodels.results import headline
from ui.viewmodels.steps import IRREVERSIBLE, STEP_ICONS, find, still_possible
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.absent_sheet import AbsentSheet
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.bars import vote_color
from ui.widgets.chair_bar import OtherSteps, step_words
from ui.widgets.listing import OnDemand
from ui.widgets.map_sheet import MapSheet
from ui.widgets.outcome import outcome_word
from ui.widgets.poll_sheets import TieSheet, VoidSheet
from ui.widgets.seat_sheet import SeatSheet
from ui.widgets.sheets import ConfirmSheet, EditSheet


class Rising(Enum):
    """The sheets of the console; one at a time."""

    CONFIRM = auto()
    EDIT = auto()
    OTHERS = auto()
    MAP = auto()
    ASK = auto()
    VOID = auto()
    TIE = auto()
    SEAT = auto()
    ABSENT = auto()


class Cover(Enum):
    """How much of the console a sheet lies over."""

    ITSELF = auto()  # as tall as it is, above the bar
    MIDDLE = auto()
    BAR = auto()  # the middle and the bar


COVERS = {
    Rising.MAP: Cover.MIDDLE,
    Rising.ASK: Cover.MIDDLE,
    Rising.VOID: Cover.BAR,
    Rising.ABSENT: Cover.MIDDLE,
    Rising.EDIT: Cover.BAR,
}
Still = Callable[[ChairScreen], bool]


class ChairSheets:
    """Raises one sheet at a time by `place(sheet, cover)`; None lowers it."""

    def __init__(self, kit: Kit, place: Callable[[Any, Cover], None]) -> None:
        self._kit, self._place = kit, place
        self._screen: ChairScreen | None = None
        self._up: Rising | None = None
        self._still: Still = lambda _: True
        self._agreed: tuple[i.Intent, ...] = ()
        self._editing = ""
        self._sheets = OnDemand(self._makers())

    def _makers(self) -> dict[Rising, Callable[[], Any]]:
        kit, close = self._kit, self.close
        return {
            Rising.CONFIRM: lambda: ConfirmSheet(kit, self._confirmed, close),
            Rising.EDIT: lambda: EditSheet(kit, self._save, close),
            Rising.OTHERS: lambda: OtherSteps(kit, self.take, close),
            Rising.MAP: lambda: MapSheet(kit, close),
            Rising.ASK: lambda: AskSheet(kit, self._ask_now, close),
            Rising.VOID: lambda: VoidSheet(kit, self._propose_void, close),
            Rising.TIE: lambda: TieSheet(kit, self._decide_tie, close),
            Rising.SEAT: lambda: SeatSheet(kit, self._of_seat, self._leave_seat),
            Rising.ABSENT: lambda: AbsentSheet(kit, close),
        }

    @property
    def asking(self) -> bool:
        """Whether a sheet has the one blue button now."""
        return self._up in {Rising.CONFIRM, Rising.EDIT, Rising.ASK, Rising.VOID, Rising.TIE}

    # ── what is taken ───────────────────────────────────────────────────────────────────────────

    def take(self, step: Step, target: str) -> None:
        """Do a step, or first ask, or first choose what it needs."""
        self.close()
        chosen = {
            Step.ASK_NOW: Rising.ASK,
            Step.PROPOSE_VOID: Rising.VOID,
            Step.DECIDE_TIE: Rising.TIE,
        }.get(step)
        if chosen is not None:
            self._open(chosen, lambda screen: still_possible(screen, step, target))
        elif step is Step.CONCLUDE_ITEM and not self._conclusion():
            self.edit()
        elif step in IRREVERSIBLE or self._moves_the_room(step):
            self._ask_step(step, target)
        else:
            self._kit.emit(i.TakeStep(step, target))

    def choose_item(self, item: str) -> None:
        """An item was touched on the agenda."""
        self.close()
        self._ask_step(Step.TAKE_ITEM, item)

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
        item = self._screen.item if self._screen else None
        if item is None:
            return
        words = self._kit.words
        title = words("item-title", number=item.number, title=item.title)
        self._editing = item.item
        self._sheets[Rising.EDIT].open(words("edit-conclusion-of", title=title), item.conclusion)
        self._open(Rising.EDIT, lambda s: s.item is not None and s.item.item == item.item)

    def open_map(self) -> None:
        """The map of the room over the whole body."""
        self._open(Rising.MAP, lambda _: True)

    def open_others(self) -> None:
        """The steps that are not at hand."""
        self._open(Rising.OTHERS, lambda _: True)

    def open_absent(self) -> None:
        """Who is missing, and for what reason."""
        self._open(Rising.ABSENT, lambda screen: bool(screen.absent))

    def _moves_the_room(self, step: Step) -> bool:
        """Leaving an item that is not concluded asks too."""
        return step is Step.TAKE_ITEM and self._screen is not None and self._screen.item is not None

    # ── what the sheets answer ──────────────────────────────────────────────────────────────────

    def _ask_step(self, step: Step, target: str) -> None:
        offered = find(self._screen, step, target) if self._screen else None
        if offered is None:
            return
        word = step_words(self._kit, offered)[0]
        text = self._conclusion() if step is Step.CONCLUDE_ITEM else ""
        title = self._kit.words("ask-step", step=word)
        details = self._details(step, offered.label)
        self._ask_taking(i.TakeStep(step, target, text), title, details, word)

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
        taken = i.TakeStep(Step.PROPOSE_VOID, poll, reason)
        self._ask_taking(taken, words("ask-propose-void"), reason, words("step-propose-void"))

    def _decide_tie(self, choice: Choice) -> None:
        words = self._kit.words
        poll = self._screen.tie if self._screen else ""
        name = words(f"choice-{choice}")
        taken = i.TakeStep(Step.DECIDE_TIE, poll, choice)
        self._ask_taking(
            taken,
            words("confirm-tie", choice=name),
            words("tie-meaning"),
            words("confirm-vote-button"),
            choice,
        )

    def _of_seat(self, taken: i.TakeStep, title: str, details: str, word: str) -> None:
        self._ask_taking(taken, title, details, word)
        self._agreed = (taken, i.TapSeat(""))

    def _leave_seat(self) -> None:
        self._kit.emit(i.TapSeat(""))

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

    def _details(self, step: Step, label: str) -> str:
        words, screen = self._kit.words, self._screen
        if step is Step.CONCLUDE_ITEM:
            return self._conclusion()
        if step is Step.ANNOUNCE_POLL and screen and screen.result:
            return announce_words(self._kit, screen)
        if step is Step.CLOSE_POLL and screen and screen.poll:
            poll = screen.poll
            return words.joined(
                words("close-details", pressed=poll.pressed, present=poll.entitled_present)
                if not poll.entries_needed
                else words("entries-of", count=poll.entered, needed=poll.entries_needed),
                poll.question,
            )
        return label or words("ask-irreversible")

    def _conclusion(self) -> str:
        item = self._screen.item if self._screen else None
        return item.conclusion if item else ""

    def _confirmed(self) -> None:
        agreed = self._agreed
        self.close()
        for intent in agreed:
            self._kit.emit(intent)

    def _save(self, text: str) -> None:
        item = self._editing
        self.close()
        if item:
            self._kit.emit(i.DraftConclusion(item, text))

    # ── up and down ─────────────────────────────────────────────────────────────────────────────

    def follow(self, screen: ChairScreen) -> None:
        """After an update: lower what has become pointless, show what follows the values."""
        self._screen = screen
        if self._up not in {None, Rising.SEAT} and not self._still(screen):
            self.close()
        if self._up in {None, Rising.SEAT}:
            self._follow_seat(screen)
        elif self._up not in {Rising.CONFIRM, Rising.EDIT}:
            self._sheets[self._up].show(screen)

    def _follow_seat(self, screen: ChairScreen) -> None:
        """The seat that was tapped on the map, until it is let go."""
        if screen.seat is not None:
            self._open(Rising.SEAT, lambda _: True)
        elif self._up is Rising.SEAT:
            self._lower()

    def _open(self, which: Rising, still: Still) -> None:
        sheet = self._sheets[which]
        if self._screen is not None and which not in {Rising.CONFIRM, Rising.EDIT}:
            sheet.show(self._screen)
        if self._up is not which:
            self._lower()
            self._up = which
            self._place(sheet, COVERS.get(which, Cover.ITSELF))
        self._still, self._agreed = still, ()

    def close(self) -> None:
        """Lower the sheet and forget what was asked; a tapped seat comes back."""
        self._editing, self._agreed = "", ()
        self._lower()
        if self._screen is not None:
            self._follow_seat(self._screen)

    def _lower(self) -> None:
        if self._up is not None:
            self._up = None
            self._place(None, Cover.ITSELF)


def announce_words(kit: Kit, screen: ChairScreen) -> str:
    """The result about to be announced, in full."""
    result, words = screen.result, kit.words
    if result is None:
        return ""
    line = headline(result)
    verdict = outcome_word(kit, result)
    details = words("announce-details", outcome=verdict, count=line.count, base=line.base)
    return words.joined(details, result.question)
