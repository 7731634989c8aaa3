"""From meetings' folders to answers: what is there is found, what was recalled or damaged is not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from firmware_config.schema import HubConfig, Language
from hub import archiving, main
from hub.application.archive import ArchiveQuery, Source
from hub.application.folder_papers import ImportedPaper
from hub.application.meeting_folder import ImportedMeeting
from hub.application.room import Request, Room
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.vocabulary import Paper
from hub.importing import Means, keep_meeting
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings
from protocol.envelope import HUB
from protocol.identifiers import RoomId
from tests.support.papers import accepted
from tests.support.plans import STARTS_AT, device_id, make_plan, person_id, roster
from transport.paper_cipher import open_chunk, seal_chunk

TEXTS = ("Tờ trình về ngân sách", "Bảng số liệu")


def extract(pdf: bytes) -> tuple[str, ...]:
    """Minutes here are their text; papers are not read again."""
    return (pdf.decode(),)


READING = archiving.Reading(open_chunk, extract)


def keep(data: Path, meeting: str, members: int = 3) -> MeetingFolder:
    pdf = b"%PDF"
    digest = hashlib.sha256(pdf).hexdigest()
    paper = Paper("to-trinh", 1, "item-1", "Tờ trình", "documents/a.pdf", digest, len(pdf), 2)
    plan = make_plan(members, papers=(paper,), meeting=meeting)
    numbers = count(1)
    means = Means(
        lambda: STARTS_AT,
        lambda: f"00000000-0000-4000-8000-{next(numbers):012x}",
        lambda: b"k" * 32,
        seal_chunk,
    )
    imported = ImportedMeeting(
        plan, roster(members), (ImportedPaper(paper, accepted(pdf, texts=TEXTS)),)
    )
    return keep_meeting(Meetings(data), imported, means)


def record(folder: MeetingFolder, *asked: Command) -> None:
    with SqliteEventLog(folder.record) as log:
        room = Room(log)
        requests = [
            Request(f"00000000-0000-4000-9000-{number:012x}", HUB, command)
            for number, command in enumerate(asked)
        ]
        batch = room.prepare(requests, STARTS_AT)
        log.append(batch.lines, batch.receipts)


def listed(data: Path) -> Iterator[Source]:
    return archiving.sources(Meetings(data), READING)


def found(data: Path, words: str, **filters: object) -> list[tuple[str, str, int]]:
    query = ArchiveQuery(words, **{"meetings": None, **filters})  # type: ignore[arg-type]
    answer = archiving.answer(data / "archive.sqlite", partial(listed, data), query)
    return [(hit.key.meeting, hit.key.kind.value, hit.page) for hit in answer.hits]


def test_papers_conclusions_and_minutes_are_found(tmp_path: Path) -> None:
    folder = keep(tmp_path, "phien-1")
    record(
        folder,
        *(commands.SignIn(person_id(n), f"{n:03d}", device_id(n)) for n in (1, 2, 3)),
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.ConcludeItem("item-1", "Thống nhất ngân sách năm sau"),
    )

    assert found(tmp_path, "so lieu") == [("phien-1", "paper", 2)]
    assert found(tmp_path, "thong nhat") == [("phien-1", "conclusion", 1)]
    assert found(tmp_path, "bien ban") == []


def test_minutes_are_found_once_they_are_recorded(tmp_path: Path) -> None:
    folder = keep(tmp_path, "phien-1")
    minutes = b"Bi\xc3\xaan b\xe1\xba\xa3n phi\xc3\xaan h\xe1\xbb\x8dp"
    (folder.papers / "minutes.pdf").write_bytes(minutes)
    signed = (commands.SignIn(person_id(n), f"{n:03d}", device_id(n)) for n in (1, 2, 3))
    items = [
        step
        for n in (1, 2)
        for step in (commands.TakeItem(f"item-{n}"), commands.ConcludeItem(f"item-{n}", "Xong"))
    ]
    digest = hashlib.sha256(minutes).hexdigest()
    record(folder, *signed, commands.OpenSession(), *items, commands.CloseSession())

    assert found(tmp_path, "bien ban") == []
    with SqliteEventLog(folder.record) as log:
        room = Room(log)
        command = commands.RecordMinutes("papers/minutes.pdf", digest, len(minutes))
        request = Request("00000000-0000-4000-9000-0000000000ff", HUB, command)
        batch = room.prepare((request,), STARTS_AT)
        log.append(batch.lines, batch.receipts)
    assert found(tmp_path, "bien ban") == [("phien-1", "minutes", 1)]


def test_a_paper_whose_key_is_destroyed_leaves(tmp_path: Path) -> None:
    folder = keep(tmp_path, "phien-1")
    assert found(tmp_path, "so lieu")

    with sqlite3.connect(folder.keys) as keys:
        keys.execute("DELETE FROM paper_key")

    assert found(tmp_path, "so lieu") == []


@pytest.mark.parametrize("damaged", [b"", b"noise" * 9])
def test_a_paper_that_cannot_be_read_hides_no_other(tmp_path: Path, damaged: bytes) -> None:
    folder = keep(tmp_path, "phien-1")
    (folder.sealed / "to-trinh.1" / "texts").write_bytes(damaged)
    keep(tmp_path, "phien-2")

    assert found(tmp_path, "so lieu") == [("phien-2", "paper", 2)]


def test_a_missing_or_damaged_archive_is_made_anew(tmp_path: Path) -> None:
    keep(tmp_path, "phien-1")
    first = found(tmp_path, "ngan sach")

    (tmp_path / "archive.sqlite").unlink()
    assert found(tmp_path, "ngan sach") == first
    (tmp_path / "archive.sqlite").write_bytes(b"damaged" * 1000)
    assert found(tmp_path, "ngan sach") == first != []


def test_a_person_sees_the_meetings_called_to(tmp_path: Path) -> None:
    keep(tmp_path, "phien-1", members=3)
    keep(tmp_path, "phien-2", members=5)
    meetings = Meetings(tmp_path)

    assert archiving.meetings_of(meetings, person_id(4)) == {"phien-2"}
    assert archiving.meetings_of(meetings, person_id(1)) == {"phien-1", "phien-2"}
    assert archiving.meetings_of(meetings, "nobody") == frozenset()
    assert len(found(tmp_path, "ngan sach", meetings=frozenset({"phien-1"}))) == 1


def test_an_answer_is_told_in_two_languages(tmp_path: Path) -> None:
    keep(tmp_path, "phien-1")
    query = ArchiveQuery("so lieu", meetings=None)
    answer = archiving.answer(tmp_path / "archive.sqlite", partial(listed, tmp_path), query)

    assert list(archiving.lines(answer, Language.VIETNAMESE)) == [
        "1. Tờ trình, trang 2/2: Phiên họp thử, 26/11/2026",
        "   Bảng [số liệu]",
    ]
    assert "page 2/2" in next(archiving.lines(answer, Language.ENGLISH))


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub whose minutes need no PDF reader; its settings are those of its data folder alone."""
    config = HubConfig(room=RoomId("phong-hop-1"), name="Phòng họp", data=tmp_path)
    monkeypatch.setattr(main, "load_hub", lambda _path: config)
    monkeypatch.setattr(main, "page_texts", extract)
    return tmp_path


def test_the_command_prints_json_for_programs(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(hub, "phien-1")

    assert main.main(["search", "so", "lieu", "--json", "--from", "2026-01-01"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert not answer["more"]
    assert answer["hits"][0]["meeting"] == "phien-1"
    assert answer["hits"][0]["page"] == 2
    assert answer["hits"][0]["day"] == "2026-11-26"
    assert answer["hits"][0]["match"] == "số liệu"


def test_the_command_prints_lines_for_people(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(hub, "phien-1")

    assert main.main(["search", "số liệu", "--person", person_id(1)]) == 0
    assert "trang 2/2" in capsys.readouterr().out
    assert main.main(["search", "số liệu", "--person", "nobody"]) == 0
    assert capsys.readouterr().out == "Không tìm thấy.\n"


def test_without_meetings_or_with_a_wrong_day_it_says_so(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["search", "a"]) == 1
    assert "no-meeting" in capsys.readouterr().err
    with pytest.raises(SystemExit) as wrong:
        main.main(["search", "a", "--from", "hôm qua"])
    assert wrong.value.code == 2
