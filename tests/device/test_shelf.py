"""The papers of a terminal: recognised, asked for without haste, checked, replaced by their versions."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from device.effects import ForgetKey, ForgetPaper, KeepKey, Say, StoreChunk, WipePapers
from device.shelf import FULL_MS, QUIET_MS, RENEW_MS, SPREAD_MS, Shelf
from protocol.messages import CatalogueState, Held, KeyGrant, Missing
from protocol.transfer import Manifest, Range
from tests.support.hub_voice import LEASE, manifest

CHUNKS = (b"preview", b"one", b"two")
PAPER = manifest("to-trinh", *CHUNKS)
NEWER = manifest("to-trinh", b"preview 2", b"one 2", version=2)
OTHER = manifest("nghi-quyet", b"other preview", b"other")
GRANT = KeyGrant("to-trinh", 1, "00", LEASE)


def make_shelf(spread: int = 0) -> Shelf:
    ids = count(1)
    return Shelf(lambda: f"m{next(ids)}", lambda limit: min(spread, limit))


@pytest.fixture
def shelf() -> Shelf:
    """A shelf that was told of one paper at time 0."""
    shelf = make_shelf()
    shelf.catalogue(CatalogueState((PAPER,)), 0)
    return shelf


def asked(shelf: Shelf, now: int) -> list[Missing]:
    said = shelf.ask("phien-1", now)
    return [say.message for say in said if isinstance(say.message, Missing)]


def receive(shelf: Shelf, paper: Manifest, *chunks: bytes, now: int = 0) -> None:
    for index, data in enumerate(chunks):
        shelf.chunk(paper.paper, index, data, now)


def test_seats_told_of_a_paper_at_once_do_not_ask_at_once() -> None:
    asking_at = set()
    for spread in (0, 150, SPREAD_MS):
        shelf = make_shelf(spread)
        shelf.catalogue(CatalogueState((PAPER,)), 1_000)
        asking_at.add(shelf.wake_at)
    assert asking_at == {1_000, 1_150, 1_000 + SPREAD_MS}


def test_what_is_lacking_is_asked_for_as_ranges(shelf: Shelf) -> None:
    shelf.chunk("to-trinh", 1, b"one", 0)
    assert asked(shelf, QUIET_MS) == [Missing("to-trinh", 1, (Range(0, 0), Range(2, 2)))]


def test_nothing_is_asked_while_chunks_arrive_for_whomever(shelf: Shelf) -> None:
    assert asked(shelf, 0) != []
    shelf.chunk("somebody-elses", 0, b"x", QUIET_MS - 1)
    assert asked(shelf, QUIET_MS) == []
    assert asked(shelf, 2 * QUIET_MS - 2) == []
    assert asked(shelf, 2 * QUIET_MS - 1) != []


def test_the_first_question_does_not_wait_until_others_have_got_theirs() -> None:
    """A first page that went out before would come last."""
    shelf = make_shelf(SPREAD_MS)
    shelf.catalogue(CatalogueState((PAPER,)), 0)
    shelf.chunk("to-trinh", 1, b"one", SPREAD_MS - 1)
    assert asked(shelf, SPREAD_MS) == [Missing("to-trinh", 1, (Range(0, 0), Range(2, 2)))]


def test_a_quiet_line_is_asked_again(shelf: Shelf) -> None:
    assert asked(shelf, 0) == asked(shelf, QUIET_MS) != []


def test_a_right_chunk_is_stored_once(shelf: Shelf) -> None:
    assert shelf.chunk("to-trinh", 1, b"one", 0) == (StoreChunk("to-trinh", 1, 1, 3, b"one"),)
    assert shelf.chunk("to-trinh", 1, b"one", 0) == ()


@pytest.mark.parametrize(
    ("paper", "index", "data"),
    [
        ("to-trinh", 1, b"forged"),
        ("to-trinh", 1, b"two"),
        ("to-trinh", 3, b"one"),
        ("to-trinh", 999_999, b""),
        ("unknown", 0, b"preview"),
    ],
)
def test_a_wrong_chunk_is_ignored(shelf: Shelf, paper: str, index: int, data: bytes) -> None:
    assert shelf.chunk(paper, index, data, 0) == ()
    assert shelf.held() == (Held("to-trinh", 1, 0, 3),)


def test_a_whole_paper_without_its_key_cannot_be_read(shelf: Shelf) -> None:
    receive(shelf, PAPER, *CHUNKS)
    assert (shelf.percent("to-trinh"), shelf.readable("to-trinh")) == (100, False)
    assert shelf.grant("phien-1", GRANT) == (KeepKey("phien-1", GRANT),)
    assert shelf.readable("to-trinh")
    assert shelf.wake_at is None


def test_with_the_key_the_first_page_needs_only_the_first_chunk(shelf: Shelf) -> None:
    shelf.grant("phien-1", GRANT)
    assert not shelf.previewable("to-trinh")
    shelf.chunk("to-trinh", 0, b"preview", 0)
    assert shelf.previewable("to-trinh")
    assert not shelf.readable("to-trinh")


def test_a_key_granted_before_its_paper_is_known_counts_once_it_is() -> None:
    shelf = make_shelf()
    shelf.grant("phien-1", GRANT)
    shelf.catalogue(CatalogueState((PAPER,)), 0)
    receive(shelf, PAPER, *CHUNKS)
    assert shelf.readable("to-trinh")


def test_a_new_version_starts_from_nothing(shelf: Shelf) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.grant("phien-1", GRANT)
    shelf.catalogue(CatalogueState((NEWER,)), 10)
    assert shelf.held() == (Held("to-trinh", 2, 0, 2, unlocked=False),)
    assert shelf.grant("phien-1", GRANT) == ()
    assert asked(shelf, 10) == [Missing("to-trinh", 2, (Range(0, 1),))]


def test_the_same_catalogue_again_asks_for_nothing(shelf: Shelf) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.catalogue(CatalogueState((PAPER,)), 10)
    assert shelf.wake_at is None
    assert shelf.percent("to-trinh") == 100


def test_papers_stand_in_the_order_of_the_latest_catalogue(shelf: Shelf) -> None:
    shelf.catalogue(CatalogueState((OTHER, PAPER)), 0)
    assert list(shelf.manifests) == ["nghi-quyet", "to-trinh"]


def test_a_paper_taken_out_of_the_catalogue_is_gone(shelf: Shelf) -> None:
    shelf.catalogue(CatalogueState((OTHER,)), 0)
    assert [held.paper for held in shelf.held()] == ["nghi-quyet"]
    assert not shelf.previewable("to-trinh")
    assert shelf.chunk("to-trinh", 1, b"one", 0) == ()


def test_a_manifest_that_does_not_fit_together_is_left_out(shelf: Shelf) -> None:
    bad = replace(OTHER, chunk_hashes="!")
    shelf.catalogue(CatalogueState((bad, PAPER)), 0)
    assert list(shelf.manifests) == ["to-trinh"]


def test_chunks_found_in_the_cache_count_for_their_version_alone() -> None:
    shelf = make_shelf()
    shelf.restore({("to-trinh", 1): frozenset({0, 2, 77}), ("to-trinh", 2): frozenset({1})})
    shelf.catalogue(CatalogueState((PAPER,)), 0)
    assert asked(shelf, 0) == [Missing("to-trinh", 1, (Range(1, 1),))]


def test_a_lost_paper_is_fetched_anew_but_only_once(shelf: Shelf) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.lost("to-trinh", 1, 100)
    assert asked(shelf, 100 + QUIET_MS) == [Missing("to-trinh", 1, (Range(0, 2),))]
    receive(shelf, PAPER, *CHUNKS)
    shelf.lost("to-trinh", 1, 200)
    assert shelf.wake_at is None
    assert shelf.percent("to-trinh") == 100


@pytest.mark.parametrize(("paper", "version"), [("unknown", 1), ("to-trinh", 2)])
def test_losing_what_is_not_on_the_shelf_changes_nothing(
    shelf: Shelf, paper: str, version: int
) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.lost(paper, version, 100)
    assert shelf.percent("to-trinh") == 100


def test_a_useless_key_is_asked_for_again_through_the_heartbeat(shelf: Shelf) -> None:
    shelf.grant("phien-1", GRANT)
    assert shelf.held()[0].unlocked
    shelf.locked("to-trinh", 1)
    assert not shelf.held()[0].unlocked


def test_a_chunk_the_disk_did_not_take_is_lacking_and_not_asked_for_soon(shelf: Shelf) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.unstored("to-trinh", 2, 100)
    shelf.chunk("somebody-elses", 0, b"x", 200)
    assert shelf.wake_at == 100 + FULL_MS
    assert asked(shelf, 100 + FULL_MS) == [Missing("to-trinh", 1, (Range(2, 2),))]


def test_a_new_link_asks_anew_only_if_something_is_lacking(shelf: Shelf) -> None:
    asked(shelf, 0)
    shelf.reconnected(5)
    assert shelf.wake_at == 5
    receive(shelf, PAPER, *CHUNKS)
    shelf.reconnected(9)
    assert shelf.wake_at is None


@given(st.permutations(range(3)), st.lists(st.integers(0, 2), max_size=4))
def test_chunks_in_any_order_and_number_make_the_paper(
    order: list[int], repeated: list[int]
) -> None:
    shelf = make_shelf()
    shelf.catalogue(CatalogueState((PAPER,)), 0)
    stored = [
        effect.index
        for index in (*repeated, *order)
        for effect in shelf.chunk("to-trinh", index, CHUNKS[index], 0)
        if isinstance(effect, StoreChunk)
    ]
    assert sorted(stored) == [0, 1, 2]
    assert shelf.complete


def test_every_request_is_a_message_of_its_own(shelf: Shelf) -> None:
    first, second = (*shelf.ask("phien-1", 0), *shelf.ask("phien-1", QUIET_MS))
    assert isinstance(first, Say)
    assert isinstance(second, Say)
    assert first.message_id != second.message_id


# ── what goes ───────────────────────────────────────────────────────────────────────────────────


def test_a_replaced_paper_goes_and_a_recalled_one_too(shelf: Shelf) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.grant("phien-1", GRANT)
    assert shelf.catalogue(CatalogueState((NEWER, OTHER)), 0) == (ForgetPaper("to-trinh", 1),)
    assert shelf.catalogue(CatalogueState((OTHER,)), 0) == (ForgetPaper("to-trinh", 2),)
    assert shelf.catalogue(CatalogueState((OTHER,)), 0) == ()


def test_chunks_on_the_disk_of_papers_the_catalogue_does_not_know_go() -> None:
    shelf = make_shelf()
    shelf.restore({("to-trinh", 1): frozenset({0}), ("to-trinh", 2): frozenset({0})})
    assert shelf.catalogue(CatalogueState((PAPER,)), 0) == (ForgetPaper("to-trinh", 2),)


def test_a_key_that_arrives_after_the_recall_is_refused(shelf: Shelf) -> None:
    shelf.catalogue(CatalogueState(()), 0)
    assert shelf.grant("phien-1", GRANT) == ()


def test_the_key_of_the_next_version_may_come_before_the_news_of_it(shelf: Shelf) -> None:
    newer = replace(GRANT, version=2)
    assert shelf.grant("phien-1", newer) == (KeepKey("phien-1", newer),)
    assert not shelf.previewable("to-trinh")
    shelf.catalogue(CatalogueState((NEWER,)), 0)
    receive(shelf, NEWER, b"preview 2", b"one 2")
    assert shelf.readable("to-trinh")


def test_a_lease_is_asked_for_anew_before_it_ends_and_then_the_key_goes(shelf: Shelf) -> None:
    shelf.grant("phien-1", GRANT)
    assert shelf.held(LEASE - RENEW_MS - 1)[0].unlocked
    assert not shelf.held(LEASE - RENEW_MS)[0].unlocked
    assert shelf.expires_at == LEASE
    assert shelf.expire(LEASE - 1) == ()
    assert shelf.expire(LEASE) == (ForgetKey("to-trinh", 1),)
    assert (shelf.expire(LEASE), shelf.expires_at) == ((), None)


def test_a_lease_that_was_renewed_goes_on(shelf: Shelf) -> None:
    shelf.grant("phien-1", GRANT)
    shelf.grant("phien-1", replace(GRANT, lease_until=LEASE + 5_000))
    assert shelf.expire(LEASE) == ()
    assert shelf.held(LEASE - RENEW_MS)[0].unlocked


def test_without_the_hubs_time_nothing_goes(shelf: Shelf) -> None:
    shelf.grant("phien-1", GRANT)
    assert shelf.expire(None) == ()


def test_when_the_retention_is_over_everything_goes_once_and_nothing_is_fetched_again(
    shelf: Shelf,
) -> None:
    receive(shelf, PAPER, *CHUNKS)
    shelf.catalogue(CatalogueState((PAPER, OTHER), keep_until=LEASE), 0)
    assert shelf.expires_at == LEASE
    assert shelf.expire(LEASE - 1) == ()
    assert shelf.expire(LEASE) == (WipePapers(),)
    assert shelf.expire(LEASE) == ()
    assert (shelf.expires_at, shelf.wake_at, shelf.held()) == (None, None, ())


def test_a_seat_started_after_the_retention_wipes_its_disk() -> None:
    shelf = make_shelf()
    shelf.restore({("to-trinh", 1): frozenset({0})})
    shelf.catalogue(CatalogueState((PAPER,), keep_until=LEASE), 0)
    assert shelf.expire(LEASE + 1) == (WipePapers(),)
    assert asked(shelf, QUIET_MS) == []
