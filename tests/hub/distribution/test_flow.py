"""What is on its way to the terminals is bounded, and one slow terminal does not hold up the room."""

from __future__ import annotations

from hub.distribution.flow import MOST_AHEAD, STALLED_MS, Flow


def flow_with(*devices: str) -> Flow:
    flow = Flow()
    for device in devices:
        flow.begin(device, 0)
    return flow


def fill(flow: Flow, device: str = "", now: int = 1, first: int = 0) -> None:
    """Send as much as one may run ahead, to one terminal or to all."""
    for index in range(first, first + MOST_AHEAD):
        assert not flow.full(now)
        flow.sent(("bao-cao", index), device, now)


def test_sending_stops_when_enough_is_under_way_and_goes_on_when_it_was_heard() -> None:
    flow = flow_with("a")
    fill(flow)
    assert flow.full(1)

    flow.heard(("bao-cao", 0), "a", 2)

    assert not flow.full(2)


def test_a_report_settles_what_was_sent_before_even_if_it_was_lost() -> None:
    flow = flow_with("a")
    fill(flow)

    flow.heard(("bao-cao", MOST_AHEAD - 1), "a", 2)

    fill(flow, now=2, first=MOST_AHEAD)


def test_half_a_room_that_is_slow_does_not_hold_up_the_other_half() -> None:
    flow = flow_with("a", "b", "c", "d")
    fill(flow)
    assert flow.full(1)

    for quick in ("a", "b"):
        flow.heard(("bao-cao", 0), quick, 2)

    assert not flow.full(2)


def test_most_of_a_room_that_is_slow_holds_up_the_sender() -> None:
    flow = flow_with("a", "b", "c", "d")
    fill(flow)

    flow.heard(("bao-cao", 0), "a", 2)

    assert flow.full(2)


def test_what_goes_to_one_terminal_is_not_on_its_way_to_the_others() -> None:
    flow = flow_with("a", "b")
    fill(flow, "a")

    assert not flow.full(1)
    assert flow.coming("bao-cao", "b", 1) == frozenset()


def test_nobody_to_wait_for_is_no_reason_to_wait() -> None:
    assert not flow_with().full(0)


def test_a_terminal_without_news_is_no_longer_waited_for() -> None:
    flow = flow_with("a")
    fill(flow)
    assert flow.full(STALLED_MS)

    assert not flow.full(STALLED_MS + 1)


def test_what_is_on_its_way_need_not_be_asked_for_until_the_terminal_falls_silent() -> None:
    flow = flow_with("a")
    for index in (3, 5):
        flow.sent(("bao-cao", index), "", 1)
    flow.sent(("to-trinh", 4), "", 1)

    assert flow.coming("bao-cao", "a", STALLED_MS) == {3, 5}
    assert flow.coming("bao-cao", "a", STALLED_MS + 1) == frozenset()


def test_after_a_rest_what_was_never_reported_is_no_news_of_a_fault() -> None:
    """Terminals report some chunks only, so the last ones of a paper stay open."""
    flow = flow_with("a")
    flow.sent(("bao-cao", 1), "", 1)
    later = 100 * STALLED_MS
    flow.sent(("to-trinh", 1), "", later)

    assert flow.coming("bao-cao", "a", later) == frozenset()
    assert flow.coming("to-trinh", "a", later) == {1}


def test_what_was_heard_is_no_longer_on_its_way() -> None:
    flow = flow_with("a")
    for index in (3, 5, 7):
        flow.sent(("bao-cao", index), "", 1)
    flow.heard(("bao-cao", 5), "a", 2)

    assert flow.coming("bao-cao", "a", 2) == {7}


def test_a_replaced_paper_is_not_on_its_way_in_its_new_version() -> None:
    flow = flow_with("a")
    for paper in ("bao-cao", "to-trinh"):
        flow.sent((paper, 1), "", 1)
    flow.forget("bao-cao")

    assert flow.coming("bao-cao", "a", 2) == frozenset()
    assert flow.coming("to-trinh", "a", 2) == {1}


def test_a_hello_forgets_what_was_under_way() -> None:
    flow = flow_with("a")
    fill(flow)
    flow.begin("a", 2)

    assert not flow.full(2)
    assert flow.coming("bao-cao", "a", 2) == frozenset()


def test_a_terminal_cannot_claim_what_was_not_sent() -> None:
    flow = flow_with("a")
    flow.heard(("bao-cao", 7), "a", 1)
    flow.heard(("bao-cao", 7), "nobody", 1)

    fill(flow)
    assert flow.full(1)
