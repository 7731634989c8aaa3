"""TLS settings and the words for refusals."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from firmware_config.folder import RoomFolder
from protocol.identifiers import RoomId
from tests.support.room import make_room
from transport.tls import broker_name, client_context, refusal


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> RoomFolder:
    return make_room(tmp_path_factory.mktemp("tls") / "r", seats=())


def test_one_authority_is_believed_in_tls_13_with_the_servers_name(room: RoomFolder) -> None:
    identity = room.hub_identity
    context = client_context(identity / "ca.pem", identity / "hub.pem", identity / "hub.key")
    assert context.cert_store_stats() == {"x509": 1, "crl": 0, "x509_ca": 1}
    assert context.minimum_version is ssl.TLSVersion.TLSv1_3
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert broker_name(RoomId("r")) == "hub.r"


def test_files_that_cannot_be_used_are_an_error(room: RoomFolder, tmp_path: Path) -> None:
    identity = room.hub_identity
    with pytest.raises(OSError):  # noqa: PT011
        client_context(tmp_path / "none", identity / "hub.pem", identity / "hub.key")
    with pytest.raises(ssl.SSLError):
        client_context(identity / "ca.pem", identity / "hub.pem", identity / "broker.key")


def test_only_refusals_have_a_code() -> None:
    refused = ssl.SSLError(1, "[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca")
    refused.reason = "TLSV1_ALERT_UNKNOWN_CA"
    assert refusal(refused) == "own-certificate-refused"
    for other in (None, ConnectionResetError(), ssl.SSLError(1, "x")):
        assert refusal(other) == ""
