"""What is recalled is destroyed: its key is found in none of the hub's files, its chunks are gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from hub.application.folder_papers import ImportedPaper
from hub.application.meeting_folder import ImportedMeeting
from hub.domain.papers import Dossier, Kept
from hub.domain.vocabulary import Paper
from hub.importing import Means, keep_meeting
from hub.store.meetings import MeetingFolder, Meetings
from hub.vault import Vault
from tests.support.plans import STARTS_AT, make_plan, roster
from transport.paper_cipher import seal_chunk

PDF = b"%PDF " * 9_000
KEYS = {"bao-cao": b"\xa5K" * 16, "to-trinh": b"\x5aT" * 16}


def paper(name: str) -> Paper:
    digest = hashlib.sha256(PDF).hexdigest()
    return Paper(name, 1, "item-1", name, f"documents/{name}.pdf", digest, len(PDF), 2)


@pytest.fixture
def folder(tmp_path: Path) -> MeetingFolder:
    papers = tuple(ImportedPaper(paper(name), PDF, b"jpeg") for name in KEYS)
    plan = make_plan(3, papers=tuple(each.paper for each in papers))
    numbers, keys = count(1), iter(KEYS.values())
    means = Means(
        lambda: STARTS_AT, lambda: f"{next(numbers):08}-0000-4000-8000-000000000000",
        lambda: next(keys), seal_chunk,
    )  # fmt: skip
    return keep_meeting(Meetings(tmp_path), ImportedMeeting(plan, roster(3), papers), means)


@pytest.fixture
def vault(folder: MeetingFolder) -> Iterator[Vault]:
    vault = Vault(folder)
    yield vault
    vault.close()


def everything(folder: MeetingFolder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())


def dossier() -> Dossier:
    kept = {name: Kept(paper(name), recalled=name == "bao-cao") for name in KEYS}
    return Dossier(kept, tuple(paper(name) for name in KEYS))


def test_the_key_of_a_recalled_paper_is_found_nowhere_and_the_others_are_untouched(
    folder: MeetingFolder, vault: Vault
) -> None:
    before = everything(folder)
    assert all(key in before for key in KEYS.values())
    for _ in range(2):  # a hub killed in between does it again
        vault.destroy_recalled(dossier())
    after = everything(folder)
    assert KEYS["bao-cao"] not in after
    assert KEYS["to-trinh"] in after
    assert not (folder.sealed / "bao-cao.1").exists()
    assert vault.manifest(paper("to-trinh")).paper == "to-trinh"


def test_a_paper_whose_name_begins_like_a_recalled_one_stays(
    folder: MeetingFolder, vault: Vault
) -> None:
    longer = folder.sealed / "bao-cao-2.1"
    longer.mkdir()
    vault.destroy_recalled(dossier())
    assert longer.exists()
