"""A revoked terminal is on the list with both its certificates, once and for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from firmware_config.certificates import Role, read_revocations, serial_number, validity
from firmware_config.errors import CertificateError, KeyFileError, ProvisionError
from firmware_config.folder import RoomFolder
from firmware_config.layout import device
from firmware_config.main import main
from firmware_config.provision import RoomPlan, issue_devices, provision_room, revoked_devices
from firmware_config.revoke import revoke_devices
from protocol.identifiers import DeviceId, RoomId

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
ROOM = RoomId("phong-1")
ONE, TWO = DeviceId("seat-01"), DeviceId("seat-02")
SEATS = tuple(device(name, Role.SEAT) for name in (ONE, TWO))


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return provision_room(
        tmp_path / "room", RoomPlan(ROOM, "Phòng", "127.0.0.1", 18883, SEATS), NOW
    )


def listed(room: RoomFolder) -> dict[int, datetime]:
    ca_pem = (room.authority / "ca.pem").read_bytes()
    entries = read_revocations(room.revocations, ca_pem)
    return {entry.serial_number: entry.revocation_date_utc for entry in entries}


def serials(room: RoomFolder, name: DeviceId) -> set[int]:
    """As the terminal itself has its certificates."""
    identity = room.terminal(name) / "identity"
    files = (identity / "device.pem", identity / "device.bulk.pem")
    return {serial_number(path.read_bytes()) for path in files}


def test_a_new_room_has_revoked_nobody(room: RoomFolder) -> None:
    assert listed(room) == {}
    assert revoked_devices(room, [ONE, TWO]) == frozenset()


def test_both_certificates_are_listed_and_those_of_others_are_not(room: RoomFolder) -> None:
    assert revoke_devices(room, [ONE], LATER) == {ONE}
    assert listed(room) == dict.fromkeys(serials(room, ONE), LATER)
    assert revoked_devices(room, [ONE, TWO]) == {ONE}


def test_the_list_grows_keeps_its_dates_and_lasts_as_long_as_the_authority(
    room: RoomFolder,
) -> None:
    revoke_devices(room, [ONE], NOW)
    revoke_devices(room, [TWO], LATER)
    dates = dict.fromkeys(serials(room, ONE), NOW) | dict.fromkeys(serials(room, TWO), LATER)
    assert listed(room) == dates
    crl = x509.load_pem_x509_crl(room.revocations.read_bytes())
    assert crl.next_update_utc == validity((room.authority / "ca.pem").read_bytes()).until


def test_revoking_again_changes_nothing_and_needs_no_authority(room: RoomFolder) -> None:
    revoke_devices(room, [ONE], NOW)
    (room.authority / "ca.key").unlink()
    before = room.revocations.read_bytes()
    assert revoke_devices(room, [ONE], LATER) == frozenset()
    assert room.revocations.read_bytes() == before


@pytest.mark.parametrize("name", ["seat-03", "../seat-01", "", "hub"])
def test_an_unknown_device_and_none_is_revoked(room: RoomFolder, name: str) -> None:
    with pytest.raises(ProvisionError) as caught:
        revoke_devices(room, [ONE, DeviceId(name)], NOW)
    assert caught.value.code == "unknown-device"
    assert listed(room) == {}


def test_without_the_authority_nothing_is_revoked(room: RoomFolder) -> None:
    (room.authority / "ca.key").unlink()
    with pytest.raises(KeyFileError):
        revoke_devices(room, [ONE], NOW)
    assert listed(room) == {}


@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_damaged_list_is_named(room: RoomFolder, content: bytes) -> None:
    room.revocations.write_bytes(content)
    with pytest.raises(CertificateError) as caught:
        revoke_devices(room, [ONE], NOW)
    assert caught.value.code == "revocations-unreadable"


def test_a_list_of_another_room_is_refused(room: RoomFolder, tmp_path: Path) -> None:
    other = provision_room(
        tmp_path / "other", RoomPlan(ROOM, "Phòng", "127.0.0.1", 18884, SEATS), NOW
    )
    room.revocations.write_bytes(other.revocations.read_bytes())
    with pytest.raises(CertificateError) as caught:
        listed(room)
    assert caught.value.code == "revocations-unreadable"


def test_a_revoked_id_is_never_issued_again(room: RoomFolder) -> None:
    revoke_devices(room, [ONE], NOW)
    with pytest.raises(ProvisionError) as caught:
        issue_devices(room, ROOM, SEATS, LATER)
    assert (caught.value.code, caught.value.detail) == ("device-revoked", ONE)


def test_the_command_tells_what_it_did(
    room: RoomFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["revoke", str(room.root), ONE]) == 0
    assert main(["revoke", str(room.root), ONE, TWO]) == 0
    assert capsys.readouterr().out.split("\n") == ["- seat-01", "= seat-01", "- seat-02", ""]
    assert main(["revoke", str(room.root), "seat-77"]) == 1
    assert "[unknown-device]" in capsys.readouterr().err
