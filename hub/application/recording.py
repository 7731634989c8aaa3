"""Domain events to records and back: the class name is the record's type, its fields are the body."""

from __future__ import annotations

from typing import Any, get_args

from hub.domain.events import Event
from protocol import shapes
from protocol.errors import LocalProtocolError
from protocol.record import ChainHead, Record, line, line_hash

EVENT_TYPES: dict[str, type[Any]] = {shape.__name__: shape for shape in get_args(Event)}


def to_line(event: Event, *, at: int, actor: str, head: ChainHead) -> tuple[bytes, ChainHead]:
    """The line that records `event` after `head`, and the head it makes."""
    body = shapes.to_json(event)
    if not isinstance(body, dict):
        raise LocalProtocolError("not-a-shape", type(event).__name__)
    data = line(Record(head.seq + 1, at, type(event).__name__, actor, body, head.hash))
    return data, ChainHead(head.seq + 1, line_hash(data))


def from_record(record: Record) -> Event:
    """The event a record holds; one of an unknown type means a newer program wrote it."""
    shape = EVENT_TYPES.get(record.type)
    if shape is None:
        raise LocalProtocolError("unknown-event", f"record {record.seq}: {record.type}")
    event: Event = shapes.from_json(shape, record.body)
    return event
