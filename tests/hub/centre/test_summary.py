"""The summary says what the record says, and survives being kept as text."""

from __future__ import annotations

import pytest

from hub.centre.summary import dump_summary, parse_summary, summarise
from hub.domain.events import SessionClosed
from protocol.errors import RemoteProtocolError
from tests.hub.centre import samples


def test_a_session_in_numbers() -> None:
    summary = summarise(samples.records(samples.session()))
    assert (summary.present, summary.members, summary.guests) == (20, 21, 1)
    assert (summary.ballots, summary.items, summary.records) == (19, 3, 47)
    assert [(poll.poll, poll.item_number, poll.voided) for poll in summary.polls] == [
        ("b1", 1, False),
        ("b2", 2, False),
        ("b3", 3, True),
    ]
    assert summary.opened_at is not None
    assert summary.closed_at == samples.START + 47 * 60_000


def test_a_kept_summary_is_read_back_as_it_was() -> None:
    summary = summarise(samples.records(samples.session()))
    assert parse_summary(dump_summary(summary)) == summary


def test_a_record_without_a_plan_has_no_summary() -> None:
    with pytest.raises(RemoteProtocolError, match="meeting-not-convened"):
        summarise(samples.records([SessionClosed()]))
