"""Canonical JSON after RFC 8785, for the values this protocol uses: no floating point numbers.

The same value always gives the same bytes, so hashes and signatures can be taken over them. Keys are
sorted by UTF-16 code units; integers stay within ±(2^53 - 1), which every JSON reader keeps exact.
"""

from __future__ import annotations

import json
from typing import TypeAlias

from protocol.errors import LocalProtocolError, RemoteProtocolError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 32  # the deepest message has 8 levels; a bound keeps hostile input from recursing


def dump(value: Json) -> bytes:
    """Encode `value`; a value outside the allowed kinds is a `LocalProtocolError`."""
    try:
        _check(value, 0)
        return json.dumps(
            _ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False
        ).encode("utf-8")
    except (ValueError, UnicodeEncodeError) as error:
        raise LocalProtocolError("not-canonical", str(error)) from error


def load(data: bytes) -> Json:
    """Decode strict JSON: no duplicate keys, no floats, no lone surrogates, bounded depth."""
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_integer,
        )
        _check(value, 0)
    except (ValueError, RecursionError) as error:
        raise RemoteProtocolError("malformed-json", str(error)[:200]) from error
    return value


def load_canonical(data: bytes) -> Json:
    """Decode and insist that `data` is the canonical form of what it says."""
    value = load(data)
    if dump(value) != data:
        raise RemoteProtocolError("not-canonical")
    return value


def _ordered(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _check(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise ValueError("integer out of range")
    elif isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(str(key), depth + 1)
            _check(item, depth + 1)
    else:
        raise ValueError(f"cannot hold a {type(value).__name__}")


def _no_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refuse_number(text: str) -> Json:
    raise ValueError(f"number not allowed: {text[:20]}")


def _integer(text: str) -> int:
    if len(text) > 17:  # longer than any integer within ±(2^53 - 1)
        raise ValueError("integer out of range")
    return int(text)
