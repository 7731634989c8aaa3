"""What the hub says to one terminal."""

from __future__ import annotations

from msgspec import Struct

from protocol.messages.said import Held
from protocol.messages.speaking import CallState


class Welcome(Struct, frozen=True):
    """Answer to a hello. Its envelope's time is fresh, so the terminal can set its clock by it."""

    role: str


class Receipt(Struct, frozen=True):
    """Message `of` is recorded: last record it caused and that record's hash. A repeat gets the same."""

    of: str
    seq: int
    hash: str


class Refusal(Struct, frozen=True):
    """Message `of` was not accepted and changed nothing; `code` says why."""

    of: str
    code: str


class KeyGrant(Struct, frozen=True):
    """A paper's key, wrapped for this terminal alone (HPKE, hex), usable until `lease_until`."""

    paper: str
    version: int
    wrapped: str
    lease_until: int


class NotesKey(Struct, frozen=True):
    """The key of a person's notes, wrapped for the terminal where that person is signed in (HPKE, hex)."""

    person: str
    wrapped: str


class NotesTold(Struct, frozen=True):
    """A person's notes on a paper as the hub keeps them: at sign-in, and when older ones were sent."""

    person: str
    paper: str
    revision: int
    sealed: str


class NotesKept(Struct, frozen=True):
    """These notes are safe on the hub's disk."""

    person: str
    paper: str
    revision: int


class SeatHealth(Struct, frozen=True):
    """What the console may know about one seat: reachable, pressed in the open poll, bytes held."""

    seat: str
    online: bool
    pressed: bool
    percent: int


class ChairView(Struct, frozen=True):
    """Console only: seats, running counts where the poll lets the chair see them, witnesses."""

    seats: tuple[SeatHealth, ...]
    papers: tuple[Held, ...]  # summed over the seats
    counts: tuple[int, ...]  # for, against, abstain; empty when hidden or no poll is open
    agreeing: int
    differing: int
    calls: tuple[CallState, ...] = ()
    centre: bool = True  # a central server is to receive the bundle
