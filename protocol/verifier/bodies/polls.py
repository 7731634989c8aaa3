"""Records of polls. `Result`, `Entry` and `NamedAnswer` are those of the wire, see `docs/record.md`."""

from __future__ import annotations

from msgspec import Struct

from protocol.entry import Entry, NamedAnswer
from protocol.messages import ResultState
from protocol.verifier.bodies.plan import PollPlan
from protocol.verifier.bodies.words import Choice, Reason


class PollDrafted(Struct, frozen=True):
    """A poll added in the session."""

    plan: PollPlan


class PollReadied(Struct, frozen=True):
    """A draft may be opened."""

    poll: str


class PollOpened(Struct, frozen=True):
    """Answering may begin; roll and present are frozen."""

    poll: str
    roll: tuple[str, ...]
    roll_sha256: str
    members: int
    present: tuple[str, ...]
    closes_at: int | None
    quorum_met: bool


class PollPaused(Struct, frozen=True):
    """Answering suspended."""

    poll: str
    remaining_ms: int | None


class PollResumed(Struct, frozen=True):
    """Answering goes on."""

    poll: str
    closes_at: int | None


class PollExtended(Struct, frozen=True):
    """More time."""

    poll: str
    closes_at: int


class BallotCast(Struct, frozen=True):
    """A signed answer."""

    poll: str
    person: str
    seat: str
    device: str
    answer: tuple[str, ...]
    ballot: str
    statement: str
    signature: str


class CountEntered(Struct, frozen=True):
    """Signed counts that a person typed."""

    poll: str
    person: str
    device: str
    entry: Entry
    count: str
    statement: str
    signature: str


class PollClosed(Struct, frozen=True):
    """Answering ended; the hub's count."""

    poll: str
    reason: Reason
    result: ResultState


class PollAnnounced(Struct, frozen=True):
    """The result was made public."""

    poll: str


class TieDecided(Struct, frozen=True):
    """The chair's deciding vote, and the count with it."""

    poll: str
    choice: Choice
    result: ResultState


class VoidProposed(Struct, frozen=True):
    """The chair wants the poll void."""

    poll: str
    reason: str


class VoidDeclined(Struct, frozen=True):
    """The secretary did not agree."""

    poll: str
    secretary: str


class PollVoided(Struct, frozen=True):
    """The secretary agreed: the poll does not count."""

    poll: str
    reason: str
    secretary: str


class PollCorrected(Struct, frozen=True):
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


class PollSuperseded(Struct, frozen=True):
    """A re-vote stands in the place of this poll."""

    poll: str
    by: str
