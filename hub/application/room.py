"""The use case loop of a meeting: requests in, records and answers out.

Theory of operation. A batch of requests is decided one after another on a trial state; each either leads
to events, which become lines of the record, or to a refusal. The lines and the receipts of the whole
batch are then appended in one transaction. Only when that has returned does the trial state become the
state and may anything be said. If the append fails, nothing has happened and nothing is said.

Rules.
1. A message id is handled once. A repeat gets the answer it got the first time.
2. A refusal is remembered only so that a repeat hears the same. It changes nothing and is not recorded,
   except for what the refusal itself says is to be recorded of it: a wrong PIN.
3. `prepare` is pure; the caller appends `Batch.lines` and then calls `commit`. One batch at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from hub.application.ports import Acceptance, EventLog
from hub.application.recording import from_record, to_line
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import Event, PollClosed, PollCorrected, TieDecided
from hub.domain.meeting import Meeting, decide, evolve
from protocol.record import GENESIS, BrokenChainError, ChainHead, line_hash, verify_chain

MAX_REFUSALS = 10_000  # remembered answers to refused messages: a hall of 500 refused 20 times over


class Request(Struct, frozen=True):
    """A command with the id of the message it came in. `actor` is a device, or `hub` for its own."""

    message: str
    actor: str
    command: Command


class Rejection(Struct, frozen=True):
    """A refused request: a stable code and the facts a sentence may want."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


class Answer(Struct, frozen=True):
    """What the sender of `request` is to be told."""

    request: Request
    outcome: Acceptance | Rejection


class Recorded(Struct, frozen=True):
    """An event with its time and place in the record."""

    seq: int
    at: int
    event: Event


class Batch(Struct, frozen=True):
    """Everything one commit needs, and everything to be said once it is durable."""

    state: Meeting
    head: ChainHead
    lines: tuple[bytes, ...]
    receipts: Mapping[str, Acceptance]
    answers: tuple[Answer, ...]
    recorded: tuple[Recorded, ...]


class Room:
    """The meeting of a room, rebuilt from its log, with its answers to handled messages.

    A log that does not hold together is a `BrokenChainError`.
    """

    def __init__(self, log: EventLog) -> None:
        self.state = Meeting()
        self.head = ChainHead()
        self.closings: dict[str, ChainHead] = {}  # poll to the head that its result rests on
        self._accepted: dict[str, Acceptance] = dict(log.receipts())
        self._refused: OrderedDict[str, Rejection] = OrderedDict()
        self._hashes = [GENESIS]  # by record number
        for record, head in verify_chain(log.lines()):
            event = from_record(record)
            self.state = evolve(self.state, event, record.at)
            self._note(event, head)
        if self.head != log.head():  # the last record: no other one vouches for it
            raise BrokenChainError("chain-broken", self.head.seq)

    def prepare(self, requests: Sequence[Request], now: int) -> Batch:
        """Decide `requests` in order; changes nothing yet."""
        draft = _Draft(self.state, self.head, now)
        answers = [
            Answer(request, self.answered(request.message) or draft.handle(request))
            for request in requests
        ]
        return draft.batch(answers)

    def commit(self, batch: Batch) -> None:
        """Make a durably appended batch the state."""
        self.state = batch.state
        self._accepted.update(batch.receipts)
        for line, recorded in zip(batch.lines, batch.recorded, strict=True):
            self._note(recorded.event, ChainHead(recorded.seq, line_hash(line)))
        for answer in batch.answers:
            if isinstance(answer.outcome, Rejection):
                self._remember(answer.request.message, answer.outcome)

    def answered(self, message: str) -> Acceptance | Rejection | None:
        """What the sender of a message was told, if it was handled already: a repeat hears the same."""
        return self._accepted.get(message) or self._refused.get(message)

    def hash_at(self, seq: int) -> str | None:
        """The hash of record `seq`, zeros for 0; None if there is no such record."""
        return self._hashes[seq] if 0 <= seq < len(self._hashes) else None

    def _remember(self, message: str, rejection: Rejection) -> None:
        self._refused[message] = rejection
        while len(self._refused) > MAX_REFUSALS:
            self._refused.popitem(last=False)

    def _note(self, event: Event, head: ChainHead) -> None:
        self.head = head
        self._hashes.append(head.hash)
        if isinstance(event, PollClosed | TieDecided | PollCorrected):
            self.closings[event.poll] = head


class _Draft:
    """A batch in the making: the trial state and what it has led to so far."""

    def __init__(self, state: Meeting, head: ChainHead, now: int) -> None:
        self._state = state
        self._head = head
        self._now = now
        self._lines: list[bytes] = []
        self._recorded: list[Recorded] = []
        self._receipts: dict[str, Acceptance] = {}
        self._refused: dict[str, Rejection] = {}

    def handle(self, request: Request) -> Acceptance | Rejection:
        """Decide one request on the trial state, once."""
        message = request.message
        repeated = self._receipts.get(message) or self._refused.get(message)
        if repeated:
            return repeated
        try:
            decided = decide(self._state, request.command, self._now)
        except DomainError as refusal:
            for event in refusal.events:
                self._record(event, request.actor)
            return self._refused.setdefault(message, Rejection(refusal.code, refusal.facts))
        for event in decided:
            self._record(event, request.actor)
        acceptance = Acceptance(self._head.seq, self._head.hash)
        self._receipts[message] = acceptance
        return acceptance

    def _record(self, event: Event, actor: str) -> None:
        line, self._head = to_line(event, at=self._now, actor=actor, head=self._head)
        self._lines.append(line)
        self._recorded.append(Recorded(self._head.seq, self._now, event))
        self._state = evolve(self._state, event, self._now)

    def batch(self, answers: Iterable[Answer]) -> Batch:
        """The finished batch."""
        return Batch(
            state=self._state,
            head=self._head,
            lines=tuple(self._lines),
            receipts=dict(self._receipts),
            answers=tuple(answers),
            recorded=tuple(self._recorded),
        )
