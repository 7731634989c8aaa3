"""A chunk opens in its own place only, a key at its own seat only. Both halves are tested together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from protocol.sealing import key_label
from transport.paper_cipher import CipherError, WrappingKey, open_chunk, seal_chunk, wrap_key

KEY = bytes(range(32))


class Place(Struct, frozen=True):
    key: bytes = KEY
    document: str = "to-trinh"
    version: int = 2
    index: int = 3
    total: int = 9

    def seal(self, plaintext: bytes) -> bytes:
        return seal_chunk(self.key, self.document, self.version, self.index, self.total, plaintext)

    def open(self, sealed: bytes) -> bytes:
        return open_chunk(self.key, self.document, self.version, self.index, self.total, sealed)


HERE = Place()


@given(st.binary(max_size=2000), st.integers(0, 1023))
def test_every_chunk_opens_as_it_was_sealed(plaintext: bytes, index: int) -> None:
    place = replace(HERE, index=index, total=1024)
    assert place.open(place.seal(plaintext)) == plaintext


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, document="to-trinh-2"),
        replace(HERE, version=1),
        replace(HERE, index=4),
        replace(HERE, total=10),
        replace(HERE, key=bytes(32)),
    ],
)
def test_a_chunk_opens_nowhere_else(elsewhere: Place) -> None:
    with pytest.raises(CipherError, match="chunk-forged"):
        elsewhere.open(HERE.seal(b"Ngh\xe1\xbb\x8b quy\xe1\xba\xbft"))


def test_two_chunks_cannot_change_places() -> None:
    first, second = replace(HERE, index=1), replace(HERE, index=2)
    with pytest.raises(CipherError, match="chunk-forged"):
        first.open(second.seal(b"two"))


@given(st.integers(0, 20 * 8 - 1))
def test_every_bit_counts(bit: int) -> None:
    sealed = bytearray(HERE.seal(b"four"))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CipherError, match="chunk-forged"):
        HERE.open(bytes(sealed))


@pytest.mark.parametrize("length", [0, 15, 19])
def test_a_cut_chunk_is_forged(length: int) -> None:
    with pytest.raises(CipherError, match="chunk-forged"):
        HERE.open(HERE.seal(b"four")[:length])


INFO = key_label("hop-12", "to-trinh", 2, "seat-07")


def test_a_key_unwraps_at_the_seat_it_was_wrapped_for() -> None:
    seat = WrappingKey()
    wrapped = wrap_key(seat.public_bytes(), KEY, INFO)
    assert seat.unwrap(wrapped, INFO) == KEY
    assert KEY not in wrapped


def test_a_key_does_not_unwrap_at_another_seat() -> None:
    wrapped = wrap_key(WrappingKey().public_bytes(), KEY, INFO)
    with pytest.raises(CipherError, match="key-not-for-this-seat"):
        WrappingKey().unwrap(wrapped, INFO)


@pytest.mark.parametrize(
    "info",
    [
        key_label("hop-13", "to-trinh", 2, "seat-07"),
        key_label("hop-12", "bao-cao", 2, "seat-07"),
        key_label("hop-12", "to-trinh", 1, "seat-07"),
        key_label("hop-12", "to-trinh", 2, "seat-08"),
        b"",
    ],
)
def test_a_key_does_not_unwrap_for_another_purpose(info: bytes) -> None:
    seat = WrappingKey()
    with pytest.raises(CipherError, match="key-not-for-this-seat"):
        seat.unwrap(wrap_key(seat.public_bytes(), KEY, INFO), info)


@pytest.mark.parametrize("wrapped", [b"", bytes(31), bytes(32), bytes(80)])
def test_rubbish_is_not_a_key(wrapped: bytes) -> None:
    with pytest.raises(CipherError, match="key-not-for-this-seat"):
        WrappingKey().unwrap(wrapped, INFO)


def test_a_key_of_the_wrong_length_is_refused() -> None:
    seat = WrappingKey()
    with pytest.raises(CipherError, match="key-not-for-this-seat"):
        seat.unwrap(wrap_key(seat.public_bytes(), b"short", INFO), INFO)
