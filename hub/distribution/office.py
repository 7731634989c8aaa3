"""Office files become PDF by LibreOffice, where it is installed, in a process group of its own.

Each conversion has a fresh profile that runs no macros and follows no links, no network where the kernel
allows that, and limits. The result is a stranger's PDF like any other and is judged as one.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import hub
from hub.application.intake import IntakeError
from hub.distribution.confinement import ChildTimeoutError, run_child
from hub.distribution.file_kinds import FileKind

CHILD = "hub.distribution.office_child"
WALL_S = 120  # a 300-page report takes about 15 s, the first start on a cold disk as long again
MAX_CONVERTED = 400 * 2**20  # bytes, as a child of the intake may write

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def find_office() -> str:
    """Where LibreOffice is; empty if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def convert(data: bytes, kind: FileKind, scratch: Path, office: str) -> bytes:
    """The file as PDF.

    Raises `IntakeError`: `office-missing` if `office` is empty, `unreadable-office-file`,
    `intake-timeout`.
    """
    if not office:
        raise IntakeError("office-missing", kind=kind.value)
    source = scratch / f"paper.{kind}"
    source.write_bytes(data)
    settings = scratch / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    command = [sys.executable, "-P", "-m", CHILD, office, source.name]
    env = {
        "PYTHONPATH": str(Path(hub.__file__).parent.parent),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
    }
    try:
        run_child(command, b"", scratch, env, WALL_S)
    except ChildTimeoutError as error:
        raise IntakeError("intake-timeout", seconds=WALL_S) from error
    return _converted(scratch / "paper.pdf")


def _converted(path: Path) -> bytes:
    """What was written, which says more than the converter's exit status."""
    if not path.is_file() or path.is_symlink() or path.stat().st_size > MAX_CONVERTED:
        raise IntakeError("unreadable-office-file")
    data = path.read_bytes()
    if not data.startswith(b"%PDF-"):
        raise IntakeError("unreadable-office-file")
    return data
