"""The hand from outside: one line in, one line out, and no line stops it."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from typing import Any

import pytest

from device.control import MAX_LINE, Action, actions, serve
from device.inputs import Input
from device.intents import (
    AnswerVoid,
    AskToSpeak,
    CallService,
    CancelCall,
    ChoosePerson,
    ConfirmChoice,
    ConfirmPresence,
    CountByName,
    EndOwnSpeech,
    LeaveSeat,
    PressKey,
    SendCorrection,
    SendCount,
    SetCount,
    SetLevel,
    SetNamed,
    SetReason,
    StartCorrection,
    SubmitAnswer,
    TakeStep,
    TogglePick,
    TypePin,
    WithdrawRequest,
)
from device.present.role import screen
from device.screens import CallKind, Choice, Level, PollKind, SpeechKind, Step
from tests.support.hub_voice import make_terminal


class FakeRunner:
    """A terminal's runner that only remembers."""

    def __init__(self) -> None:
        self.fed: list[Input] = []

    def feed(self, entry: Input) -> None:
        self.fed.append(entry)

    def screen(self) -> Any:
        return screen(make_terminal(), 0)


async def converse(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, Action], *lines: bytes
) -> list[dict[str, Any]]:
    """Say lines on standard input until it ends; the answers."""
    reading, writing = os.pipe()
    out = io.StringIO()
    with os.fdopen(reading, "rb") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", out)
        serving = asyncio.create_task(serve(known))
        with os.fdopen(writing, "wb") as said:
            for line in lines:
                await asyncio.to_thread(_write, said, line + b"\n")
        async with asyncio.timeout(10):
            await serving
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _write(pipe: Any, line: bytes) -> None:
    pipe.write(line)
    pipe.flush()


@pytest.fixture
def runner() -> FakeRunner:
    return FakeRunner()


@pytest.fixture
def known(runner: FakeRunner) -> dict[str, Action]:
    return actions({"seat-001": runner})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("request_", "intents"),
    [
        ({"do": "enter"}, [ConfirmPresence()]),
        (
            {"do": "enter", "person": "p001", "pin": "12"},
            [ChoosePerson("p001"), TypePin("1"), TypePin("2"), ConfirmPresence()],
        ),
        ({"do": "leave"}, [LeaveSeat()]),
        ({"do": "press", "choice": "against"}, [PressKey(Choice.AGAINST)]),
        (
            {"do": "answer", "picks": ["a", "b"]},
            [TogglePick("a"), TogglePick("b"), SubmitAnswer(), ConfirmChoice()],
        ),
        (
            {"do": "answer", "levels": {"a": "low"}},
            [SetLevel("a", Level.LOW), SubmitAnswer(), ConfirmChoice()],
        ),
        (
            {"do": "count", "counts": {"for": 3, "invalid": 1}},
            [CountByName(by_name=False), SetCount("for", 3), SetCount("invalid", 1), SendCount()],
        ),
        (
            {"do": "count", "named": {"p001": ["for"]}},
            [CountByName(by_name=True), SetNamed("p001", ("for",)), SendCount()],
        ),
        ({"do": "void", "poll": "poll-1", "agrees": True}, [AnswerVoid("poll-1", agrees=True)]),
        (
            {"do": "correct", "poll": "poll-1", "reason": "Nhầm", "named": {"p001": []}},
            [
                StartCorrection("poll-1"),
                SetReason("Nhầm"),
                SetNamed("p001", ()),
                SendCorrection(),
            ],
        ),
        ({"do": "step", "step": "open-session"}, [TakeStep(Step.OPEN_SESSION)]),
        (
            {"do": "step", "step": "conclude-item", "target": "item-1", "text": "Thống nhất."},
            [TakeStep(Step.CONCLUDE_ITEM, "item-1", "Thống nhất.")],
        ),
        (
            {"do": "step", "step": "ask-now", "target": "item-1", "text": "?", "kind": "unnamed"},
            [TakeStep(Step.ASK_NOW, "item-1", "?", PollKind.UNNAMED)],
        ),
        (
            {"do": "step", "step": "grant-speech", "target": "p001", "kind": "debate"},
            [TakeStep(Step.GRANT_SPEECH, "p001", kind=SpeechKind.DEBATE)],
        ),
        (
            {"do": "step", "step": "suspend-session", "minutes": 10},
            [TakeStep(Step.SUSPEND_SESSION, minutes=10)],
        ),
        (
            {"do": "step", "step": "pass-items", "names": ["item-1", "item-2"]},
            [TakeStep(Step.PASS_ITEMS, names=("item-1", "item-2"))],
        ),
        ({"do": "speak"}, [AskToSpeak()]),
        ({"do": "speak", "kind": "order"}, [AskToSpeak(SpeechKind.ORDER)]),
        ({"do": "speak", "act": "withdraw"}, [WithdrawRequest()]),
        ({"do": "speak", "act": "end"}, [EndOwnSpeech()]),
        ({"do": "call", "kind": "water"}, [CallService(CallKind.WATER)]),
        ({"do": "call"}, [CancelCall()]),
    ],
)
async def test_what_a_person_can_do_is_done_and_answered(
    monkeypatch: pytest.MonkeyPatch,
    known: dict[str, Action],
    runner: FakeRunner,
    request_: dict[str, Any],
    intents: list[Input],
) -> None:
    line = json.dumps({"id": 7, "device": "seat-001", **request_}).encode()
    assert await converse(monkeypatch, known, line) == [{"id": 7, "result": None}]
    assert runner.fed == intents


