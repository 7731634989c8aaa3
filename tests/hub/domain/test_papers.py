"""Papers: frozen when released, replaced by their next version, gone when recalled."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.domain import commands
from hub.domain.events import PaperRecalled, PaperReleased
from hub.domain.papers import MAX_PAPERS, Kept
from hub.domain.vocabulary import Paper
from tests.support.meeting import Play
from tests.support.plans import make_plan

FIRST = Paper("bao-cao", 1, "item-1", "Báo cáo", "documents/bao-cao.1.pdf", "a" * 64, 9, 3)
SECOND = replace(FIRST, version=2, sha256="b" * 64, pages=4)


def meeting() -> Play:
    """A meeting with one paper."""
    return Play(make_plan(3, papers=(FIRST,)))


def test_the_papers_of_the_plan_are_released_with_it() -> None:
    assert meeting().state.dossier.current == (FIRST,)


def test_a_next_version_takes_the_place_of_the_one_before() -> None:
    play = meeting()
    assert play.does(commands.ReleasePaper(SECOND, (2, 4))) == (PaperReleased(SECOND, (2, 4)),)
    assert play.state.dossier.papers["bao-cao"] == Kept(SECOND, (2, 4))


def test_a_paper_added_in_the_session_stands_last() -> None:
    play = meeting()
    added = replace(FIRST, paper="to-trinh", sha256="c" * 64)
    play.does(commands.ReleasePaper(added))
    assert play.state.dossier.current == (FIRST, added)


def test_an_item_added_in_the_session_has_papers_too() -> None:
    play = meeting()
    added = commands.ReleasePaper(replace(FIRST, paper="gap", item="them-1", sha256="d" * 64))
    assert play.refuses(added) == "unknown-item"
    play.does(commands.InsertItem("Việc gấp", "", 5, ""), added)
    assert play.state.dossier.papers["gap"].paper.item == "them-1"


def test_a_recalled_paper_is_read_by_nobody_until_a_later_version_comes() -> None:
    play = meeting()
    recalled = PaperRecalled("bao-cao", 1, "nhầm dự thảo")
    assert play.does(commands.RecallPaper("bao-cao", " nhầm dự thảo ")) == (recalled,)
    assert play.state.dossier.current == ()
    assert play.refuses(commands.RecallPaper("bao-cao", "nhầm")) == "paper-recalled"
    play.does(commands.ReleasePaper(SECOND))
    assert play.state.dossier.current == (SECOND,)


@pytest.mark.parametrize(
    ("paper", "changed", "code"),
    [
        (replace(SECOND, item="item-9"), (), "unknown-item"),
        (replace(SECOND, item="item-2"), (), "paper-of-another-item"),
        (replace(SECOND, version=1), (), "not-the-next-version"),
        (replace(SECOND, version=3), (), "not-the-next-version"),
        (replace(SECOND, sha256=FIRST.sha256), (), "same-paper"),
        (replace(SECOND, sha256="x"), (), "bad-paper"),
        (replace(SECOND, size=0), (), "bad-paper"),
        (SECOND, (5,), "bad-paper"),
        (SECOND, (2, 1), "bad-paper"),
    ],
)
def test_what_is_no_next_version_is_refused(
    paper: Paper, changed: tuple[int, ...], code: str
) -> None:
    assert meeting().refuses(commands.ReleasePaper(paper, changed)) == code


def test_a_recall_names_a_paper_and_a_reason() -> None:
    play = meeting()
    assert play.refuses(commands.RecallPaper("khac", "nhầm")) == "unknown-paper"
    assert play.refuses(commands.RecallPaper("bao-cao", " ")) == "reason-missing"
    assert play.refuses(commands.RecallPaper("bao-cao", "x" * 1001)) == "reason-too-long"


def test_after_the_session_nothing_is_added_but_a_paper_can_still_be_recalled() -> None:
    play = meeting()
    play.signs_in(1, 2)
    play.does(commands.OpenSession(), commands.CloseSession())
    assert play.refuses(commands.ReleasePaper(SECOND)) == "session-closed"
    play.does(commands.RecallPaper("bao-cao", "nhầm"))


def test_a_dossier_has_an_end() -> None:
    papers = tuple(replace(FIRST, paper=f"p{n}") for n in range(MAX_PAPERS))
    play = Play(make_plan(3, papers=papers))
    assert play.refuses(commands.ReleasePaper(replace(FIRST, paper="mot-nua"))) == "too-many-papers"
