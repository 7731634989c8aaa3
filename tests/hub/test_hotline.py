"""The line between the hub's commands and the hub that runs."""

from __future__ import annotations

import asyncio
import socket
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hub.hotline import Answer, HotlineError, answering, call


async def echo(question: Mapping[str, Any]) -> Answer:
    if question.get("do") == "no":
        return {"code": "paper-recalled"}
    return {"done": True, "heard": question}


async def ask(path: Path, question: Mapping[str, Any]) -> Answer | None:
    return await asyncio.to_thread(call, path, question)


async def test_a_question_gets_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    async with answering(path, echo):
        assert await ask(path, {"do": "x", "title": "Tờ trình"}) == {
            "done": True,
            "heard": {"do": "x", "title": "Tờ trình"},
        }


async def test_a_refusal_is_raised_with_its_code(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    async with answering(path, echo):
        with pytest.raises(HotlineError, match="paper-recalled"):
            await ask(path, {"do": "no"})


async def test_where_no_hub_runs_nobody_answers(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    assert await ask(path, {}) is None
    async with answering(path, echo):
        pass
    assert not path.exists()
    assert await ask(path, {}) is None


async def test_a_socket_left_behind_by_a_killed_hub_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    assert await ask(path, {}) is None
    async with answering(path, echo):
        assert await ask(path, {}) is not None


async def test_only_the_hubs_own_user_may_ask(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    async with answering(path, echo):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "line", [b"\n", b"[]\n", b"{\n", b"x" * 300_000 + b"\n", b"[" * 90_000 + b"\n", b""]
)
async def test_rubbish_is_answered_as_such_and_the_line_goes_on(
    tmp_path: Path, line: bytes
) -> None:
    path = tmp_path / "hub.sock"
    async with answering(path, echo):
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(line)
        writer.write_eof()
        assert b"bad-question" in await reader.read()
        writer.close()
        assert await ask(path, {"do": "x"}) is not None


async def test_a_data_folder_with_a_very_long_name_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / ("phong-hop-" * 20)
    folder.mkdir()
    async with answering(folder / "hub.sock", echo):
        assert await ask(folder / "hub.sock", {}) is not None
