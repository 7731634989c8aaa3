"""What is on its way to the terminals is bounded, whoever is slow or gone."""

from __future__ import annotations

from hub.distribution.flow import LEAST_EACH, MOST_UNDER_WAY, STALLED_MS, Flow


def flow_with(*devices: str) -> Flow:
    flow = Flow()
    for device in devices:
        flow.begin(device, 0)
    return flow


def fill(flow: Flow, device: str, now: int = 1, first: int = 0) -> None:
    for index in range(first, first + MOST_UNDER_WAY):
        assert not flow.full(now)
        flow.sent(("bao-cao", index), device, now)
    assert flow.full(now)


def test_sending_stops_when_enough_is_under_way_and_goes_on_when_it_was_heard() -> None:
    flow = flow_with("a")
    fill(flow, "a")

    flow.heard(("bao-cao", 0), "a", 2)

    assert not flow.full(2)


def test_a_report_settles_what_was_sent_before_even_if_it_was_lost() -> None:
    flow = flow_with("a")
    fill(flow, "a")

    flow.heard(("bao-cao", MOST_UNDER_WAY - 1), "a", 2)

    fill(flow, "a", 2, first=MOST_UNDER_WAY)


def test_a_broadcast_counts_once_for_every_terminal() -> None:
    flow = flow_with("a", "b", "c")
    for index in range(MOST_UNDER_WAY // 3):
        assert not flow.full(1)
        flow.sent(("bao-cao", index), "", 1)

    assert flow.full(1)


def test_a_large_hall_may_have_some_chunks_a_terminal_on_their_way() -> None:
    flow = flow_with(*(str(n) for n in range(500)))
    for index in range(LEAST_EACH):
        assert not flow.full(1)
        flow.sent(("bao-cao", index), "", 1)

    assert flow.full(1)


def test_a_terminal_without_news_is_no_longer_waited_for() -> None:
    flow = flow_with("slow", "quick")
    fill(flow, "slow")
    assert flow.full(STALLED_MS)

    assert not flow.full(STALLED_MS + 1)


def test_a_hello_forgets_what_was_under_way() -> None:
    flow = flow_with("a")
    fill(flow, "a")
    flow.begin("a", 2)

    assert not flow.full(2)


def test_a_terminal_cannot_claim_what_was_not_sent() -> None:
    flow = flow_with("a")
    flow.heard(("bao-cao", 7), "a", 1)
    flow.heard(("bao-cao", 7), "nobody", 1)

    fill(flow, "a")
