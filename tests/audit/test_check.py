"""The auditor's cryptography: a certificate counts or is refused by name, whatever its bytes are."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import check
from audit.bundle_file import BundleRefusedError
from audit.check import unheard, verify_bundle
from protocol.errors import RemoteProtocolError
from protocol.verifier.seal import ca_fingerprint
from tests.audit.bundle_maker import START, decode_text, room_keys, seal, zipped

DAY_MS = 86_400_000


def der(pem: bytes) -> bytes:
    return base64.b64decode(b"".join(pem.splitlines()[1:-1]))


def pem(data: bytes) -> bytes:
    text = base64.encodebytes(data)
    return b"-----BEGIN CERTIFICATE-----\n" + text + b"-----END CERTIFICATE-----\n"


def code_of(certificate: bytes, authority: bytes, at: int = START) -> str:
    try:
        check._issued_by(certificate, authority, at)
    except RemoteProtocolError as error:
        return error.code
    return "accepted"


REFUSALS = {"malformed", "foreign-certificate", "expired"}


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
@settings(deadline=None)
@given(st.integers(0), st.integers(1, 255))
def test_a_changed_certificate_is_refused_by_name(place: int, flip: int) -> None:
    known = room_keys()
    data = bytearray(der(known.certificates["seat-binh"]))
    data[place % len(data)] ^= flip
    assert code_of(pem(bytes(data)), known.authority.pem) in REFUSALS


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
@settings(deadline=None)
@given(st.integers(0), st.integers(1, 255))
def test_a_changed_authority_never_raises_otherwise(place: int, flip: int) -> None:
    known = room_keys()
    data = bytearray(der(known.authority.pem))
    data[place % len(data)] ^= flip
    assert code_of(known.certificates["seat-binh"], pem(bytes(data))) in {*REFUSALS, "accepted"}


@given(st.binary(max_size=200))
def test_any_bytes_as_certificate_are_refused(data: bytes) -> None:
    assert code_of(data, room_keys().authority.pem) in REFUSALS


@pytest.mark.parametrize("at", [0, START + 36500 * DAY_MS])
def test_a_certificate_counts_only_in_its_time(at: int) -> None:
    known = room_keys()
    assert code_of(known.certificates["seat-binh"], known.authority.pem, at) == "expired"


def test_the_fingerprint_is_that_of_any_certificate_viewer() -> None:
    certificate = room_keys().authority.certificate
    assert ca_fingerprint(room_keys().authority.pem) == certificate.fingerprint(SHA256()).hex()


@given(st.binary(max_size=100))
def test_the_fingerprint_of_no_certificate_is_a_text_all_the_same(data: bytes) -> None:
    assert len(ca_fingerprint(data)) in (0, 64)


def test_a_bundle_is_audited_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(seal()).getvalue())
    trusted = room_keys().authority.pem
    report = verify_bundle(path, trusted, read_text=decode_text, progress=unheard)
    assert report.sound
    assert report.ca_trusted


def test_what_is_no_bundle_is_refused_by_type(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"")
    with pytest.raises(BundleRefusedError):
        verify_bundle(path, None, read_text=decode_text, progress=unheard)
