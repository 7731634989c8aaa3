"""The desk of the secretary, the tellers and the chair: counts, voidings, corrections.

Theory of operation. A desk opens by itself for whoever may use it: the count of a poll that is not pressed
while it runs, the answer to a proposed voiding until it is given; a correction when its person begins one.
What is typed stays until it is sent, taken back, or its poll is over, whatever happens elsewhere; a
correction keeps the lists of its poll, so that the next one may open meanwhile. Counts and corrections are
signed by this terminal and said again until the hub answers.

| desk        | input                                      | desk after                            |
|-------------|--------------------------------------------|---------------------------------------|
| none        | a poll to count opens                      | count, empty                          |
| count       | number, name, by name                      | count, changed                        |
| count       | send, and it fits together                 | count, said until answered            |
| count       | receipt                                    | count, entered as it was sent         |
| count       | poll over, other poll or person            | none                                  |
| none        | correct a counted poll                     | correction, as the poll was counted   |
| correction  | answer, number, reason                     | correction, changed                   |
| correction  | send, with a reason and a change           | correction, said until answered       |
| correction  | receipt, cancel, poll void or superseded   | none                                  |
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from device.asking import Asking
from device.counting import Sheet, may_answer, sheet_of
from device.effects import Effect
from device.filling import RUNNING
from device.intents import (
    AnswerVoid,
    CancelCorrection,
    CountByName,
    SendCorrection,
    SendCount,
    SetCount,
    SetNamed,
    SetReason,
    StartCorrection,
)
from device.room_view import RoomView
from device.screens import PRESSED, PollKind, PollStage
from protocol.entry import (
    CORRECTION_FORMAT,
    COUNT_FORMAT,
    MAX_REASON,
    CorrectionStatement,
    CountStatement,
    Entry,
    NamedAnswer,
    statement_text,
)
from protocol.messages import Correction, Count, OnePoll, VoidAnswer
from protocol.topics import Said

Act: TypeAlias = (
    SetCount
    | CountByName
    | SetNamed
    | SendCount
    | AnswerVoid
    | StartCorrection
    | CancelCorrection
    | SetReason
    | SendCorrection
)

COUNTED = frozenset({PollStage.CLOSED, PollStage.ANNOUNCED})


class Draft(Struct, frozen=True):
    """A correction being written. `known` are the answers as published, none of an unnamed poll."""

    poll: OnePoll
    known: dict[str, tuple[str, ...]]
    sheet: Sheet | None  # hands by number, paper
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reason: str = ""

    def complete(self) -> bool:
        """Whether there is a reason, and something is put right."""
        if not self.reason.strip():
            return False
        return self.sheet.complete() if self.sheet else bool(self.answers)

    def with_named(self, person: str, answer: tuple[str, ...]) -> Draft:
        """What a person answered in truth; as published already, nothing is put right."""
        if person not in self.poll.present or not may_answer(self.poll, answer):
            return self
        others = {who: said for who, said in self.answers.items() if who != person}
        same = self.poll.kind != PollKind.UNNAMED and self.known.get(person, ()) == answer
        return replace(self, answers=others if same else {**others, person: answer})


class Desk:
    """What this terminal's person has to do beside being a delegate. `sign` signs for the terminal."""

    def __init__(
        self,
        device: str,
        sign: Callable[[bytes], bytes],
        new_id: Callable[[], str],
        asking: Asking,
    ) -> None:
        self._device = device
        self._sign = sign
        self._new_id = new_id
        self._asking = asking
        self._of = ("", "")
        self.sheet: Sheet | None = None
        self.entered: Entry | None = None  # what the hub has of this terminal
        self._sent: Entry | None = None
        self.draft: Draft | None = None
        self._by = ""  # whose draft it is

    def follow(self, view: RoomView, person: str) -> None:
        """The room is as `view` has it now, and `person` (empty: nobody) works here."""
        poll = view.poll if may_count(view, person) else None
        of = (poll.poll, person) if poll else ("", "")
        if of != self._of:
            self._of = of
            self.sheet = Sheet(poll) if poll else None
            self.entered = self._sent = None
        elif self.sheet and poll and self.sheet.poll != poll:
            self.sheet = replace(self.sheet, poll=poll)
        if self.draft and (person != self._by or not _corrigible(view, self.draft.poll.poll)):
            self.draft = None

    def accepted(self, about: str) -> None:
        """The hub took what was said."""
        if about == Said.COUNT:
            self.entered = self._sent
        elif about == Said.CORRECTION:
            self.draft = None

    def intend(self, act: Act, view: RoomView, person: str, now: int) -> tuple[Effect, ...]:
        """The person at the desk acts."""
        if isinstance(act, StartCorrection):
            self._start(act, view, person)
        elif isinstance(act, CancelCorrection):
            self.draft = None
        elif isinstance(act, AnswerVoid):
            return self._answer_void(act, view, person, now)
        elif isinstance(act, SendCount):
            return self._send_count(view, person, now)
        elif isinstance(act, SendCorrection):
            return self._send_correction(view, person, now)
        elif self.draft is not None:
            self.draft = _corrected(self.draft, act)
        elif self.sheet is not None:
            self.sheet = _typed(self.sheet, act)
        return ()

    def _start(self, act: StartCorrection, view: RoomView, person: str) -> None:
        poll = view.poll
        if poll is None or act.poll != may_correct(view, person) or self.draft:
            return
        entry = view.ballots.entry
        by_number = poll.kind not in PRESSED and not (entry and entry.named)
        known = {each.person: each.answer for each in view.ballots.ballots if each.person}
        known |= {each.person: each.answer for each in (entry.named if entry else ())}
        self._by = person
        self.draft = Draft(poll, known, sheet_of(poll, entry) if by_number else None)
        self._asking.refusal.pop(Said.CORRECTION, None)

    def _answer_void(
        self, act: AnswerVoid, view: RoomView, person: str, now: int
    ) -> tuple[Effect, ...]:
        proposed = void_proposed(view, person)
        if proposed is None or proposed.poll != act.poll:
            return ()
        answer = VoidAnswer(act.poll, act.agrees)
        return self._asking.ask(Said.VOID_ANSWER, view.meeting, answer, now)

    def _send_count(self, view: RoomView, person: str, now: int) -> tuple[Effect, ...]:
        sheet = self.sheet
        if sheet is None or not sheet.complete() or self._asking.waiting(Said.COUNT):
            return ()
        statement = CountStatement(
            format=COUNT_FORMAT,
            meeting=view.meeting,
            poll=sheet.poll.poll,
            question_sha256=_question_hash(sheet.poll),
            roll_sha256=sheet.poll.roll_sha256,
            person=person,
            device=self._device,
            entry=sheet.entry(),
            count=self._new_id(),
            head_seq=view.seq,
            head_hash=view.hash,
        )
        self._sent = statement.entry
        text = statement_text(statement)
        return self._asking.ask(Said.COUNT, view.meeting, Count(text, self._signature(text)), now)

    def _send_correction(self, view: RoomView, person: str, now: int) -> tuple[Effect, ...]:
        draft = self.draft
        if draft is None or not draft.complete() or self._asking.waiting(Said.CORRECTION):
            return ()
        answers = tuple(NamedAnswer(who, draft.answers[who]) for who in sorted(draft.answers))
        statement = CorrectionStatement(
            format=CORRECTION_FORMAT,
            meeting=view.meeting,
            poll=draft.poll.poll,
            question_sha256=_question_hash(draft.poll),
            roll_sha256=draft.poll.roll_sha256,
            person=person,
            device=self._device,
            reason=draft.reason.strip(),
            answers=answers,
            entry=draft.sheet.entry() if draft.sheet else None,
            correction=self._new_id(),
            head_seq=view.seq,
            head_hash=view.hash,
        )
        text = statement_text(statement)
        correction = Correction(text, self._signature(text))
        return self._asking.ask(Said.CORRECTION, view.meeting, correction, now)

    def _signature(self, text: str) -> str:
        return self._sign(text.encode("utf-8")).hex()


