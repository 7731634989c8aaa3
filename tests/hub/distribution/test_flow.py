"""What is on its way to the terminals is bounded, whoever is slow or gone."""

from __future__ import annotations

from hub.distribution.flow import LEAST_EACH, MOST_UNDER_WAY, STALLED_MS, Flow


def flow_with(*devices: str) -> Flow:
    flow = Flow()
    for device in devices:
        flow.begin(device, 0)
    return flow


def test_sending_stops_when_enough_is_under_way_and_goes_on_when_it_was_heard() -> None:
    flow = flow_with("a")
    for _ in range(MOST_UNDER_WAY):
        assert not flow.full(1)
        flow.sent("a", 1)
    assert flow.full(1)

    flow.heard("a", 1, 2)

    assert not flow.full(2)


def test_a_broadcast_counts_once_for_every_terminal() -> None:
    flow = flow_with("a", "b", "c")
    for _ in range(MOST_UNDER_WAY // 3):
        assert not flow.full(1)
        flow.sent("", 1)

    assert flow.full(1)


def test_a_large_hall_may_have_some_chunks_a_terminal_on_their_way() -> None:
    flow = flow_with(*(str(n) for n in range(500)))
    for _ in range(LEAST_EACH):
        assert not flow.full(1)
        flow.sent("", 1)

    assert flow.full(1)


def test_a_terminal_without_news_is_no_longer_waited_for() -> None:
    flow = flow_with("slow", "quick")
    for _ in range(MOST_UNDER_WAY):
        flow.sent("slow", 1)
    assert flow.full(STALLED_MS)

    assert not flow.full(STALLED_MS + 1)


def test_a_hello_forgets_what_was_under_way() -> None:
    flow = flow_with("a")
    for _ in range(MOST_UNDER_WAY):
        flow.sent("a", 1)
    flow.begin("a", 2)

    assert not flow.full(2)


def test_a_terminal_cannot_claim_more_than_was_sent() -> None:
    flow = flow_with("a")
    flow.heard("a", 10**9, 1)
    for _ in range(MOST_UNDER_WAY):
        flow.sent("a", 1)

    assert flow.full(1)
