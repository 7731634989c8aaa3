"""The command line: what needs no broker and no meeting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub import main as command
from hub.application.intake import AcceptedPaper
from hub.application.rule_packs import STANDARD_PACKS
from hub.domain.vocabulary import Paper
from hub.main import main


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "hub.toml"
    path.write_text('room = "phong-1"\nname = "Phòng 1"\n', encoding="utf-8")
    (tmp_path / "data" / "rule-packs").mkdir(parents=True)
    return path


def add_pack(settings: Path, *change: str) -> Path:
    text = (STANDARD_PACKS / "ubnd.toml").read_text(encoding="utf-8")
    path = settings.parent / "data" / "rule-packs" / "xa.toml"
    path.write_text(text.replace(*change), encoding="utf-8")
    return path


def test_the_rule_packs_of_the_hubs_own_folder_come_first(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_pack(settings, 'id = "ubnd"', 'id = "ubnd-xa"')
    assert main(["--settings", str(settings), "rule-packs", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [pack["id"] for pack in listed] == ["ubnd-xa", "association", "hdnd", "ubnd"]


def test_a_pack_that_cannot_be_used_is_named_and_the_status_says_so(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = add_pack(settings, 'base = "members"', 'base = "everybody"')
    assert main(["--settings", str(settings), "rule-packs"]) == 1
    said = capsys.readouterr().out
    assert str(path) in said
    assert "[unknown-value]" in said
    assert "hdnd" in said


def test_what_was_done_to_a_released_paper_is_told_beside_what_a_script_reads(
    settings: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = AcceptedPaper(b"%PDF-", 1, b"", ("javascript",), repaired=False)
    paper = Paper("to-trinh", 1, "item-1", "Tờ trình", "documents/a.pdf", "a" * 64, 5, 1)
    monkeypatch.setattr(command, "intake_here", lambda: lambda _submission: taken)
    monkeypatch.setattr(command, "_line", lambda *_: None)
    monkeypatch.setattr(command.releasing, "release", lambda *_: paper)
    assert main(["--settings", str(settings), "release", "a.pdf", "--paper", "to-trinh"]) == 0
    said = capsys.readouterr()
    assert said.out == "to-trinh\t1\n"
    assert said.err == "Tờ trình: đã bỏ mã JavaScript\n"