def may_count(view: RoomView, person: str) -> bool:
    """Whether `person` may type the counts of the poll that leads."""
    session, poll = view.session, view.poll
    if session is None or poll is None or not person:
        return False
    counts = poll.kind not in PRESSED and poll.stage in RUNNING
    return counts and person in {session.secretary, session.chair, *session.tellers}


def void_proposed(view: RoomView, person: str) -> OnePoll | None:
    """The poll whose voiding waits for `person`'s answer."""
    if view.session is None or not person or view.session.secretary != person:
        return None
    return next((poll for poll in view.polls.polls if poll.void_proposed), None)


def may_correct(view: RoomView, person: str) -> str:
    """The poll that `person` may put right now, or empty: the lists of others are not told."""
    session, poll = view.session, view.poll
    if session is None or poll is None or not person or session.secretary != person:
        return ""
    return poll.poll if _corrigible(view, poll.poll) and view.ballots.poll == poll.poll else ""


def _corrigible(view: RoomView, poll: str) -> bool:
    found = view.poll_called(poll)
    in_session = view.session is not None and view.session.phase == "open"
    return in_session and found is not None and found.stage in COUNTED


def _typed(sheet: Sheet, act: Act) -> Sheet:
    if isinstance(act, SetCount):
        return sheet.with_value(act.key, act.value)
    if isinstance(act, SetNamed):
        return sheet.with_named(act.person, act.answer)
    return sheet.taken_by_name(by_name=act.by_name) if isinstance(act, CountByName) else sheet


def _corrected(draft: Draft, act: Act) -> Draft:
    if isinstance(act, SetReason):
        return replace(draft, reason=unicodedata.normalize("NFC", act.text)[:MAX_REASON])
    if draft.sheet is not None:
        return replace(draft, sheet=_typed(draft.sheet, act))
    return draft.with_named(act.person, act.answer) if isinstance(act, SetNamed) else draft


def _question_hash(poll: OnePoll) -> str:
    return hashlib.sha256(poll.question.encode("utf-8")).hexdigest()
