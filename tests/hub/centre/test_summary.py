"""The summary says what the record says, and survives being kept as text."""

from __future__ import annotations

import pytest

from hub.centre.poll_views import Words, poll_view
from hub.centre.summary import dump_summary, parse_summary, summarise
from hub.centre.words import EN, VI
from hub.domain.events import SessionClosed
from hub.domain.vocabulary import Form
from protocol.errors import RemoteProtocolError
from tests.hub import minutes_kinds
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


def test_a_poll_of_any_kind_is_summed_up_by_its_latest_count() -> None:
    happened = [event for event, _ in minutes_kinds.play().events]
    summary = summarise(samples.records(happened))
    polls = {poll.poll: poll for poll in summary.polls}
    assert (polls["tron-goi"].result.in_favour, polls["tron-goi"].result.against) == (6, 0)
    assert polls["bau-cu"].form is Form.OPTIONS
    assert [poll.superseded for poll in summary.polls if "lai" in poll.poll] == [True, False]
    assert parse_summary(dump_summary(summary)) == summary


@pytest.mark.parametrize("words", [VI, EN])
def test_every_poll_can_be_shown(words: Words) -> None:
    happened = [event for event, _ in minutes_kinds.play().events]
    shown = [poll_view(poll, words) for poll in summarise(samples.records(happened)).polls]
    shares = {poll.question: (poll.share, poll.mark != "") for poll in shown}
    assert shares["Thông qua trọn gói"] == ("6/8", True)
    assert shares["Bầu hai Phó Chủ tịch"] == ("2/2", False)
    assert shares["Lấy phiếu tín nhiệm"] == ("6/8", False)
    options = next(poll.options for poll in shown if poll.question == "Chọn nơi họp")
    assert [option[:2] for option in options] == [("Cao Lãnh", "5"), ("Sa Đéc", "1")]


def test_a_kept_summary_is_read_back_as_it_was() -> None:
    summary = summarise(samples.records(samples.session()))
    assert parse_summary(dump_summary(summary)) == summary


def test_a_record_without_a_plan_has_no_summary() -> None:
    with pytest.raises(RemoteProtocolError, match="meeting-not-convened"):
        summarise(samples.records([SessionClosed()]))
