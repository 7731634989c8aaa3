"""The list of hits: of one paper as they stand, of several under the name of each."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from msgspec import Struct

from device.screens import HitRow, SearchPanel

MOST_ROWS = 60  # a longer list is not read; next and previous reach every hit
A_FEW = 5  # of each paper, so that the next paper is near


class PaperLine(Struct, frozen=True):
    """A paper with hits below; `more`: there are others that were not counted."""

    paper: str
    title: str
    count: int
    more: bool


class HitLine(Struct, frozen=True):
    """A hit by its number, and whether it was gone to."""

    index: int
    hit: HitRow
    current: bool


class RestLine(Struct, frozen=True):
    """So many more hits of a paper are not listed."""

    paper: str
    count: int


Line: TypeAlias = PaperLine | HitLine | RestLine


def lines(panel: SearchPanel, unfolded: str) -> tuple[Line, ...]:
    """What is listed. Of `unfolded` and of the paper of the hit gone to, all; of others, a few."""
    numbered = tuple(enumerate(panel.hits))
    if not panel.everywhere:
        return _hits(panel, _around(panel, numbered))
    counts = Counter(hit.paper for hit in panel.hits)
    gone_to = panel.hits[panel.current].paper if panel.current >= 0 else ""
    listed: list[Line] = []
    room = MOST_ROWS
    for paper, count in counts.items():
        of_paper = tuple((index, hit) for index, hit in numbered if hit.paper == paper)
        whole = paper in {unfolded, gone_to}
        some = _around(panel, of_paper) if whole else of_paper[: min(A_FEW, room)]
        room -= 0 if whole else len(some)
        more = panel.more and paper == panel.hits[-1].paper
        listed += (PaperLine(paper, of_paper[0][1].title, count, more), *_hits(panel, some))
        if not whole and count > len(some):
            listed.append(RestLine(paper, count - len(some)))
    return tuple(listed)


def _around(
    panel: SearchPanel, numbered: tuple[tuple[int, HitRow], ...]
) -> tuple[tuple[int, HitRow], ...]:
    """As many as are read, the one gone to among them."""
    at = next((place for place, (index, _) in enumerate(numbered) if index == panel.current), 0)
    first = max(min(at - MOST_ROWS // 2, len(numbered) - MOST_ROWS), 0)
    return numbered[first : first + MOST_ROWS]


def _hits(panel: SearchPanel, numbered: tuple[tuple[int, HitRow], ...]) -> tuple[HitLine, ...]:
    return tuple(HitLine(index, hit, index == panel.current) for index, hit in numbered)
