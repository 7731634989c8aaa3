"""Making a room on disk: whole or not at all, and repeatable."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from firmware_config import provision
from firmware_config.certificates import Role, issued_by, validity
from firmware_config.errors import ProvisionError
from firmware_config.folder import IDENTITY_TERM, RoomFolder
from firmware_config.layout import Device, device, load_layout
from firmware_config.provision import RoomPlan, issue_devices, missing_devices, provision_room
from firmware_config.schema import load_hub, load_terminal
from protocol.identifiers import DeviceId, RoomId

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SEATS = (device("seat-01", Role.SEAT, "Ghế 1"), device("chair", Role.CHAIR, "Chủ tọa"))
PLAN = RoomPlan(RoomId("phong-1"), 'Phòng "A" \\ 1', "127.0.0.1", 18883, SEATS)


def contents(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return provision_room(tmp_path / "room", PLAN, NOW)


def test_hub_and_terminals_find_their_settings(room: RoomFolder) -> None:
    hub = load_hub(room.hub_settings)
    assert (hub.room, hub.name, hub.broker.port) == (PLAN.room, PLAN.name, 18883)
    assert load_layout(hub.layout).devices == SEATS
    for entry in SEATS:
        terminal = load_terminal(room.terminal(entry.id) / "terminal.toml")
        assert (terminal.device, terminal.role.value) == (entry.id, entry.role.value)
        assert (terminal.hub.host, terminal.hub.port) == ("127.0.0.1", 18883)
        files = {path.name for path in terminal.identity.iterdir()}
        assert files == {
            "ca.pem",
            "hub.pem",
            "device.pem",
            "device.bulk.pem",
            "device.key",
        }


def test_every_identity_is_of_the_rooms_authority_and_lasts_its_term(room: RoomFolder) -> None:
    ca = (room.authority / "ca.pem").read_bytes()
    for entry in SEATS:
        pem = (room.terminal(entry.id) / "identity" / "device.pem").read_bytes()
        facts = issued_by(pem, ca, NOW)
        assert (facts.device, facts.role, facts.room) == (entry.id, entry.role, PLAN.room)
        assert validity(pem).until == NOW + IDENTITY_TERM
        assert pem == room.issued(entry.id).read_bytes()


def test_private_keys_are_their_owners_alone(room: RoomFolder) -> None:
    keys = list(room.root.rglob("*.key"))
    assert len(keys) == 3 + len(SEATS)
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_a_folder_with_anything_in_it_is_left_as_it_is(room: RoomFolder) -> None:
    before = contents(room.root)
    with pytest.raises(ProvisionError, match="room-exists"):
        provision_room(room.root, PLAN, NOW)
    assert contents(room.root) == before


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(provision, "issue_devices", full_disk)
    with pytest.raises(ProvisionError, match="room-not-written"):
        provision_room(tmp_path / "room", PLAN, NOW)
    assert list(tmp_path.iterdir()) == []


def test_issuing_again_changes_nothing_and_adds_only_what_is_missing(room: RoomFolder) -> None:
    before = contents(room.root)
    assert issue_devices(room, PLAN.room, SEATS, NOW + timedelta(days=1)) == ()
    assert contents(room.root) == before
    more: tuple[Device, ...] = (*SEATS, device("seat-02", Role.SEAT))
    assert [d.id for d in missing_devices(room, more)] == ["seat-02"]
    assert [d.id for d in issue_devices(room, PLAN.room, more, NOW)] == ["seat-02"]
    assert [d.id for d in load_layout(room.layout).devices] == ["seat-01", "chair", "seat-02"]


def test_an_identity_that_was_half_made_is_made_anew(room: RoomFolder) -> None:
    room.issued(DeviceId("seat-01")).unlink()
    assert [d.id for d in issue_devices(room, PLAN.room, SEATS, NOW)] == ["seat-01"]


def test_a_device_does_not_change_its_role_unnoticed(room: RoomFolder) -> None:
    with pytest.raises(ProvisionError, match="device-exists"):
        issue_devices(room, PLAN.room, (device("seat-01", Role.CHAIR),), NOW)


def test_without_its_authority_a_room_issues_nothing(room: RoomFolder) -> None:
    (room.authority / "ca.key").unlink()
    (room.authority / "ca.pem").unlink()
    before = contents(room.root)
    with pytest.raises(ProvisionError, match="authority-missing"):
        issue_devices(room, PLAN.room, (device("seat-09", Role.SEAT),), NOW)
    assert contents(room.root) == before


@pytest.mark.parametrize("room_id", ["", "Phòng", "a/b", "a" * 65, "-a"])
def test_a_room_id_that_is_no_name_is_refused(tmp_path: Path, room_id: str) -> None:
    plan = RoomPlan(RoomId(room_id), "x", "127.0.0.1", 1, ())
    with pytest.raises(ProvisionError, match="invalid-room"):
        provision_room(tmp_path / "room", plan, NOW)
    assert list(tmp_path.iterdir()) == []
