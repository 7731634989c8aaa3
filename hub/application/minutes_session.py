"""The session itself as the minutes tell it: its breaks, and who presided when."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hub.application.minutes_attendance import Record
from hub.application.roster import Name, Roster
from hub.domain.events import ChairHandedOver, SessionResumed, SessionSuspended


class Break(Struct, frozen=True):
    """A break; `ended_at` is None if the session did not go on."""

    began_at: int
    ended_at: int | None


class Handover(Struct, frozen=True):
    """From here on another person presided."""

    at: int
    before: Name
    after: Name


def breaks(records: Sequence[Record]) -> tuple[Break, ...]:
    """All breaks in order."""
    found: list[Break] = []
    for at, event in records:
        if isinstance(event, SessionSuspended):
            found.append(Break(at, None))
        elif isinstance(event, SessionResumed) and found:
            found[-1] = Break(found[-1].began_at, at)
    return tuple(found)


def handovers(records: Sequence[Record], roster: Roster) -> tuple[Handover, ...]:
    """All handovers of the chair in order."""
    return tuple(
        Handover(at, roster.of(event.from_person), roster.of(event.person))
        for at, event in records
        if isinstance(event, ChairHandedOver)
    )
