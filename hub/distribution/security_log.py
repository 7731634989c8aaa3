"""What hub and broker refused, so that it can be looked into afterwards: a line for each kind and sender.

A flood of refusals must not fill the disk: the first of its kind is written at once, the others of the
same minute as one line that counts them.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Protocol

from msgspec import Struct

log = logging.getLogger("phienhop.security")
FILE = "security.log"  # in the hub's data folder

PERIOD = 60.0  # seconds between two lines about the same
MOST_AT_A_TIME = 1_024  # kinds and senders in one period: one offence each of the largest hall
LONGEST_DETAIL = 160  # characters
FILE_BYTES = 1024 * 1024  # some eight thousand lines
FILES_KEPT = 4  # full files beside the current one, so 5 MiB in all


class Report(Protocol):
    """Tells of a refusal."""

    def __call__(self, kind: str, device: str, detail: str = "") -> None:
        """`kind` is a code; `device` the terminal it is about, empty where unknown."""
        ...


class _Tally(Struct):
    """Refusals of one kind and sender since the last line about them."""

    written_at: float
    unwritten: int = 0
    detail: str = ""


class SecurityLog:
    """Condenses reports to lines. `now()` gives seconds that never run backwards."""

    def __init__(self, write: Callable[[str], None], now: Callable[[], float]) -> None:
        self._write = write
        self._now = now
        self._tallies: dict[tuple[str, str], _Tally] = {}

    def report(self, kind: str, device: str, detail: str = "") -> None:
        """Note a refusal; the first is written at once."""
        key = (kind, device)
        if key not in self._tallies and len(self._tallies) >= MOST_AT_A_TIME:
            key = ("further-refusals", "")
        tally = self._tallies.get(key)
        if tally is None:
            self._tallies[key] = _Tally(self._now())
            self._write(_line(key, 1, detail))
        else:
            tally.unwritten += 1
            tally.detail = detail

    def settle(self) -> None:
        """Write the counts that are due; to be called every second or so."""
        now = self._now()
        for key, tally in list(self._tallies.items()):
            if now - tally.written_at < PERIOD:
                continue
            if tally.unwritten:
                self._write(_line(key, tally.unwritten, tally.detail))
                self._tallies[key] = _Tally(now)
            else:
                del self._tallies[key]

    def close(self) -> None:
        """Write every count there is."""
        for key, tally in self._tallies.items():
            if tally.unwritten:
                self._write(_line(key, tally.unwritten, tally.detail))
        self._tallies.clear()


def _line(key: tuple[str, str], times: int, detail: str) -> str:
    kind, device = key
    shown = json.dumps(detail[:LONGEST_DETAIL], ensure_ascii=False)
    return f"refused={kind} device={device or '-'} times={times} detail={shown}"


class _FileHandler(RotatingFileHandler):
    """A disk that is full must not disturb the meeting: the same line went to the hub's log."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        """Leave this line out of the file."""


@contextmanager
def kept_in(path: Path) -> Iterator[None]:
    """Keep everything the security log says in `path`, besides what becomes of the hub's own log."""
    handler = _FileHandler(
        path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8", delay=True
    )
    formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()
