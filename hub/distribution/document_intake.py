"""Taking in one PDF: everything that opens a stranger's file happens in a child process with limits.

The parent weighs the file, hands its bytes to the child (`document_intake_child`), and believes of the
answer only what it can check. A child that dies or takes too long is a refusal of the paper.
"""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import hub
from hub.application.intake import AcceptedPaper, IntakeError
from protocol.transfer import CHUNK_BYTES

MAX_FILE = 200 * 2**20  # bytes; a 300-page colour scan at 300 dpi has about half of it
MAX_PREVIEW = CHUNK_BYTES  # it travels as one chunk
MAX_REPORT = 64 * 2**10  # bytes of the child's answer: a code and a handful of facts
MAX_PAGES = 5000  # as the child allows

_CPU_SPENT = (-signal.SIGXCPU, -signal.SIGKILL)  # soft limit reached; hard limit, or out of memory
CHILD = "hub.distribution.document_intake_child"
REFUSALS = frozenset(
    {
        "not-a-pdf",
        "password-required",
        "too-many-pages",
        "no-pages",
        "page-too-large",
        "paper-marked-secret",
        "unreadable-pdf",
    }
)


@dataclass(frozen=True)
class IntakeLimits:
    """What one child may use. The defaults take a 350-page book in about 2 s and 200 MB."""

    memory: int = 3 * 2**29  # bytes of address space: the largest file thrice, and the library
    cpu_s: int = 60
    wall_s: int = 120
    output: int = 2 * MAX_FILE  # bytes of the largest file written: cleaning may undo compression


def accept_pdf(path: Path, limits: IntakeLimits) -> AcceptedPaper:
    """Accept the PDF at `path` or raise `IntakeError`; `OSError` if it cannot be read at all."""
    data = _weighed(path)
    with tempfile.TemporaryDirectory(prefix="phienhop-intake-") as scratch:
        _run_child(data, path.name, Path(scratch), limits)
        return _answer(data, Path(scratch))


def _weighed(path: Path) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise IntakeError("empty-file")
    if size > MAX_FILE:
        raise IntakeError("file-too-large", megabytes=size // 2**20, limit=MAX_FILE // 2**20)
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    if not data or len(data) > MAX_FILE:  # it changed between the two looks
        raise IntakeError("unreadable-pdf")
    return data


def _run_child(data: bytes, name: str, scratch: Path, limits: IntakeLimits) -> None:
    command = [sys.executable, "-P", "-m", CHILD, json.dumps(asdict(limits)), name]
    root = str(Path(hub.__file__).parent.parent)
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=scratch,
            env={"PYTHONPATH": root, "LANG": "C.UTF-8"},  # nothing else of ours is its business
            timeout=limits.wall_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeError("intake-timeout", seconds=limits.wall_s) from error
    if done.returncode in _CPU_SPENT:
        raise IntakeError("intake-timeout", seconds=limits.cpu_s)
    if done.returncode != 0:
        raise IntakeError("intake-crashed", status=done.returncode)


def _answer(data: bytes, scratch: Path) -> AcceptedPaper:
    try:
        report = json.loads(_read(scratch / "report.json", MAX_REPORT))
        if "code" in report:
            raise _refusal(report, data)
        cleaned = _read(scratch / "clean.pdf", 2 * MAX_FILE) if report["changed"] else data
        preview = _read(scratch / "preview.jpg", MAX_PREVIEW)
        paper = AcceptedPaper(
            pdf=cleaned,
            pages=int(report["pages"]),
            preview=preview,
            stripped=tuple(sorted(str(kind) for kind in report["stripped"])),
            repaired=report["repaired"] is True,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IntakeError("intake-crashed", status=0) from error
    if not preview.startswith(b"\xff\xd8") or not 1 <= paper.pages <= MAX_PAGES:
        raise IntakeError("intake-crashed", status=0)
    if len(cleaned) > MAX_FILE:
        raise IntakeError(
            "file-too-large", megabytes=len(cleaned) // 2**20, limit=MAX_FILE // 2**20
        )
    return paper


def _refusal(report: dict[str, object], data: bytes) -> IntakeError:
    code = str(report["code"])
    if code not in REFUSALS:
        return IntakeError("intake-crashed", status=0)
    if code == "paper-marked-secret":  # nothing of such a paper is kept but what names it
        return IntakeError(code, sha256=hashlib.sha256(data).hexdigest())
    facts = {key: value for key, value in report.items() if key in ("pages", "page", "limit")}
    return IntakeError(code, **{key: int(str(value)) for key, value in facts.items()})


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("longer than allowed")
    return data
