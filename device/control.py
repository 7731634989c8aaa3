"""A hand from outside: drives terminals by lines of JSON, for rehearsals, demonstrations and tests.

Only started when asked for on the command line. A line is `{"id", "do", …}`; the answer carries the same
id and `result` or `error`. What can be done is what a person can do, and looking:

| do       | with                         | result                          |
|----------|------------------------------|---------------------------------|
| devices  |                              | the terminals of this process   |
| screen   | device                       | the screen as JSON with `kind`  |
| enter    | device                       | confirms presence               |
| press    | device, choice               | presses a vote key              |
| step     | device, step, target, text   | the chair takes a step          |

A program with a window adds `touch`, `key`, `names` and `screenshot`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from device.intents import ConfirmPresence, PressKey, TakeStep
from device.runner import Runner
from device.screens import Choice, Step

Action = Callable[[dict[str, Any]], Awaitable[Any]]
MAX_LINE = 64 * 1024


def actions(runners: Mapping[str, Runner]) -> dict[str, Action]:
    """What can be done to terminals without a window."""

    async def devices(_request: dict[str, Any]) -> list[str]:
        return list(runners)

    async def screen(request: dict[str, Any]) -> dict[str, Any]:
        shown = runners[request["device"]].screen()
        return {"kind": type(shown).__name__, **asdict(shown)}

    async def enter(request: dict[str, Any]) -> None:
        runners[request["device"]].feed(ConfirmPresence())

    async def press(request: dict[str, Any]) -> None:
        runners[request["device"]].feed(PressKey(Choice(request["choice"])))

    async def step(request: dict[str, Any]) -> None:
        target, text = request.get("target", ""), request.get("text", "")
        runners[request["device"]].feed(TakeStep(Step(request["step"]), target, text))

    return {"devices": devices, "screen": screen, "enter": enter, "press": press, "step": step}


async def serve(known: Mapping[str, Action]) -> None:
    """Answer lines from standard input until it ends."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=MAX_LINE, loop=loop)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while True:
        try:
            line = await reader.readline()
        except ValueError:  # longer than MAX_LINE; what was read of it is gone
            answer = {"id": None, "error": "line-too-long"}
        else:
            if not line:
                return
            answer = await _answer(line, known)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


async def _answer(line: bytes, known: Mapping[str, Action]) -> dict[str, Any]:
    request: dict[str, Any] = {}
    try:
        request = _request(line)
        result = await known[request["do"]](request)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        return {"id": request.get("id"), "error": f"{type(error).__name__}: {error}"}
    return {"id": request.get("id"), "result": result}


def _request(line: bytes) -> dict[str, Any]:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
