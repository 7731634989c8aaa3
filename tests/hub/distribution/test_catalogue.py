"""The papers that seats may have follow the record."""

from __future__ import annotations

from msgspec.structs import replace

from hub.application.room import Request, Room
from hub.distribution.catalogue import Catalogue
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.vocabulary import Paper
from hub.store.memory import MemoryEventLog
from protocol.transfer import Manifest, join_hashes
from tests.support.meeting import sign_in
from tests.support.plans import STARTS_AT, make_plan

FIRST = Paper("bao-cao", 1, "item-1", "Báo cáo", "documents/bao-cao-v1.pdf", "a" * 64, 9, 3)
SECOND = replace(FIRST, version=2, sha256="b" * 64)
HOUR = 3_600_000


def manifest_of(paper: Paper) -> Manifest:
    digests = join_hashes([bytes(32)] * 2)
    return Manifest(
        paper.paper, paper.version, paper.item, paper.title, 3, 9, paper.sha256, digests
    )


class Hall:
    """A room of three with one paper, and its catalogue."""

    def __init__(self) -> None:
        self.log = MemoryEventLog()
        self.room = Room(self.log)
        self._ids = 0
        self.does(commands.ConveneMeeting(make_plan(3, papers=(FIRST,))))
        self.catalogue = Catalogue(self.room, manifest_of, 12 * HOUR)

    def does(self, *asked: Command) -> None:
        for command in asked:
            self._ids += 1
            batch = self.room.prepare((Request(str(self._ids), "hub", command),), STARTS_AT)
            self.log.append(batch.lines, batch.receipts)
            self.room.commit(batch)


def test_a_replaced_paper_is_there_in_its_latest_version_with_the_pages_that_changed() -> None:
    hall = Hall()
    assert hall.catalogue.papers == (manifest_of(FIRST),)
    hall.does(commands.ReleasePaper(SECOND, (2,)))
    assert hall.catalogue.papers == (replace(manifest_of(SECOND), changed=(2,)),)
    assert hall.catalogue.manifest("bao-cao") == hall.catalogue.papers[0]


def test_a_recalled_paper_is_not_there() -> None:
    hall = Hall()
    hall.does(commands.RecallPaper("bao-cao", "nhầm"))
    assert hall.catalogue.papers == ()
    assert hall.catalogue.manifest("bao-cao") is None


def test_after_the_session_it_says_until_when_papers_may_be_kept() -> None:
    hall = Hall()
    assert hall.catalogue.keep_until is None
    hall.does(sign_in(1), sign_in(2), commands.OpenSession(), commands.CloseSession())
    assert hall.catalogue.keep_until == STARTS_AT + 12 * HOUR
    assert hall.catalogue.state().keep_until == hall.catalogue.keep_until
