"""Paper keys in memory, and papers opened with them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from device.document_cache import DocumentCache
from device.keyring import Keyring
from protocol.messages import KeyGrant
from protocol.sealing import key_label
from protocol.transfer import CHUNK_BYTES, Manifest, join_hashes
from transport.paper_cipher import CipherError, seal_chunk, wrap_key

KEY = bytes(range(32))
CONTENT = b"%PDF-1.7 " + bytes(CHUNK_BYTES)
PARTS = (b"a picture", CONTENT[:CHUNK_BYTES], CONTENT[CHUNK_BYTES:])
SEALED = [seal_chunk(KEY, "to-trinh", 1, i, len(PARTS), part) for i, part in enumerate(PARTS)]
PAPER = Manifest(
    paper="to-trinh",
    version=1,
    item="item-1",
    title="Tờ trình",
    pages=1,
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    chunk_hashes=join_hashes(hashlib.sha256(part).digest() for part in SEALED),
)


@pytest.fixture
def cache(tmp_path: Path) -> DocumentCache:
    """A cache that holds the whole paper."""
    cache = DocumentCache(tmp_path, 10 * CHUNK_BYTES)
    for index, data in enumerate(SEALED):
        cache.store("to-trinh", 1, index, len(SEALED), data)
    return cache


@pytest.fixture
def keyring(cache: DocumentCache) -> Keyring:
    return Keyring("seat-001", cache)


def grant(keyring: Keyring, device: str = "seat-001", meeting: str = "phien-1") -> KeyGrant:
    label = key_label(meeting, "to-trinh", 1, device)
    wrapped = wrap_key(bytes.fromhex(keyring.public_key()), KEY, label)
    return KeyGrant("to-trinh", 1, wrapped.hex(), 0)


def refusal(keyring: Keyring, manifest: Manifest = PAPER) -> str:
    with pytest.raises(CipherError) as error:
        keyring.whole(manifest)
    return error.value.code


def test_a_granted_paper_opens_whole_and_at_its_first_page(keyring: Keyring) -> None:
    keyring.keep("phien-1", grant(keyring))
    assert keyring.whole(PAPER) == CONTENT
    assert keyring.first_page(PAPER) == b"a picture"


def test_without_its_key_nothing_opens(keyring: Keyring) -> None:
    assert refusal(keyring) == "key-missing"


def test_forgotten_keys_open_nothing(keyring: Keyring) -> None:
    keyring.keep("phien-1", grant(keyring))
    keyring.forget_all()
    assert refusal(keyring) == "key-missing"


def test_the_key_of_one_version_does_not_open_another(keyring: Keyring) -> None:
    keyring.keep("phien-1", grant(keyring))
    assert refusal(keyring, replace(PAPER, version=2)) == "key-missing"


@pytest.mark.parametrize("wrong", [{"device": "seat-002"}, {"meeting": "phien-2"}])
def test_a_key_wrapped_for_another_seat_or_meeting_is_refused(
    keyring: Keyring, wrong: dict[str, str]
) -> None:
    with pytest.raises(CipherError, match="key-not-for-this-seat"):
        keyring.keep("phien-1", grant(keyring, **wrong))
    assert refusal(keyring) == "key-missing"


def test_a_key_for_an_earlier_run_of_this_seat_is_refused(
    keyring: Keyring, cache: DocumentCache
) -> None:
    earlier = Keyring("seat-001", cache)
    with pytest.raises(CipherError, match="key-not-for-this-seat"):
        keyring.keep("phien-1", grant(earlier))


def test_a_chunk_spoilt_on_disk_is_forged(keyring: Keyring, cache: DocumentCache) -> None:
    keyring.keep("phien-1", grant(keyring))
    cache.store("to-trinh", 1, 1, 3, SEALED[1][:-1] + b"?")
    assert refusal(keyring) == "chunk-forged"


def test_a_chunk_gone_from_the_disk_counts_as_forged(
    keyring: Keyring, cache: DocumentCache
) -> None:
    keyring.keep("phien-1", grant(keyring))
    cache.drop("to-trinh", 1)
    assert refusal(keyring) == "chunk-forged"


def test_a_paper_that_is_not_what_its_manifest_says_is_refused(keyring: Keyring) -> None:
    keyring.keep("phien-1", grant(keyring))
    assert refusal(keyring, replace(PAPER, sha256="00" * 32)) == "chunk-forged"
