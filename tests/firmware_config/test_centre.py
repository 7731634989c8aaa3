"""Making a central server and introducing a room to it."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firmware_config.centre import CentrePlan, join_centre, provision_centre
from firmware_config.certificates import Role, issued_by
from firmware_config.errors import ProvisionError
from firmware_config.folder import RoomFolder
from firmware_config.provision import RoomPlan, provision_room
from firmware_config.schema import HubRole, load_hub
from protocol.identifiers import RoomId

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PLAN = CentrePlan(RoomId("trung-tam"), "Trung tâm", "127.0.0.1", 18443, ("localhost", "127.0.0.1"))


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return provision_room(
        tmp_path / "room", RoomPlan(RoomId("phong-1"), "Phòng", "127.0.0.1", 18883, ()), NOW
    )


@pytest.fixture
def centre(tmp_path: Path) -> RoomFolder:
    return provision_centre(tmp_path / "centre", PLAN, NOW)


def test_a_room_and_a_centre_know_each_other_after_joining(
    room: RoomFolder, centre: RoomFolder
) -> None:
    join_centre(room, centre, "127.0.0.1")
    ours, theirs = load_hub(room.hub_settings), load_hub(centre.hub_settings)
    assert theirs.role is HubRole.CENTRE
    assert (theirs.https.address, theirs.https.port) == ("127.0.0.1", 18443)
    assert theirs.https.trusted_rooms is not None
    trusted = (theirs.https.trusted_rooms / "phong-1.pem").read_bytes()
    assert trusted == (room.authority / "ca.pem").read_bytes()
    assert ours.centre.url == "https://127.0.0.1:18443"
    assert ours.centre.ca is not None
    signer = (centre.hub_identity / "hub.pem").read_bytes()
    assert issued_by(signer, ours.centre.ca.read_bytes(), NOW).role is Role.CENTRE


def handshake(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> None:
    """TLS between two contexts in memory; raises if either refuses."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        client.wrap_bio(to_client, to_server, server_hostname=name),
        server.wrap_bio(to_server, to_client, server_side=True),
    )
    for _ in range(3):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue


def test_what_a_room_pins_admits_the_centre_by_its_names_alone(
    tmp_path: Path, room: RoomFolder
) -> None:
    now = datetime.now(UTC)
    centre = provision_centre(tmp_path / "c", PLAN, now)
    join_centre(room, centre, "localhost")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(centre.hub_identity / "https.pem", centre.hub_identity / "https.key")
    pinned = load_hub(room.hub_settings).centre.ca
    client = ssl.create_default_context(cafile=pinned)
    for name in ("localhost", "127.0.0.1"):
        handshake(server, client, name)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(server, client, "elsewhere")
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(server, ssl.create_default_context(cafile=room.authority / "ca.pem"), "localhost")


def test_joining_again_changes_nothing_and_another_centre_is_refused(
    room: RoomFolder, centre: RoomFolder
) -> None:
    join_centre(room, centre, "localhost")
    before = room.hub_settings.read_bytes()
    join_centre(room, centre, "localhost")
    assert room.hub_settings.read_bytes() == before
    with pytest.raises(ProvisionError, match="centre-set"):
        join_centre(room, centre, "elsewhere")
    with pytest.raises(ProvisionError, match="no-centre"):
        join_centre(room, room, "localhost")
    assert room.hub_settings.read_bytes() == before
