"""A hall of real processes: a hub with its mosquitto and SQLite, and all terminals, on loopback.

`stage_hall` makes the room and the meeting folder, `Hall` runs the programs and is driven by what people
do: signing in, pressing, the chair's steps. Every child dies with the test, however that ends.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from firmware_config.certificates import Role
from firmware_config.demo.cast import Actor, Cast
from firmware_config.folder import RoomFolder
from firmware_config.layout import device
from firmware_config.provision import RoomPlan, provision_room
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings
from protocol.identifiers import DeviceId, RoomId
from protocol.record import Record, verify_chain
from tests.hub.distribution.pdf_maker import text_pdf
from tests.support import programs
from tests.support.room import free_port

ROOT = Path(__file__).resolve().parents[2]
MEETING = "phien-thu"
SEATS = tuple(f"seat-{number:02d}" for number in range(1, 25))
CHAIR = "chair"
LIMIT = 45.0  # seconds anything may take before a test fails; a start under load takes five
LOOK = 0.05  # seconds between two looks at a screen

_QUIET = '\n[announce]\nenabled = false\ninterfaces = ["127.0.0.1"]\n'


class Saved(Struct, frozen=True):
    """A ballot as its terminal keeps it; `receipt` is the record it was told, if it was."""

    ballot: str
    poll: str
    device: str
    answer: tuple[str, ...]
    receipt: int | None


# ── the room and its meeting on disk ────────────────────────────────────────────────────────────────


def stage_room(root: Path, consoles: Sequence[str] = (CHAIR,)) -> RoomFolder:
    """A room of 24 seats and consoles, which knows no network but loopback."""
    seats = [
        device(name, Role.SEAT, seat=name[-2:], column=place % 6, row=place // 6)
        for place, name in enumerate(SEATS)
    ]
    plan = RoomPlan(
        room=RoomId("phong-thu"),
        name="Phòng họp thử",
        address="127.0.0.1",
        port=free_port(),
        devices=(*seats, *(device(name, Role.CHAIR) for name in consoles)),
    )
    room = provision_room(root, plan, datetime.now(UTC))
    append(room.hub_settings, _QUIET)
    for entry in plan.devices:
        settings = terminal_settings(room, entry.id)
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f'interfaces = ["127.0.0.1"]\n{text}', encoding="utf-8")
    return room


def append(settings: Path, text: str) -> None:
    """Add tables to a settings file."""
    settings.write_text(settings.read_text(encoding="utf-8") + text, encoding="utf-8")


def terminal_settings(room: RoomFolder, name: str) -> Path:
    """A terminal's settings file."""
    return room.terminal(DeviceId(name)) / "terminal.toml"


def write_folder(folder: Path, polls: int = 1) -> Path:
    """A meeting folder: everybody a member on a seat, two small papers, polls the chair ends."""
    (folder / "papers").mkdir(parents=True)
    for name in ("to-trinh", "bao-cao"):
        (folder / "papers" / f"{name}.pdf").write_bytes(text_pdf(name))
    (folder / "meeting.toml").write_text(_meeting(polls), encoding="utf-8")
    return folder


def _meeting(polls: int) -> str:
    members = "\n".join(
        f'  {{ id = "dai-bieu-{n:02d}", name = "Nguyễn Thị {n}", title = "Ủy viên", short = "UV {n}" }},'
        for n in range(1, len(SEATS) + 1)
    )
    seats = "\n".join(
        f'  {{ seat = "{name[-2:]}", person = "dai-bieu-{name[-2:]}" }},' for name in SEATS
    )
    question = '[[items.polls]]\nquestion = "Thông qua, lần {}"\nduration_s = 0\n\n'
    return _MEETING.format(
        members=members,
        seats=seats,
        polls="".join(question.format(number) for number in range(1, polls + 1)),
    )


_MEETING = """\
title = "Phiên họp thử"
subject = "Phiên họp thử của Ủy ban nhân dân"
place = "Phòng họp thử"
starts_at = 2026-11-27T08:00:00+07:00
chair = "dai-bieu-01"
secretary = "dai-bieu-02"
members = [
{members}
]
seats = [
{seats}
]

[body]
name = "Ủy ban nhân dân"
parent = ""
rule_pack = "ubnd"

[[items]]
title = "Tờ trình"
presenter = "Giám đốc Sở"
minutes = 10
draft = "Thống nhất."

[[items.papers]]
file = "papers/to-trinh.pdf"
title = "Tờ trình"

[[items.papers]]
file = "papers/bao-cao.pdf"
title = "Báo cáo"

{polls}"""


