"""Canonical JSON after RFC 8785, for the values this protocol uses: no floating point numbers.

The same value always gives the same bytes, so hashes and signatures can be taken over them. Keys are
sorted by UTF-16 code units; integers stay within ±(2^53 - 1), which every JSON reader keeps exact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TypeAlias

from protocol.errors import LocalProtocolError, RemoteProtocolError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 32  # the deepest message has 8 levels; a bound keeps hostile input from recursing
_ASTRAL = re.compile(rb"[\xf0-\xf4]")  # first bytes of characters beyond U+FFFF


def dump(value: Json) -> bytes:
    """Encode `value`; a value outside the allowed kinds is a `LocalProtocolError`."""
    try:
        _check(value, MAX_DEPTH)
        return _encode(value)
    except (ValueError, TypeError) as error:
        raise LocalProtocolError("not-canonical", str(error)) from error


def load(data: bytes) -> Json:
    """Decode strict JSON: no duplicate keys, no floats, no lone surrogates, bounded depth."""
    try:
        value: Json = _DECODER.decode(data.decode("utf-8"))
        if b"\\u" in data or data.count(b"{") + data.count(b"[") > MAX_DEPTH:
            _check(value, MAX_DEPTH)  # only such bytes can nest too deeply,
            _encode(value)  # or hold a lone surrogate
    except (ValueError, RecursionError) as error:
        raise RemoteProtocolError("malformed-json", str(error)[:200]) from error
    return value


def load_canonical(data: bytes) -> Json:
    """Decode and insist that `data` is the canonical form of what it says."""
    value = load(data)
    if _encode(value) != data:
        raise RemoteProtocolError("not-canonical")
    return value


def _encode(checked: Json) -> bytes:
    """The bytes; a lone surrogate has none, which is a ValueError."""
    data = _ENCODER.encode(checked).encode("utf-8")
    if not data.isascii() and _ASTRAL.search(
        data
    ):  # only then can UTF-16 order differ from that of code points
        data = _IN_GIVEN_ORDER.encode(_ordered(checked)).encode("utf-8")
    return data


def _ordered(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _check(value: object, depth: int) -> None:
    """Raise ValueError or TypeError unless `value` is Json of at most `depth` levels, surrogates apart."""
    if isinstance(value, dict):
        _check_keys(value)
        _check_all(value.values(), depth)
    elif isinstance(value, list):
        _check_all(value, depth)
    elif isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise ValueError("integer out of range")
    elif value is not None and not isinstance(value, str):
        raise ValueError(f"cannot hold a {type(value).__name__}")


def _check_all(inside: Iterable[object], depth: int) -> None:
    if not depth:
        raise ValueError("nested too deeply")
    for each in inside:
        if type(each) is not str:  # most are, and calls are what this costs
            _check(each, depth - 1)


def _check_keys(value: dict[object, object]) -> None:
    for key in value:
        if not isinstance(key, str):
            raise TypeError(f"a key cannot be a {type(key).__name__}")


def _no_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refuse_number(text: str) -> Json:
    raise ValueError(f"number not allowed: {text[:20]}")


def _integer(text: str) -> int:
    value = int(text) if len(text) <= 17 else MAX_INTEGER + 1  # 17: the longest with its sign
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise ValueError("integer out of range")
    return value


# Made once: making them takes as long as reading or writing a small message.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates,
    parse_float=_refuse_number,
    parse_constant=_refuse_number,
    parse_int=_integer,
)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_IN_GIVEN_ORDER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
