"""What the console alone says of speaking: who spoke how long, and marks on the map."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from device.screens import (
    ChairScreen,
    MapSeat,
    QueueMode,
    SpeechKind,
    SpokenRow,
)

MINUTE_MS = 60_000

MODE_ICONS = {
    QueueMode.FIFO: "format-list-numbered",
    QueueMode.CHAIR: "gavel",
    QueueMode.GROUPS: "account-group",
}


def whole_minutes(ms: int | None) -> int:
    """Minutes, rounded up; 0 for a time that is not limited."""
    return -(-(ms or 0) // MINUTE_MS)


class Spoken(Struct, frozen=True):
    """The members in three lists: who has spoken here, who only in earlier sessions, who never."""

    here: tuple[SpokenRow, ...]
    earlier: tuple[SpokenRow, ...]
    never: tuple[SpokenRow, ...]


def spoken(rows: Sequence[SpokenRow]) -> Spoken:
    """Longest first in each list."""
    here = [row for row in rows if row.times]
    rest = [row for row in rows if not row.times]
    return Spoken(
        tuple(sorted(here, key=lambda row: -row.ms)),
        tuple(sorted((r for r in rest if r.year_times), key=lambda row: -row.year_ms)),
        tuple(row for row in rest if not row.year_times),
    )


def hours_and_minutes(ms: int) -> str:
    """ "6:05" as minutes and seconds, "1:02:30" from an hour on."""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{rest // 60}:{rest % 60:02d}"


class SeatMark(Struct, frozen=True):
    """What the map says of the person at a seat beside being here."""

    speaking: bool = False
    place: int = 0  # in the queue; 0: has not asked
    order: bool = False  # a point of order
    calls: bool = False  # for a service


def seat_mark(seat: MapSeat, screen: ChairScreen) -> SeatMark:
    """The person at a seat as a speaker, and whether the seat calls."""
    calls = any(call.seat == seat.seat for call in screen.calls)
    if screen.speakers is None or not seat.person:
        return SeatMark(calls=calls)
    speakers = screen.speakers.speakers
    if speakers.current is not None and speakers.current.person == seat.person:
        return SeatMark(speaking=True, calls=calls)
    waiting = next((row for row in speakers.queue if row.person == seat.person), None)
    if waiting is None:
        return SeatMark(calls=calls)
    order = waiting.kind is SpeechKind.ORDER
    return SeatMark(place=waiting.place, order=order, calls=calls)


def mark_icon(mark: SeatMark) -> str:
    """The icon beside a seat's number; the floor before a call, a call before a request."""
    if mark.speaking:
        return "microphone"
    if mark.calls:
        return "bell-ring-outline"
    if mark.place:
        return "flag" if mark.order else "hand-back-right"
    return ""
