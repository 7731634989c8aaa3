"""Papers released, replaced and recalled by a command: through the hub that runs, or on its record."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hub import releasing
from hub.application.folder_papers import ImportedPaper
from hub.application.intake import AcceptedPaper, PageFacts, ReadBy
from hub.application.meeting_folder import ImportedMeeting
from hub.application.ports import Acceptance
from hub.application.room import Rejection, Request, Room
from hub.domain.commands import Command, ReleasePaper
from hub.domain.errors import DomainError
from hub.domain.papers import Dossier
from hub.domain.vocabulary import Paper
from hub.hotline import Answer, answering
from hub.importing import Means, keep_meeting
from hub.releasing import Held, Line, Submitted
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import Meetings
from hub.store.papers import PaperKeys, SealedPapers
from hub.vault import Vault
from protocol import shapes
from tests.support.plans import STARTS_AT, make_plan, roster
from transport.paper_cipher import open_chunk, seal_chunk

OLD, NEW = b"%PDF old" * 40_000, b"%PDF new" * 50_000


def taken_in(pdf: bytes, *prints: str) -> AcceptedPaper:
    facts = tuple(PageFacts("", print_, ReadBy.TEXT) for print_ in prints)
    return AcceptedPaper(pdf, len(prints), b"jpeg", (), repaired=False, facts=facts)


def first() -> Paper:
    digest = hashlib.sha256(OLD).hexdigest()
    return Paper("bao-cao", 1, "item-1", "Báo cáo", "documents/bao-cao-v1.pdf", digest, len(OLD), 2)


@pytest.fixture
def line(tmp_path: Path) -> Line:
    """A meeting with one paper of two pages; no hub runs."""
    numbers = count(1)
    means = Means(
        lambda: STARTS_AT,
        lambda: f"00000000-0000-4000-8000-{next(numbers):012x}",
        lambda: bytes([next(numbers)]) * 32,
        seal_chunk,
    )
    plan = make_plan(3, papers=(first(),))
    papers = (ImportedPaper(first(), taken_in(OLD, "p1", "p2")),)
    folder = keep_meeting(Meetings(tmp_path), ImportedMeeting(plan, roster(3), papers), means)
    return Line(tmp_path / releasing.SOCKET, folder, means)


def replacement() -> Submitted:
    return Submitted(taken_in(NEW, "p1", "p9", "p2"), "bao-cao", "", "")


def content(line: Line, paper: str, version: int) -> bytes | None:
    sealed, keys = SealedPapers(line.folder.sealed), PaperKeys(line.folder.keys)
    try:
        key = keys.get(paper, version)
        manifest = sealed.manifest(paper, version)
        return sealed.content(manifest, key, open_chunk) if key else None
    except FileNotFoundError:
        return None
    finally:
        keys.close()


def state(line: Line) -> Room:
    with SqliteEventLog(line.folder.record) as log:
        return Room(log)


def test_a_replaced_paper_keeps_its_item_and_title_and_says_which_pages_changed(line: Line) -> None:
    paper = releasing.release(line, replacement())
    assert (paper.version, paper.item, paper.title, paper.pages) == (2, "item-1", "Báo cáo", 3)
    kept = state(line).state.dossier.papers["bao-cao"]
    assert (kept.paper, kept.changed) == (paper, (2,))
    assert content(line, "bao-cao", 2) == NEW
    assert content(line, "bao-cao", 1) == OLD


def test_a_new_paper_is_released_for_its_item(line: Line) -> None:
    releasing.release(line, Submitted(taken_in(NEW, "a"), "to-trinh", "item-2", "Tờ trình"))
    assert [paper.paper for paper, _ in releasing.papers(line)] == ["bao-cao", "to-trinh"]
    assert content(line, "to-trinh", 1) == NEW


@pytest.mark.parametrize(
    ("submitted", "code"),
    [
        (Submitted(taken_in(NEW, "a"), "to-trinh", "item-9", "Tờ trình"), "unknown-item"),
        (Submitted(taken_in(OLD, "p1", "p2"), "bao-cao", "", ""), "same-paper"),
        (Submitted(taken_in(NEW, "a"), "bao-cao", "item-2", ""), "paper-of-another-item"),
    ],
)
def test_a_refused_paper_leaves_nothing_behind(line: Line, submitted: Submitted, code: str) -> None:
    before = sorted(path for path in line.folder.root.rglob("*") if path.is_file())
    with pytest.raises(DomainError, match=code):
        releasing.release(line, submitted)
    assert sorted(path for path in line.folder.root.rglob("*") if path.is_file()) == before
    assert state(line).head.seq == 1
    assert content(line, "bao-cao", 1) == OLD


def test_what_a_killed_release_left_is_replaced_by_the_next(line: Line) -> None:
    rest = line.folder.sealed / "bao-cao.2"
    rest.mkdir()
    (rest / "0").write_bytes(b"half")
    releasing.release(line, replacement())
    assert content(line, "bao-cao", 2) == NEW


def test_a_recalled_paper_is_gone_with_all_its_versions(line: Line) -> None:
    releasing.release(line, replacement())
    releasing.recall(line, "bao-cao", "nhầm dự thảo")
    assert content(line, "bao-cao", 1) is content(line, "bao-cao", 2) is None
    assert [(paper.paper, gone) for paper, gone in releasing.papers(line)] == [("bao-cao", True)]
    with pytest.raises(DomainError, match="paper-recalled"):
        releasing.recall(line, "bao-cao", "nhầm")


async def test_the_hub_that_runs_is_asked_and_decides(line: Line) -> None:
    log = SqliteEventLog(line.folder.record)
    room = Room(log)

    async def ask(command: Command) -> Acceptance | Rejection:
        batch = room.prepare((Request(line.means.new_id(), "hub", command),), STARTS_AT)
        log.append(batch.lines, batch.receipts)
        room.commit(batch)
        return batch.answers[0].outcome

    vault = Vault(line.folder)

    async def answer(question: Mapping[str, Any]) -> Answer:
        held = Held(line.folder.meeting, room.state.dossier, vault.holds, ask)
        return await releasing.answer_command(question, held)

    async with answering(line.socket, answer):
        paper = await asyncio.to_thread(releasing.release, line, replacement())
        assert room.state.dossier.papers["bao-cao"].paper == paper
        with pytest.raises(DomainError, match="same-paper"):
            await asyncio.to_thread(releasing.release, line, replacement())
        found = await asyncio.to_thread(
            releasing.held_meeting, line.socket.parent, Meetings(line.socket.parent)
        )
        assert found == line.folder
        await asyncio.to_thread(releasing.recall, line, "bao-cao", "nhầm")
        vault.destroy_recalled(room.state.dossier)  # which the hub does before it answers
    assert room.state.dossier.current == ()
    assert content(line, "bao-cao", 1) is None
    vault.close()
    log.close()


async def test_what_the_hub_has_recorded_stays_sealed_when_it_dies_before_it_answers(
    line: Line,
) -> None:
    """Else its next start would find a released paper with nothing behind it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        question = json.loads(await reader.readline())
        if question["do"] == "papers":
            told = [{"paper": shapes.to_json(first()), "recalled": False}]
            writer.write(json.dumps({"done": True, "papers": told}).encode() + b"\n")
        writer.close()  # killed: a release is on the disk, and nobody was told

    async with await asyncio.start_unix_server(serve, line.socket):
        with pytest.raises(DomainError, match="hub-hung-up"):
            await asyncio.to_thread(releasing.release, line, replacement())
    assert content(line, "bao-cao", 2) == NEW


