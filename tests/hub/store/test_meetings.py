"""A meeting's folder is there whole or not at all, whatever the disk does in between."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from hub.application.ports import StorageError
from hub.store.meetings import MeetingFolder, Meetings, write_whole


def fill(folder: MeetingFolder) -> None:
    folder.roster.write_bytes(b"{}")
    folder.pins.write_bytes(b"[]")
    (folder.sealed / "to-trinh.1").mkdir()
    (folder.sealed / "to-trinh.1" / "0").write_bytes(b"chunk")


def left(data: Path) -> list[Path]:
    return [path for path in (data / "meetings").rglob("*") if path.is_file()]


def test_a_folder_is_made_with_everything_in_it(tmp_path: Path) -> None:
    meetings = Meetings(tmp_path)
    folder = meetings.create("phien-1", fill)
    assert folder == meetings.folder("phien-1")
    assert folder.meeting == "phien-1"
    assert folder.pins.read_bytes() == b"[]"
    assert (folder.sealed / "to-trinh.1" / "0").read_bytes() == b"chunk"
    assert folder.papers.is_dir()
    assert folder.root.stat().st_mode & 0o077 == 0


def test_meetings_are_listed_by_id_and_nothing_else_is(tmp_path: Path) -> None:
    meetings = Meetings(tmp_path)
    assert meetings.all() == ()
    for name in ("phien-2", "phien-1"):
        meetings.create(name, fill)
    (tmp_path / "meetings" / ".phien-3.new").mkdir()
    (tmp_path / "meetings" / "Not A Meeting").mkdir()
    assert [folder.meeting for folder in meetings.all()] == ["phien-1", "phien-2"]


def test_a_meeting_is_made_once(tmp_path: Path) -> None:
    meetings = Meetings(tmp_path)
    meetings.create("phien-1", fill)
    with pytest.raises(StorageError) as refused:
        meetings.create("phien-1", lambda folder: folder.roster.write_bytes(b"other") and None)
    assert refused.value.code == "meeting-exists"
    assert meetings.folder("phien-1").roster.read_bytes() == b"{}"


def test_what_an_earlier_attempt_left_does_not_disturb_the_next(tmp_path: Path) -> None:
    rest = tmp_path / "meetings" / ".phien-1.new"
    rest.mkdir(parents=True)
    (rest / "roster.json").write_bytes(b"half")
    Meetings(tmp_path).create("phien-1", fill)
    assert not rest.exists()


@pytest.mark.parametrize(
    ("error", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EIO, "disk-error")],
)
def test_if_filling_fails_nothing_is_left(tmp_path: Path, error: int, code: str) -> None:
    def fail(folder: MeetingFolder) -> None:
        fill(folder)
        raise OSError(error, os.strerror(error))

    with pytest.raises(StorageError) as failed:
        Meetings(tmp_path).create("phien-1", fail)
    assert failed.value.code == code
    assert left(tmp_path) == []
    assert Meetings(tmp_path).all() == ()


def test_if_filling_refuses_nothing_is_left(tmp_path: Path) -> None:
    def refuse(folder: MeetingFolder) -> None:
        fill(folder)
        raise StorageError("disk-full")

    with pytest.raises(StorageError):
        Meetings(tmp_path).create("phien-1", refuse)
    assert left(tmp_path) == []


class FailsAt:
    """A function of the operating system that works `calls` times and then finds the disk full."""

    def __init__(self, real: Callable[..., Any], calls: int) -> None:
        self.real, self.calls = real, calls
        self.failed = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.calls -= 1
        if self.calls == -1:
            self.failed = True
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.real(*args, **kwargs)


@pytest.mark.parametrize("name", ["mkdir", "open", "fsync", "rename", "replace"])
@pytest.mark.parametrize("calls", range(12))
def test_a_disk_that_is_full_at_any_step_leaves_nothing_or_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, calls: int
) -> None:
    """Each call of the operating system fails in its turn; what is left can be made again."""
    meetings, fails = Meetings(tmp_path), FailsAt(getattr(os, name), calls)
    with monkeypatch.context() as patch, suppress(StorageError):
        patch.setattr(os, name, fails)
        meetings.create("phien-1", fill)
    if fails.failed:
        assert meetings.all() == ()
        assert left(tmp_path) == []
        meetings.create("phien-1", fill)
    assert meetings.folder("phien-1").pins.read_bytes() == b"[]"


def test_every_file_is_on_the_disk_before_the_folder_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut after the renaming would else leave a meeting of empty files."""
    synced: set[str] = set()
    named: list[set[str]] = []
    fsync, replace = os.fsync, os.replace

    def note_sync(descriptor: int) -> None:
        synced.add(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    def note_name(*args: Any, **kwargs: Any) -> None:
        named.append(set(synced))
        replace(*args, **kwargs)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_name)
    Meetings(tmp_path).create("phien-1", fill)
    assert named[-1] >= {"roster.json", "pins.json", "0", "to-trinh.1", "sealed", "papers"}
    assert "meetings" in synced


def test_a_file_is_replaced_whole_or_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "minutes.json"
    write_whole(path, b"first")
    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, FailsAt(getattr(os, name), 0))
            with pytest.raises(StorageError, match="disk-full"):
                write_whole(path, b"second")
        assert path.read_bytes() == b"first"
        assert list(tmp_path.iterdir()) == [path]
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
