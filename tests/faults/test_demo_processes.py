"""However the demo is ended, nothing of it runs on."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import uuid
from pathlib import Path

import pytest

from tests.support.hall import ROOT, until

pytestmark = [pytest.mark.faults, pytest.mark.broker, pytest.mark.gl]

MARK = "PHIENHOP_TEST_RUN"
PATIENCE = 600.0  # seconds until a moment comes; the first demo on a machine makes its papers first


def commands(mark: str, scratch: Path) -> dict[int, str]:
    """Every process of the demo with its command line.

    They carry the mark in their environment; a paper is looked at without any, in a folder of its own.
    """
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            marked = f"{MARK}={mark}".encode() in (process / "environ").read_bytes()
            if not marked and not (process / "cwd").readlink().is_relative_to(scratch):
                continue
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if line:  # a zombie has none
            found[int(process.name)] = line
    return found


def all_on_stage(lines: list[str]) -> bool:
    wanted = ("mosquitto", "device.main", "ui.run wall", "ui.run chair", "ui.run seat")
    return all(any(name in line for line in lines) for name in wanted)


def importing(lines: list[str]) -> bool:
    return any("document_intake_child" in line for line in lines)


MOMENTS = {"running": all_on_stage, "importing": importing}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demos run: one place, so that the first makes the papers for all."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("running", signal.SIGINT),
        ("running", signal.SIGTERM),
        ("running", signal.SIGKILL),
        ("importing", signal.SIGTERM),
        ("importing", signal.SIGKILL),
    ],
)
async def test_nothing_of_an_ended_demo_is_left(
    home: Path, tmp_path: Path, moment: str, number: signal.Signals
) -> None:
    mark = uuid.uuid4().hex
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "firmware_config.demo.main"),
        cwd=home,
        env={
            **os.environ,
            MARK: mark,
            "HEADLESS": "1",
            "PAPERS": "small",
            "TMPDIR": str(scratch),
            "PYTHONPATH": str(ROOT),
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )

    async def come() -> bool:
        assert demo.returncode is None, "the demo ended before the moment came"
        return MOMENTS[moment](list(commands(mark, scratch).values()))

    async def gone() -> bool:
        return not commands(mark, scratch)

    try:
        await until(come, PATIENCE)
        demo.send_signal(number)
        try:
            await until(gone)
        except AssertionError:
            pytest.fail(f"still there: {commands(mark, scratch)}")
        assert await demo.wait() != 0
        if number is not signal.SIGKILL:
            assert not list(scratch.iterdir())
    finally:
        for pid in commands(mark, scratch):
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(scratch, ignore_errors=True)
