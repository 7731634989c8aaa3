"""The bytes that fix a chunk and a key to their place."""

from __future__ import annotations

import pytest

from protocol.errors import ProtocolError
from protocol.sealing import chunk_label, chunk_nonce, key_label


def test_the_labels_are_exactly_these_bytes() -> None:
    assert chunk_label("to-trinh", 2, 0, 17) == b"phienhop-chunk/1|to-trinh|2|0|17"
    assert key_label("hop-12", "to-trinh", 2, "seat-07") == (
        b"phienhop-key/1|hop-12|to-trinh|2|seat-07"
    )
    assert chunk_nonce(258) == bytes(10) + b"\x01\x02"


@pytest.mark.parametrize("name", ["a|1", "", "Tờ-trình", "a/b"])
def test_a_name_that_could_be_read_two_ways_is_refused(name: str) -> None:
    with pytest.raises(ProtocolError, match="invalid-identifier"):
        chunk_label(name, 1, 0, 1)
    with pytest.raises(ProtocolError, match="invalid-identifier"):
        key_label("hop", "to-trinh", 1, name)


@pytest.mark.parametrize(("version", "index", "total"), [(0, 0, 1), (1, 1, 1), (1, -1, 1)])
def test_an_impossible_position_is_refused(version: int, index: int, total: int) -> None:
    with pytest.raises(ProtocolError, match="bad-chunk-position"):
        chunk_label("to-trinh", version, index, total)
