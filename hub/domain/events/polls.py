"""Polls, ballots, counts and results."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.tally import Result
from hub.domain.vocabulary import Choice, Entry, NamedAnswer, PollPlan


class PollDrafted(Struct, frozen=True):
    """A poll was added in the session: asked on the spot, or a re-vote. The plan as it is to be held."""

    plan: PollPlan


class PollReadied(Struct, frozen=True):
    """A drafted poll may be opened."""

    poll: str


class PollOpened(Struct, frozen=True):
    """Pressing may begin. The roll of those entitled is frozen: sorted persons and its hash.

    `present` counts entitled members present; `closes_at` is None when the chair ends the poll.
    """

    poll: str
    roll: tuple[str, ...]
    roll_sha256: str
    members: int
    present: tuple[str, ...]
    closes_at: int | None
    quorum_met: bool


class PollPaused(Struct, frozen=True):
    """Pressing is suspended; the remaining time is kept."""

    poll: str
    remaining_ms: int | None


class PollResumed(Struct, frozen=True):
    """Pressing goes on."""

    poll: str
    closes_at: int | None


class PollExtended(Struct, frozen=True):
    """The chair gave more time."""

    poll: str
    closes_at: int


class BallotCast(Struct, frozen=True):
    """One person's answer, as signed by the terminal.

    `statement` is the exact canonical text that was signed, `signature` its Ed25519 signature in hex.
    A later ballot of the same person replaces the earlier one where the press rule allows.
    """

    poll: str
    person: str
    seat: str
    device: str
    answer: tuple[str, ...]
    ballot: str
    statement: str
    signature: str


class CountEntered(Struct, frozen=True):
    """A person typed counts; a later entry of the same person replaces the earlier one.

    `count` is a UUID used once.
    """

    poll: str
    person: str
    device: str
    entry: Entry
    count: str
    statement: str
    signature: str


class PollClosed(Struct, frozen=True):
    """Pressing has ended, by the chair or by the clock (`reason`), and the count stands."""

    poll: str
    reason: str
    result: Result


class PollAnnounced(Struct, frozen=True):
    """The chair made the result public."""

    poll: str


class TieDecided(Struct, frozen=True):
    """The chair gave the deciding vote; `result` is the count with it."""

    poll: str
    choice: Choice
    result: Result


class VoidProposed(Struct, frozen=True):
    """The chair wants the poll declared void; it goes on until the secretary agrees."""

    poll: str
    reason: str


class VoidDeclined(Struct, frozen=True):
    """The secretary did not agree; the poll stands."""

    poll: str
    secretary: str


class PollVoided(Struct, frozen=True):
    """The secretary agreed: the poll is void. Its ballots stay in the record."""

    poll: str
    reason: str
    secretary: str


class PollCorrected(Struct, frozen=True):
    """The secretary put a counted poll right; `result` is the new count. What was stays in the record."""

    poll: str
    person: str
    device: str
    reason: str
    answers: tuple[NamedAnswer, ...]
    entry: Entry | None
    correction: str
    statement: str
    signature: str
    result: Result


class PollSuperseded(Struct, frozen=True):
    """A re-vote was announced in the place of this poll."""

    poll: str
    by: str
