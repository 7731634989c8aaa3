"""One seat's ballots: from a press to the hub's receipt, none lost and none out of order.

Theory of operation. A press becomes a signed ballot that is saved durably and only then said; it is said
again until the hub answers. Ballots go one at a time: while one is unanswered, the latest further press
waits, so that a change of mind can never overtake what it changes. The lamp shows what the hub has done
with the latest press of the poll that leads: waiting until answered, then accepted or refused. Ballots
found in the outbox at the start are said again; the hub answers a repeat with the answer it gave before.

| lamp     | input                                    | lamp after           |
|----------|------------------------------------------|----------------------|
| any      | press                                    | waiting              |
| waiting  | receipt or refusal, another press waits  | waiting              |
| waiting  | receipt, nothing else waits              | accepted             |
| waiting  | refusal, or the disk does not take it    | refused              |
| any      | another poll                             | that poll's, or off  |
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from device.effects import Effect, ForgetBallot, SaveBallot, Say, SetLamp
from device.inputs import SavedBallot
from device.screens import Choice, Lamp
from protocol.ballot import FORMAT, Statement, statement_text
from protocol.messages import Ballot, OnePoll
from protocol.topics import Said

RESEND_MS = 1_500  # a restarted broker is back within this time


@dataclass(frozen=True)
class Subject:
    """What a ballot is about and who casts it."""

    meeting: str
    poll: OnePoll
    person: str
    seat: str
    device: str
    head_seq: int
    head_hash: str


@dataclass(frozen=True)
class _Refused:
    code: str
    choice: Choice


class Voting:
    """The ballots of this seat. `sign` signs for the terminal, `new_id` makes ids."""

    def __init__(self, sign: Callable[[bytes], bytes], new_id: Callable[[], str]) -> None:
        self._sign = sign
        self._new_id = new_id
        self._waiting: list[SavedBallot] = []  # the first one is being said
        self._answered: dict[str, SavedBallot] = {}  # poll to the last accepted ballot
        self._said_at: int | None = None
        self._refused: dict[str, _Refused] = {}  # poll to what became of the latest press
        self._saved = 0
        self._lit = SetLamp(Lamp.OFF, None)

    def restore(self, ballots: tuple[SavedBallot, ...]) -> None:
        """Take over what the outbox holds."""
        for saved in sorted(ballots, key=lambda ballot: ballot.saved):
            self._saved = max(self._saved, saved.saved)
            if saved.receipt is None:
                self._waiting.append(saved)
            else:
                self._answered[saved.poll] = saved

    def press(self, choice: Choice, subject: Subject, now: int) -> tuple[Effect, ...]:
        """The delegate answered; a press that repeats what is already on its way is no news."""
        poll = subject.poll.poll
        if self.choice(poll) is choice and self.lamp(poll) in {Lamp.WAITING, Lamp.ACCEPTED}:
            return ()
        self._refused.pop(poll, None)
        replaced = [saved for saved in self._waiting[1:] if saved.poll == poll]
        saved = self._make(choice, subject)
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
        earlier = self._answered.get(saved.poll)
        self._answered[saved.poll] = saved
        self._refused.pop(saved.poll, None)
        effects: list[Effect] = [SaveBallot(saved)]
        if earlier:
            effects.append(ForgetBallot(earlier.message))
        return (*effects, *self._say(now))

    def refused(self, message: str, code: str, now: int) -> tuple[Effect, ...]:
        """The hub did not take a ballot."""
        if not self._waiting or self._waiting[0].message != message:
            return ()
        saved = self._waiting.pop(0)
        self._refused[saved.poll] = _Refused(code, saved.choice)
        return (ForgetBallot(message), *self._say(now))

    def unsaved(self, message: str, code: str, now: int) -> tuple[Effect, ...]:
        """The disk did not take a ballot: it counts as never pressed, whatever was said of it before."""
        lost = [saved for saved in self._waiting if saved.message == message]
        for saved in lost:
            self._refused[saved.poll] = _Refused(code, saved.choice)
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

    def start_over(self, meeting: str) -> tuple[Effect, ...]:
        """Another meeting: settled ballots of others go; those unanswered are the hub's to refuse."""
        settled = [saved for saved in self._answered.values() if saved.meeting != meeting]
        for saved in settled:
            del self._answered[saved.poll]
        self._refused.clear()
        return tuple(ForgetBallot(saved.message) for saved in settled)

    def light(self, poll: str) -> tuple[SetLamp, ...]:
        """What to do to the lamps now that `poll` leads (empty: none): nothing if they tell it already."""
        refused = self._refused.get(poll)
        lamp = self.lamp(poll)
        choice = refused.choice if refused and lamp is Lamp.REFUSED else self.choice(poll)
        wanted = SetLamp(lamp, choice)
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

    def lamp(self, poll: str) -> Lamp:
        """The lamp for `poll`."""
        if any(saved.poll == poll for saved in self._waiting):
            return Lamp.WAITING
        if poll in self._refused:
            return Lamp.REFUSED
        return Lamp.ACCEPTED if poll in self._answered else Lamp.OFF

    def choice(self, poll: str) -> Choice | None:
        """What was pressed last in `poll` and not refused."""
        for saved in reversed(self._waiting):
            if saved.poll == poll:
                return saved.choice
        answered = self._answered.get(poll)
        return answered.choice if answered else None

    def ballot(self, poll: str) -> SavedBallot | None:
        """The ballot the hub accepted last."""
        return self._answered.get(poll)

    def refusal(self, poll: str) -> str:
        """Why the last press was refused, or empty."""
        refused = self._refused.get(poll)
        return refused.code if refused else ""

    def _make(self, choice: Choice, subject: Subject) -> SavedBallot:
        poll = subject.poll
        ballot = self._new_id()
        text = statement_text(
            Statement(
                format=FORMAT,
                meeting=subject.meeting,
                poll=poll.poll,
                question_sha256=hashlib.sha256(poll.question.encode("utf-8")).hexdigest(),
                roll_sha256=poll.roll_sha256,
                person=subject.person,
                seat=subject.seat,
                device=subject.device,
                choice=choice,
                ballot=ballot,
                head_seq=subject.head_seq,
                head_hash=subject.head_hash,
            )
        )
        self._saved += 1
        return SavedBallot(
            message=self._new_id(),
            meeting=subject.meeting,
            poll=poll.poll,
            choice=choice,
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
