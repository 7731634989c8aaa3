"""A name that passes is safe in a topic, a path, a certificate and a log line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.errors import RemoteProtocolError
from protocol.identifiers import SHA256, message_id, slug
from tests.support.shapes import slugs


@given(slugs)
def test_a_slug_is_returned_as_it_is(text: str) -> None:
    assert slug(text) == text


@given(st.text(max_size=70))
def test_any_text_is_a_harmless_slug_or_a_typed_refusal(text: str) -> None:
    try:
        found = slug(text)
    except RemoteProtocolError:
        return
    assert re.fullmatch("[a-z0-9-]{1,64}", found, re.ASCII)
    assert not found.startswith("-")


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "A", "a b", "a\n", "a/b", "..", "đ", "²", "a" * 65]
)
def test_other_names_are_refused(text: str) -> None:
    with pytest.raises(RemoteProtocolError, match="invalid-identifier"):
        slug(text)


def test_a_slug_is_at_most_as_long_as_a_certificates_name() -> None:
    assert slug("a" * 64) == "a" * 64


@given(st.uuids())
def test_a_lower_case_uuid_is_a_message_id(uuid: object) -> None:
    assert message_id(str(uuid)) == str(uuid)


@pytest.mark.parametrize("text", ["", "0" * 32, "0" * 36, "0000000A-0000-4000-8000-000000000000"])
def test_another_message_id_is_refused(text: str) -> None:
    with pytest.raises(RemoteProtocolError, match="invalid-message-id"):
        message_id(text)


@pytest.mark.parametrize("text", ["a" * 63, "a" * 65, "A" * 64, "a" * 64 + "\n", "g" * 64])
def test_another_hash_is_none(text: str) -> None:
    assert not SHA256.fullmatch(text)
