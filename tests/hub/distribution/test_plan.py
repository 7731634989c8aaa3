"""Every chunk that is asked for goes out, in the order people need it, and to no more than want it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.distribution.plan import PREVIEW, Plan, Shipment
from protocol.errors import RemoteProtocolError
from protocol.transfer import Manifest, Range, join_hashes

CHUNKS = 4
ITEMS = {"a": "item-1", "b": "item-1", "c": "item-2", "d": "item-3"}
PAPERS = [
    Manifest(name, 2, item, name, 1, 1, "0" * 64, join_hashes([bytes(32)] * CHUNKS))
    for name, item in ITEMS.items()
]
ALL = (Range(0, CHUNKS - 1),)
devices = st.sampled_from(["s1", "s2", "s3"])
requests = st.lists(
    st.tuples(devices, st.sampled_from(sorted(ITEMS)), st.integers(0, CHUNKS - 1)), max_size=30
)


def emptied(plan: Plan) -> list[Shipment]:
    sent = []
    while shipment := plan.next():
        sent.append(shipment)
        assert len(sent) <= len(ITEMS) * CHUNKS
    return sent


@given(requests, st.sampled_from(["", "item-1", "item-2", "item-3"]))
def test_every_chunk_asked_for_goes_out_once_to_all_iff_several_want_it(
    asked: list[tuple[str, str, int]], lead: str
) -> None:
    plan = Plan(PAPERS)
    wanted: dict[tuple[str, int], set[str]] = {}
    for device, paper, index in asked:
        plan.request(device, paper, 2, (Range(index, index),))
        wanted.setdefault((paper, index), set()).add(device)
    if lead:
        plan.lead_with(lead)
    sent = emptied(plan)

    assert {(s.paper, s.index): s.device for s in sent} == {
        chunk: next(iter(who)) if len(who) == 1 else "" for chunk, who in wanted.items()
    }
    assert len(sent) == len(wanted)
    assert {s.version for s in sent} <= {2}


@given(requests, st.lists(st.sampled_from(["item-1", "item-2", "item-3"]), max_size=3))
def test_first_pages_go_first_then_papers_by_agenda_with_the_current_item_leading(
    asked: list[tuple[str, str, int]], taken: list[str]
) -> None:
    """However many items led before."""
    plan = Plan(PAPERS)
    for device, paper, index in asked:
        plan.request(device, paper, 2, (Range(index, index),))
    for item in taken:
        plan.lead_with(item)

    def rank(shipment: Shipment) -> tuple[bool, bool, int, int]:
        leads = bool(taken) and ITEMS[shipment.paper] == taken[-1]
        place = list(ITEMS).index(shipment.paper)
        return shipment.index != PREVIEW, not leads, place, shipment.index

    sent = emptied(plan)
    assert sent == sorted(sent, key=rank)


def test_what_was_sent_is_sent_again_when_it_is_asked_for_again() -> None:
    plan = Plan(PAPERS)
    for _ in range(2):
        plan.request("s1", "a", 2, ALL)
        plan.request("s1", "a", 2, ALL)
        assert [s.index for s in emptied(plan)] == [0, 1, 2, 3]


def test_what_is_on_its_way_to_a_terminal_is_not_sent_again_for_it() -> None:
    """And for nobody else: a chunk of which only one other terminal has need goes to that one alone."""
    plan = Plan(PAPERS)
    plan.request("s1", "a", 2, ALL, coming={0, 2})
    plan.request("s2", "a", 2, (Range(1, 2),))

    assert [(s.index, s.device) for s in emptied(plan)] == [(1, ""), (2, "s2"), (3, "s1")]


def test_unknown_papers_and_other_versions_are_ignored() -> None:
    plan = Plan(PAPERS)
    plan.request("s1", "z", 2, ALL)
    plan.request("s1", "a", 1, ALL)
    assert plan.next() is None


def test_chunks_that_do_not_exist_are_refused_and_nothing_of_the_request_is_kept() -> None:
    plan = Plan(PAPERS)
    with pytest.raises(RemoteProtocolError, match="bad-range"):
        plan.request("s1", "a", 2, (Range(0, 1), Range(3, 4)))
    assert plan.next() is None
