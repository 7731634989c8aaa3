"""One value, one text: canonical JSON is exact both ways and refuses what others could read otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import canonical
from protocol.canonical import MAX_DEPTH, MAX_INTEGER, Json
from protocol.errors import LocalProtocolError, RemoteProtocolError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def nested(depth: int) -> Json:
    value: Json = 1
    for _ in range(depth):
        value = [value]
    return value


@given(values)
def test_a_value_survives_its_bytes(value: Json) -> None:
    data = canonical.dump(value)
    assert canonical.load(data) == value
    assert canonical.load_canonical(data) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_a_value_or_a_typed_refusal(data: bytes) -> None:
    try:
        value = canonical.load_canonical(data)
    except RemoteProtocolError:
        return
    assert canonical.dump(value) == data


@given(st.text(alphabet='{}[]",:\\u-01e.dDnul \ud83d\ue000😀', max_size=30))
def test_any_text_that_looks_like_json_is_a_value_or_a_typed_refusal(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        value = canonical.load(data)
    except RemoteProtocolError:
        return
    assert canonical.load(canonical.dump(value)) == value


@given(values)
def test_only_the_canonical_form_passes_as_canonical(value: Json) -> None:
    spaced = json.dumps(value, ensure_ascii=True, indent=1).encode()
    assert canonical.load(spaced) == value
    if spaced != canonical.dump(value):
        with pytest.raises(RemoteProtocolError, match="not-canonical"):
            canonical.load_canonical(spaced)


@given(
    st.lists(
        st.sampled_from(["a", "\x7f", "é", "\ud7ff", "\ue000", "\uffff", "😀", "𐀀"]), unique=True
    )
)
def test_keys_stand_in_the_order_of_their_utf_16(keys: list[str]) -> None:
    """Beyond U+FFFF that is another order than the one of code points."""
    pairs: list[tuple[str, Any]] = json.loads(
        canonical.dump(dict.fromkeys(keys, 0)), object_pairs_hook=list
    )
    found = [key for key, _ in pairs]
    assert found == sorted(keys, key=lambda key: key.encode("utf-16-be"))


def test_the_example_of_rfc_8785_is_written_as_there() -> None:
    value: Json = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7}
    assert canonical.dump(value).decode() == (
        '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'
    )
    assert canonical.dump('\u20ac$\u000f\nA\'B"\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\"/"'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xef\xbb\xbf1",
        b"\xed\xa0\x80",
        b'"\\ud83d"',
        b'{"\\udc00":1}',
        b'["a",{"b":"\\ud800x"}]',
        b'{"a":1,"a":1}',
        b'{"a":1,"\\u0061":2}',
        b"1.0",
        b"1e2",
        b"NaN",
        b"-Infinity",
        b"1 2",
        str(MAX_INTEGER + 1).encode(),
        str(-MAX_INTEGER - 1).encode(),
        b"9" * 5000,
        b"[" * 100_000,
        b'{"a":' * 5000,
    ],
)
def test_what_readers_could_take_differently_is_refused(data: bytes) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        canonical.load(data)
    assert refusal.value.code == "malformed-json"
    assert len(refusal.value.detail) <= 200


@pytest.mark.parametrize("data", [b" 1", b"1\n", b"-0", b'"\\u0061"', b'"\\/"', b'{"b":1,"a":2}'])
def test_another_spelling_of_a_value_is_not_canonical(data: bytes) -> None:
    canonical.load(data)
    with pytest.raises(RemoteProtocolError) as refusal:
        canonical.load_canonical(data)
    assert refusal.value.code == "not-canonical"


@pytest.mark.parametrize("number", [MAX_INTEGER, -MAX_INTEGER, 0])
def test_the_largest_integers_every_reader_keeps_are_allowed(number: int) -> None:
    assert canonical.load_canonical(canonical.dump(number)) == number


def test_nesting_is_bounded_at_the_same_depth_both_ways() -> None:
    deepest = canonical.dump(nested(MAX_DEPTH))
    assert canonical.load(deepest) == nested(MAX_DEPTH)
    with pytest.raises(LocalProtocolError):
        canonical.dump(nested(MAX_DEPTH + 1))
    with pytest.raises(RemoteProtocolError):
        canonical.load(b"[" + deepest + b"]")


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        b"a",
        (1,),
        {1: 2},
        {"a": {None: 1}},
        "\ud800",
        {"\udfff": 1},
        ["\ud83d\ude00"],
        MAX_INTEGER + 1,
        object(),
    ],
)
def test_a_value_of_another_kind_is_our_own_fault(value: Any) -> None:
    with pytest.raises(LocalProtocolError) as refusal:
        canonical.dump(value)
    assert refusal.value.code == "not-canonical"
