"""One seat's ballots: from a press to the hub's receipt, none lost and none out of order.

Theory of operation. A press becomes a signed ballot that is saved durably and only then said; it is said
again until the hub answers. Ballots go one at a time: while one is unanswered, the latest further press
waits, so that a change of mind can never overtake what it changes. The lamp shows what the hub has done
with the latest press of the poll that leads: waiting until answered, then accepted or refused. Ballots
found in the outbox at the start are said again; the hub answers a repeat with the answer it gave before.
Ballots belong to a person, not to the seat: whoever sits down here next sees nothing of them.

| lamp     | input                                    | lamp after           |
|----------|------------------------------------------|----------------------|
| any      | press                                    | waiting              |
| waiting  | receipt or refusal, another press waits  | waiting              |
| waiting  | receipt, nothing else waits              | accepted             |
| waiting  | refusal, or the disk does not take it    | refused              |
| any      | another poll, another person             | that one's, or off   |
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from device.effects import Effect, ForgetBallot, SaveBallot, Say, SetLamp
from device.inputs import SavedBallot
from device.screens import Choice, Form, Lamp
from protocol.ballot import FORMAT, Statement, statement_text
from protocol.messages import Ballot, OnePoll
from protocol.topics import Said

RESEND_MS = 1_500  # a restarted broker is back within this time
Answer: TypeAlias = tuple[str, ...]


class Subject(Struct, frozen=True):
    """What a ballot is about and who casts it."""

    meeting: str
    poll: OnePoll
    person: str
    seat: str
    device: str
    head_seq: int
    head_hash: str


class _Refused(Struct, frozen=True):
    code: str
    answer: Answer


class Voting:
    """The ballots of this seat. `sign` signs for the terminal, `new_id` makes ids."""

    def __init__(self, sign: Callable[[bytes], bytes], new_id: Callable[[], str]) -> None:
        self._sign = sign
        self._new_id = new_id
        self._waiting: list[SavedBallot] = []  # the first one is being said
        self._answered: dict[tuple[str, str], SavedBallot] = {}  # poll, person: the last accepted
        self._said_at: int | None = None
        self._refused: dict[tuple[str, str], _Refused] = {}  # what became of the latest press
        self._saved = 0
        self._lit = SetLamp(Lamp.OFF, None)

    def restore(self, ballots: tuple[SavedBallot, ...]) -> None:
        """Take over what the outbox holds."""
        for saved in sorted(ballots, key=lambda ballot: ballot.saved):
            self._saved = max(self._saved, saved.saved)
            if saved.receipt is None:
                self._waiting.append(saved)
            else:
                self._answered[_whose(saved)] = saved

    def press(self, answer: Answer, subject: Subject, now: int) -> tuple[Effect, ...]:
        """The delegate answered; a press that repeats what is already on its way is no news."""
        whose = (subject.poll.poll, subject.person)
        if self.answer(*whose) == answer and self.lamp(*whose) in {Lamp.WAITING, Lamp.ACCEPTED}:
            return ()
        self._refused.pop(whose, None)
        replaced = [saved for saved in self._waiting[1:] if _whose(saved) == whose]
        saved = self._make(answer, subject)
        self._waiting = [*(each for each in self._waiting if each not in replaced), saved]
        effects: list[Effect] = [SaveBallot(saved)]
        effects.extend(ForgetBallot(each.message) for each in replaced)
        if len(self._waiting) == 1:
            effects.extend(self._say(now))
        return tuple(effects)

    def accepted(self, message: str, seq: int, now: int) -> tuple[Effect, ...]:
        """The hub recorded a ballot."""
        if not self._waiting or self._waiting[0].message != message:
            return ()
        saved = replace(self._waiting.pop(0), receipt=seq)
        earlier = self._answered.get(_whose(saved))
        self._answered[_whose(saved)] = saved
        self._refused.pop(_whose(saved), None)
        effects: list[Effect] = [SaveBallot(saved)]
        if earlier:
            effects.append(ForgetBallot(earlier.message))
        return (*effects, *self._say(now))

    def refused(self, message: str, code: str, now: int) -> tuple[Effect, ...]:
        """The hub did not take a ballot."""
        if not self._waiting or self._waiting[0].message != message:
            return ()
        saved = self._waiting.pop(0)
        self._refused[_whose(saved)] = _Refused(code, saved.answer)
        return (ForgetBallot(message), *self._say(now))

    def unsaved(self, message: str, code: str, now: int) -> tuple[Effect, ...]:
        """The disk did not take a ballot: it counts as never pressed, whatever was said of it before."""
        lost = [saved for saved in self._waiting if saved.message == message]
        for saved in lost:
            self._refused[_whose(saved)] = _Refused(code, saved.answer)
            first = saved is self._waiting[0]
            self._waiting.remove(saved)
            if first:
                return self._say(now)
        return ()

    def resend(self, now: int) -> tuple[Effect, ...]:
        """Say the unanswered ballot again if it is time."""
        due = self.wake_at
        return self._say(now) if due is not None and now >= due else ()

    def reconnected(self, now: int) -> tuple[Effect, ...]:
        """Say it again at once: the link is new."""
        return self._say(now)

    def keep(self, person: str) -> tuple[ForgetBallot, ...]:
        """`person` (empty: nobody) belongs here: what others were told of their ballots goes.

        They may answer again elsewhere, so a ballot left here would be taken for theirs when they are back.
        """
        gone = [saved for saved in self._answered.values() if saved.person != person]
        return self._forget(gone)

    def start_over(self, meeting: str) -> tuple[ForgetBallot, ...]:
        """Another meeting: settled ballots of others go; those unanswered are the hub's to refuse."""
        self._refused.clear()
        return self._forget([s for s in self._answered.values() if s.meeting != meeting])

    def light(self, poll: OnePoll | None, person: str) -> tuple[SetLamp, ...]:
        """What to do to the lamps now that `poll` leads: nothing if they tell it already."""
        wanted = SetLamp(Lamp.OFF, None)
        if poll is not None:
            answer = self._shown(poll.poll, person)
            choice = Choice(answer[0]) if answer and poll.form == Form.MOTION else None
            wanted = SetLamp(self.lamp(poll.poll, person), choice)
        if wanted == self._lit:
            return ()
        self._lit = wanted
        return (wanted,)

    @property
    def wake_at(self) -> int | None:
        """When an unanswered ballot is to be said again."""
        if not self._waiting:
            return None
        return 0 if self._said_at is None else self._said_at + RESEND_MS

    def lamp(self, poll: str, person: str) -> Lamp:
        """The lamp of `person` for `poll`."""
        if any(_whose(saved) == (poll, person) for saved in self._waiting):
            return Lamp.WAITING
        if (poll, person) in self._refused:
            return Lamp.REFUSED
        return Lamp.ACCEPTED if (poll, person) in self._answered else Lamp.OFF

    def answer(self, poll: str, person: str) -> Answer | None:
        """What `person` pressed last in `poll` and was not refused; None before any press."""
        for saved in reversed(self._waiting):
            if _whose(saved) == (poll, person):
                return saved.answer
        answered = self._answered.get((poll, person))
        return answered.answer if answered else None

    def ballot(self, poll: str, person: str) -> SavedBallot | None:
        """The ballot the hub accepted last."""
        return self._answered.get((poll, person))

    def refusal(self, poll: str, person: str) -> str:
        """Why the last press was refused, or empty."""
        refused = self._refused.get((poll, person))
        return refused.code if refused else ""

    def _shown(self, poll: str, person: str) -> Answer | None:
        refused = self._refused.get((poll, person))
        if refused and self.lamp(poll, person) is Lamp.REFUSED:
            return refused.answer
        return self.answer(poll, person)

    def _forget(self, ballots: list[SavedBallot]) -> tuple[ForgetBallot, ...]:
        for saved in ballots:
            del self._answered[_whose(saved)]
        return tuple(ForgetBallot(saved.message) for saved in ballots)

    def _make(self, answer: Answer, subject: Subject) -> SavedBallot:
        ballot = self._new_id()
        text = _statement(answer, ballot, subject)
        self._saved += 1
        return SavedBallot(
            message=self._new_id(),
            meeting=subject.meeting,
            poll=subject.poll.poll,
            person=subject.person,
            answer=answer,
            ballot=ballot,
            said=Ballot(text, self._sign(text.encode("utf-8")).hex()),
            saved=self._saved,
        )

    def _say(self, now: int) -> tuple[Effect, ...]:
        if not self._waiting:
            self._said_at = None
            return ()
        self._said_at = now
        first = self._waiting[0]
        return (Say(first.message, Said.BALLOT, first.meeting, 0, first.said),)


def _whose(saved: SavedBallot) -> tuple[str, str]:
    return saved.poll, saved.person


def _statement(answer: Answer, ballot: str, subject: Subject) -> str:
    poll = subject.poll
    return statement_text(
        Statement(
            format=FORMAT,
            meeting=subject.meeting,
            poll=poll.poll,
            question_sha256=hashlib.sha256(poll.question.encode("utf-8")).hexdigest(),
            roll_sha256=poll.roll_sha256,
            person=subject.person,
            seat=subject.seat,
            device=subject.device,
            answer=answer,
            ballot=ballot,
            head_seq=subject.head_seq,
            head_hash=subject.head_hash,
        )
    )
