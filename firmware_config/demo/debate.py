"""What the demo says of an item: two speakers called by the chair, a point of order, a conclusion's tasks."""

from __future__ import annotations

import asyncio
from typing import Any

from firmware_config.demo.cast import DemoError
from firmware_config.demo.hands import Hands
from protocol.identifiers import DeviceId

SPEAKS = 0.6  # seconds of a speech: the whole demo is to take about a minute
RESTS = 0.6  # seconds of a break
ORDER_SEAT = DeviceId("seat-11")
BREAK_MINUTES = 10


async def debate(hands: Hands) -> None:
    """Somebody registered before the session, somebody asks by touch, somebody jumps the queue."""
    await hands.touch(hands.players.seat, "speak-ask")
    await _queue_of(hands, 2)
    names = [row["title"] for row in await _queue(hands)]
    hands.tell.fact(f"Hàng chờ phát biểu: {'; '.join(names)} (ghế 10 vừa chạm “Xin phát biểu”).")
    await _call_first(hands)
    await asyncio.sleep(SPEAKS)
    await _call_first(hands)
    await hands.players.hall.do("speak", device=ORDER_SEAT, kind="order")
    await _queue_of(hands, 1)
    await asyncio.sleep(SPEAKS)
    hands.tell.fact("Ghế 11 xin phát biểu về trình tự: được mời trước.")
    await _call_first(hands)
    await asyncio.sleep(SPEAKS)
    await _take(hands, "end-speech")
    await _who_spoke(hands)


async def rest(hands: Hands) -> None:
    """A short break, that the wall announces."""
    await _take(hands, "suspend-session", minutes=BREAK_MINUTES)
    wall = await _wall(hands, "WallBreak")
    hands.tell.fact(f"Phiên họp tạm nghỉ; màn hình chung báo {wall['returns']} tiếp tục.")
    await asyncio.sleep(RESTS)
    await hands.step("resume-session", told="Chủ tọa tiếp tục phiên họp", heading=False)


async def tell_tasks(hands: Hands) -> None:
    """The tasks that the conclusion just given orders, as the wall shows them."""
    for task in (await _wall(hands, "WallConclusion"))["tasks"]:
        support = f", phối hợp: {', '.join(task['support'])}" if task["support"] else ""
        due = f", hạn {task['due']}" if task["due"] else ""
        hands.tell.fact(f"Giao việc: {task['task']} (chủ trì: {task['lead']}{support}{due}).")


async def _call_first(hands: Hands) -> None:
    first = (await _queue(hands))[0]
    await hands.touch(hands.players.chair, f"grant:{first['person']}")

    async def speaks() -> bool:
        wall = await hands.players.wall.do("screen", device="wall")
        return bool(wall["kind"] == "WallSpeaker" and wall["speech"]["person"] == first["person"])

    await hands.until(speaks)
    hands.tell.fact(f"Chủ tọa mời {first['title']}; đồng hồ chạy trên mọi màn hình.")


async def _who_spoke(hands: Hands) -> None:
    spoken = (await hands.console())["speakers"]["spoken"]
    times = [f"{row['title']} {row['ms'] / 1000:.0f} giây" for row in spoken if row["times"]]
    hands.tell.fact(f"Đã phát biểu: {'; '.join(times)}.")


async def _take(hands: Hands, step: str, **details: Any) -> None:
    """A step that is no next step, and its answer."""
    await hands.players.chair.do("step", device="chair", step=step, **details)

    async def answered() -> bool:
        console = await hands.console()
        if console["notice"]:
            raise DemoError(f"{step}: {console['notice']}")
        return not console["waiting"]

    await hands.until(answered)


async def _queue(hands: Hands) -> list[dict[str, Any]]:
    queue: list[dict[str, Any]] = (await hands.console())["speakers"]["speakers"]["queue"]
    return queue


async def _queue_of(hands: Hands, persons: int) -> None:
    async def waiting() -> bool:
        return len(await _queue(hands)) == persons

    await hands.until(waiting)


async def _wall(hands: Hands, kind: str) -> dict[str, Any]:
    seen: dict[str, Any] = {}

    async def shown() -> bool:
        seen.update(await hands.players.wall.do("screen", device="wall"))
        return bool(seen["kind"] == kind)

    await hands.until(shown)
    return seen
