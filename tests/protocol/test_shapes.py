"""Shapes are read strictly: nothing missing, nothing more, nothing of another kind."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NewType

import pytest
from hypothesis import given
from msgspec import Struct

from protocol import shapes
from protocol.canonical import Json
from protocol.errors import LocalProtocolError, RemoteProtocolError
from tests.protocol.test_canonical import values
from tests.support.shapes import shape

Name = NewType("Name", str)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Point(Struct, frozen=True):
    x: int
    y: int | None


class Drawing(Struct, frozen=True):
    name: str
    colour: Colour
    open: bool
    points: tuple[Point, ...]
    names: tuple[tuple[str, ...], ...] = ()
    title: str = "none"


DRAWING = Drawing("d", Colour.RED, open=True, points=(Point(1, None), Point(2, 3)))
JSON: dict[str, Json] = {
    "name": "d",
    "colour": "red",
    "open": True,
    "points": [{"x": 1, "y": None}, {"x": 2, "y": 3}],
    "names": [],
    "title": "none",
}


@given(shape(Drawing))
def test_a_shape_survives_json(drawing: Drawing) -> None:
    assert shapes.from_json(Drawing, shapes.to_json(drawing)) == drawing


@given(values)
def test_any_json_is_a_shape_or_a_typed_refusal(value: Json) -> None:
    try:
        found = shapes.from_json(Drawing, value)
    except RemoteProtocolError:
        return
    assert shapes.from_json(Drawing, shapes.to_json(found)) == found


def test_json_has_every_field_by_name() -> None:
    assert shapes.to_json(DRAWING) == JSON


def test_a_field_with_a_default_may_be_missing_so_that_old_bytes_stay_readable() -> None:
    old = {key: value for key, value in JSON.items() if key not in {"names", "title"}}
    assert shapes.from_json(Drawing, old) == DRAWING


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"name": 1}, "Drawing.name: str expected"),
        ({"name": None}, "Drawing.name: str expected"),
        ({"colour": "green"}, "Drawing.colour: not a Colour"),
        ({"colour": ["red"]}, "Drawing.colour: not a Colour"),
        ({"open": 1}, "Drawing.open: bool expected"),
        ({"points": {}}, "Drawing.points: list expected"),
        ({"points": [{"x": True, "y": 1}]}, "Drawing.points: Point.x: int expected"),
        ({"points": [{"x": 1}]}, "Drawing.points: unexpected-shape"),
        ({"points": [[1, 2]]}, "Drawing.points: Point expected"),
        ({"names": [1]}, "Drawing.names: list expected"),
        ({"more": 1}, "Drawing has no such field"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(changed: dict[str, Json], place: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        shapes.from_json(Drawing, {**JSON, **changed})
    assert refusal.value.code == "unexpected-shape"
    assert refusal.value.detail.startswith(place.replace("unexpected-shape", "Point.y"))


def test_a_missing_field_is_named() -> None:
    with pytest.raises(RemoteProtocolError, match=r"Drawing\.points"):
        shapes.from_json(Drawing, {k: v for k, v in JSON.items() if k != "points"})


def test_a_new_type_is_read_as_what_it_stands_for() -> None:
    assert shapes.from_json(Name, "a") == "a"  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [float, dict, int | str, list[int]])
def test_a_kind_no_shape_may_hold_is_our_own_fault(kind: Any) -> None:
    with pytest.raises(LocalProtocolError, match="not-a-shape"):
        shapes.from_json(kind, 1)


@pytest.mark.parametrize("value", [1.5, b"a", [1], {"a": 1}, Point])
def test_a_value_no_shape_may_hold_is_our_own_fault(value: object) -> None:
    with pytest.raises(LocalProtocolError, match="not-a-shape"):
        shapes.to_json(value)
