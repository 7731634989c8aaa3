"""TLS of the room: version 1.3 alone, both sides show a certificate, one authority is believed."""

from __future__ import annotations

import ssl
from pathlib import Path

from protocol.identifiers import RoomId

_UNTRUSTED = {
    9: "certificate-not-yet-valid",
    10: "certificate-expired",
    18: "foreign-certificate",  # signed by itself
    19: "foreign-certificate",  # a chain that ends in an unknown authority
    20: "foreign-certificate",  # no authority known that could have issued it
    21: "foreign-certificate",
    7: "foreign-certificate",  # names our authority, is not signed by it
    26: "wrong-server-name",  # issued for a client, not for a server
    62: "wrong-server-name",
}
"""Codes for OpenSSL's X509_V_ERR numbers (openssl-verification-options)."""

_REFUSED_BY_PEER = ("UNKNOWN_CA", "BAD_CERTIFICATE", "CERTIFICATE_", "ACCESS_DENIED")


def broker_name(room: RoomId) -> str:
    """The DNS name a room's broker shows in its certificate, whatever its address."""
    return f"hub.{room}"


def client_context(ca: Path, certificate: Path, key: Path) -> ssl.SSLContext:
    """A context that believes the authority in `ca` alone and shows `certificate`.

    The system's authorities are not loaded. Raises `OSError` or `ssl.SSLError` for unusable files.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # verifies the chain and the name
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cafile=ca)
    context.load_cert_chain(certificate, key)
    return context


def refusal(error: BaseException | None) -> str:
    """The code of a refused certificate, ours or the peer's; empty if `error` is no refusal."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _UNTRUSTED.get(error.verify_code, "certificate-refused")
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "reason", None) or ""
        return "own-certificate-refused" if any(part in reason for part in _REFUSED_BY_PEER) else ""
    return ""
