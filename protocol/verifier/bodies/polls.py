"""Records of polls. `Result`, `Entry` and `NamedAnswer` are those of the wire, see `docs/record.md`."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.entry import Entry, NamedAnswer
from protocol.messages import ResultState
from protocol.verifier.bodies.plan import PollPlan
from protocol.verifier.bodies.words import Choice, Reason


@dataclass(frozen=True)
class PollDrafted:
    """A poll added in the session."""

    plan: PollPlan


@dataclass(frozen=True)
class PollReadied:
    """A draft may be opened."""

    poll: str


@dataclass(frozen=True)
class PollOpened:
    """Answering may begin; roll and present are frozen."""

    poll: str
    roll: tuple[str, ...]
    roll_sha256: str
    members: int
    present: tuple[str, ...]
    closes_at: int | None
    quorum_met: bool


@dataclass(frozen=True)
class PollPaused:
    """Answering suspended."""

    poll: str
    remaining_ms: int | None


@dataclass(frozen=True)
class PollResumed:
    """Answering goes on."""

    poll: str
    closes_at: int | None


@dataclass(frozen=True)
class PollExtended:
    """More time."""

    poll: str
    closes_at: int


@dataclass(frozen=True)
class BallotCast:
    """A signed answer."""

    poll: str
    person: str
    seat: str
    device: str
    answer: tuple[str, ...]
    ballot: str
    statement: str
    signature: str


@dataclass(frozen=True)
class CountEntered:
    """Signed counts that a person typed."""

    poll: str
    person: str
    device: str
    entry: Entry
    count: str
    statement: str
    signature: str


@dataclass(frozen=True)
class PollClosed:
    """Answering ended; the hub's count."""

    poll: str
    reason: Reason
    result: ResultState


@dataclass(frozen=True)
class PollAnnounced:
    """The result was made public."""

    poll: str


@dataclass(frozen=True)
class TieDecided:
    """The chair's deciding vote, and the count with it."""

    poll: str
    choice: Choice
    result: ResultState


@dataclass(frozen=True)
class VoidProposed:
    """The chair wants the poll void."""

    poll: str
    reason: str


@dataclass(frozen=True)
class VoidDeclined:
    """The secretary did not agree."""

    poll: str
    secretary: str


@dataclass(frozen=True)
class PollVoided:
    """The secretary agreed: the poll does not count."""

    poll: str
    reason: str
    secretary: str


@dataclass(frozen=True)
class PollCorrected:
    """The secretary's signed correction, and the new count."""

    poll: str
    person: str
    device: str
    reason: str
    answers: tuple[NamedAnswer, ...]
    entry: Entry | None
    correction: str
    statement: str
    signature: str
    result: ResultState


@dataclass(frozen=True)
class PollSuperseded:
    """A re-vote stands in the place of this poll."""

    poll: str
    by: str
