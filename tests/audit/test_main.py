"""The command says sound or not in its exit status and its first line, to people and to programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit import main as command
from audit.main import main
from audit.wording import Language, Words
from tests.audit.bundle_maker import change, honest, number_of, room_keys, seal, zipped


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """These bundles' minutes are plain text; reading real PDFs is tested elsewhere."""
    monkeypatch.setattr(command, "read_text", lambda pdf: pdf.decode())


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return written(tmp_path, seal())


def written(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "bundle.zip"
    path.write_bytes(zipped(files).getvalue())
    return path


def test_a_sound_bundle_ends_with_0(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(sound)]) == 0
    assert capsys.readouterr().out.startswith("KHỚP")


def test_a_lie_ends_with_1_and_the_first_line_names_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = number_of(honest(), "BallotCast")
    path = written(tmp_path, seal(change(honest(), number, answer=["against"])))
    assert main([str(path), "--language", "en"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"NOT SOUND: record {number}: ")
    assert "[statement-differs]" in first


def test_a_changed_file_is_named_in_the_first_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, {**seal(), "documents/to-trinh.pdf": b"other"})
    assert main([str(path)]) == 1
    assert "tệp documents/to-trinh.pdf" in capsys.readouterr().out.splitlines()[0]


def test_what_is_no_zip_ends_with_1_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"hello")
    assert main([str(path)]) == 1
    assert "[not-a-zip]" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["a.zip", "--language", "fr"], ["a.zip", "--more"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_file_that_is_not_there_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.zip")]) == 2
    assert "none.zip" in capsys.readouterr().err


def test_the_trusted_authority_is_compared(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = tmp_path / "mine.pem", tmp_path / "other.pem"
    mine.write_bytes(room_keys().authority.pem)
    other.write_bytes(b"other")
    assert main([str(sound), "--ca", str(mine)]) == 0
    assert main([str(sound), "--ca", str(other)]) == 1
    assert "[another-ca]" in capsys.readouterr().out


def test_json_says_the_same_to_a_program(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(sound), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["format"], value["sound"], value["first"]) == ("phienhop-audit/1", True, None)
    assert value["polls"][0]["recounted"]["in_favour"] == 4
    number = number_of(honest(), "BallotCast")
    lie = written(tmp_path, seal(change(honest(), number, answer=["against"])))
    assert main([str(lie), "--json"]) == 1
    first = json.loads(capsys.readouterr().out)["first"]
    assert (first["record"], first["code"]) == (number, "statement-differs")


def test_json_of_a_refusal_has_a_first_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"hello")
    assert main([str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["first"]["code"] == "not-a-zip"


@pytest.mark.parametrize("language", Language)
def test_the_report_shows_how_each_result_comes_about(
    sound: Path, capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    main([str(sound), "--language", language])
    shown = capsys.readouterr().out
    words = Words(language)
    for part in (
        "Thông qua quy hoạch?",
        "Ông An; Ông Binh; Ông Chi; Ông Dung",
        "2 × 4 = 8 > 1 × 6 = 6",
        "3 × 4 = 12 ≥ 2 × 6 = 12",
        "Điều 117",
        words.say("agrees"),
        words.say("silent"),
        "Nhầm câu hỏi",
    ):
        assert part in shown


def test_text_of_a_bundle_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = number_of(honest(), "PollVoided")
    path = written(tmp_path, seal(change(honest(), number, reason="\x1b[2J\u202elatot")))
    main([str(path)])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_help_explains_trust_and_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "exit status" in shown
    assert "fingerprint" in shown


def test_progress_is_silent_until_it_took_long(capsys: pytest.CaptureFixture[str]) -> None:
    with command.Progress(Words(Language.EN)) as progress:
        progress("files", 1, 10)
        assert capsys.readouterr().err == ""
        progress._speaks.set()
        progress("files", 2, 10)
    assert "Checking file 2/10" in capsys.readouterr().err


def test_a_reader_that_stops_early_does_not_change_the_verdict(sound: Path) -> None:
    """As in `phienhop-verify bundle.zip | head -1`; these minutes are no PDF, so the verdict is 1."""
    reading, writing = os.pipe()
    os.close(reading)
    command_line = [sys.executable, "-m", "audit.main", str(sound)]
    ended = subprocess.run(command_line, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")
