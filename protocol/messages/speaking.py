"""Snapshots of speaking, and of what hall and console are told beside the record."""

from __future__ import annotations

from msgspec import Struct


class SpeechState(Struct, frozen=True):
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


class RequestState(Struct, frozen=True):
    """Somebody waiting to speak on the active item, and how long they would have."""

    person: str
    kind: str
    asked_at: int
    turn: int
    allotted_ms: int | None


class SpokenState(Struct, frozen=True):
    """Net speaking time of one person: in this session, and in the year before it; presentations apart."""

    person: str
    ms: int
    times: int
    year_ms: int = 0
    year_times: int = 0


class BudgetState(Struct, frozen=True):
    """The speaking time of a group; `budget_ms` None: no limit."""

    group: str
    label: str
    budget_ms: int | None
    spent_ms: int


class SpeakersState(Struct, frozen=True):
    """Who speaks, and who waits in the order they are to speak. `mode` is chair, fifo or groups."""

    mode: str
    warning_ms: int
    extension_ms: int
    current: SpeechState | None
    queue: tuple[RequestState, ...]
    spoken: tuple[SpokenState, ...] = ()
    budgets: tuple[BudgetState, ...] = ()


class HallState(Struct, frozen=True):
    """What the chair shows the hall beside the course of the meeting; nothing of it is recorded.

    `notice` is a message to all, empty when there is none. `pinned` is a view of the wall (see the wall's
    own words), empty when it follows what happens; `target` is what that view is about.
    """

    notice: str = ""
    notice_at: int = 0
    pinned: str = ""
    target: str = ""


class SeatNotice(Struct, frozen=True):
    """The chair's message to this seat alone; empty takes the last one away."""

    text: str
    at: int


class CallAnswered(Struct, frozen=True):
    """Somebody is on the way to this seat: its call of that kind is to end."""

    kind: str


class CallState(Struct, frozen=True):
    """A seat calls: technician, water, or clerk."""

    seat: str
    kind: str
    since: int


class Speak(Struct, frozen=True):
    """The person at this seat asks to speak, takes that back, or has finished; `act`: ask, withdraw, end."""

    act: str
    kind: str = ""
