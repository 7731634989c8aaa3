"""What the hub seals and wraps: length, format and refusals. Opening is tested with the terminal's half."""

from __future__ import annotations

import pytest

from protocol.errors import LocalProtocolError, RemoteProtocolError
from protocol.transfer import SEAL_BYTES
from transport.paper_cipher import seal_chunk, wrap_key

KEY = bytes(range(32))


def test_a_sealed_chunk_is_one_tag_longer() -> None:
    assert len(seal_chunk(KEY, "to-trinh", 1, 0, 2, b"abc")) == 3 + SEAL_BYTES


def test_the_format_of_a_sealed_chunk_never_changes() -> None:
    """Papers sealed by an older hub must open on a newer terminal."""
    sealed = seal_chunk(KEY, "to-trinh", 2, 5, 9, b"Ngh\xe1\xbb\x8b quy\xe1\xba\xbft")
    assert sealed.hex() == "82af8bfd9914b942dcf7a20a7368e613e2cf3a396e8d279256420735dbc5"


@pytest.mark.parametrize(("version", "index", "total"), [(0, 0, 1), (1, 1, 1), (1, -1, 1)])
def test_a_chunk_that_cannot_exist_is_not_sealed(version: int, index: int, total: int) -> None:
    with pytest.raises(LocalProtocolError, match="bad-chunk-position"):
        seal_chunk(KEY, "to-trinh", version, index, total, b"")


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33), bytes(32)])
def test_a_key_is_wrapped_only_for_a_real_key(public: bytes) -> None:
    with pytest.raises(RemoteProtocolError, match="bad-wrapping-key"):
        wrap_key(public, KEY, b"info")
