"""What mosquitto 2 says of those it turned away is understood; what it says of others is not misread."""

from __future__ import annotations

import pytest

from hub.distribution.broker_words import BrokerWords

UNVERIFIED = "error:0A000086:SSL routines::certificate verify failed"
SWITCHED_OFF = "error:0A000126:SSL routines::unexpected eof while reading"
RIGHTS = {
    "hub": ("room/r/from/+/+",),
    "seat-01": ("room/r/head", "room/r/to/seat-01"),
    "seat-01.bulk": (),
}


@pytest.mark.parametrize(
    ("line", "kind", "device"),
    [
        ("Client seat-01 disconnected due to oversize packet.", "too-large", "seat-01"),
        ("Client seat-01 disconnected due to malformed packet.", "malformed-packet", "seat-01"),
        ("Client <unknown> disconnected due to protocol error.", "malformed-packet", ""),
        (
            "Bad socket read/write on client seat-01: Unknown error.",
            "forbidden-publication",
            "seat-01",
        ),
        (
            "Client seat-01 already connected, closing old connection.",
            "second-connection",
            "seat-01",
        ),
        (
            "New client connected from 10.0.0.7:60305 as seat-99 (p5, c0, k60, u'seat-99').",
            "unknown-terminal",
            "seat-99",
        ),
        ("seat-01 1 #", "forbidden-subscription", "seat-01"),
        ("seat-01 0 room/r/to/seat 02", "forbidden-subscription", "seat-01"),
        ("seat-01.bulk 0 room/r/head", "forbidden-subscription", "seat-01.bulk"),
        (
            f"OpenSSL Error[0]: {UNVERIFIED}",
            "refused-handshake",
            "",
        ),
        (
            "OpenSSL Error[0]: error:0A0000C7:SSL routines::peer did not return a certificate",
            "refused-handshake",
            "",
        ),
        ("OpenSSL Error[0]: error:0A00009C:SSL routines::http request", "refused-handshake", ""),
        (
            f"Client connection from 10.0.0.7 failed: {UNVERIFIED}.",
            "refused-handshake",
            "",
        ),
    ],
)
def test_a_refusal_is_understood(line: str, kind: str, device: str) -> None:
    sighting = BrokerWords(RIGHTS).read(line)
    assert sighting is not None
    assert (sighting.kind, sighting.device) == (kind, device)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Warning: Mosquitto should not be run as root/administrator.",
        "New connection from 127.0.0.1:37431 on port 47507.",
        "New client connected from 127.0.0.1:37431 as seat-01 (p5, c1, k60, u'seat-01').",
        "seat-01 1 room/r/head",
        "hub 1 room/r/from/+/+",
        "seat-99 1 #",  # told when it connected
        "Client seat-01 disconnected.",
        "Client seat-01 closed its connection.",
        "Client seat-01 has exceeded timeout, disconnecting.",
        "Client <unknown> disconnected: Protocol error.",
        f"OpenSSL Error[0]: {SWITCHED_OFF}",
        f"Client connection from 127.0.0.1 failed: {SWITCHED_OFF}.",
    ],
)
def test_what_is_no_refusal_is_passed_over(line: str) -> None:
    assert BrokerWords(RIGHTS).read(line) is None


def test_a_failed_handshake_names_the_latest_connection() -> None:
    words = BrokerWords(RIGHTS)
    words.read("New connection from 10.0.0.9:37431 on port 8883.")
    sighting = words.read("OpenSSL Error[0]: error:0A00009C:SSL routines::http request")
    assert sighting is not None
    assert sighting.detail == "10.0.0.9 or so: http request"
