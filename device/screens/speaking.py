"""What screens show of speaking: the clock, who speaks, who waits, who has spoken."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class SpeechKind(StrEnum):
    """Trình bày, phát biểu, tranh luận, chất vấn, trả lời, về trình tự; see `hub.domain.vocabulary`."""

    PRESENTATION = "presentation"
    CONTRIBUTION = "contribution"
    DEBATE = "debate"
    QUESTION = "question"
    ANSWER = "answer"
    ORDER = "order"


class QueueMode(StrEnum):
    """Who speaks next: whom the chair calls, the first who asked, groups in turn."""

    CHAIR = "chair"
    FIFO = "fifo"
    GROUPS = "groups"


class CallKind(StrEnum):
    """What a seat may call for: kỹ thuật, nước, văn thư."""

    TECHNICIAN = "technician"
    WATER = "water"
    CLERK = "clerk"


class SpeechClock(Struct, frozen=True):
    """Whole seconds, so that it changes once a second. Over time counts up in `over_ms`.

    `remaining_ms` and `allotted_ms` are None for whoever is not timed; then `spent_ms` runs.
    """

    spent_ms: int
    remaining_ms: int | None
    allotted_ms: int | None
    over_ms: int
    running: bool
    warning: bool  # the last minute, or over time
    final: bool  # the last ten seconds


class Speech(Struct, frozen=True):
    """Who has the floor. `person` is empty for a presenter nobody named, whose `title` is as printed."""

    person: str
    name: str
    title: str
    kind: SpeechKind
    turn: int
    clock: SpeechClock


class SpeakerRow(Struct, frozen=True):
    """Somebody waiting, in the order of speaking. `place` counts from 1."""

    place: int
    person: str
    name: str
    title: str
    kind: SpeechKind
    turn: int
    allotted_ms: int | None
    spoken_ms: int  # in this session so far
    group: str = ""  # label


class SpokenRow(Struct, frozen=True):
    """How much one member has spoken; never: `times` is 0."""

    person: str
    name: str
    title: str
    ms: int
    times: int
    year_ms: int
    year_times: int


class BudgetRow(Struct, frozen=True):
    """The speaking time of a group."""

    label: str
    budget_ms: int | None
    spent_ms: int


class Speakers(Struct, frozen=True):
    """The queue as everybody may see it."""

    mode: QueueMode
    current: Speech | None
    queue: tuple[SpeakerRow, ...]


class SpeakersPanel(Struct, frozen=True):
    """Speaking at the console."""

    speakers: Speakers
    spoken: tuple[SpokenRow, ...]  # longest first, then who never spoke; members who are present
    budgets: tuple[BudgetRow, ...]
    may_grant: bool  # an item is active and no poll open


class SpeakBar(Struct, frozen=True):
    """Speaking at a seat. `place` is one's own in the queue, 0 when one has not asked."""

    may_ask: bool
    asked: SpeechKind | None
    place: int
    speaking: bool  # this person has the floor
    waiting: bool  # said, the hub has not answered
    refusal: str
    kinds: tuple[SpeechKind, ...]  # what may be asked for, the usual one first
    speakers: Speakers


class Calls(Struct, frozen=True):
    """Service calls of a seat; `open_` is the one not answered yet."""

    open_: CallKind | None = None
    kinds: tuple[CallKind, ...] = tuple(CallKind)


class CallRow(Struct, frozen=True):
    """A seat that calls, at the console."""

    seat: str
    label: str  # whose seat, as printed on the map
    kind: CallKind
    minutes: int  # since
