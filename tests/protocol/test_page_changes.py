"""What changed between two versions of a paper, page by page."""

from hypothesis import given
from hypothesis import strategies as st

from protocol.page_changes import compare_pages

PAGES = st.lists(st.sampled_from("abcdef"), max_size=12)


def test_a_changed_page_is_named_and_the_others_keep_their_notes() -> None:
    changes = compare_pages("abcd", "abxd")
    assert changes.changed == (3,)
    assert changes.gone == (3,)
    assert changes.kept == {1: 1, 2: 2, 4: 4}


def test_pages_moved_by_one_put_in_are_the_same_pages() -> None:
    changes = compare_pages("abc", "axbc")
    assert changes.changed == (2,)
    assert changes.kept == {1: 1, 2: 3, 3: 4}


@given(PAGES, PAGES)
def test_every_page_is_kept_or_said_to_be_changed_or_gone(old: list[str], new: list[str]) -> None:
    changes = compare_pages(old, new)
    assert sorted([*changes.kept.values(), *changes.changed]) == list(range(1, len(new) + 1))
    assert sorted([*changes.kept, *changes.gone]) == list(range(1, len(old) + 1))
    assert all(old[a - 1] == new[b - 1] for a, b in changes.kept.items())
