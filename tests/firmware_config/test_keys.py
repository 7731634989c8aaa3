"""Keys: what is written, read, signed and refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_config.errors import KeyFileError
from firmware_config.folder import RoomFolder
from firmware_config.keys import Signer, new_browser_key, new_key, read_key, verify, write_key
from protocol.identifiers import DeviceId
from tests.support.room import make_room

KEY = new_key()
PUBLIC = KEY.public_key().public_bytes_raw()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> RoomFolder:
    return make_room(tmp_path_factory.mktemp("keys") / "r")


@given(st.binary(max_size=200), st.integers(0, 511))
def test_a_signature_holds_for_its_bytes_and_breaks_with_any_flipped_bit(
    message: bytes, bit: int
) -> None:
    signature = KEY.sign(message)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert len(signature) == 64
    assert verify(PUBLIC, message, signature)
    assert not verify(PUBLIC, message + b"x", signature)
    assert not verify(PUBLIC, message, bytes(flipped))


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_any_bytes_for_a_key_or_signature_are_refused_without_an_exception(
    owner: bytes, signature: bytes
) -> None:
    assert not verify(owner, b"message", signature)


def test_the_signer_signs_for_its_certificate(room: RoomFolder) -> None:
    identity = room.terminal(DeviceId("seat-01")) / "identity"
    signer = Signer.load(identity / "device.key", identity / "device.pem")
    assert verify(signer.certificate_pem, b"{}", signer.sign(b"{}"))


def test_key_and_certificate_of_different_devices_are_refused(room: RoomFolder) -> None:
    one, two = (room.terminal(DeviceId(name)) / "identity" for name in ("seat-01", "seat-02"))
    with pytest.raises(KeyFileError, match="key-malformed"):
        Signer.load(one / "device.key", two / "device.pem")


def test_a_key_file_is_its_owners_alone_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    write_key(path, KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        write_key(path, new_key())
    assert read_key(path).public_key() == KEY.public_key()


def test_an_unusable_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no key")
    write_key(tmp_path / "p256", new_browser_key())
    for name, code in (
        ("none", "key-missing"),
        ("text", "key-malformed"),
        ("p256", "key-malformed"),
    ):
        with pytest.raises(KeyFileError) as caught:
            read_key(tmp_path / name)
        assert (caught.value.code, caught.value.detail) == (code, str(tmp_path / name))
