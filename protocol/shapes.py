"""Strict conversion between structs and JSON values.

A shape is a frozen struct whose fields are str, int, bool, StrEnum, another shape, `X | None`, or
`tuple[X, ...]`. Reading refuses what is missing, superfluous or of another kind; fields with a default
may be missing, so that old bytes stay readable after a field was added.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from protocol.canonical import Json
from protocol.errors import LocalProtocolError, RemoteProtocolError

T = TypeVar("T")
Reader = Callable[[Json], Any]
Writer = Callable[[Any], Json]
_PLAIN = frozenset({str, int, bool, type(None)})


class _FieldReader(Struct, frozen=True):
    name: str
    read: Reader
    required: bool


def to_json(value: object) -> Json:
    """The JSON value of a shape, or of anything a shape may hold."""
    kind = type(value)
    return cast("Json", value) if kind in _PLAIN else _writer(cast("Hashable", kind))(value)


@cache
def _writer(kind: Hashable) -> Writer:
    return _writer_for(kind)


def _writer_for(kind: Any) -> Writer:
    if issubclass(kind, StrEnum):
        return lambda value: value.value
    if issubclass(kind, tuple):
        return lambda value: [to_json(item) for item in value]
    if issubclass(kind, Struct):
        names = kind.__struct_fields__
        return lambda value: {name: to_json(getattr(value, name)) for name in names}
    raise LocalProtocolError("not-a-shape", kind.__name__)


def from_json(shape: type[T], value: Json) -> T:
    """Read a `shape` from `value`, or raise `unexpected-shape` naming the place."""
    read: Callable[[Json], T] = _reader(cast("Hashable", shape))
    return read(value)


@cache
def _reader(kind: Hashable) -> Reader:
    return _reader_for(kind)


def _reader_for(kind: Any) -> Reader:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _shape_reader(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum_reader(kind)
    supertype = getattr(kind, "__supertype__", kind)
    if supertype in (str, int, bool):
        return _plain_reader(supertype)
    raise LocalProtocolError("not-a-shape", str(kind))


def _plain_reader(kind: type) -> Reader:
    def read(value: Json) -> Any:
        if type(value) is not kind:
            raise RemoteProtocolError("unexpected-shape", f"{kind.__name__} expected")
        return value

    return read


def _enum_reader(kind: type[StrEnum]) -> Reader:
    def read(value: Json) -> StrEnum:
        try:
            return kind(str(value))
        except ValueError as error:
            raise RemoteProtocolError("unexpected-shape", f"not a {kind.__name__}") from error

    return read


def _optional_reader(kinds: tuple[Any, ...]) -> Reader:
    inner = [kind for kind in kinds if kind is not type(None)]
    if len(inner) != 1 or len(inner) == len(kinds):
        raise LocalProtocolError("not-a-shape", str(kinds))
    read_inner = _reader(inner[0])
    return lambda value: None if value is None else read_inner(value)


def _tuple_reader(read_item: Reader) -> Reader:
    def read(value: Json) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise RemoteProtocolError("unexpected-shape", "list expected")
        return tuple(read_item(item) for item in value)

    return read


def _shape_reader(kind: type[Struct]) -> Reader:
    hints = get_type_hints(kind)
    parts = [
        _FieldReader(field.name, _reader(hints[field.name]), required=field.required)
        for field in fields(kind)
    ]
    names = {part.name for part in parts}

    def read(value: Json) -> Any:
        if not isinstance(value, dict):
            raise RemoteProtocolError("unexpected-shape", f"{kind.__name__} expected")
        if not names.issuperset(value):
            raise RemoteProtocolError("unexpected-shape", f"{kind.__name__} has no such field")
        found = {}
        for part in parts:
            if part.name in value:
                found[part.name] = _read_field(kind, part, value[part.name])
            elif part.required:
                raise RemoteProtocolError("unexpected-shape", f"{kind.__name__}.{part.name}")
        return kind(**found)

    return read


def _read_field(kind: type, part: _FieldReader, value: Json) -> Any:
    try:
        return part.read(value)
    except RemoteProtocolError as error:
        place = f"{kind.__name__}.{part.name}"
        raise RemoteProtocolError(error.code, f"{place}: {error.detail}") from error
