"""Where the meetings of a hub stand, read from their records."""

from __future__ import annotations

from collections.abc import Iterator

from hub.application.room import Room
from hub.domain.meeting import Meeting
from hub.domain.session import Phase
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings


def read_state(folder: MeetingFolder) -> Meeting:
    """A meeting's state, rebuilt from its record."""
    with SqliteEventLog(folder.record) as record:
        return Room(record).state


def open_meeting(meetings: Meetings) -> MeetingFolder | None:
    """The meeting to hold: the earliest that is not over, else the last one."""
    found = meetings.all()
    for folder in sorted(found, key=lambda folder: read_state(folder).convened.starts_at):
        if read_state(folder).session.phase is not Phase.CLOSED:
            return folder
    return found[-1] if found else None


def status_lines(meetings: Meetings) -> Iterator[str]:
    """One line a meeting: id, phase, whether minutes, bundle and receipt are there."""
    for folder in meetings.all():
        state = read_state(folder)
        parts = [
            folder.meeting,
            state.session.phase.value,
            "minutes" if state.minutes else "-",
            "bundle" if folder.bundle.exists() else "-",
            "receipt" if state.receipt else "-",
        ]
        yield "\t".join(parts)
