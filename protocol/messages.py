"""Every control message, as one frozen dataclass each. The wire name of each kind stands in `KINDS`.

State messages are complete snapshots: a terminal that hears only the latest of each knows everything.
Times are milliseconds since the epoch on the hub's clock. Enumerated fields are plain strings here; the
hub's domain and the terminal's screens each have their own enums of the same values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from protocol.transfer import Manifest, Range

# ── said by a terminal ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Hello:
    """First words on every connection. Idempotent. `wrap_key` is an X25519 public key in hex, or empty."""

    role: str
    wrap_key: str
    software: str


@dataclass(frozen=True)
class Held:
    """How much of one paper a terminal holds: chunks of `total`, and whether it has its key."""

    paper: str
    version: int
    held: int
    total: int
    unlocked: bool = False


@dataclass(frozen=True)
class Mark:
    """Which snapshot of a kind a terminal has: the hub's time at which it was said."""

    kind: str
    at: int


@dataclass(frozen=True)
class Presence:
    """Heartbeat, and what this terminal has; the hub says again what is missing. Never recorded."""

    papers: tuple[Held, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Heard:
    """This chunk came, wanted or not: the hub sends no faster than its terminals hear."""

    paper: str
    index: int


@dataclass(frozen=True)
class SignIn:
    """The person assigned to this seat confirmed being here. May be repeated."""

    person: str
    seat: str


@dataclass(frozen=True)
class Ballot:
    """One answer: the exact text that was signed, and its Ed25519 signature in hex.

    Resent with the same message id until its receipt or refusal comes.
    """

    statement: str
    signature: str


@dataclass(frozen=True)
class Command:
    """A step of the chair; `target` is an item or poll, `text` a conclusion. Resent until answered."""

    step: str
    target: str
    text: str


@dataclass(frozen=True)
class Missing:
    """Chunks of a paper that this terminal lacks. May be repeated."""

    paper: str
    version: int
    ranges: tuple[Range, ...]


@dataclass(frozen=True)
class Witness:
    """What this terminal's own recount of a poll came to. May be repeated."""

    poll: str
    digest: str
    agrees: bool


# ── said to one terminal ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Welcome:
    """Answer to a hello. Its envelope's time is fresh, so the terminal can set its clock by it."""

    role: str


@dataclass(frozen=True)
class Receipt:
    """Message `of` is recorded: last record it caused and that record's hash. A repeat gets the same."""

    of: str
    seq: int
    hash: str


@dataclass(frozen=True)
class Refusal:
    """Message `of` was not accepted and changed nothing; `code` says why."""

    of: str
    code: str


@dataclass(frozen=True)
class KeyGrant:
    """A paper's key, wrapped for this terminal alone (HPKE, hex), usable until `lease_until`."""

    paper: str
    version: int
    wrapped: str
    lease_until: int


@dataclass(frozen=True)
class SeatHealth:
    """What the console may know about one seat: reachable, pressed in the open poll, bytes held."""

    seat: str
    online: bool
    pressed: bool
    percent: int


@dataclass(frozen=True)
class ChairView:
    """Console only: seats, running counts where the poll lets the chair see them, witnesses."""

    seats: tuple[SeatHealth, ...]
    papers: tuple[Held, ...]  # summed over the seats
    counts: tuple[int, ...]  # for, against, abstain; empty when hidden or no poll is open
    agreeing: int
    differing: int


# ── snapshots of the room's state ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class SessionState:
    """The meeting and its session: `phase` is convened, open or closed; `quorum` short, met or lost."""

    title: str
    body_name: str
    room_name: str
    chair_title: str
    chair: str
    starts_at: int
    phase: str
    opened_at: int | None
    closed_at: int | None
    quorum: str
    present: int
    needed: int
    members: int
    guests: int
    minutes_ready: bool
    bundle_received: bool


@dataclass(frozen=True)
class ItemState:
    """One agenda item; `spent_ms` up to now if it is not active, else up to `since`.

    `draft` is told until there is a conclusion: both of all items would not fit into one message.
    """

    item: str
    number: int
    title: str
    presenter: str
    planned_minutes: int
    stage: str
    started_at: int | None
    since: int | None
    spent_ms: int
    polls: tuple[str, ...]
    conclusion: str
    draft: str


@dataclass(frozen=True)
class AgendaState:
    """The agenda; `active` is an item id or empty."""

    items: tuple[ItemState, ...]
    active: str


@dataclass(frozen=True)
class PersonAt:
    """One seat and who is assigned to it. `device` is the terminal's id, `public_key` Ed25519 in hex."""

    seat: str
    device: str
    public_key: str
    person: str
    name: str
    title: str
    short: str
    votes: bool
    present: bool
    column: int
    row: int


@dataclass(frozen=True)
class PeopleState:
    """The room map with its people."""

    seats: tuple[PersonAt, ...]


@dataclass(frozen=True)
class RuleState:
    """How a poll is judged; `needed` of `base_count`, both as far as known before the count."""

    base: str
    numerator: int
    denominator: int
    strict: bool
    tie: str
    needed: int
    base_count: int
    citation: str
    verified: bool


@dataclass(frozen=True)
class ResultState:
    """The hub's count of a closed poll."""

    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int
    base_count: int
    needed: int
    outcome: str


@dataclass(frozen=True)
class OnePoll:
    """A poll: prepared, open, paused, closed or announced.

    `roll` and `present` are frozen at the opening and told of the current poll alone: a long session's
    lists would not fit into one message. `result` is there from the close on, for witnesses to compare;
    screens show it once announced. `record_seq` and `record_hash` are those of the closing record.
    """

    poll: str
    item: str
    question: str
    kind: str
    stage: str
    rule: RuleState
    press: str
    interim: str
    duration_ms: int | None
    closes_at: int | None
    remaining_ms: int | None
    roll: tuple[str, ...]
    present: tuple[str, ...]
    roll_sha256: str
    result: ResultState | None
    record_seq: int
    record_hash: str


@dataclass(frozen=True)
class PollState:
    """All polls of the meeting in the order of the agenda; `current` is one of them or empty."""

    polls: tuple[OnePoll, ...]
    current: str


@dataclass(frozen=True)
class ProgressState:
    """How many persons have pressed in the current poll: small, since it changes with every press."""

    poll: str
    cast: int


@dataclass(frozen=True)
class BallotShown:
    """One counted ballot of a public roll-call poll, as every terminal may recount it."""

    person: str
    choice: str
    ballot: str


@dataclass(frozen=True)
class BallotsState:
    """The counted ballots of the latest closed poll, sorted by person; empty poll id when none."""

    poll: str
    ballots: tuple[BallotShown, ...]


@dataclass(frozen=True)
class CatalogueState:
    """The papers released to the seats, in the order they are to be sent."""

    papers: tuple[Manifest, ...]


@dataclass(frozen=True)
class Head:
    """The log's last record: every terminal keeps it."""

    seq: int
    hash: str


FromDevice: TypeAlias = Hello | Presence | Heard | SignIn | Ballot | Command | Missing | Witness
ToDevice: TypeAlias = Welcome | Receipt | Refusal | KeyGrant | ChairView
State: TypeAlias = (
    SessionState
    | AgendaState
    | PeopleState
    | PollState
    | ProgressState
    | BallotsState
    | CatalogueState
    | Head
)
Message: TypeAlias = FromDevice | ToDevice | State

KINDS: dict[str, type[Message]] = {
    "hello": Hello,
    "presence": Presence,
    "heard": Heard,
    "sign-in": SignIn,
    "ballot": Ballot,
    "command": Command,
    "missing": Missing,
    "witness": Witness,
    "welcome": Welcome,
    "receipt": Receipt,
    "refusal": Refusal,
    "key-grant": KeyGrant,
    "chair-view": ChairView,
    "session": SessionState,
    "agenda": AgendaState,
    "people": PeopleState,
    "poll": PollState,
    "progress": ProgressState,
    "ballots": BallotsState,
    "catalogue": CatalogueState,
    "head": Head,
}
NAMES: dict[type[Message], str] = {shape: name for name, shape in KINDS.items()}