async def test_devices_are_listed_and_a_screen_says_its_kind(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, Action]
) -> None:
    devices, shown = await converse(
        monkeypatch,
        known,
        b'{"id":1,"do":"devices"}',
        b'{"id":2,"do":"screen","device":"seat-001"}',
    )
    assert devices == {"id": 1, "result": ["seat-001"]}
    assert shown["result"]["kind"] == "SeatWaiting"
    assert shown["result"]["header"]["link"] == "searching"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b'"devices"',
        b"null",
        b"\xff\xfe",
        b"[" * 10_000,
        b"{}",
        b'{"do":"fly"}',
        b'{"do":["devices"]}',
        b'{"do":"enter"}',
        b'{"do":"enter","device":"seat-999"}',
        b'{"do":"enter","device":{}}',
        b'{"do":"press","device":"seat-001"}',
        b'{"do":"press","device":"seat-001","choice":"maybe"}',
        b'{"do":"step","device":"seat-001","step":"fly"}',
        b'{"do":"step","device":"seat-001","step":"ask-now","kind":"fly"}',
        b'{"do":"step","device":"seat-001","step":"grant-speech","kind":"unnamed"}',
        b'{"do":"step","device":"seat-001","step":"open-session","minutes":"x"}',
        b'{"do":"speak","device":"seat-001","act":"fly"}',
        b'{"do":"speak","device":"seat-001","kind":"fly"}',
        b'{"do":"call","device":"seat-001","kind":"fly"}',
        b'{"do":"answer","device":"seat-001","levels":{"a":"fly"}}',
        b'{"do":"count","device":"seat-001","counts":{"for":"x"}}',
        b'{"do":"count","device":"seat-001","counts":[1]}',
        b'{"do":"correct","device":"seat-001","poll":"poll-1"}',
        b"x" * (2 * MAX_LINE),
    ],
    ids=lambda line: repr(line[:40]),
)
async def test_a_line_that_makes_no_sense_is_answered_and_the_next_one_served(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, Action], runner: FakeRunner, line: bytes
) -> None:
    answers = await converse(monkeypatch, known, line, b'{"id":2,"do":"devices"}')
    assert all("error" in answer for answer in answers[:-1])
    assert len(answers) >= 2
    assert answers[-1] == {"id": 2, "result": ["seat-001"]}
    assert runner.fed == []
