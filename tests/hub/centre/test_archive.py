"""What the centre signed for stays as it is, whatever kills it in between."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.centre.archive import Archive, Arrival
from hub.centre.errors import RefusedUploadError
from hub.centre.examination import Examination, Finding, Verdict, examine
from hub.centre.receipt import parse_receipt
from hub.domain.events import SessionClosed
from tests.hub.centre import samples

NOW = samples.START


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive below `centre`."""
    with contextlib.closing(reopen(tmp_path)) as opened:
        yield opened


def reopen(tmp_path: Path) -> Archive:
    """Open the archive as the next start of the program would."""
    return Archive(tmp_path / "centre", "trung-tam", samples.CENTRE_KEY.sign)


def arrival(path: Path, sha256: str) -> Arrival:
    """A copy of the bundle at `path`, verified and ready to be kept."""
    found: Examination = examine(
        path, samples.ROOM_KEY.public_key().public_bytes_raw(), samples.verify_sample
    )
    assert found.evidence is not None
    copy = path.with_suffix(".part")
    shutil.copy(path, copy)
    verdict = Verdict(sound=True, findings=(Finding("no-documents", "exported without them"),))
    return Arrival(copy, sha256, path.stat().st_size, verdict, found.evidence)


def test_a_kept_bundle_is_found_with_everything_known_of_it(
    archive: Archive, tmp_path: Path
) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    archive.admit(arrival(tmp_path / "b.zip", sha256), NOW)
    entry = archive.find(sha256)
    assert entry is not None
    assert (entry.seq, entry.room, entry.meeting) == (1, samples.ROOM, samples.MEETING)
    assert entry.remarks == (Finding("no-documents", "exported without them"),)
    assert entry.summary.title == "Phiên họp thường kỳ tháng 10 năm 2026"
    assert archive.file(sha256).read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_later_log_of_the_same_meeting_replaces_without_erasing(
    archive: Archive, tmp_path: Path
) -> None:
    first = samples.write_bundle(tmp_path / "1.zip", samples.session()[:-1])
    second = samples.write_bundle(tmp_path / "2.zip")
    archive.admit(arrival(tmp_path / "1.zip", first), NOW)
    archive.admit(arrival(tmp_path / "2.zip", second), NOW)
    versions = archive.versions(samples.ROOM, samples.MEETING)
    assert [(entry.sha256, entry.replaced) for entry in versions] == [
        (second, False),
        (first, True),
    ]


def test_the_same_log_with_other_papers_is_another_version(
    archive: Archive, tmp_path: Path
) -> None:
    for name in ("1", "2"):
        sha256 = samples.write_bundle(tmp_path / f"{name}.zip", padding=name.encode())
        archive.admit(arrival(tmp_path / f"{name}.zip", sha256), NOW)
    assert [entry.seq for entry in archive.page(100)] == [2, 1]


def test_a_log_that_says_something_else_than_the_known_one_is_refused(
    archive: Archive, tmp_path: Path
) -> None:
    known = samples.write_bundle(tmp_path / "1.zip")
    forked = samples.write_bundle(
        tmp_path / "2.zip", [*samples.session("Phiên họp khác"), SessionClosed()]
    )
    archive.admit(arrival(tmp_path / "1.zip", known), NOW)
    with pytest.raises(RefusedUploadError, match="forked-record"):
        archive.admit(arrival(tmp_path / "2.zip", forked), NOW)
    assert archive.count() == 1
    assert not archive.file(forked).exists()


@pytest.mark.parametrize("statement", ["delete from bundle", "update bundle set room = 'x'"])
def test_rows_cannot_be_changed_even_by_hand(
    archive: Archive, tmp_path: Path, statement: str
) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    archive.admit(arrival(tmp_path / "b.zip", sha256), NOW)
    with (
        contextlib.closing(sqlite3.connect(tmp_path / "centre" / "centre.db")) as db,
        pytest.raises(sqlite3.IntegrityError),
    ):
        db.execute(statement)


def test_a_row_that_cannot_be_written_leaves_no_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Archive, _arrival: Arrival, _now: int) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    sha256 = samples.write_bundle(tmp_path / "b.zip")
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "_insert", full)
        with pytest.raises(sqlite3.OperationalError):
            archive.admit(arrival(tmp_path / "b.zip", sha256), NOW)
    assert not archive.file(sha256).exists()
    assert archive.admit(arrival(tmp_path / "b.zip", sha256), NOW).seq == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from hub.centre.archive import Archive
from tests.hub.centre import samples, test_archive

def kill(_message):
    assert list((Path(sys.argv[1]) / "centre" / "bundles").iterdir())
    os.kill(os.getpid(), signal.SIGKILL)

path = Path(sys.argv[1]) / "b.zip"
archive = Archive(Path(sys.argv[1]) / "centre", "trung-tam", kill)
archive.admit(test_archive.arrival(path, sys.argv[2]), 0)
"""


def test_killed_between_file_and_row_nothing_is_half_made(tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    dead = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path, sha256],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        check=False,
    )
    assert dead.returncode == -signal.SIGKILL
    assert (tmp_path / "centre" / "bundles" / f"{sha256}.zip").exists()
    with contextlib.closing(reopen(tmp_path)) as archive:
        assert (archive.count(), archive.file(sha256).exists()) == (0, False)
        entry = archive.admit(arrival(tmp_path / "b.zip", sha256), NOW)
    assert parse_receipt(entry.signed.receipt).seq == 1


def test_what_was_kept_is_there_after_the_next_start(tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    with contextlib.closing(reopen(tmp_path)) as archive:
        before = archive.admit(arrival(tmp_path / "b.zip", sha256), NOW)
    with contextlib.closing(reopen(tmp_path)) as archive:
        assert archive.find(sha256) == before
        assert archive.file(sha256).exists()
