"""From a folder of papers to a convened meeting on this hub: validated, sealed, recorded, in one go."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from hub.application.meeting_folder import ImportedMeeting
from hub.application.pins import keep
from hub.application.room import Request, Room
from hub.domain.commands import ConveneMeeting
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings, write_private
from hub.store.papers import PaperKeys, Seal, SealedPapers
from protocol.envelope import HUB


class Means(Struct, frozen=True):
    """What importing needs of the world."""

    now: Callable[[], int]
    new_id: Callable[[], str]
    new_key: Callable[[], bytes]
    seal: Seal


def keep_meeting(meetings: Meetings, imported: ImportedMeeting, means: Means) -> MeetingFolder:
    """Make the meeting's folder: names, PINs, sealed papers, keys, and the record's first line.

    Stretching 500 PINs takes some eight seconds.
    """

    def fill(folder: MeetingFolder) -> None:
        folder.roster.write_bytes(imported.roster)
        if imported.pins:
            write_private(folder.pins, keep(imported.pins, means.new_key).dump())
        _seal_papers(folder, imported, means)
        with SqliteEventLog(folder.record) as log:
            room = Room(log)
            request = Request(means.new_id(), HUB, ConveneMeeting(imported.plan))
            batch = room.prepare((request,), means.now())
            log.append(batch.lines, batch.receipts)

    return meetings.create(imported.plan.meeting, fill)


def _seal_papers(folder: MeetingFolder, imported: ImportedMeeting, means: Means) -> None:
    sealed, keys = SealedPapers(folder.sealed), PaperKeys(folder.keys)
    try:
        for each in imported.papers:
            key = means.new_key()
            keys.put(each.paper.paper, each.paper.version, key)
            sealed.seal(each.paper, each.accepted, key, means.seal)
    finally:
        keys.close()
