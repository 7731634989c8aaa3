"""What fixes a sealed chunk and a wrapped key to their place; hub and terminal must build it alike.

Chunks are sealed with ChaCha20-Poly1305 (RFC 8439) under a key made for one paper version alone, so the
chunk index is a nonce that never repeats. The associated data names document, version, index and total:
no chunk can be moved, cut off or joined to another paper. A person's notes are sealed under that person's
own key with a random nonce before them; their label names meeting, person, paper and revision. Keys are
wrapped by HPKE (RFC 9180); its `info` names meeting, what the key is for, and device, so that a key wrapped
for one seat opens at no other.
"""

from __future__ import annotations

from protocol.errors import LocalProtocolError
from protocol.identifiers import slug
from protocol.transfer import MAX_CHUNKS

KEY_BYTES = 32
NONCE_BYTES = 12


def chunk_nonce(index: int) -> bytes:
    """The nonce of chunk `index`: the index as 12 bytes, big-endian."""
    return index.to_bytes(NONCE_BYTES, "big")


def chunk_label(document: str, version: int, index: int, total: int) -> bytes:
    """The associated data of one chunk; raises `bad-chunk-position` for impossible numbers."""
    if version < 1 or not 0 <= index < total <= MAX_CHUNKS:
        raise LocalProtocolError("bad-chunk-position", f"{version}: {index} of {total}")
    return f"phienhop-chunk/1|{slug(document)}|{version}|{index}|{total}".encode("ascii")


def key_label(meeting: str, document: str, version: int, device: str) -> bytes:
    """The HPKE `info` of a paper key wrapped for `device`."""
    names = f"{slug(meeting)}|{slug(document)}|{version}|{slug(device)}"
    return f"phienhop-key/1|{names}".encode("ascii")


def notes_label(meeting: str, person: str, paper: str, revision: int) -> bytes:
    """The associated data of a person's notes on a paper."""
    names = f"{slug(meeting)}|{slug(person)}|{slug(paper)}|{revision}"
    return f"phienhop-notes/1|{names}".encode("ascii")


def notes_key_label(meeting: str, person: str, device: str) -> bytes:
    """The HPKE `info` of a person's notes key wrapped for `device`."""
    return f"phienhop-notes-key/1|{slug(meeting)}|{slug(person)}|{slug(device)}".encode("ascii")
