"""Sealing a person's notes: what lies on the hub's disk is opened only where that person is signed in.

The nonce is random and stands before the ciphertext, since one key seals many revisions.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from protocol.sealing import NONCE_BYTES
from transport.paper_cipher import CipherError


def seal_notes(key: bytes, nonce: bytes, label: bytes, written: bytes) -> bytes:
    """`written` sealed under a 32-byte key; `nonce` has 12 random bytes and is never used twice."""
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, written, label)


def open_notes(key: bytes, label: bytes, sealed: bytes) -> bytes:
    """What was written; `notes-forged` if a bit, the person, the paper or the revision is another."""
    nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, label)
    except (InvalidTag, ValueError) as error:
        raise CipherError("notes-forged") from error
