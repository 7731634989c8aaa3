"""What the hub says to one terminal."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.messages.said import Held
from protocol.messages.speaking import CallState


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
class NotesKey:
    """The key of a person's notes, wrapped for the terminal where that person is signed in (HPKE, hex)."""

    person: str
    wrapped: str


@dataclass(frozen=True)
class NotesTold:
    """A person's notes on a paper as the hub keeps them: at sign-in, and when older ones were sent."""

    person: str
    paper: str
    revision: int
    sealed: str


@dataclass(frozen=True)
class NotesKept:
    """These notes are safe on the hub's disk."""

    person: str
    paper: str
    revision: int


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
    calls: tuple[CallState, ...] = ()
    centre: bool = True  # a central server is to receive the bundle
