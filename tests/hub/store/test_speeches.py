"""Speaking times of earlier meetings come out of their records, whatever else those hold."""

from __future__ import annotations

from pathlib import Path

from hub.application.recording import to_line
from hub.application.spoken import Spoken, spoken
from hub.domain.events import Event, QueueModeSet, SpeechEnded
from hub.domain.vocabulary import QueueMode, SpeechKind
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder
from hub.store.speeches import speeches_since
from protocol.record import ChainHead


def speech(person: str, ms: int, kind: SpeechKind = SpeechKind.CONTRIBUTION) -> SpeechEnded:
    return SpeechEnded(person, "item-1", kind, ms, "chair")


def meeting(root: Path, name: str, *events: tuple[int, Event]) -> MeetingFolder:
    folder = MeetingFolder(root / name)
    folder.root.mkdir()
    head, lines = ChainHead(), []
    for at, event in events:
        line, head = to_line(event, at=at, actor="chair", head=head)
        lines.append(line)
    with SqliteEventLog(folder.record) as log:
        log.append(lines, {})
    return folder


def test_speeches_of_all_meetings_are_summed_by_person(tmp_path: Path) -> None:
    first = meeting(
        tmp_path,
        "a",
        (5, QueueModeSet(QueueMode.FIFO)),
        (10, speech("p001", 3000)),
        (11, speech("p002", 1000, SpeechKind.ORDER)),
    )
    second = meeting(tmp_path, "b", (20, speech("p001", 4000)))
    found = spoken(speeches_since((first, second), since=0))
    assert found == {"p001": Spoken(7000, 2), "p002": Spoken(1000, 1)}


def test_what_was_said_too_long_ago_does_not_count(tmp_path: Path) -> None:
    folder = meeting(tmp_path, "a", (10, speech("p001", 3000)), (20, speech("p001", 500)))
    assert spoken(speeches_since((folder,), since=20)) == {"p001": Spoken(500, 1)}


def test_presentations_and_presenters_without_a_name_are_left_out() -> None:
    presented = speech("p001", 60_000, SpeechKind.PRESENTATION)
    assert spoken((presented, speech("", 1000))) == {}


def test_a_record_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    broken = MeetingFolder(tmp_path / "x")
    broken.root.mkdir()
    broken.record.write_bytes(b"no database, whatever the name says" * 100)
    missing = MeetingFolder(tmp_path / "y")
    sound = meeting(tmp_path, "z", (1, speech("p001", 700)))
    assert spoken(speeches_since((broken, missing, sound), since=0)) == {"p001": Spoken(700, 1)}
