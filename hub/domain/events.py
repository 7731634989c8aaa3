"""What has happened in a meeting: recorded facts, past tense. The class name is the record's `type`.

Bodies hold ids, numbers and the words of the meeting, never a person's name (names live in the roster,
which the plan fixes by hash). Fields are only ever added, with a default. `docs/record.md` describes
every one of them for other programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hub.domain.tally import Result
from hub.domain.vocabulary import Choice, MeetingPlan, Stage


@dataclass(frozen=True)
class MeetingConvened:
    """First record of every meeting: the plan as released."""

    plan: MeetingPlan


@dataclass(frozen=True)
class PersonSignedIn:
    """A person confirmed being at a seat; `method` is how: `assignment`."""

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
    choice: Choice
    ballot: str
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
class PollVoided:
    """A poll was declared void; its ballots stay in the record."""

    poll: str
    reason: str
    secretary: str


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
    | QuorumMet
    | QuorumLost
    | SessionOpened
    | SessionClosed
    | ItemTaken
    | ItemMoved
    | ItemConcluded
    | PollOpened
    | PollPaused
    | PollResumed
    | PollExtended
    | BallotCast
    | PollClosed
    | PollAnnounced
    | PollVoided
    | MinutesWritten
    | BundleReceived
)
