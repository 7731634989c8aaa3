"""What has happened in a meeting: recorded facts, past tense. The class name is the record's `type`.

Bodies hold ids, numbers and the words of the meeting, never a person's name (names live in the roster,
which the plan fixes by hash). Fields are only ever added, with a default. `docs/record.md` describes
every one of them for other programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hub.domain.tally import Result
from hub.domain.vocabulary import (
    Absence,
    Choice,
    Entry,
    MeetingPlan,
    NamedAnswer,
    Paper,
    PollPlan,
    Stage,
)


@dataclass(frozen=True)
class MeetingConvened:
    """First record of every meeting: the plan as released."""

    plan: MeetingPlan


@dataclass(frozen=True)
class PersonSignedIn:
    """A person confirmed being at a seat; `method` is how, one of the sign-in modes."""

    person: str
    seat: str
    device: str
    method: str


@dataclass(frozen=True)
class QuorumMet:
    """Enough members are present to proceed."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class QuorumLost:
    """Members left and too few remain."""

    present: int
    needed: int
    members: int


@dataclass(frozen=True)
class PersonSignedOut:
    """A person left the session; `reason` is a code."""

    person: str
    seat: str
    reason: str


@dataclass(frozen=True)
class PersonAssigned:
    """A person who is not there yet was given another seat."""

    person: str
    seat: str


@dataclass(frozen=True)
class PersonMoved:
    """A present person went on at another seat, without having been away."""

    person: str
    from_seat: str
    seat: str
    device: str


@dataclass(frozen=True)
class AbsenceAccepted:
    """The chair took note that a person is absent."""

    person: str
    absence: Absence


@dataclass(frozen=True)
class PinFailed:
    """A wrong PIN was typed for a person; `failures` so far, the third one locks."""

    person: str
    seat: str
    device: str
    failures: int


@dataclass(frozen=True)
class PinUnlocked:
    """A locked person may try again."""

    person: str


@dataclass(frozen=True)
class SessionOpened:
    """The chair opened the session (khai mạc)."""

    present: int
    members: int


@dataclass(frozen=True)
class SessionClosed:
    """The chair closed the session (bế mạc). Nothing of the meeting itself follows."""


@dataclass(frozen=True)
class ItemTaken:
    """An agenda item became the active one."""

    item: str


@dataclass(frozen=True)
class ItemMoved:
    """The active item went to another stage."""

    item: str
    stage: Stage


@dataclass(frozen=True)
class ItemConcluded:
    """The chair's conclusion on an item, read back and confirmed."""

    item: str
    text: str


@dataclass(frozen=True)
class ItemPassed:
    """A package poll carried this item without discussion (thông qua không thảo luận)."""

    item: str
    poll: str


@dataclass(frozen=True)
class PollDrafted:
    """A poll was added in the session: asked on the spot, or a re-vote. The plan as it is to be held."""

    plan: PollPlan


@dataclass(frozen=True)
class PollReadied:
    """A drafted poll may be opened."""

    poll: str


@dataclass(frozen=True)
class PollOpened:
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


@dataclass(frozen=True)
class PollPaused:
    """Pressing is suspended; the remaining time is kept."""

    poll: str
    remaining_ms: int | None


@dataclass(frozen=True)
class PollResumed:
    """Pressing goes on."""

    poll: str
    closes_at: int | None


@dataclass(frozen=True)
class PollExtended:
    """The chair gave more time."""

    poll: str
    closes_at: int


@dataclass(frozen=True)
class BallotCast:
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


@dataclass(frozen=True)
class CountEntered:
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


@dataclass(frozen=True)
class PollClosed:
    """Pressing has ended, by the chair or by the clock (`reason`), and the count stands."""

    poll: str
    reason: str
    result: Result


@dataclass(frozen=True)
class PollAnnounced:
    """The chair made the result public."""

    poll: str


@dataclass(frozen=True)
class TieDecided:
    """The chair gave the deciding vote; `result` is the count with it."""

    poll: str
    choice: Choice
    result: Result


@dataclass(frozen=True)
class VoidProposed:
    """The chair wants the poll declared void; it goes on until the secretary agrees."""

    poll: str
    reason: str


@dataclass(frozen=True)
class VoidDeclined:
    """The secretary did not agree; the poll stands."""

    poll: str
    secretary: str


@dataclass(frozen=True)
class PollVoided:
    """The secretary agreed: the poll is void. Its ballots stay in the record."""

    poll: str
    reason: str
    secretary: str


@dataclass(frozen=True)
class PollCorrected:
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


@dataclass(frozen=True)
class PollSuperseded:
    """A re-vote was announced in the place of this poll."""

    poll: str
    by: str


@dataclass(frozen=True)
class PaperReleased:
    """A paper was added, or this version took the place of the one before; `changed` pages differ."""

    paper: Paper
    changed: tuple[int, ...]


@dataclass(frozen=True)
class PaperRecalled:
    """A paper was taken away from everybody; its key is destroyed."""

    paper: str
    version: int
    reason: str


@dataclass(frozen=True)
class MinutesWritten:
    """The minutes were made from the record up to here."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class BundleReceived:
    """The central server verified the bundle and signed for it."""

    bundle_sha256: str
    centre: str
    receipt: str  # canonical text
    signature: str


Event: TypeAlias = (
    MeetingConvened
    | PersonSignedIn
    | PersonSignedOut
    | PersonAssigned
    | PersonMoved
    | AbsenceAccepted
    | PinFailed
    | PinUnlocked
    | QuorumMet
    | QuorumLost
    | SessionOpened
    | SessionClosed
    | ItemTaken
    | ItemMoved
    | ItemConcluded
    | ItemPassed
    | PollDrafted
    | PollReadied
    | PollOpened
    | PollPaused
    | PollResumed
    | PollExtended
    | BallotCast
    | CountEntered
    | PollClosed
    | PollAnnounced
    | TieDecided
    | VoidProposed
    | VoidDeclined
    | PollVoided
    | PollCorrected
    | PollSuperseded
    | PaperReleased
    | PaperRecalled
    | MinutesWritten
    | BundleReceived
)
