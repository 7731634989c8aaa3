"""`check-paper` says of every file whether it would be taken, and why not."""

import json
import os
import subprocess
import sys
from pathlib import Path

from hub.application.intake import AcceptedPaper, IntakeError, Submission
from hub.application.paper_wording import RESTRICTIONS, SENTENCES, STRIPPED, acceptance, notes
from hub.checking import check_papers
from hub.distribution.document_intake_active import ACTIONS, KEYS
from tests.hub.distribution.pdf_maker import one_page, text_pdf, write

ROOT = Path(__file__).parents[2]
GOOD = AcceptedPaper(b"%PDF-", 3, b"\xff\xd8", ("javascript",), repaired=True)


def quiet(*_: object) -> None:
    """No progress bar."""


def intake(paper: Submission) -> AcceptedPaper:
    if paper.path.name == "bad.pdf":
        raise IntakeError("too-many-pages", pages=6000, limit=5000)
    return GOOD


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    bad, good = write(tmp_path, b"x", "bad.pdf"), write(tmp_path, b"x", "good.pdf")
    paths = [tmp_path / "gone.pdf", bad, tmp_path, tmp_path / ("x" * 5000), good]
    verdicts = list(check_papers(map(Submission, paths), intake, "en", quiet))
    assert [each.code for each in verdicts] == [
        "missing-file",
        "too-many-pages",
        "not-a-file",
        "missing-file",
        "accepted",
    ]
    assert "6000 pages" in verdicts[1].reason
    assert (verdicts[4].pages, verdicts[4].stripped) == (3, ("javascript",))


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (verdict,) = check_papers([Submission(tmp_path / "pipe.pdf")], intake, "vi", quiet)
    assert verdict.code == "not-a-file"


def test_what_was_done_to_a_paper_is_told_in_two_languages() -> None:
    assert acceptance(GOOD, "vi") == "Nhận; đã sửa tệp hỏng; đã bỏ mã JavaScript."
    assert acceptance(GOOD, "en") == "Accepted; a damaged file was repaired; taken out: JavaScript."
    assert notes(AcceptedPaper(b"%PDF-", 1, b"", (), repaired=False), "vi") == []


def test_every_kind_that_is_taken_out_and_every_restriction_has_a_name() -> None:
    assert {*ACTIONS.values(), *KEYS.values(), "macro", "signature"} <= STRIPPED.keys()
    assert {"annotate", "copy", "modify", "print"} <= RESTRICTIONS.keys()
    assert all(len(pair) == 2 and all(pair) for pair in SENTENCES.values())


def test_the_command_prints_exactly_one_array_and_fails_if_one_file_would(tmp_path: Path) -> None:
    good = write(tmp_path, text_pdf("Tờ trình", pages=2), "a.pdf")
    script = write(tmp_path, one_page(b"/OpenAction<</S/JavaScript/JS(1)>>"), "b.pdf")
    done = check("--json", good, script, tmp_path / "c.pdf")
    assert done.returncode == 1
    verdicts = json.loads(done.stdout)
    assert [list(each) for each in verdicts] == [
        ["file", "accepted", "code", "reason", "pages", "stripped"]
    ] * 3
    assert verdicts[0] == {
        "file": str(good),
        "accepted": True,
        "code": "accepted",
        "reason": "Nhận.",
        "pages": 2,
        "stripped": [],
    }
    assert verdicts[1]["stripped"] == ["javascript"]
    assert (verdicts[2]["accepted"], verdicts[2]["code"]) == (False, "missing-file")
    assert check(good).returncode == 0


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hub.main", "check-paper", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
