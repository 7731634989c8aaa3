"""What this machine has to offer: installed programs, free ports, files that appear whole."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path


def find(program: str, search_path: str) -> Path | None:
    """The program's file, looked for in `search_path` (as `$PATH`), or None.

    Beside every `bin` its `sbin` is searched too: Debian keeps mosquitto there, where a plain user's
    `$PATH` does not reach.
    """
    directories = [Path(part) for part in search_path.split(os.pathsep) if part]
    beside = [part.with_name("sbin") for part in directories if part.name == "bin"]
    found = shutil.which(program, path=os.pathsep.join(map(str, (*directories, *beside))))
    return Path(found) if found else None


def why_not_free(address: str, port: int) -> str:
    """Why nothing can listen there, in the system's words; empty if something can."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            return error.strerror or type(error).__name__
    return ""


def replace_text(path: Path, text: str) -> None:
    """Write `text` for the owner alone; a reader finds the old file or the new one, never a part."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
