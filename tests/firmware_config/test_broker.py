"""What mosquitto is told."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from firmware_config.broker import (
    LARGEST_PACKET,
    BrokerPlan,
    render_access_list,
    render_configuration,
    write_broker_files,
)
from protocol.identifiers import DeviceId, RoomId

PLAN = BrokerPlan("127.0.0.1", 8883, Path("/identity"))
ROOM, HUB = RoomId("r"), DeviceId("hub")


def test_every_listener_asks_for_a_certificate_and_goes_by_its_name() -> None:
    lines = render_configuration(PLAN, Path("/acl")).splitlines()
    for line in (
        "listener 8883 127.0.0.1",
        "tls_version tlsv1.3",
        "require_certificate true",
        "use_identity_as_username true",
        "use_username_as_clientid true",
        "allow_anonymous false",
        "crlfile /identity/crl.pem",
        "acl_file /acl",
        "set_tcp_nodelay true",
        "persistence false",
        f"max_packet_size {LARGEST_PACKET}",
    ):
        assert line in lines
    assert sum(line.startswith("listener") for line in lines) == 1


def test_a_path_cannot_smuggle_in_a_setting() -> None:
    for path in (Path("/a\nallow_anonymous true"), Path("relative")):
        with pytest.raises(ValueError, match="not a path"):
            render_configuration(PLAN, path)


def test_a_device_gets_literal_rights_of_its_own_alone() -> None:
    text = render_access_list(ROOM, HUB, [DeviceId("b"), DeviceId("a"), DeviceId("a")])
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    users = ["user hub", "user hub.bulk", "user a", "user a.bulk", "user b", "user b.bulk"]
    assert [block[0] for block in blocks] == users
    assert blocks[0][1:] == ["topic readwrite room/r/#"]
    assert "pattern" not in text
    assert [line for line in blocks[2] if "write" in line] == ["topic write room/r/from/a/+"]
    assert not [line for line in blocks[3] if "write" in line]
    assert not [line for line in blocks[2] + blocks[3] if "/b/" in line]


def test_the_files_are_written_whole_and_for_their_owner(tmp_path: Path) -> None:
    for devices in ([], [DeviceId("a")]):
        path = write_broker_files(tmp_path / "broker", PLAN, ROOM, HUB, devices)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["access.txt", "mosquitto.conf"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert "user a" in files[0].read_text()
