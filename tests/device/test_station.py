"""A terminal put together from its settings: only with an identity of its own room."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from device.clock import Clock
from device.screens import SeatWaiting
from device.station import Face, Station
from firmware_config.errors import SetupError
from firmware_config.folder import RoomFolder
from firmware_config.schema import TerminalConfig, TerminalRole, load_terminal
from protocol.identifiers import DeviceId, RoomId
from tests.support.room import make_room

SEAT = DeviceId("seat-01")


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return make_room(tmp_path / "room")


@pytest.fixture
def config(room: RoomFolder) -> TerminalConfig:
    return load_terminal(room.terminal(SEAT) / "terminal.toml")


def make_station(config: TerminalConfig) -> Station:
    return Station(config, Clock(), tuple, Face())


def refusal(config: TerminalConfig) -> str:
    with pytest.raises(SetupError) as error:
        make_station(config)
    return error.value.code


async def test_a_provisioned_terminal_is_ready_to_run(config: TerminalConfig) -> None:
    station = make_station(config)
    assert isinstance(station.runner.screen(), SeatWaiting)
    assert station.terminal.identity.device == SEAT
    assert len(bytes.fromhex(station.terminal.identity.wrap_key)) == 32


async def test_a_hub_certificate_of_another_room_is_refused_before_anything_is_connected(
    config: TerminalConfig, tmp_path: Path
) -> None:
    other = make_room(tmp_path / "other", room=RoomId("phong-hop-2"))
    shutil.copy(other.hub_identity / "hub.pem", config.identity / "hub.pem")
    assert refusal(config) == "foreign-certificate"
    assert not (config.data / "outbox").exists()


async def test_another_terminals_certificate_in_the_hubs_place_is_refused(
    config: TerminalConfig,
) -> None:
    shutil.copy(config.identity / "device.pem", config.identity / "hub.pem")
    assert refusal(config) == "foreign-certificate"


async def test_settings_of_another_room_than_the_certificates_are_refused(
    config: TerminalConfig,
) -> None:
    assert refusal(replace(config, room=RoomId("phong-hop-2"))) == "foreign-certificate"


@pytest.mark.parametrize("changes", [{"device": DeviceId("seat-02")}, {"role": TerminalRole.CHAIR}])
async def test_settings_that_claim_to_be_another_terminal_are_refused(
    config: TerminalConfig, changes: dict[str, str]
) -> None:
    assert refusal(replace(config, **changes)) == "foreign-certificate"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["ca.pem", "hub.pem", "device.pem", "device.key"])
async def test_a_missing_part_of_the_identity_is_named_by_a_code(
    config: TerminalConfig, name: str
) -> None:
    (config.identity / name).unlink()
    assert refusal(config)


@pytest.mark.parametrize("name", ["ca.pem", "hub.pem", "device.pem", "device.key"])
async def test_a_damaged_part_of_the_identity_is_named_by_a_code(
    config: TerminalConfig, name: str
) -> None:
    (config.identity / name).write_bytes(b"not PEM")
    assert refusal(config)
