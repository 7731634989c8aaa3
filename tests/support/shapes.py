"""Hypothesis strategies for any shape (see `protocol.shapes`), made by looking at its fields."""

from __future__ import annotations

import types
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from msgspec import Struct

from protocol.canonical import MAX_INTEGER

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
integers = st.integers(-MAX_INTEGER, MAX_INTEGER)
# As the expression [a-z0-9]([a-z0-9-]{0,10}[a-z0-9])? has them, which would take longer to draw from.
slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12).map(
    lambda text: text.strip("-") or "a"
)
uuids = st.uuids().map(str)


@cache
def shape(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of `kind`: a struct, or anything one may hold."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return st.one_of(*(shape(each) for each in get_args(kind)))
    if origin is tuple:
        return st.lists(shape(get_args(kind)[0]), max_size=3).map(tuple)
    if kind is type(None):
        return st.none()
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind)
        return st.builds(kind, **{name: shape(hints[name]) for name in kind.__struct_fields__})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return {str: texts, int: integers, bool: st.booleans()}[kind]
