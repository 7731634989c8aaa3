"""`phienhop-tech` as a technician meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import firmware_config
from firmware_config import wording
from firmware_config.folder import RoomFolder
from firmware_config.layout import load_layout
from firmware_config.main import main
from firmware_config.schema import TerminalRole, load_terminal
from protocol.identifiers import DeviceId
from tests.support.room import free_port


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    where = str(tmp_path / "room")
    port = str(free_port())
    arguments = ["init", where, "--room", "r-1", "--name", "Phòng", "--seats", "2", "--port", port]
    assert main(arguments) == 0
    return RoomFolder(tmp_path / "room")


def test_init_makes_seats_chair_and_wall(room: RoomFolder) -> None:
    names = [entry.id for entry in load_layout(room.layout).devices]
    assert names == ["seat-01", "seat-02", "chair", "wall"]


def test_init_makes_as_many_consoles_as_are_asked_for(tmp_path: Path) -> None:
    where = tmp_path / "room"
    asked = ["--consoles", "2", "--secretaries", "2", "--port", str(free_port())]
    assert main(["init", str(where), "--room", "r-1", "--name", "Phòng", *asked]) == 0
    devices = load_layout(RoomFolder(where).layout).devices
    assert [(entry.id, str(entry.role), entry.label) for entry in devices] == [
        ("chair", "chair", "Chủ tọa"),
        ("chair-2", "chair", "Chủ tọa 2"),
        ("secretary", "secretary", "Thư ký"),
        ("secretary-2", "secretary", "Thư ký 2"),
        ("wall", "wall", "Màn hình chung"),
    ]
    settings = RoomFolder(where).terminal(DeviceId("secretary-2")) / "terminal.toml"
    assert load_terminal(settings).role is TerminalRole.SECRETARY


def test_init_over_a_room_is_a_sentence_and_status_1(
    room: RoomFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(room.root), "--room", "r-1", "--name", "x"]) == 1
    assert "[room-exists]" in capsys.readouterr().err
    assert main(["--language", "en", "init", str(room.root), "--room", "r", "--name", "x"]) == 1
    assert "The folder is not empty" in capsys.readouterr().err


def test_a_dry_run_tells_and_writes_nothing(
    room: RoomFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["issue", str(room.root), "seat-02", "seat-03", "--dry-run"]) == 0
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == ["=", "+"]
    assert not room.terminal(DeviceId("seat-03")).exists()


def test_issue_may_be_repeated(room: RoomFolder, capsys: pytest.CaptureFixture[str]) -> None:
    for sign in "+=":
        capsys.readouterr()
        assert main(["issue", str(room.root), "seat-03", "--role", "seat"]) == 0
        assert capsys.readouterr().out.startswith(sign)


def test_one_bad_device_of_many_and_none_is_made(room: RoomFolder) -> None:
    assert main(["issue", str(room.root), "seat-03", "Ghế 4"]) == 1
    assert not room.terminal(DeviceId("seat-03")).exists()


@pytest.mark.broker
def test_check_speaks_to_programs_too(room: RoomFolder, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    status = main(["check", str(room.root), "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert status == (0 if all(row["passed"] for row in rows) else 1)
    assert {row["name"] for row in rows} >= {"broker", "certificates", "keys", "clock", "port"}


def test_check_without_settings_is_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "[settings-refused]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["init"], ["issue", "x"], ["init", "x", "--room", "r", "--name", "n", "--port", "0"]],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_every_code_has_a_sentence() -> None:
    sources = Path(firmware_config.__file__).parent.glob("*.py")
    raised = {
        code
        for source in sources
        for code in re.findall(r"\w+Error\(\s*\"([a-z-]+)\"", source.read_text(encoding="utf-8"))
    }
    assert {"room-exists", "key-missing", "expired"} <= raised
    assert raised <= wording.ERRORS.keys()
