"""The project's programs, run to their ends: each in a process forked from one that has imported them.

A program imports for half a second before it says why it cannot start, and that is tried some eighty times.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(
    ["hub.main", "device.main", "audit.main", "firmware_config.main", __name__]
)


def run(
    module: str, arguments: list[str], environment: Mapping[str, str], limit: float
) -> subprocess.CompletedProcess[str]:
    """Run a module as `python -m` does; killed and a `TimeoutExpired` after `limit` seconds."""
    with tempfile.TemporaryDirectory() as folder:
        said, complained = Path(folder) / "stdout", Path(folder) / "stderr"
        command = [module, *arguments]
        process = _FORKED.Process(target=_become, args=(command, environment, said, complained))
        process.start()
        process.join(limit)
        if process.is_alive():
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(command, limit)
        status = process.exitcode
        assert status is not None
        texts = (path.read_text(encoding="utf-8") for path in (said, complained))
        return subprocess.CompletedProcess(command, status, *texts)


def _become(command: list[str], environment: Mapping[str, str], *outputs: Path) -> None:
    for number, path in enumerate(outputs, start=1):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    # All it imports stays; the program itself begins anew, as `-m` has it.
    sys.modules.pop(command[0], None)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
