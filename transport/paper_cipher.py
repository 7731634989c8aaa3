"""Sealing papers for all seats at once, opening them at one, and wrapping their keys for one seat each.

A key belongs to one paper version and is used for nothing else: the chunk index is the nonce. Hub and
terminal use the same few functions; neither a wrapping key nor an unwrapped one is ever written down.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from protocol.errors import RemoteProtocolError
from protocol.sealing import KEY_BYTES, chunk_label, chunk_nonce


class CipherError(Exception):
    """Ciphertext that does not belong here: `chunk-forged` or `key-not-for-this-seat`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def seal_chunk(
    key: bytes, document: str, version: int, index: int, total: int, plaintext: bytes
) -> bytes:
    """One chunk sealed under the paper version's 32-byte key; 16 bytes longer than `plaintext`."""
    label = chunk_label(document, version, index, total)
    return ChaCha20Poly1305(key).encrypt(chunk_nonce(index), plaintext, label)


def open_chunk(
    key: bytes, document: str, version: int, index: int, total: int, ciphertext: bytes
) -> bytes:
    """The plaintext of one chunk; `chunk-forged` if a bit or its place in the paper is wrong."""
    label = chunk_label(document, version, index, total)
    try:
        return ChaCha20Poly1305(key).decrypt(chunk_nonce(index), ciphertext, label)
    except InvalidTag as error:
        raise CipherError("chunk-forged") from error


class WrappingKey:
    """An X25519 key pair made for one run of the terminal; the hub wraps paper keys for it.

    The private half lives in memory only: a terminal switched off keeps nothing that opens a paper.
    """

    def __init__(self) -> None:
        self._private = X25519PrivateKey.generate()
        self._suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

    def public_bytes(self) -> bytes:
        """The public half, 32 raw bytes."""
        return self._private.public_key().public_bytes_raw()

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """The 32-byte paper key; `key-not-for-this-seat` if it was wrapped for other ears."""
        try:
            key = self._suite.decrypt(wrapped, self._private, info)
        except (InvalidTag, ValueError) as error:
            raise CipherError("key-not-for-this-seat") from error
        if len(key) != KEY_BYTES:
            raise CipherError("key-not-for-this-seat")
        return key


def wrap_key(public_bytes: bytes, key: bytes, info: bytes) -> bytes:
    """`key` wrapped for the terminal that sent `public_bytes` (32 raw bytes of X25519).

    Raises `bad-wrapping-key` when what the terminal sent is no such key. `info` comes from
    `protocol.sealing.key_label`.
    """
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    try:
        public = X25519PublicKey.from_public_bytes(public_bytes)
        return suite.encrypt(key, public, info)
    except ValueError as error:
        raise RemoteProtocolError("bad-wrapping-key") from error
