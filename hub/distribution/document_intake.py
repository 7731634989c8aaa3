"""Taking in one paper: everything that opens a stranger's file happens in child processes with limits.

The parent weighs the file, tells its kind by its bytes, has office files converted, hands the bytes to the
child (`document_intake_child`), and believes of the answer only what it can check. A child that dies or
takes too long is a refusal of the paper.
"""

from __future__ import annotations

import hashlib
import json
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

import hub
from hub.application.intake import (
    WITNESSES,
    AcceptedPaper,
    IntakeError,
    Submission,
)
from hub.distribution.confinement import ChildTimeoutError, Limits, run_child
from hub.distribution.document_intake_answer import read_answer
from hub.distribution.file_kinds import OFFICE, FileKind, is_locked, kind_of, left_behind
from hub.distribution.ocr import find_tesseract
from hub.distribution.office import convert, find_office

MAX_FILE = 200 * 2**20  # bytes; a 300-page colour scan at 300 dpi has about half of it
_CPU_SPENT = (-signal.SIGXCPU, -signal.SIGKILL)  # soft limit reached; hard limit, or out of memory
CHILD = "hub.distribution.document_intake_child"


class IntakeLimits(Struct, frozen=True):
    """What one child may use. The defaults take a 350-page book in about 5 s and 200 MB."""

    memory: int = 3 * 2**29  # bytes of address space: the largest file thrice, and the library
    cpu_s: int = 60
    wall_s: int = 120
    output: int = 2 * MAX_FILE  # bytes of the largest file written: cleaning may undo compression
    recognising_s: int = 900  # more of either for a long scan, where characters are recognised


class Tools(Struct, frozen=True):
    """Programs of the system that intake can use; empty where not installed."""

    office: str
    tesseract: str


def find_tools() -> Tools:
    """What is installed on this machine."""
    return Tools(find_office(), find_tesseract())


def accept_paper(paper: Submission, limits: IntakeLimits, tools: Tools) -> AcceptedPaper:
    """Accept the paper or raise `IntakeError`; `OSError` if the file cannot be read at all."""
    received = _weighed(paper.path)
    kind = _kind(received, paper.path.name)
    with tempfile.TemporaryDirectory(prefix="phienhop-intake-") as scratch:
        data = received
        if kind in OFFICE:
            data = convert(received, kind, Path(scratch), tools.office)
        accepted = _judged(data, _said(paper, kind, tools), Path(scratch), limits, received)
    if accepted.unread and len({name.casefold() for name in paper.seen_by}) < WITNESSES:
        raise IntakeError("scan-unchecked", pages=len(accepted.unread), page=accepted.unread[0])
    stripped = left_behind(received) if kind in OFFICE else frozenset()
    return replace(
        accepted,
        kind=kind.value,
        received=len(received),
        stripped=tuple(sorted(stripped.union(accepted.stripped))),
    )


def _said(paper: Submission, kind: FileKind, tools: Tools) -> dict[str, str]:
    """What the child is told of the file."""
    return {
        "kind": FileKind.PDF if kind in OFFICE else kind,
        "name": paper.path.name,
        "password": paper.password,
        "tesseract": tools.tesseract,
    }


def _judged(
    data: bytes, said: Mapping[str, str], scratch: Path, limits: IntakeLimits, received: bytes
) -> AcceptedPaper:
    """The child's verdict; of a marked paper nothing is kept but what names it."""
    _run_child(said, data, scratch, limits)
    try:
        accepted = read_answer(scratch, data)
    except IntakeError as error:
        if error.code == "paper-marked-secret":
            raise IntakeError(error.code, sha256=hashlib.sha256(received).hexdigest()) from error
        raise
    if len(accepted.pdf) > MAX_FILE:
        raise _too_large(len(accepted.pdf))
    return accepted


def _weighed(path: Path) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise IntakeError("empty-file")
    if size > MAX_FILE:
        raise _too_large(size)
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    if not data or len(data) > MAX_FILE:  # it changed between the two looks
        raise IntakeError("unreadable-pdf")
    return data


def _too_large(size: int) -> IntakeError:
    return IntakeError("file-too-large", megabytes=size // 2**20, limit=MAX_FILE // 2**20)


def _kind(data: bytes, name: str) -> FileKind:
    kind = kind_of(data)
    if is_locked(data):
        raise IntakeError("password-required")
    if kind is None:
        raise IntakeError("not-a-pdf" if name.lower().endswith(".pdf") else "unsupported-format")
    return kind


def _run_child(said: Mapping[str, str], data: bytes, scratch: Path, limits: IntakeLimits) -> None:
    more = limits.recognising_s if said["tesseract"] else 0
    own = Limits(limits.memory, limits.cpu_s, limits.output, more)
    command = [sys.executable, "-P", "-m", CHILD, json.dumps(asdict(own))]
    env = {"PYTHONPATH": str(Path(hub.__file__).parent.parent), "LANG": "C.UTF-8"}
    given = json.dumps(said).encode() + b"\n" + data
    try:
        status = run_child(command, given, scratch, env, limits.wall_s + more)
    except ChildTimeoutError as error:
        raise IntakeError("intake-timeout", seconds=limits.wall_s + more) from error
    if status in _CPU_SPENT:
        raise IntakeError("intake-timeout", seconds=limits.cpu_s)
    if status != 0:
        raise IntakeError("intake-crashed", status=status)
