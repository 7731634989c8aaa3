"""Papers released and recalled in the session: in order, and with the bytes the record fixed."""

from __future__ import annotations

from typing import Any

import pytest

from hub.domain import commands
from hub.domain.vocabulary import Paper
from tests.audit.bundle_maker import Draft, Room, audit, found, honest_files, plan, seal, sha256

BESIDE = {path: data for path, data in honest_files().items() if "minutes" not in path}
SECOND = b"%PDF-1.7 another version"
FILE = "documents/to-trinh-v2.pdf"


def released(version: int = 2, file: str = FILE) -> Paper:
    return Paper("to-trinh", version, "item-1", "Tờ trình", file, sha256(SECOND), len(SECOND), 3)


def course(*asked: commands.Command) -> list[Draft]:
    room = Room()
    room.do(commands.ConveneMeeting(plan()), *asked)
    return room.drafts


def audited(drafts: list[Draft], **documents: bytes) -> tuple[list[str], list[str]]:
    report = audit(seal(drafts, {**BESIDE, **documents}))
    return [code for code, _ in found(report)], [one.code for one in report.caveats]


def test_a_new_version_is_a_document_like_those_of_the_plan() -> None:
    drafts = course(commands.ReleasePaper(released(), (1, 3)))
    assert audited(drafts, **{FILE: SECOND})[0] == []
    assert audited(drafts)[0] == ["document-missing"]
    assert audited(drafts, **{FILE: b"%PDF-1.7 other"})[0] == ["document-differs"]


def test_of_a_recalled_paper_only_its_fingerprint_need_be_left() -> None:
    drafts = course(commands.RecallPaper("to-trinh", "Sai số liệu"))
    assert audited(drafts)[0] == []
    left = {path: data for path, data in BESIDE.items() if path != "documents/to-trinh.pdf"}
    report = audit(seal(drafts, left))
    assert report.sound
    assert "document-recalled" in [one.code for one in report.caveats]


@pytest.mark.parametrize(
    "body",
    [
        {"paper": "to-trinh", "version": 2, "reason": "Sai"},
        {"paper": "to-trinh", "version": 1, "reason": " "},
        {"paper": "khac", "version": 1, "reason": "Sai"},
    ],
)
def test_a_recall_that_could_not_be_is_named(body: dict[str, Any]) -> None:
    drafts = course()
    lie = Draft(drafts[-1].at, "PaperRecalled", "hub", body)
    assert audited([*drafts, lie])[0] == ["paper-out-of-order"]


@pytest.mark.parametrize(
    "changes", [{"version": 3}, {"item": "item-9"}, {"file": "documents/to-trinh.pdf"}]
)
def test_a_release_that_could_not_be_is_named(changes: dict[str, Any]) -> None:
    drafts = course(commands.ReleasePaper(released(), ()))
    body = {**drafts[-1].body, "paper": {**drafts[-1].body["paper"], **changes}}
    lie = Draft(drafts[-1].at, "PaperReleased", "hub", body)
    assert "paper-out-of-order" in audited([*drafts[:-1], lie], **{FILE: SECOND})[0]
