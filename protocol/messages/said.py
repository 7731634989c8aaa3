"""What terminals say to the hub."""

from __future__ import annotations

from dataclasses import dataclass, field

from protocol.messages.room import TaskState
from protocol.transfer import Range


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
    call: str = ""  # technician, water or clerk, until somebody is on the way


@dataclass(frozen=True)
class Heard:
    """This chunk came, wanted or not: the hub sends no faster than its terminals hear."""

    paper: str
    index: int


@dataclass(frozen=True)
class SignIn:
    """A person confirmed being here; `pin` where the meeting asks for one. May be repeated."""

    person: str
    seat: str
    pin: str = field(default="", repr=False)  # in no log


@dataclass(frozen=True)
class Leave:
    """The person at this seat goes away, for good or for a while. May be repeated."""

    person: str


@dataclass(frozen=True)
class Ballot:
    """One answer: the exact text that was signed, and its Ed25519 signature in hex.

    Resent with the same message id until its receipt or refusal comes.
    """

    statement: str
    signature: str


@dataclass(frozen=True)
class Count:
    """Counts somebody typed: the exact text that was signed (`protocol.entry`), and its signature in hex.

    Resent until answered, like a correction and an answer to a voiding.
    """

    statement: str
    signature: str


@dataclass(frozen=True)
class Correction:
    """The secretary's correction of a counted poll: signed text (`protocol.entry`) and signature in hex."""

    statement: str
    signature: str


@dataclass(frozen=True)
class VoidAnswer:
    """The secretary agrees that a poll is void, or does not."""

    poll: str
    agrees: bool


@dataclass(frozen=True)
class Command:
    """A step of the chair. Resent until answered.

    `target` is an item, poll, person or seat; `text` what was typed, or a code; `kind` that of a poll asked
    on the spot or of a speech; `names` are items or further words; `minutes` those of a break or a new item;
    `tasks` belong to a conclusion. Which step uses what stands in `hub.distribution.steps`.
    """

    step: str
    target: str
    text: str
    kind: str = ""
    names: tuple[str, ...] = ()
    minutes: int = 0
    tasks: tuple[TaskState, ...] = ()


@dataclass(frozen=True)
class Missing:
    """Chunks of a paper that this terminal lacks. May be repeated."""

    paper: str
    version: int
    ranges: tuple[Range, ...]


@dataclass(frozen=True)
class KeepNotes:
    """A person's notes on a paper, sealed (base64). `revision` counts up; resent until kept or outdated."""

    person: str
    paper: str
    revision: int
    sealed: str


@dataclass(frozen=True)
class Present:
    """This terminal's person shows a page to the room (trình bày); empty paper: not any more."""

    paper: str
    page: int


@dataclass(frozen=True)
class Witness:
    """What this terminal's own recount of a poll came to. May be repeated."""

    poll: str
    digest: str
    agrees: bool
