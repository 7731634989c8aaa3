"""The guard keeps the broker's files in step with who is revoked and who is barred."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from firmware_config.broker import BrokerPlan
from firmware_config.errors import CertificateError
from firmware_config.folder import RoomFolder
from firmware_config.layout import HUB
from firmware_config.revoke import revoke_devices
from hub.distribution.doorkeeper import BAN
from hub.distribution.guard import Guard, GuardPlan
from hub.distribution.security_log import SecurityLog
from hub.identity import load_identity
from protocol.identifiers import DeviceId
from protocol.topics import Said, from_device
from tests.support.room import ROOM, make_room

ONE, TWO = DeviceId("seat-01"), DeviceId("seat-02")
NOW = datetime.now(UTC)


class Gate:
    """A guard with a clock to turn, and what it did."""

    def __init__(self, room: RoomFolder) -> None:
        self.now = 0.0
        self.reloads = 0
        self.lines: list[str] = []
        identity = room.hub_identity.absolute()
        plan = GuardPlan(
            room=ROOM,
            hub=HUB,
            broker=BrokerPlan("127.0.0.1", 8883, identity),
            files=room.hub.absolute() / "data" / "broker",
            enrolled=load_identity(identity, ROOM, int(NOW.timestamp() * 1000)).enrolled,
            link_mbit=1000,
        )
        security = SecurityLog(self.lines.append, lambda: self.now)
        self.guard = Guard(plan, security, self._reload, lambda: self.now)

    def _reload(self) -> None:
        self.reloads += 1

    def users(self) -> set[str]:
        """Who has rights at the broker."""
        text = (self.guard.configuration.parent / "access.txt").read_text(encoding="utf-8")
        return {line[5:] for line in text.splitlines() if line.startswith("user ")}

    def hears(self, device: DeviceId, times: int = 1) -> int:
        """How many of so many messages may be read."""
        topic = from_device(ROOM, device, Said.BALLOT)
        return sum(self.guard.admits(topic, 500) for _ in range(times))

    def kinds(self) -> list[str]:
        return [line.split()[0].removeprefix("refused=") for line in self.lines]


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return make_room(tmp_path / "r")


@pytest.fixture
def gate(room: RoomFolder) -> Gate:
    return Gate(room)


def test_all_terminals_have_rights_at_first_and_looking_changes_nothing(gate: Gate) -> None:
    everybody = {
        name for each in ("hub", ONE, TWO, "chair", "wall") for name in (each, f"{each}.bulk")
    }
    assert gate.users() == everybody
    gate.guard.look()
    assert gate.reloads == 0


def test_a_revoked_terminal_loses_its_rights_at_the_next_look(gate: Gate, room: RoomFolder) -> None:
    revoke_devices(room, [ONE], NOW)
    gate.guard.look()
    gate.guard.look()
    assert gate.reloads == 1
    assert {ONE, f"{ONE}.bulk"}.isdisjoint(gate.users())
    assert (gate.hears(ONE), gate.hears(TWO)) == (0, 1)
    assert gate.kinds() == ["revoked-terminal"]


def test_whom_the_list_names_at_the_start_has_no_rights(room: RoomFolder) -> None:
    revoke_devices(room, [ONE], NOW)
    gate = Gate(room)
    assert ONE not in gate.users()
    assert gate.hears(ONE) == 0


def test_a_flooding_terminal_loses_its_rights_for_a_while(gate: Gate) -> None:
    gate.hears(ONE, 5_000)
    gate.guard.look()
    assert ONE not in gate.users()
    gate.now += BAN - 1
    gate.guard.look()
    assert gate.reloads == 1
    gate.now += 2
    gate.guard.look()
    assert gate.reloads == 2
    assert ONE in gate.users()
    assert gate.hears(ONE) == 1
    assert gate.kinds()[:3] == ["too-many-messages", "flood", "barred-terminal"]


def test_a_damaged_list_leaves_the_one_before_in_force(gate: Gate, room: RoomFolder) -> None:
    revoke_devices(room, [ONE], NOW)
    gate.guard.look()
    room.revocations.write_text("nonsense")
    gate.guard.look()
    assert gate.reloads == 1
    assert ONE not in gate.users()


def test_a_disk_that_takes_no_list_does_not_end_the_guard(gate: Gate, room: RoomFolder) -> None:
    files = gate.guard.configuration.parent
    files.rename(files.with_name("away"))
    files.touch()
    gate.hears(ONE, 5_000)
    gate.guard.look()
    assert gate.hears(ONE) == 0
    files.unlink()
    files.with_name("away").rename(files)
    gate.guard.look()
    assert ONE not in gate.users()


def test_without_a_list_there_is_no_guard(room: RoomFolder) -> None:
    room.revocations.unlink()
    with pytest.raises(CertificateError):
        Gate(room)


def test_what_the_broker_says_of_others_is_reported(gate: Gate) -> None:
    gate.guard.overhear("Client seat-01 disconnected due to oversize packet.")
    for line in ("seat-01 1 #", f"seat-01.bulk 1 room/{ROOM}/bulk/+/+", "hub.bulk 1 #"):
        gate.guard.overhear(line)
    assert gate.kinds() == ["too-large", "forbidden-subscription", "forbidden-subscription"]
