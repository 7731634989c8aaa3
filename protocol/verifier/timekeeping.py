"""Where the time of the session went, kept record by record: each millisecond has one kind and one item.

A break goes before a poll, a poll before a speech; what is none of these is waiting. A clock that went
back takes no time away: such a record counts as made at the latest time before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from protocol.verifier.bodies import (
    Event,
    ItemConcluded,
    ItemPaused,
    ItemPostponed,
    ItemTaken,
    ItemWithdrawn,
    PollClosed,
    PollOpened,
    PollVoided,
    SessionClosed,
    SessionOpened,
    SessionResumed,
    SessionSuspended,
    SpeechBegun,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from protocol.verifier.bodies.words import SpeechKind

PRESENTING, DEBATING, VOTING, WAITING, BREAKS = (
    "presenting",
    "debating",
    "voting",
    "waiting",
    "breaks",
)


class Parts(Struct, frozen=True):
    """Milliseconds by kind."""

    presenting: int = 0
    debating: int = 0
    voting: int = 0
    waiting: int = 0
    breaks: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.presenting + self.debating + self.voting + self.waiting + self.breaks


class Timekeeper:
    """Books the time between records, from the opening to the close or to the last record."""

    def __init__(self) -> None:
        self._booked: Counter[tuple[str, str]] = Counter()  # by item and kind
        self._until: int | None = None
        self._over = False
        self._item = ""
        self._suspended = False
        self._polls: set[str] = set()
        self._speech = ""  # the kind of time it is, empty while nobody speaks
        self._speaking = False

    def apply(self, at: int, event: Event | None) -> None:
        """Take in the next record, made at `at`."""
        if self._until is None:
            self._until = at if isinstance(event, SessionOpened) else None
            return
        if self._over:
            return
        if at > self._until:
            self._booked[self._item, self._kind()] += at - self._until
            self._until = at
        self._over = isinstance(event, SessionClosed)
        self._follow(event)

    def of(self, item: str) -> Parts:
        """The time while `item` was active; of an empty one, while none was."""
        return _parts((kind, ms) for (about, kind), ms in self._booked.items() if about == item)

    def in_all(self) -> Parts:
        """The whole session."""
        return _parts((kind, ms) for (_, kind), ms in self._booked.items())

    def _kind(self) -> str:
        if self._suspended:
            return BREAKS
        if self._polls:
            return VOTING
        return self._speech if self._speaking else WAITING

    def _follow(self, event: Event | None) -> None:
        if isinstance(event, SessionSuspended | SessionResumed):
            self._suspended = isinstance(event, SessionSuspended)
        elif isinstance(event, PollOpened):
            self._polls.add(event.poll)
        elif isinstance(event, PollClosed | PollVoided):
            self._polls.discard(event.poll)
        elif isinstance(event, ItemTaken):
            self._item = event.item
        elif isinstance(event, ItemPaused | ItemPostponed | ItemWithdrawn | ItemConcluded):
            self._item = "" if event.item == self._item else self._item
        elif isinstance(event, SpeechBegun):
            presents = event.kind is SpeechKind.PRESENTATION
            self._speech, self._speaking = PRESENTING if presents else DEBATING, True
        elif isinstance(event, SpeechPaused | SpeechEnded | SpeechResumed):
            self._speaking = isinstance(event, SpeechResumed)


def _parts(booked: Iterable[tuple[str, int]]) -> Parts:
    sums: Counter[str] = Counter()
    for kind, ms in booked:
        sums[kind] += ms
    return Parts(**sums)
