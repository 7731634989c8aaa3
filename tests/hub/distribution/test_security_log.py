"""Every refusal leaves a trace, and no flood of them fills the disk."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from hub.distribution.security_log import (
    FILE_BYTES,
    FILES_KEPT,
    LONGEST_DETAIL,
    MOST_AT_A_TIME,
    PERIOD,
    SecurityLog,
    kept_in,
    log,
)


class Desk:
    """A log with a clock to turn."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.now = 0.0
        self.log = SecurityLog(self.lines.append, lambda: self.now)

    def after(self, seconds: float) -> list[str]:
        """What is written once so much time has passed."""
        self.lines.clear()
        self.now += seconds
        self.log.settle()
        return self.lines


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_first_of_a_kind_is_written_at_once_and_the_rest_counted_each_minute(
    desk: Desk,
) -> None:
    for number in range(10_000):
        desk.log.report("flood", "seat-01", f"message {number}")
    assert desk.lines == ['refused=flood device=seat-01 times=1 detail="message 0"']
    assert desk.after(PERIOD - 1) == []
    assert desk.after(1) == ['refused=flood device=seat-01 times=9999 detail="message 9999"']
    assert desk.after(PERIOD) == []


def test_after_a_quiet_minute_the_next_is_the_first_again(desk: Desk) -> None:
    desk.log.report("too-large", "seat-01")
    desk.after(PERIOD)
    desk.log.report("too-large", "seat-01")
    assert desk.lines == ['refused=too-large device=seat-01 times=1 detail=""']


def test_kinds_and_senders_are_told_apart(desk: Desk) -> None:
    for kind, device in (("flood", "seat-01"), ("flood", "seat-02"), ("too-large", "seat-01")):
        desk.log.report(kind, device)
    assert len(desk.lines) == 3
    desk.log.report("refused-handshake", "")
    assert desk.lines[3].startswith("refused=refused-handshake device=- ")


def test_counts_not_yet_written_are_written_at_the_end(desk: Desk) -> None:
    desk.log.report("flood", "seat-01")
    desk.log.report("flood", "seat-01")
    desk.log.close()
    assert [line.split()[2] for line in desk.lines] == ["times=1", "times=1"]


def test_countless_kinds_share_a_line(desk: Desk) -> None:
    for number in range(3 * MOST_AT_A_TIME):
        desk.log.report(f"kind-{number}", "seat-01")
    assert len(desk.lines) == MOST_AT_A_TIME + 1
    counted = desk.after(PERIOD)
    assert counted == [
        f'refused=further-refusals device=- times={2 * MOST_AT_A_TIME - 1} detail=""'
    ]


def test_no_detail_forges_a_line_or_is_endless(desk: Desk) -> None:
    desk.log.report("malformed", "seat-01", 'x"\nrefused=flood device=seat-02 ' + "y" * 100_000)
    (line,) = desk.lines
    assert "\n" not in line
    assert len(line) < LONGEST_DETAIL + 80


def test_the_file_says_when_and_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "security.log"
    with kept_in(path):
        log.warning("refused=flood device=seat-01 times=1")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ refused=flood .*\n", path.read_text())
        for _ in range(7):
            log.warning("x" * (FILE_BYTES - 1000))
    files = sorted(tmp_path.iterdir())
    assert len(files) == FILES_KEPT + 1
    assert all(file.stat().st_size <= FILE_BYTES for file in files)


def test_a_disk_that_takes_nothing_disturbs_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with kept_in(tmp_path / "missing" / "security.log"), caplog.at_level(logging.WARNING):
        log.warning("refused=flood")
    assert caplog.messages == ["refused=flood"]
    assert "Traceback" not in capsys.readouterr().err


def test_nothing_refused_leaves_no_file(tmp_path: Path) -> None:
    with kept_in(tmp_path / "security.log"):
        pass
    assert list(tmp_path.iterdir()) == []
