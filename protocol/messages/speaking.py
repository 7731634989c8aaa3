"""Snapshots of speaking, and of what hall and console are told beside the record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SpeechState:
    """The speech going on. It has taken `spent_ms` up to `since`, or in all while `since` is None (paused).

    `person` is empty for a presenter nobody named; `allotted_ms` is None for whoever is not timed.
    """

    person: str
    item: str
    kind: str
    turn: int
    begun_at: int
    since: int | None
    spent_ms: int
    allotted_ms: int | None


@dataclass(frozen=True)
class RequestState:
    """Somebody waiting to speak on the active item, and how long they would have."""

    person: str
    kind: str
    asked_at: int
    turn: int
    allotted_ms: int | None


@dataclass(frozen=True)
class SpokenState:
    """Net speaking time of one person: in this session, and in the year before it; presentations apart."""

    person: str
    ms: int
    times: int
    year_ms: int = 0
    year_times: int = 0


@dataclass(frozen=True)
class BudgetState:
    """The speaking time of a group; `budget_ms` None: no limit."""

    group: str
    label: str
    budget_ms: int | None
    spent_ms: int


@dataclass(frozen=True)
class SpeakersState:
    """Who speaks, and who waits in the order they are to speak. `mode` is chair, fifo or groups."""

    mode: str
    warning_ms: int
    extension_ms: int
    current: SpeechState | None
    queue: tuple[RequestState, ...]
    spoken: tuple[SpokenState, ...] = ()
    budgets: tuple[BudgetState, ...] = ()


@dataclass(frozen=True)
class HallState:
    """What the chair shows the hall beside the course of the meeting; nothing of it is recorded.

    `notice` is a message to all, empty when there is none. `pinned` is a view of the wall (see the wall's
    own words), empty when it follows what happens; `target` is what that view is about.
    """

    notice: str = ""
    notice_at: int = 0
    pinned: str = ""
    target: str = ""


@dataclass(frozen=True)
class SeatNotice:
    """The chair's message to this seat alone; empty takes the last one away."""

    text: str
    at: int


@dataclass(frozen=True)
class CallAnswered:
    """Somebody is on the way to this seat: its call of that kind is to end."""

    kind: str


@dataclass(frozen=True)
class CallState:
    """A seat calls: technician, water, or clerk."""

    seat: str
    kind: str
    since: int


@dataclass(frozen=True)
class Speak:
    """The person at this seat asks to speak, takes that back, or has finished; `act`: ask, withdraw, end."""

    act: str
    kind: str = ""
