"""A hand from outside: drives terminals by lines of JSON, for rehearsals, demonstrations and tests.

Only started when asked for on the command line. A line is `{"id", "do", …}`; the answer carries the same
id and `result` or `error`. What can be done is what a person can do, and looking:

| do       | with                                | result                         |
|----------|-------------------------------------|--------------------------------|
| devices  |                                     | the terminals of this process  |
| screen   | device                              | the screen as JSON with `kind` |
| enter    | device, (person), (pin)             | signs in                       |
| leave    | device                              | says that the person goes away |
| press    | device, choice                      | presses a vote key             |
| answer   | device, picks or levels             | fills a ballot in and casts it |
| count    | device, counts or named             | types counts and sends them    |
| void     | device, poll, agrees                | answers a proposed voiding     |
| correct  | device, poll, reason, counts, named | puts a counted poll right      |
| step     | device, step, target, text, kind,   | a console takes a step         |
|          | names, minutes                      |                                |
| speak    | device, (act), (kind)               | asks, withdraws or ends        |
| call     | device, (kind)                      | calls somebody, or no more     |

`picks` is a list of options, `levels` an object of option to level, `counts` one of key to number (as in
`CountRow`), `named` one of person to answer.

A program with a window adds `touch`, `key`, `names` and `screenshot`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec import to_builtins

from device import intents
from device.intents import Intent
from device.runner import Runner
from device.screens import CallKind, Choice, Level, PollKind, SpeechKind, Step

Request = dict[str, Any]
Action = Callable[[Request], Awaitable[Any]]
MAX_LINE = 64 * 1024


def actions(runners: Mapping[str, Runner]) -> dict[str, Action]:
    """What can be done to terminals without a window."""

    async def devices(_request: Request) -> list[str]:
        return list(runners)

    async def screen(request: Request) -> dict[str, Any]:
        shown = runners[request["device"]].screen()
        return {"kind": type(shown).__name__, **to_builtins(shown)}

    known: dict[str, Action] = {"devices": devices, "screen": screen}
    known |= {name: _action(runners, deed) for name, deed in _DEEDS.items()}
    return known


def _action(runners: Mapping[str, Runner], deed: Callable[[Request], list[Intent]]) -> Action:
    async def act(request: Request) -> None:
        runner = runners[request["device"]]
        for intent in deed(request):  # all or, if one makes no sense, none
            runner.feed(intent)

    return act


# ── what a person does, as the intents of a screen ──────────────────────────────────────────────


def _enter(request: Request) -> list[Intent]:
    person = [intents.ChoosePerson(request["person"])] if "person" in request else []
    digits = [intents.TypePin(digit) for digit in request.get("pin", "")]
    return [*person, *digits, intents.ConfirmPresence()]


def _leave(_request: Request) -> list[Intent]:
    return [intents.LeaveSeat()]


def _press(request: Request) -> list[Intent]:
    return [intents.PressKey(Choice(request["choice"]))]


def _fill_in(request: Request) -> list[Intent]:
    picks = [intents.TogglePick(option) for option in request.get("picks", ())]
    rated = dict(request.get("levels", {}))
    levels = [intents.SetLevel(option, Level(level)) for option, level in rated.items()]
    return [*picks, *levels, intents.SubmitAnswer(), intents.ConfirmChoice()]


def _numbers(request: Request) -> list[Intent]:
    counts, named = dict(request.get("counts", {})), dict(request.get("named", {}))
    numbers = [intents.SetCount(key, int(number)) for key, number in counts.items()]
    return [*numbers, *(intents.SetNamed(who, tuple(answer)) for who, answer in named.items())]


def _count(request: Request) -> list[Intent]:
    by_name = intents.CountByName("named" in request)
    return [by_name, *_numbers(request), intents.SendCount()]


def _void(request: Request) -> list[Intent]:
    return [intents.AnswerVoid(request["poll"], bool(request["agrees"]))]


def _correct(request: Request) -> list[Intent]:
    start, reason = intents.StartCorrection(request["poll"]), intents.SetReason(request["reason"])
    return [start, reason, *_numbers(request), intents.SendCorrection()]


def _step(request: Request) -> list[Intent]:
    step, kind = Step(request["step"]), request.get("kind")
    of_speech = step is Step.GRANT_SPEECH
    taken = intents.TakeStep(
        step,
        request.get("target", ""),
        request.get("text", ""),
        (SpeechKind(kind) if of_speech else PollKind(kind)) if kind else None,
        tuple(request.get("names", ())),
        int(request.get("minutes", 0)),
    )
    return [taken]


def _speak(request: Request) -> list[Intent]:
    act = request.get("act", "ask")
    if act == "ask":
        return [intents.AskToSpeak(SpeechKind(request.get("kind", SpeechKind.CONTRIBUTION)))]
    others: dict[str, Intent] = {
        "withdraw": intents.WithdrawRequest(),
        "end": intents.EndOwnSpeech(),
    }
    return [others[act]]


def _call(request: Request) -> list[Intent]:
    kind = request.get("kind", "")
    return [intents.CallService(CallKind(kind)) if kind else intents.CancelCall()]


_DEEDS: dict[str, Callable[[Request], list[Intent]]] = {
    "enter": _enter,
    "leave": _leave,
    "press": _press,
    "answer": _fill_in,
    "count": _count,
    "void": _void,
    "correct": _correct,
    "step": _step,
    "speak": _speak,
    "call": _call,
}


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
    request: Request = {}
    try:
        request = _request(line)
        result = await known[request["do"]](request)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        return {"id": request.get("id"), "error": f"{type(error).__name__}: {error}"}
    return {"id": request.get("id"), "result": result}


def _request(line: bytes) -> Request:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