def call(
    module: str, *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one of the project's programs to its end."""
    return programs.run(
        module,
        [*map(str, arguments)],
        {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        LIMIT,
    )


def import_meeting(room: RoomFolder, folder: Path) -> MeetingFolder:
    """Have the hub import the folder."""
    done = call("hub.main", "--settings", room.hub_settings, "import", folder, "--meeting", MEETING)
    assert done.returncode == 0, done.stderr
    return kept_meeting(room)


def kept_meeting(room: RoomFolder) -> MeetingFolder:
    """Where the hub keeps the meeting."""
    return Meetings(room.hub / "data").folder(MEETING)


def records_of(meeting: MeetingFolder) -> list[Record]:
    """Every record of a meeting whose hub is not running; fails where the chain is broken."""
    with SqliteEventLog(meeting.record) as log:
        return [record for record, _ in verify_chain(log.lines())]


# ── processes ───────────────────────────────────────────────────────────────────────────────────────


def children_of(pid: int) -> list[int]:
    """Process ids of the direct children."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def program_of(pid: int) -> str:
    """The name of a process, empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


async def until(holds: Callable[[], Awaitable[Any]], limit: float = LIMIT) -> None:
    """Look again and again until `holds`, or fail naming it."""
    try:
        async with asyncio.timeout(limit):
            while not await holds():  # noqa: ASYNC110  other processes cannot tell us
                await asyncio.sleep(LOOK)
    except TimeoutError:
        raise AssertionError(f"nothing came of {holds.__qualname__} in {limit:.0f} s") from None


class Hall:
    """The running programs of one room."""

    def __init__(self, room: RoomFolder, logs: Path) -> None:
        self.room = room
        self._logs = logs
        logs.mkdir(exist_ok=True)
        self.cast = Cast(logs, {"PYTHONPATH": str(ROOT)})
        self.meeting = kept_meeting(room)
        self.hub: Actor | None = None
        self.terminals: Actor | None = None
        self._started = 0

    # ── programs ────────────────────────────────────────────────────────────────────────────────

    async def start_hub(self, *, ready: bool = True) -> None:
        """Start the hub on what is kept there; without `ready` return as soon as it exists."""
        settings = ("--settings", str(self.room.hub_settings), "--log", "INFO")
        command = ("hub.main", *settings, "run", "--ready", "--meeting", MEETING)
        self.hub = await self.cast.start(self._name("hub"), *command)
        if ready:
            await self.hub.ready()

    async def start_terminals(self, names: Sequence[str] = (*SEATS, CHAIR)) -> None:
        """Start the terminals, all in one process."""
        files = [str(terminal_settings(self.room, name)) for name in names]
        self.terminals = await self.cast.start(
            self._name("terminals"), "device.main", "--control", *files
        )

    async def kill_hub(self) -> None:
        """End the hub as a power cut would, its broker included."""
        self.hub = await self._kill(self.hub)

    async def kill_terminals(self) -> None:
        """End all terminals as a power cut would."""
        self.terminals = await self._kill(self.terminals)

    async def stop_hub(self) -> int:
        """End the hub politely; its exit status."""
        assert self.hub is not None
        status = await self.hub.stop()
        await self.cast.dismiss(self.hub)
        self.hub = None
        return status

    async def hub_ended(self) -> tuple[int, str]:
        """Wait until the hub ends by itself; its exit status and what it logged."""
        assert self.hub is not None
        hub, self.hub = self.hub, None
        status = await hub.ended()
        await self.cast.dismiss(hub)
        return status, (self._logs / f"{hub.name}.log").read_text(encoding="utf-8")

    def broker_pid(self) -> int | None:
        """The running mosquitto's process id, None while there is none.

        Never 0: a signal to process 0 goes to the sender's whole process group.
        """
        assert self.hub is not None
        found = [pid for pid in children_of(self.hub.pid) if program_of(pid) == "mosquitto"]
        return found[0] if found else None

    async def kill_broker(self) -> None:
        """Kill the broker, waiting for it if it is just coming back."""

        async def runs() -> bool:
            return self.broker_pid() is not None

        await until(runs)
        pid = self.broker_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    async def _kill(self, actor: Actor | None) -> None:
        assert actor is not None
        os.kill(actor.pid, signal.SIGKILL)
        await self.cast.dismiss(actor)

    def _name(self, program: str) -> str:
        self._started += 1
        return f"{self._started:03d}-{program}"

    # ── people ──────────────────────────────────────────────────────────────────────────────────

    async def do(self, what: str, **details: Any) -> Any:
        """Have something done at a terminal."""
        assert self.terminals is not None
        return await self.terminals.do(what, **details)

    async def screen(self, name: str) -> dict[str, Any]:
        """What a terminal shows."""
        shown: dict[str, Any] = await self.do("screen", device=name)
        return shown

    async def press(self, name: str, choice: str) -> None:
        """A delegate presses a key."""
        await self.do("press", device=name, choice=choice)

    async def sign_in(self) -> None:
        """Everybody confirms being here."""
        for name in SEATS:

            async def welcomed(name: str = name) -> bool:
                return bool((await self.screen(name))["kind"] == "SeatWelcome")

            await until(welcomed)
            await self.do("enter", device=name)

        async def complete() -> bool:
            return bool((await self.screen(CHAIR))["present"] == len(SEATS))

        await until(complete)

    async def step(self, wanted: str) -> None:
        """The chair takes the step `wanted` once it is offered, and it is done."""

        async def offered() -> bool:
            button = await self._button()
            return bool(button.get("step") == wanted and button["enabled"])

        await until(offered)
        before = await self._button()
        text = "Thống nhất." if wanted == "conclude-item" else ""
        await self.do("step", device=CHAIR, step=wanted, target=before["target"], text=text)

        async def taken() -> bool:
            console = await self.screen(CHAIR)
            assert not console.get("notice"), console["notice"]
            return bool(console.get("next_step") != before and not console.get("waiting", True))

        await until(taken)

    async def _button(self) -> dict[str, Any]:
        shown: dict[str, Any] = (await self.screen(CHAIR)).get("next_step") or {}
        return shown

    async def open_poll(self) -> None:
        """The chair opens the next poll and every seat may press."""
        await self.step("open-poll")

        async def open_everywhere() -> bool:
            ballots = [(await self.screen(name)).get("ballot") for name in SEATS]
            return all(ballot and ballot["may_vote"] for ballot in ballots)

        await until(open_everywhere)

    async def begin(self) -> None:
        """From nothing to the first open poll."""
        await self.start_hub()
        await self.start_terminals()
        await self.sign_in()
        for step in ("open-session", "take-item", "start-discussion"):
            await self.step(step)
        await self.open_poll()

    async def all_accepted(self) -> None:
        """Wait until every lamp says that the hub has what was pressed last."""

        async def lit() -> bool:
            ballots = [(await self.screen(name)).get("ballot") for name in SEATS]
            return all(ballot and ballot["lamp"] == "accepted" for ballot in ballots)

        await until(lit)

    async def finish_poll(self) -> dict[str, Any]:
        """The chair closes and announces; the result as the console showed it in between."""
        await self.step("close-poll")
        result: dict[str, Any] = (await self.screen(CHAIR))["result"]
        await self.step("announce-poll")
        return result

    async def close(self) -> None:
        """From the announced poll to the closed session."""
        await self.step("conclude-item")
        await self.step("close-session")

    async def bundle(self) -> Path:
        """Wait for the exported bundle."""

        async def written() -> bool:
            return self.meeting.bundle.exists()

        await until(written)
        return self.meeting.bundle

    def outboxes(self, *names: str) -> list[Saved]:
        """Every ballot on these terminals' disks, or on all; one being replaced this moment may be missed."""
        found = []
        for name in names or SEATS:
            for path in (self.room.terminal(DeviceId(name)) / "data" / "outbox").glob("*.json"):
                try:
                    kept = json.loads(path.read_bytes())
                except FileNotFoundError:
                    continue
                fields = (
                    kept["ballot"],
                    kept["poll"],
                    name,
                    tuple(kept["answer"]),
                    kept["receipt"],
                )
                found.append(Saved(*fields))
        return found


@asynccontextmanager
async def hall(root: Path, polls: int = 1) -> AsyncIterator[Hall]:
    """A hall below `root` with its meeting imported and nothing running yet."""
    room = stage_room(root / "room")
    import_meeting(room, write_folder(root / "folder", polls))
    async with running(room, root / "logs") as made:
        yield made


@asynccontextmanager
async def running(room: RoomFolder, logs: Path) -> AsyncIterator[Hall]:
    """A hall for a room there is; nothing of it is left running."""
    made = Hall(room, logs)
    try:
        yield made
    finally:
        await made.cast.dismiss()
