"""Every event there is survives its line of the record."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.application.recording import EVENT_TYPES, from_record, to_line
from hub.domain.events import Event, ItemTaken
from protocol.errors import LocalProtocolError, ProtocolError
from protocol.record import ChainHead, Record, parse_line
from tests.support.shapes import shape


def test_every_event_has_its_class_name_as_its_type() -> None:
    assert set(EVENT_TYPES.values()) == set(get_args(Event))
    assert all(kind.__name__ == name for name, kind in EVENT_TYPES.items())


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
@given(st.data(), st.integers(0, 2**40))
def test_an_event_of_every_type_survives_its_line(
    kind: type[Any], data: st.DataObject, seq: int
) -> None:
    event, head = data.draw(shape(kind)), ChainHead(seq, "a" * 64)
    line, after = to_line(event, at=1_795_654_800_000, actor="seat-001", head=head)
    record = parse_line(line)

    assert from_record(record) == event
    assert (record.seq, record.prev, record.actor) == (seq + 1, head.hash, "seat-001")
    assert after.seq == seq + 1


def test_a_record_of_a_newer_program_is_refused_and_not_skipped() -> None:
    with pytest.raises(LocalProtocolError, match="unknown-event"):
        from_record(Record(3, 0, "CoupStaged", "hub", {}, "a" * 64))


@pytest.mark.parametrize("body", [{}, {"item": 1}, {"item": "a", "more": 1}])
def test_a_record_with_another_body_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError, match="unexpected-shape"):
        from_record(Record(3, 0, ItemTaken.__name__, "hub", body, "a" * 64))
