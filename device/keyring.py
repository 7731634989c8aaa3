"""Paper keys in memory, and papers opened with them. Nothing here is ever written down."""

from __future__ import annotations

import hashlib

from device.document_cache import CacheError, DocumentCache
from protocol.messages import KeyGrant, NotesKey
from protocol.sealing import key_label, notes_key_label
from protocol.transfer import Manifest
from transport.paper_cipher import CipherError, WrappingKey, open_chunk


class Keyring:
    """This terminal's wrapping key and the paper keys it was granted."""

    def __init__(self, device: str, cache: DocumentCache) -> None:
        self._device = device
        self._cache = cache
        self._wrapping = WrappingKey()
        self._keys: dict[tuple[str, int], bytes] = {}

    def public_key(self) -> str:
        """The public wrapping key in hex."""
        return self._wrapping.public_bytes().hex()

    def keep(self, meeting: str, grant: KeyGrant) -> None:
        """Unwrap a granted key; `CipherError` if it was not wrapped for this terminal."""
        label = key_label(meeting, grant.paper, grant.version, self._device)
        key = self._wrapping.unwrap(bytes.fromhex(grant.wrapped), label)
        self._keys[grant.paper, grant.version] = key

    def unwrap_notes_key(self, meeting: str, grant: NotesKey) -> bytes:
        """The key of a person's notes; `CipherError` if it was not wrapped for this terminal."""
        label = notes_key_label(meeting, grant.person, self._device)
        return self._wrapping.unwrap(bytes.fromhex(grant.wrapped), label)

    def holds(self, paper: str, version: int) -> bool:
        """Whether the key of a paper version is here."""
        return (paper, version) in self._keys

    def forget(self, paper: str, version: int) -> None:
        """Drop one key; no error if it is not here."""
        self._keys.pop((paper, version), None)

    def forget_all(self) -> None:
        """Drop every paper key."""
        self._keys.clear()

    def first_page(self, manifest: Manifest) -> bytes:
        """Chunk 0, the picture of page one."""
        return self._chunk(manifest, 0)

    def whole(self, manifest: Manifest) -> bytes:
        """The paper's bytes, checked against its SHA-256.

        Raises `CipherError` (`key-missing`, `chunk-forged`) or `CacheError` (`not-held`).
        """
        parts = (self._chunk(manifest, index) for index in range(1, manifest.chunks))
        content = b"".join(parts)
        if hashlib.sha256(content).hexdigest() != manifest.sha256:
            raise CipherError("chunk-forged")
        return content

    def _chunk(self, manifest: Manifest, index: int) -> bytes:
        key = self._keys.get((manifest.paper, manifest.version))
        if key is None:
            raise CipherError("key-missing")
        try:
            sealed = self._cache.read(manifest.paper, manifest.version, index)
        except CacheError as error:
            raise CipherError("chunk-forged") from error
        return open_chunk(key, manifest.paper, manifest.version, index, manifest.chunks, sealed)