async def test_a_hub_that_runs_releases_nothing_that_is_not_sealed(line: Line) -> None:
    """What it cannot hand out it must not record: it would not start again."""

    async def ask(_command: Command) -> Acceptance:
        raise AssertionError("recorded")

    unsealed = replace(first(), version=2, sha256="b" * 64)
    question = {"do": "release", "command": shapes.to_json(ReleasePaper(unsealed))}
    vault = Vault(line.folder)
    asked = {**question, "meeting": line.folder.meeting}
    held = Held(line.folder.meeting, state(line).state.dossier, vault.holds, ask)
    assert await releasing.answer_command(asked, held) == {"code": "paper-not-sealed"}
    vault.close()


def test_two_who_replace_a_paper_at_once_do_not_undo_each_other(line: Line) -> None:
    """The second waits for the first, and so makes the version after it."""
    other = Submitted(taken_in(OLD + NEW, "p1", "p3"), "bao-cao", "", "")
    with ThreadPoolExecutor(2) as clerks:
        papers = list(
            clerks.map(lambda each: releasing.release(line, each), (replacement(), other))
        )
    assert sorted(paper.version for paper in papers) == [2, 3]
    for paper in papers:
        found = content(line, "bao-cao", paper.version)
        assert found is not None
        assert hashlib.sha256(found).hexdigest() == paper.sha256


def test_a_version_sealed_after_a_recall_is_not_destroyed_with_it(line: Line) -> None:
    """It may be on its way into the record while the hub, started anew, destroys what was recalled."""
    releasing.recall(line, "bao-cao", "nhầm")
    recalled = state(line).state.dossier
    releasing.release(line, replacement())
    vault = Vault(line.folder)
    vault.destroy_recalled(recalled)
    vault.close()
    assert content(line, "bao-cao", 2) == NEW


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"do": "release"},
        {"do": "recall", "command": {"paper": 1}},
        {"do": ["x"], "command": {}},
    ],
)
async def test_a_question_that_is_none_is_refused(question: dict[str, object]) -> None:
    async def ask(_command: Command) -> Acceptance:
        raise AssertionError("not a command")

    asked = {**question, "meeting": "phien-1"}
    held = Held("phien-1", Dossier(), lambda _paper: True, ask)
    assert await releasing.answer_command(asked, held) == {"code": "bad-question"}
    other = replace(held, meeting="phien-2")
    assert await releasing.answer_command(asked, other) == {"code": "other-meeting"}
