"""Speeches of earlier meetings, read out of their records without rebuilding them."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from hub.domain.events import SpeechEnded
from hub.store.meetings import MeetingFolder
from protocol import shapes
from protocol.errors import RemoteProtocolError
from protocol.record import parse_line

log = logging.getLogger(__name__)

_ENDED = (
    f'"type":"{SpeechEnded.__name__}"}}'.encode()
)  # how such a line ends: its fields are sorted
_SELECT = "SELECT line FROM record WHERE substr(line, -length(?1)) = ?1 ORDER BY seq"


def speeches_since(folders: Iterable[MeetingFolder], since: int) -> Iterator[SpeechEnded]:
    """Speeches recorded at `since` (milliseconds since the epoch) or later.

    A record that cannot be read is left out with a word in the log: statistics stop no session.
    """
    for folder in folders:
        try:
            yield from _speeches(folder.record, since)
        except (sqlite3.Error, RemoteProtocolError) as error:
            log.warning("speaking times of %s are left out: %s", folder.meeting, error)


def _speeches(path: Path, since: int) -> Iterator[SpeechEnded]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for (line,) in db.execute(_SELECT, (_ENDED,)):
            record = parse_line(line)
            if record.at >= since:
                yield shapes.from_json(SpeechEnded, record.body)
