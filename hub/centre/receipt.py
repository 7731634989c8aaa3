"""The centre's signed receipt: this bundle, with this head, was verified and kept at this time.

The text is canonical JSON and begins with its own format name; the signature is Ed25519 over its UTF-8
bytes. The room records both, so that later neither side can deny what was handed over.
"""

from __future__ import annotations

import binascii

from msgspec import Struct

from protocol import canonical, shapes
from protocol.bundle import BundleHead, BundleManifest
from protocol.envelope import Sign, Verify
from protocol.errors import RemoteProtocolError
from protocol.identifiers import SHA256, slug
from protocol.record import parse_timestamp

FORMAT = "phienhop-receipt/1"
MAX_TEXT = 2048  # ids and hashes only: a real one is some 400 characters
_SIGNATURE_HEX = 128


class Receipt(Struct, frozen=True):
    """`centre` keeps the bundle with this SHA-256 as its `seq`-th; `received_at` as in the record."""

    format: str
    centre: str
    room: str
    meeting: str
    bundle_sha256: str
    head: BundleHead
    received_at: str
    seq: int


class SignedReceipt(Struct, frozen=True):
    """The exact text of a receipt and its Ed25519 signature in hex."""

    receipt: str
    signature: str


def sign_receipt(receipt: Receipt, sign: Sign) -> SignedReceipt:
    """Put the receipt into its canonical form and sign that."""
    text = canonical.dump(shapes.to_json(receipt))
    return SignedReceipt(text.decode("utf-8"), sign(text).hex())


def parse_receipt(text: str) -> Receipt:
    """Read a receipt; anything but the canonical form of one is `bad-receipt`."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_TEXT:
        raise RemoteProtocolError("bad-receipt", "too long")
    try:
        receipt = shapes.from_json(Receipt, canonical.load_canonical(data))
        parse_timestamp(receipt.received_at)
        for name in (receipt.centre, receipt.room, receipt.meeting):
            slug(name)
    except RemoteProtocolError as error:
        raise RemoteProtocolError("bad-receipt", str(error)) from error
    hashes = (receipt.bundle_sha256, receipt.head.hash)
    counted = receipt.seq >= 1 and receipt.head.seq >= 1
    if receipt.format != FORMAT or not counted or not all(map(SHA256.fullmatch, hashes)):
        raise RemoteProtocolError("bad-receipt", receipt.format[:40])
    return receipt


def check_receipt(
    signed: SignedReceipt, verify: Verify, *, bundle_sha256: str, manifest: BundleManifest
) -> Receipt:
    """Return the receipt if the centre signed it for exactly this bundle, else raise `bad-receipt`."""
    receipt = parse_receipt(signed.receipt)
    if not verify(signed.receipt.encode("utf-8"), _signature(signed.signature)):
        raise RemoteProtocolError("bad-receipt", "signature")
    said = (receipt.bundle_sha256, receipt.room, receipt.meeting, receipt.head)
    if said != (bundle_sha256, manifest.room, manifest.meeting, manifest.head):
        raise RemoteProtocolError("bad-receipt", "for another bundle")
    return receipt


def _signature(text: str) -> bytes:
    try:
        if len(text) != _SIGNATURE_HEX:
            raise ValueError("length")
        return binascii.unhexlify(text)
    except ValueError as error:
        raise RemoteProtocolError("bad-receipt", "signature") from error
