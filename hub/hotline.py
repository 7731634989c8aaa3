"""A line from the hub's own commands to the hub that runs: one question, one answer, on this machine only.

A socket in the hub's data folder that only its user may open. `phienhop-hub release` and the like ask the
running hub, since only one program may write a record at a time. Questions and answers are one line of JSON
each; an answer has `done` true, or a `code` that says why not.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

MAX_LINE = 256 * 1024  # a manifest of the largest paper has 45 KiB
PATIENCE_S = 60.0  # a recall waits for keys to be destroyed on a slow disk

Answer: TypeAlias = Mapping[str, Any]
Ask: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[Answer]]

log = logging.getLogger(__name__)


class HotlineError(Exception):
    """The running hub said no, or something that is no answer; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextlib.asynccontextmanager
async def answering(path: Path, ask: Ask) -> AsyncIterator[None]:
    """Answer questions on a socket at `path` for as long as this is open; one left behind is replaced."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            writer.write(json.dumps(await _answer(reader, ask)).encode() + b"\n")
            with contextlib.suppress(ConnectionError):
                await writer.drain()

    with _listening(path) as listener:
        server = await asyncio.start_unix_server(serve, sock=listener, limit=MAX_LINE)
        try:
            yield
        finally:
            server.close()


@contextlib.contextmanager
def _listening(path: Path) -> Iterator[socket.socket]:
    """A socket at `path` that only this user may open; gone at the end."""
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        before = os.umask(0o177)
        try:
            with _short(path) as short:
                listener.bind(short)
        finally:
            os.umask(before)
        try:
            yield listener
        finally:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """Another name of `path`: that of a socket may have 107 bytes at most, wherever the data lie."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


async def _answer(reader: asyncio.StreamReader, ask: Ask) -> Answer:
    try:
        question = json.loads(await reader.readline())
        if not isinstance(question, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as error:
        log.warning("a question that is none: %s", error)
        return {"code": "bad-question"}
    return await ask(question)


def call(path: Path, question: Mapping[str, Any]) -> Answer | None:
    """Ask the hub that runs; None if none does. Raises `HotlineError` with its refusal."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE_S)
        try:
            with _short(path) as short:
                line.connect(short)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        line.sendall(json.dumps(question).encode() + b"\n")
        try:
            with line.makefile("rb") as answers:
                answer: Any = json.loads(answers.readline(MAX_LINE))
        except (OSError, ValueError) as error:  # cut, silent for too long, or no answer
            raise HotlineError("hub-hung-up") from error
    if not isinstance(answer, dict) or not answer.get("done"):
        raise HotlineError(str(answer.get("code", "hub-hung-up")))
    return answer
