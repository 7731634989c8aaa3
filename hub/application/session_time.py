"""Where the time of a session went: every millisecond from its opening to its close has one kind.

| kind       | while                                                             |
|------------|-------------------------------------------------------------------|
| break      | the session is suspended                                          |
| voting     | a poll is open or paused                                          |
| presenting | a presentation is running                                         |
| debating   | any other speech is running                                       |
| waiting    | none of these: between speeches, between items, while one is told |

The first that holds counts. Each stretch belongs to the item active in it, or to none. A record whose
time is before an earlier one's counts as recorded at that one's: a clock set back takes no time away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field

from hub.domain import events
from hub.domain.events import Event
from hub.domain.vocabulary import SpeechKind


class TimeKind(StrEnum):
    """What a stretch of the session was spent on."""

    PRESENTING = "presenting"
    DEBATING = "debating"
    VOTING = "voting"
    WAITING = "waiting"
    BREAK = "break"


class Stretch(Struct, frozen=True):
    """Milliseconds of one kind, with the item active in them or an empty one."""

    kind: TimeKind
    item: str
    ms: int


def stretches(records: Iterable[tuple[int, Event]]) -> Iterator[Stretch]:
    """The session from SessionOpened to SessionClosed, or to the last record, in order and whole.

    `records` are (milliseconds since the epoch, event), complete and in order.
    """
    course, moment = _Course(), None
    for at, event in records:
        if moment is None:
            moment = at if isinstance(event, events.SessionOpened) else None
            continue
        if at > moment:
            yield Stretch(course.kind, course.item, at - moment)
            moment = at
        if isinstance(event, events.SessionClosed):
            return
        course.follow(event)


class _Course(Struct):
    """What goes on, as far as the kind of time asks."""

    item: str = ""
    suspended: bool = False
    speech: SpeechKind | None = None
    running: bool = False
    polls: set[str] = field(default_factory=set)

    @property
    def kind(self) -> TimeKind:
        if self.suspended:
            return TimeKind.BREAK
        if self.polls:
            return TimeKind.VOTING
        if not self.running:
            return TimeKind.WAITING
        presents = self.speech is SpeechKind.PRESENTATION
        return TimeKind.PRESENTING if presents else TimeKind.DEBATING

    def follow(self, event: Event) -> None:
        """Go on by one event of an open session."""
        if isinstance(event, events.PollOpened):
            self.polls.add(event.poll)
        elif isinstance(event, events.PollClosed | events.PollVoided):
            self.polls.discard(event.poll)
        elif isinstance(event, events.SessionSuspended | events.SessionResumed):
            self.suspended = isinstance(event, events.SessionSuspended)
        elif isinstance(event, events.ItemTaken):
            self.item = event.item
        elif isinstance(event, _LEAVING) and event.item == self.item:
            self.item = ""
        else:
            self._follow_speech(event)

    def _follow_speech(self, event: Event) -> None:
        if isinstance(event, events.SpeechBegun):
            self.speech, self.running = event.kind, True
        elif isinstance(event, events.SpeechEnded):
            self.speech, self.running = None, False
        elif isinstance(event, events.SpeechPaused | events.SpeechResumed):
            self.running = isinstance(event, events.SpeechResumed)


_LEAVING = (
    events.ItemPaused,
    events.ItemPostponed,
    events.ItemWithdrawn,
    events.ItemConcluded,
)
