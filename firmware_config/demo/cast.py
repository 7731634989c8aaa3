"""Programs of the demo as child processes: started, told what to do by lines of JSON, never left behind.

Every child runs under `setpriv --pdeathsig KILL`: however the demo ends, the kernel ends them too.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import IO, Any

ANSWER_LIMIT = 30.0  # seconds for an answer: a screenshot of a busy window takes one
START_LIMIT = 60.0  # seconds until a program serves; the slowest opens a window in two
STOP_LIMIT = 5.0  # seconds to end by itself
LONGEST_LINE = 8 * 1024 * 1024  # a screen of a large hall as JSON is some 100 KiB


class DemoError(Exception):
    """The demo cannot go on; the text is a sentence for whoever started it."""


def bound_to_us(module: str, *arguments: str) -> tuple[str, ...]:
    """The command of one of the project's modules that does not outlive this program."""
    return ("setpriv", "--pdeathsig", "KILL", "--", sys.executable, "-m", module, *arguments)


async def perform(module: str, *arguments: str) -> tuple[int, str]:
    """Run a program to its end; its exit status and what it printed. Nothing runs on if cancelled."""
    process = await asyncio.create_subprocess_exec(*bound_to_us(module, *arguments), stdout=PIPE)
    try:
        said, _ = await process.communicate()
    finally:
        await _end(process)
    return process.returncode or 0, said.decode()


async def _end(process: Process) -> int:
    """Have a process end, by force if it does not by itself; its exit status."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(STOP_LIMIT):
            return await process.wait()
    except TimeoutError:
        process.kill()
        return await process.wait()


class Actor:
    """One child process."""

    def __init__(self, name: str, process: Process) -> None:
        self.name = name
        self._process = process
        self._ids = count(1)
        self._turn = asyncio.Lock()

    @classmethod
    async def start(
        cls, name: str, command: Sequence[str], log: IO[bytes], environment: Mapping[str, str]
    ) -> Actor:
        """Start `command` (a module of this project and its arguments)."""
        process = await asyncio.create_subprocess_exec(
            *bound_to_us(*command),
            stdin=PIPE,
            stdout=PIPE,
            stderr=log,
            limit=LONGEST_LINE,
            env={**os.environ, **environment},
        )
        return cls(name, process)

    @property
    def pid(self) -> int:
        """Process id of the program itself: `setpriv` has become it."""
        return self._process.pid

    async def ready(self) -> None:
        """Wait until the program says that it serves."""
        line = await self._line(START_LIMIT)
        if line.strip() != "ready":
            raise DemoError(f"{self.name} said {line!r} instead of serving")

    async def do(self, what: str, **details: Any) -> Any:
        """Have something done and return the result; `LookupError` when the program could not."""
        async with self._turn:
            request = {"id": next(self._ids), "do": what, **details}
            self._write(json.dumps(request, ensure_ascii=False))
            answer = json.loads(await self._line(ANSWER_LIMIT))
        if "error" in answer:
            raise LookupError(f"{self.name}: {what}: {answer['error']}")
        return answer["result"]

    async def ended(self) -> int:
        """Wait until the program has ended; its exit status."""
        return await self._process.wait()

    async def stop(self) -> int:
        """End the program; its exit status."""
        return await _end(self._process)

    def _write(self, text: str) -> None:
        if self._process.stdin is None or self._process.returncode is not None:
            raise DemoError(f"{self.name} has ended, status {self._process.returncode}")
        self._process.stdin.write(text.encode() + b"\n")

    async def _line(self, limit: float) -> str:
        if self._process.stdout is None:
            raise DemoError(f"{self.name} cannot be heard")
        try:
            async with asyncio.timeout(limit):
                line = await self._process.stdout.readline()
        except TimeoutError as error:
            raise DemoError(f"{self.name} does not answer") from error
        if not line:
            raise DemoError(f"{self.name} has ended, status {await self._process.wait()}")
        return line.decode()


class Cast:
    """All children of the demo; what they log goes to one file each in `logs`."""

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        self._logs = logs
        self._environment = environment
        self._actors: list[Actor] = []
        self._files: list[IO[bytes]] = []

    async def start(self, name: str, *command: str) -> Actor:
        """Start one more."""
        log = (self._logs / f"{name}.log").open("wb")
        self._files.append(log)
        actor = await Actor.start(name, command, log, self._environment)
        self._actors.append(actor)
        return actor

    def named(self, name: str) -> Actor:
        """One of them by name."""
        return next(actor for actor in self._actors if actor.name == name)

    async def dismiss(self, *actors: Actor) -> None:
        """End some of them, or all without names, the last one first."""
        for actor in actors or tuple(reversed(self._actors)):
            await actor.stop()
            self._actors.remove(actor)
        if not actors:
            for file in self._files:
                file.close()
