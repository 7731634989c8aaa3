"""Every message there is goes over the wire and comes back the same."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import codec, messages
from protocol.envelope import Envelope
from protocol.messages import KINDS, NAMES
from tests.support.shapes import shape, slugs, uuids


def test_every_message_has_one_name_and_every_name_one_message() -> None:
    assert set(KINDS.values()) == set(get_args(messages.Message))
    assert {NAMES[kind]: kind for kind in KINDS.values()} == KINDS


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(st.data())
def test_a_message_of_every_kind_survives_the_wire(kind: type[Any], data: st.DataObject) -> None:
    envelope = Envelope(
        id=data.draw(uuids),
        sender=data.draw(slugs),
        to=data.draw(st.just("") | slugs),
        meeting=data.draw(st.just("") | slugs),
        seq=data.draw(st.integers(0, 2**53 - 1)),
        at=data.draw(st.integers(0, 2**53 - 1)),
        message=data.draw(shape(kind)),
    )
    assert codec.decode(codec.encode(envelope, None), None) == envelope
