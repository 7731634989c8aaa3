"""The meetings a hub keeps: one folder each, made whole or not at all.

<data>/meetings/<meeting>/
    record.sqlite     the event log
    roster.json       names beside the record
    pins.json         PINs, salted and stretched, if the meeting asks for them; leaves this folder never
    keys.sqlite       paper keys, apart from everything that is copied elsewhere
    notes.sqlite      private notes, sealed, and their keys; leaves this folder never
    sealed/<paper>.<version>/manifest.json, <index>
    microphones.json  the seats whose simulated microphones are on
    papers/           minutes and other papers made from the record
    bundle.zip
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from hub.application.ports import StorageError
from protocol.identifiers import SLUG


class MeetingFolder(Struct, frozen=True):
    """Where everything of one meeting stands."""

    root: Path

    @property
    def meeting(self) -> str:
        """The meeting's id."""
        return self.root.name

    @property
    def record(self) -> Path:
        """The event log."""
        return self.root / "record.sqlite"

    @property
    def roster(self) -> Path:
        """The names."""
        return self.root / "roster.json"

    @property
    def pins(self) -> Path:
        """The PINs, where the meeting has any."""
        return self.root / "pins.json"

    @property
    def keys(self) -> Path:
        """The paper keys."""
        return self.root / "keys.sqlite"

    @property
    def sealed(self) -> Path:
        """The sealed chunks."""
        return self.root / "sealed"

    @property
    def papers(self) -> Path:
        """Papers made from the record."""
        return self.root / "papers"

    @property
    def bundle(self) -> Path:
        """The bundle, once exported."""
        return self.root / "bundle.zip"

    @property
    def notes(self) -> Path:
        """Private notes, sealed, and their keys."""
        return self.root / "notes.sqlite"


class Meetings:
    """All meetings below a data folder."""

    def __init__(self, data: Path) -> None:
        self._root = data / "meetings"

    def folder(self, meeting: str) -> MeetingFolder:
        """The folder of a meeting, whether it exists or not."""
        return MeetingFolder(self._root / meeting)

    def all(self) -> tuple[MeetingFolder, ...]:
        """Every meeting, oldest first by id."""
        if not self._root.is_dir():
            return ()
        names = sorted(path.name for path in self._root.iterdir() if SLUG.fullmatch(path.name))
        return tuple(self.folder(name) for name in names)

    def create(self, meeting: str, fill: Callable[[MeetingFolder], None]) -> MeetingFolder:
        """Make a meeting's folder with what `fill` puts in; nothing is left if that fails.

        Raises `StorageError`: `meeting-exists`, `disk-full`, `disk-error`.
        """
        target = self.folder(meeting)
        if target.root.exists():
            raise StorageError("meeting-exists", meeting)
        made = MeetingFolder(self._root / f".{meeting}.new")
        shutil.rmtree(made.root, ignore_errors=True)
        try:
            for path in (made.root, made.sealed, made.papers):
                path.mkdir(mode=0o700, parents=True)
            fill(made)
            for path in (*made.root.rglob("*"), made.root):
                sync(path)
            made.root.replace(target.root)
            self._keep(target)
        except OSError as error:
            raise storage_error(error) from error
        finally:
            shutil.rmtree(made.root, ignore_errors=True)
        return target

    def _keep(self, made: MeetingFolder) -> None:
        """Make the new folder's name durable, or take it back."""
        try:
            sync(self._root)
        except OSError:
            shutil.rmtree(made.root, ignore_errors=True)
            raise


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that only the hub's own user may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all, durably; raises `StorageError`."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise storage_error(error) from error


def storage_error(error: OSError) -> StorageError:
    """What a failed write means to the hub."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return StorageError("disk-full" if full else "disk-error", str(error))


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
