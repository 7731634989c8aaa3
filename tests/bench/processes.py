"""What other processes cost, read from /proc."""

from __future__ import annotations

import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def rss_mb(pid: int) -> float:
    """Memory a process holds now, in MiB."""
    return _status_mb(pid, "VmRSS")


def peak_rss_mb(pid: int) -> float:
    """The most memory a process ever held, in MiB."""
    return _status_mb(pid, "VmHWM")


def held_mb(pid: int) -> float:
    """Memory a process holds now, in MiB; of what it shares with a child, its part.

    Files it has in memory, libraries mostly, count in full: who else on this machine has them there
    comes and goes.
    """
    parts = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]:
        name, value = line.split(":")
        parts[name] = int(value.split()[0]) / 1024
    return parts["Pss_Anon"] + parts["Pss_Shmem"] + _status_mb(pid, "RssFile")


def cpu_seconds(pid: int) -> float:
    """Processor time a process has used, all threads, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def children_of(pid: int) -> tuple[int, ...]:
    """Process ids of the children of all threads of a process."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        found += map(int, (thread / "children").read_text(encoding="utf-8").split())
    return tuple(found)


def child_of(pid: int, name: str) -> int:
    """The child of a process whose command is `name`; LookupError if there is none."""
    for child in children_of(pid):
        if Path(f"/proc/{child}/comm").read_text(encoding="utf-8").strip() == name:
            return child
    raise LookupError(f"{name} is no child of {pid}")


def _status_mb(pid: int, field: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(field)
