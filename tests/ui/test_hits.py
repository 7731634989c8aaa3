"""The list of hits: papers in the order they come, a few hits of each, all of the one that is read."""

from __future__ import annotations

from msgspec.structs import replace

from device.screens import HitRow, SearchPanel
from ui.viewmodels.hits import A_FEW, MOST_ROWS, HitLine, Line, PaperLine, RestLine, lines


def panel(*papers: tuple[str, int], current: int = -1, more: bool = False) -> SearchPanel:
    hits = tuple(
        HitRow(paper, paper.title(), page, "", "vốn", "", exact=True)
        for paper, count in papers
        for page in range(1, count + 1)
    )
    return SearchPanel(
        query="von",
        everywhere=True,
        hits=hits,
        current=current,
        more=more,
        pages_done=9,
        pages_total=9,
        scans=(),
        marked=(),
    )


def indexes(listed: tuple[Line, ...]) -> list[int]:
    return [line.index for line in listed if isinstance(line, HitLine)]


def papers(listed: tuple[Line, ...]) -> list[tuple[str, int, bool]]:
    return [(e.title, e.count, e.more) for e in listed if isinstance(e, PaperLine)]


def rests(listed: tuple[Line, ...]) -> list[tuple[str, int]]:
    return [(line.paper, line.count) for line in listed if isinstance(line, RestLine)]


def test_each_paper_stands_above_a_few_of_its_hits_and_says_how_many_there_are() -> None:
    listed = lines(panel(("a", 8), ("b", 2), more=True), "")
    assert papers(listed) == [("A", 8, False), ("B", 2, True)]
    assert indexes(listed) == [*range(A_FEW), 8, 9]
    assert rests(listed) == [("a", 3)]


def test_a_paper_is_unfolded_by_a_touch_or_by_going_to_a_hit_in_it() -> None:
    found = panel(("a", 8), ("b", 8))
    assert rests(lines(found, "a")) == [("b", 3)]
    gone = lines(replace(found, current=14), "a")
    assert rests(gone) == []
    assert indexes(gone) == list(range(16))
    assert [e.index for e in gone if isinstance(e, HitLine) and e.current] == [14]


def test_of_a_long_paper_the_hits_around_the_one_gone_to_are_listed() -> None:
    long = panel(("a", 3), ("b", 200), current=150)
    listed = indexes(lines(long, ""))
    assert len(listed) == 3 + MOST_ROWS
    assert 150 in listed
    alone = indexes(lines(replace(long, everywhere=False), ""))
    assert len(alone) == MOST_ROWS
    assert 150 in alone


def test_however_many_papers_there_are_the_list_stays_short() -> None:
    many = panel(*((f"p{number}", 9) for number in range(40)))
    listed = lines(many, "")
    assert len(papers(listed)) == 40
    assert len(indexes(listed)) == MOST_ROWS
    assert sum(count for _, count in rests(listed)) + MOST_ROWS == 360


def test_in_one_paper_there_is_no_name_above_the_hits() -> None:
    alone = replace(panel(("a", 3)), everywhere=False)
    assert [type(line) for line in lines(alone, "")] == [HitLine] * 3
