"""What a seat asks before it does it: one sheet, one question at a time, in full."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from device import intents as i
from device.screens import Ballot, CorrectionDesk, CountDesk, Form, SeatSession, VoidDesk
from ui.kit import Kit
from ui.viewmodels.ballots import answer_labels, filled_in
from ui.viewmodels.desk import lines
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.bars import vote_color
from ui.widgets.listing import Occasional
from ui.widgets.sheets import ConfirmSheet


class Asking(Struct, frozen=True):
    """What is asked; `about` is compared with `now` of a later screen: a change withdraws the question."""

    intent: i.Intent
    about: object
    now: Callable[[SeatSession], object]


def _count(screen: SeatSession) -> object:
    return screen.desk and screen.desk.count


def _void(screen: SeatSession) -> object:
    return screen.desk and screen.desk.void


def _correction(screen: SeatSession) -> object:
    return screen.desk and screen.desk.correction


def _leaving(screen: SeatSession) -> object:
    return screen.may_leave


class SeatQuestions:
    """Raises the sheet by `raise_sheet`; a ballot to confirm comes before everything else."""

    def __init__(self, kit: Kit, raise_sheet: Callable[[Asking | None, Occasional], None]) -> None:
        self._kit, self._raise = kit, raise_sheet
        self._asking: Asking | None = None
        self._plain = Occasional(lambda: ConfirmSheet(kit, self._confirmed, self._withdrawn))
        self._vote = Occasional(self._vote_sheet)

    def _vote_sheet(self) -> ConfirmSheet:
        emit = self._kit.emit
        return ConfirmSheet(
            self._kit, lambda: emit(i.ConfirmChoice()), lambda: emit(i.CancelChoice()), large=True
        )

    # ── asked here ──────────────────────────────────────────────────────────────────────────────

    def leave(self) -> None:
        """Going away ends the right to vote at this seat."""
        words = self._kit.words
        asking = Asking(i.LeaveSeat(), about=True, now=_leaving)
        self._ask(
            asking, "exit-run", words("ask-leave"), words("ask-leave-details"), words("leave")
        )

    def send_count(self, desk: CountDesk) -> None:
        """The counts, repeated in full."""
        words = self._kit.words
        asking = Asking(i.SendCount(), desk, _count)
        details = words.joined(count_words(self._kit, desk), desk.question)
        self._ask(
            asking, "clipboard-check-outline", words("ask-count"), details, words("count-send")
        )

    def answer_void(self, desk: VoidDesk, agrees: bool) -> None:
        """Agreeing makes the poll void; both answers go into the record."""
        words = self._kit.words
        asking = Asking(i.AnswerVoid(desk.poll, agrees), desk, _void)
        key = "void-agree" if agrees else "void-decline"
        details = words.joined(words("item", number=desk.item_number), desk.question, desk.reason)
        icon = "check-bold" if agrees else "close"
        self._ask(asking, icon, words(f"ask-{key}"), details, words(key))

    def send_correction(self, desk: CorrectionDesk) -> None:
        """What is changed, and why."""
        words = self._kit.words
        asking = Asking(i.SendCorrection(), desk, _correction)
        changed = (
            count_words(self._kit, desk.counts)
            if desk.counts is not None
            else words("correction-persons", count=len(desk.changed))
        )
        details = words.joined(changed, desk.reason)
        word = words("correction-send")
        self._ask(asking, "file-document-edit-outline", words("ask-correction"), details, word)

    def _ask(self, asking: Asking, icon: str, title: str, details: str, word: str) -> None:
        self._asking = asking
        self._plain.widget.show(icon, title, details, word)
        self._raise(asking, self._plain)

    def _confirmed(self) -> None:
        asking = self._asking
        self._withdrawn()
        if asking is not None:
            self._kit.emit(asking.intent)

    def _withdrawn(self) -> None:
        self._asking = None
        self._raise(None, self._plain)

    # ── asked by the terminal ───────────────────────────────────────────────────────────────────

    def follow(self, screen: SeatSession) -> None:
        """After an update: withdraw what has changed meanwhile, show what the terminal asks."""
        asking = self._asking
        if asking is not None:
            if asking.now(screen) != asking.about:
                self._withdrawn()
            else:
                self._raise(asking, self._plain)  # the bar may have another height now
        self._follow_ballot(screen.ballot)

    def _follow_ballot(self, ballot: Ballot | None) -> None:
        wanted = ballot is not None and (ballot.confirming is not None or ballot.confirming_answer)
        if ballot is None or not wanted:
            self._raise(None, self._vote)
            return
        if ballot.confirming is not None:
            self._show_choice(ballot)
        else:
            self._show_answer(ballot)
        self._raise(Asking(i.ConfirmChoice(), ballot.poll, lambda _: None), self._vote)

    def _show_choice(self, ballot: Ballot) -> None:
        words, choice = self._kit.words, ballot.confirming
        if choice is None:
            return
        name = words(f"choice-{choice}")
        self._vote.widget.show(
            CHOICE_ICONS[choice],
            words("confirm-vote", choice=name),
            ballot.question,
            words("confirm-vote-button"),
            vote_color(self._kit.paint, choice),
        )

    def _show_answer(self, ballot: Ballot) -> None:
        words = self._kit.words
        answer = filled_in(ballot)
        if ballot.form is Form.CONFIDENCE:
            rated = (f"{o.label}: {words(f'level-{o.level}')}" for o in ballot.options if o.level)
            title, details = words("confirm-ratings", count=len(answer)), "\n".join(rated)
        else:
            labels = answer_labels(ballot.options, answer)
            title = words("confirm-picks", count=len(answer)) if answer else words("confirm-blank")
            details = "\n".join(labels)
        self._vote.widget.show("ballot-outline", title, details, words("confirm-vote-button"))


def count_words(kit: Kit, desk: CountDesk) -> str:
    """ "Tán thành 15 · Không tán thành 2 · …": the numbers of a count in one line."""
    words = kit.words
    return words.joined(
        *(
            f"{words.joined(line.label, words(line.word) if line.word else '')} {line.value}"
            for line in lines(desk)
        )
    )
