"""What the room's authority issues, and what is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from firmware_config.authority import Authority, Subject, self_signed
from firmware_config.certificates import CertificateFacts, Role, Validity, issued_by, serial_number
from firmware_config.errors import CertificateError
from firmware_config.keys import new_browser_key, new_key
from protocol.identifiers import DeviceId, RoomId

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
TERM = Validity(NOW - timedelta(days=1), NOW + timedelta(days=90))
ROOM = RoomId("phong-1")
CA = Authority.create(ROOM, new_key(), TERM)
KEY = new_key()


def issue(role: Role = Role.SEAT) -> bytes:
    return CA.issue(Subject(ROOM, role, DeviceId("seat-01")), KEY.public_key(), TERM)


def code(certificate: bytes, ca: bytes = CA.pem, at: datetime = NOW) -> str:
    with pytest.raises(CertificateError) as caught:
        issued_by(certificate, ca, at)
    return caught.value.code


@pytest.mark.parametrize("role", list(Role))
def test_a_certificate_says_whose_it_is(role: Role) -> None:
    expected = CertificateFacts(
        DeviceId("seat-01"), role, ROOM, KEY.public_key().public_bytes_raw()
    )
    assert issued_by(issue(role), CA.pem, NOW) == expected


def test_another_authority_of_the_same_name_is_foreign() -> None:
    assert code(issue(), Authority.create(ROOM, new_key(), TERM).pem) == "foreign-certificate"


def test_a_certificate_counts_only_within_its_term() -> None:
    for at in (TERM.since - timedelta(seconds=1), TERM.until + timedelta(seconds=1)):
        assert code(issue(), at=at) == "expired"
    for at in (TERM.since, TERM.until):
        assert issued_by(issue(), CA.pem, at).device == "seat-01"


@given(st.binary(max_size=300))
def test_any_other_bytes_are_malformed(data: bytes) -> None:
    assert code(data) == "malformed"


def test_the_authority_itself_is_no_device() -> None:
    assert code(CA.pem) == "malformed"


def test_a_server_for_browsers_is_its_own_authority_and_no_identity() -> None:
    key = new_browser_key()
    pem = self_signed(("localhost", "127.0.0.1"), key, TERM)
    certificate = x509.load_pem_x509_certificate(pem)
    certificate.verify_directly_issued_by(certificate)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert [str(ip) for ip in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1"]
    assert code(pem) == "foreign-certificate"
    assert code(pem, pem) == "malformed"


def test_only_the_broker_may_be_a_server_of_the_room() -> None:
    """A stolen seat certificate must not open a false hub."""
    for role in (Role.BROKER, Role.SEAT):
        extensions = x509.load_pem_x509_certificate(issue(role)).extensions
        names = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        serves = x509.oid.ExtendedKeyUsageOID.SERVER_AUTH in list(purposes)
        assert serves == (role is Role.BROKER)
        assert names.get_values_for_type(x509.DNSName) == ([f"hub.{ROOM}"] if serves else [])


def test_the_revocation_list_names_the_serials_and_is_the_authoritys() -> None:
    pem = issue()
    listed = x509.load_pem_x509_crl(CA.revocations([serial_number(pem)], TERM))
    assert listed.get_revoked_certificate_by_serial_number(serial_number(pem)) is not None
    assert listed.get_revoked_certificate_by_serial_number(1) is None
    assert listed.is_signature_valid(CA.key.public_key())
