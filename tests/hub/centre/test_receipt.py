"""A receipt is believed only in its canonical form, signed by the centre, for the bundle at hand."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.centre.receipt import (
    FORMAT,
    Receipt,
    SignedReceipt,
    check_receipt,
    parse_receipt,
    sign_receipt,
)
from protocol import bundle
from protocol.bundle import BundleHead, BundleManifest
from protocol.errors import RemoteProtocolError
from tests.hub.centre import samples

HEAD = BundleHead(7, "b" * 64)
MANIFEST = BundleManifest(bundle.FORMAT, "phong-a2", "ubnd-2026-10", HEAD, ())
RECEIPT = Receipt(
    FORMAT, "trung-tam", "phong-a2", "ubnd-2026-10", "a" * 64, HEAD, "2026-10-30T04:30:00.000Z", 3
)
verify = partial(samples.verify_with, samples.CENTRE_KEY.public_key())


def signed(receipt: Receipt = RECEIPT) -> SignedReceipt:
    return sign_receipt(receipt, samples.CENTRE_KEY.sign)


def test_a_signed_receipt_is_read_back_as_it_was() -> None:
    assert check_receipt(signed(), verify, bundle_sha256="a" * 64, manifest=MANIFEST) == RECEIPT


@pytest.mark.parametrize(
    "change",
    [
        {"bundle_sha256": "c" * 64},
        {"room": "phong-b1"},
        {"meeting": "ubnd-2026-11"},
        {"head": BundleHead(8, "b" * 64)},
        {"head": BundleHead(7, "d" * 64)},
    ],
)
def test_a_receipt_for_anything_else_is_refused(change: dict[str, object]) -> None:
    other = replace(RECEIPT, **change)  # type: ignore[arg-type]
    with pytest.raises(RemoteProtocolError, match="another bundle"):
        check_receipt(signed(other), verify, bundle_sha256="a" * 64, manifest=MANIFEST)


@pytest.mark.parametrize("signature", ["", "00" * 64, "zz" * 64, "00" * 63, "0" * 127])
def test_a_wrong_signature_is_refused(signature: str) -> None:
    wrong = SignedReceipt(signed().receipt, signature)
    with pytest.raises(RemoteProtocolError, match="signature"):
        check_receipt(wrong, verify, bundle_sha256="a" * 64, manifest=MANIFEST)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "phienhop-receipt/2"},
        {"seq": 0},
        {"received_at": "2026-10-30"},
        {"centre": "Trung tâm"},
        {"bundle_sha256": "A" * 64},
        {"head": BundleHead(0, "b" * 64)},
    ],
)
def test_a_receipt_with_an_impossible_value_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(RemoteProtocolError, match="bad-receipt"):
        parse_receipt(signed(replace(RECEIPT, **change)).receipt)  # type: ignore[arg-type]


@given(st.text())
def test_any_text_is_a_receipt_or_a_typed_refusal(text: str) -> None:
    with pytest.raises(RemoteProtocolError) as caught:
        parse_receipt(text)
    assert caught.value.code == "bad-receipt"


@given(st.data())
def test_any_change_of_one_character_is_noticed(data: st.DataObject) -> None:
    good = signed()
    place = data.draw(st.integers(0, len(good.receipt) - 1))
    letter = data.draw(st.characters().filter(lambda letter: letter != good.receipt[place]))
    text = good.receipt[:place] + letter + good.receipt[place + 1 :]
    with pytest.raises(RemoteProtocolError):
        check_receipt(
            SignedReceipt(text, good.signature), verify, bundle_sha256="a" * 64, manifest=MANIFEST
        )
