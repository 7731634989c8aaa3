"""The files of a meeting folder: found inside it and nowhere else, weighed, and taken in."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hub.application.folder_agenda import PaperEntry
from hub.application.folder_people import sha256_hex
from hub.application.intake import AcceptedPaper, Intake, IntakeError, Submission
from hub.domain.vocabulary import Paper

MAX_FOLDER_BYTES = 2**30  # the papers are held in memory while importing; a hub has 8 GB

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with papers done, papers in all, and the title of the next one (empty at the end)."""


class ImportedPaper(Struct, frozen=True):
    """A paper to be released, and all that intake made of its file."""

    paper: Paper
    accepted: AcceptedPaper


def take_in(
    folder: Path, entries: tuple[PaperEntry, ...], intake: Intake, progress: Progress
) -> tuple[ImportedPaper, ...]:
    """Take in every listed file that can be; what cannot is noted at its line."""
    found = _weighed([(e, path) for e in entries if (path := _locate(folder, e)) is not None])
    papers: list[ImportedPaper] = []
    for done, (entry, path) in enumerate(found):
        progress(done, len(found), entry.title)
        try:
            submission = Submission(path, entry.password, entry.seen_by)
            papers.append(_imported(entry, intake(submission)))
        except IntakeError as error:
            entry.table.wrong(error.code, "file", paper=entry.file[:200], **error.facts)
        except OSError:
            entry.table.wrong("unreadable-file", "file", paper=entry.file[:200])
    progress(len(found), len(found), "")
    return tuple(papers)


def inside(folder: Path, path: Path) -> bool:
    """Whether `path`, links followed, stays within `folder`; a loop of links is nowhere."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _locate(folder: Path, entry: PaperEntry) -> Path | None:
    """The file meant, whichever way its disk writes accents; None, and noted, if unusable."""
    if not entry.file:
        return None
    paths = [folder / unicodedata.normalize(form, entry.file) for form in ("NFC", "NFD")]
    fault = "missing-file"
    for path in paths:
        fault = _fault(folder, path)
        if not fault:
            return path
        if fault != "missing-file":
            break
    entry.table.wrong(fault, "file", paper=entry.file[:200])
    return None


def _fault(folder: Path, path: Path) -> str:
    """Why `path` is no file of this folder; empty if it is one."""
    if not inside(folder, path):
        return "path-outside-folder"
    try:
        kind = path.stat().st_mode
    except OSError:  # not there, or a name no disk could hold
        return "missing-file"
    return "" if stat.S_ISREG(kind) else "not-a-file"


def _weighed(found: list[tuple[PaperEntry, Path]]) -> list[tuple[PaperEntry, Path]]:
    """What fits into `MAX_FOLDER_BYTES`; the first paper that does not is noted, the rest dropped."""
    total = 0
    for number, (entry, path) in enumerate(found):
        total += path.stat().st_size
        if total > MAX_FOLDER_BYTES:
            entry.table.wrong("folder-too-large", "file", megabytes=MAX_FOLDER_BYTES // 2**20)
            return found[:number]
    return found


def _imported(entry: PaperEntry, accepted: AcceptedPaper) -> ImportedPaper:
    paper = Paper(
        paper=entry.paper,
        version=1,
        item=entry.item,
        title=entry.title,
        file=f"documents/{entry.paper}-v1.pdf",
        sha256=sha256_hex(accepted.pdf),
        size=len(accepted.pdf),
        pages=accepted.pages,
    )
    return ImportedPaper(paper, accepted)
