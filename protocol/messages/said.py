"""What terminals say to the hub."""

from __future__ import annotations

from msgspec import Struct

from protocol.hiding import hiding
from protocol.messages.room import TaskState
from protocol.transfer import Range


class Hello(Struct, frozen=True):
    """First words on every connection. Idempotent. `wrap_key` is an X25519 public key in hex, or empty."""

    role: str
    wrap_key: str
    software: str


class Held(Struct, frozen=True):
    """How much of one paper a terminal holds: chunks of `total`, and whether it has its key."""

    paper: str
    version: int
    held: int
    total: int
    unlocked: bool = False


class Mark(Struct, frozen=True):
    """Which snapshot of a kind a terminal has: the hub's time at which it was said."""

    kind: str
    at: int


class Presence(Struct, frozen=True):
    """Heartbeat, and what this terminal has; the hub says again what is missing. Never recorded."""

    papers: tuple[Held, ...]
    marks: tuple[Mark, ...]
    call: str = ""  # technician, water or clerk, until somebody is on the way


class Heard(Struct, frozen=True):
    """This chunk came, wanted or not: the hub sends no faster than its terminals hear."""

    paper: str
    index: int


class SignIn(Struct, frozen=True):
    """A person confirmed being here; `pin` where the meeting asks for one. May be repeated."""

    person: str
    seat: str
    pin: str = ""

    __repr__ = hiding("pin")  # in no log


class Leave(Struct, frozen=True):
    """The person at this seat goes away, for good or for a while. May be repeated."""

    person: str


class Ballot(Struct, frozen=True):
    """One answer: the exact text that was signed, and its Ed25519 signature in hex.

    Resent with the same message id until its receipt or refusal comes.
    """

    statement: str
    signature: str


class Count(Struct, frozen=True):
    """Counts somebody typed: the exact text that was signed (`protocol.entry`), and its signature in hex.

    Resent until answered, like a correction and an answer to a voiding.
    """

    statement: str
    signature: str


class Correction(Struct, frozen=True):
    """The secretary's correction of a counted poll: signed text (`protocol.entry`) and signature in hex."""

    statement: str
    signature: str


class VoidAnswer(Struct, frozen=True):
    """The secretary agrees that a poll is void, or does not."""

    poll: str
    agrees: bool


class Command(Struct, frozen=True):
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


class Missing(Struct, frozen=True):
    """Chunks of a paper that this terminal lacks. May be repeated."""

    paper: str
    version: int
    ranges: tuple[Range, ...]


class KeepNotes(Struct, frozen=True):
    """A person's notes on a paper, sealed (base64). `revision` counts up; resent until kept or outdated."""

    person: str
    paper: str
    revision: int
    sealed: str


class Present(Struct, frozen=True):
    """This terminal's person shows a page to the room (trình bày); empty paper: not any more."""

    paper: str
    page: int


class Witness(Struct, frozen=True):
    """What this terminal's own recount of a poll came to. May be repeated."""

    poll: str
    digest: str
    agrees: bool
