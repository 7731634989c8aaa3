"""Importing a meeting: everything is kept together, sealed, with the first record; or nothing."""

from __future__ import annotations

import hashlib
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.application.folder_papers import ImportedPaper
from hub.application.meeting_folder import ImportedMeeting
from hub.application.pins import Pins
from hub.application.ports import StorageError
from hub.application.room import Room
from hub.domain.vocabulary import Paper
from hub.importing import Means, keep_meeting
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import Meetings
from hub.store.papers import PaperKeys, SealedPapers
from tests.support.papers import accepted
from tests.support.plans import STARTS_AT, make_plan, roster
from transport.paper_cipher import open_chunk, seal_chunk

PDFS = {"to-trinh": b"%PDF a" * 99, "bao-cao": b"%PDF b" * 70_000}


def paper(name: str) -> Paper:
    pdf = PDFS[name]
    digest = hashlib.sha256(pdf).hexdigest()
    return Paper(name, 1, "item-1", name, f"documents/{name}.pdf", digest, len(pdf), 2)


def imported() -> ImportedMeeting:
    papers = tuple(ImportedPaper(paper(name), accepted(PDFS[name])) for name in PDFS)
    plan = make_plan(3, papers=tuple(each.paper for each in papers))
    return ImportedMeeting(plan, roster(3), papers)


def means() -> Means:
    numbers = count(1)
    return Means(
        now=lambda: STARTS_AT,
        new_id=lambda: f"00000000-0000-4000-8000-{next(numbers):012x}",
        new_key=lambda: bytes([next(numbers)]) * 32,
        seal=seal_chunk,
    )


def test_a_meeting_is_kept_with_names_papers_keys_and_its_first_record(tmp_path: Path) -> None:
    folder = keep_meeting(Meetings(tmp_path), imported(), means())

    assert folder.roster.read_bytes() == roster(3)
    with SqliteEventLog(folder.record) as log:
        assert Room(log).state.plan == imported().plan
        assert log.head().seq == 1
    keys, sealed = PaperKeys(folder.keys), SealedPapers(folder.sealed)
    for name, pdf in PDFS.items():
        key = keys.get(name, 1)
        assert key is not None
        assert sealed.content(sealed.manifest(name, 1), key, open_chunk) == pdf
    assert keys.get("to-trinh", 1) != keys.get("bao-cao", 1)
    keys.close()


def test_pins_are_kept_for_the_hub_alone_and_in_no_other_file(tmp_path: Path) -> None:
    meeting = replace(imported(), pins={"p001": "998877", "p002": "1234"})
    folder = keep_meeting(Meetings(tmp_path), meeting, means())
    assert folder.pins.stat().st_mode & 0o777 == 0o600
    pins = Pins.parse(folder.pins.read_bytes())
    assert pins.check("p001", "998877")
    assert not pins.check("p002", "998877")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"998877" in path.read_bytes() for path in files)
    digest = pins.kept["p001"].digest
    assert [path for path in files if digest.hex().encode() in path.read_bytes()] == [folder.pins]


def test_a_meeting_without_pins_has_no_file_for_them(tmp_path: Path) -> None:
    assert not keep_meeting(Meetings(tmp_path), imported(), means()).pins.exists()


def test_the_same_meeting_is_not_imported_twice(tmp_path: Path) -> None:
    keep_meeting(Meetings(tmp_path), imported(), means())
    with pytest.raises(StorageError, match="meeting-exists"):
        keep_meeting(Meetings(tmp_path), imported(), means())


def test_if_a_paper_cannot_be_sealed_nothing_of_the_meeting_is_kept(tmp_path: Path) -> None:
    calls = count()

    def seal(*_args: object) -> bytes:
        if next(calls) == 3:
            raise OSError(28, "full")
        return b"sealed"

    failing = Means(means().now, means().new_id, means().new_key, seal)
    with pytest.raises(StorageError, match="disk-full"):
        keep_meeting(Meetings(tmp_path), imported(), failing)
    assert Meetings(tmp_path).all() == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
