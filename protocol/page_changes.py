"""Which pages of a paper changed from one version to the next, by the fingerprints of what they show. Pure.

A page that was moved by pages put in or taken out before it is the same page.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct


class PageChanges(Struct, frozen=True):
    """Pages are numbered from 1. `kept` leads from a page of the old version to where it is now."""

    kept: dict[int, int]
    changed: tuple[int, ...]  # of the new version: new, or showing something else
    gone: tuple[int, ...]  # of the old version: nowhere in the new one


def compare_pages(old: Sequence[str], new: Sequence[str]) -> PageChanges:
    """Compare two versions, each given as the fingerprints of its pages in order.

    Pages stay in order: of two that changed places one counts as changed.
    """
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {b.a + n + 1: b.b + n + 1 for b in blocks for n in range(b.size)}
    there = set(kept.values())
    return PageChanges(
        kept,
        changed=tuple(n for n in range(1, len(new) + 1) if n not in there),
        gone=tuple(n for n in range(1, len(old) + 1) if n not in kept),
    )
